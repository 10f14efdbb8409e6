#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/measure/compare.h"
#include "engine/report/attribution_reader.h"
#include "engine/report/speech.h"

namespace formatie {

/// What is told of one alternative.
struct ExplanationSettings {
  std::size_t alternative = 1;
  std::size_t date = 0;
  std::size_t series = 0;           ///< of the headline series, of which the difference is taken apart
  std::optional<std::size_t> cost;  ///< as for `ComparisonSettings`
  std::optional<std::size_t> anyway;
  bool per_unit = false;
  Speech speech;
};

/// Markdown in plain sentences: the difference and how sure it is, whose lives it is made up of, what it costs and
/// what that buys, for whom it is, and on what it rests.
///
/// Everything is computed from `study` and its `attribution`; what they do not tell is left out.
std::string explanation(const StoredStudy& study, const StoredAttribution& attribution,
                        const ExplanationSettings& settings);

}  // namespace formatie
