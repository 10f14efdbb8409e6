#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"
#include "engine/measure/estimate.h"

namespace formatie {

/// In which language a text is told.
enum class Language { nl, en };
/// "nl" or "en".
std::optional<Language> language_named(std::string_view name);

/// Numbers, money and dates as a reader of a language writes them.
struct Speech {
  Language language = Language::en;

  /// The text of the language.
  std::string_view say(std::string_view nl, std::string_view en) const { return language == Language::nl ? nl : en; }
  /// "12,345.7"; "12.345,7" in Dutch. Never "-0".
  std::string number(double value, int decimals) const;
  /// The same with its sign: "+12", "−3", "0".
  std::string change(double value, int decimals) const;
  /// "506 to 1,656".
  std::string range(const Interval& interval, int decimals) const;
  /// "37%".
  std::string percent(double share) const;
  /// "€109 million", "€84,600".
  std::string euro(double value) const;
  std::string euro_range(const Interval& interval) const;
  /// "personen" for "persons", "euro per jaar" for "euro a year"; a unit that is the same in both is left.
  std::string unit(std::string_view unit) const;
  /// "1 October 2030".
  std::string date(Time date) const;
};

}  // namespace formatie
