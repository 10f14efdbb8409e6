#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/measure/definition.h"
#include "engine/report/language.h"

namespace formatie {

/// A presentation with what the model's parts say of their labels; what the presentation says itself stays.
std::string with_labels(std::string_view presentation, const std::vector<LabelText>& texts);

/// What a model calls things: its languages, its money, and its words for units, splits and their labels.
///
/// From the keys `languages`, `money`, `units`, `splits` and `labels` of its presentation, see
/// engine/report/html/README.md. What it has no word for keeps its name.
class Vocabulary {
 public:
  /// Of a model that says nothing: English alone, names as they are.
  Vocabulary() = default;
  explicit Vocabulary(std::string_view presentation);

  /// The languages in which the model has its texts; the first is that of a report when nobody chooses another.
  const std::vector<Language>& languages() const { return languages_; }
  /// "persons a year" in this language.
  std::string unit(Language language, std::string_view unit) const;
  std::string split(Language language, std::string_view split) const;
  std::string label(Language language, std::string_view split, std::string_view label) const;
  /// The sign of the model's money, "£", when a unit such as "pounds a year" is of it; else empty.
  std::string money_sign(std::string_view unit) const;

 private:
  const std::string* find(Language language, const std::string& key, std::string_view name) const;

  std::vector<Language> languages_ = {Language::en};
  std::string money_, money_sign_;
  std::map<std::pair<std::string, std::string>, std::string, std::less<>> words_;  ///< by code and key, and name
};

}  // namespace formatie
