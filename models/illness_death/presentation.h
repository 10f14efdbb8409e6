#pragma once

#include <string_view>

namespace formatie::illness_death {

/// How a report shows the results: presentation.json, see engine/report/html/README.md.
extern const std::string_view presentation_json;

}  // namespace formatie::illness_death
