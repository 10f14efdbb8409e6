#pragma once

#include <string_view>

namespace formatie::teachers {

/// How a report shows the results: presentation.json, see engine/report/html/README.md.
extern const std::string_view presentation_json;

/// The labour market regions and the five big cities as TopoJSON: data/regions.topojson.
extern const std::string_view presentation_map;

}  // namespace formatie::teachers
