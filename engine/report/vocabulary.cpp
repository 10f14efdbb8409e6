#include "engine/report/vocabulary.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/base/expect.h"

namespace formatie {
namespace {

using Json = nlohmann::json;

/// A name without a word of its own, to be read: "part_time" is "part time".
std::string spaced(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace

std::string with_labels(std::string_view presentation, const std::vector<LabelText>& texts) {
  auto json = presentation.empty() ? Json::object() : Json::parse(presentation);
  for (const auto& text : texts)
    if (auto& labels = json["labels"][text.column]; !labels.contains(text.label))
      labels[text.label] = {{"nl", text.nl}, {"en", text.en}};
  return json.dump();
}

Vocabulary::Vocabulary(std::string_view presentation) {
  if (presentation.empty()) return;
  const auto json = Json::parse(presentation);
  if (const auto codes = json.value("languages", Json::array()); !codes.empty()) {
    languages_.clear();
    for (const auto& code : codes) {
      const auto language = language_named(code.get<std::string>());
      expect(language.has_value(), "a presentation names languages that the engine has");
      languages_.push_back(*language);
    }
  }
  const auto money = json.value("money", Json::object());
  money_ = money.value("unit", "");
  money_sign_ = money.value("sign", "");
  const auto add = [&](const std::string& key, const Json& names) {
    for (const auto& [name, texts] : names.items())
      for (const auto& [code, text] : texts.items()) words_[{code + " " + key, name}] = text.get<std::string>();
  };
  add("units", json.value("units", Json::object()));
  add("splits", json.value("splits", Json::object()));
  const auto labels = json.value("labels", Json::object());
  for (const auto& [split, names] : labels.items()) add("labels " + split, names);
}

const std::string* Vocabulary::find(Language language, const std::string& key, std::string_view name) const {
  const auto found = words_.find(std::pair(std::string(language_code(language)) + " " + key, std::string(name)));
  return found == words_.end() ? nullptr : &found->second;
}

std::string Vocabulary::unit(Language language, std::string_view unit) const {
  const auto* word = find(language, "units", unit);
  return word != nullptr ? *word : std::string(unit);
}

std::string Vocabulary::split(Language language, std::string_view split) const {
  const auto* word = find(language, "splits", split);
  return word != nullptr ? *word : spaced(split);
}

std::string Vocabulary::label(Language language, std::string_view split, std::string_view label) const {
  const auto* word = find(language, "labels " + std::string(split), label);
  return word != nullptr ? *word : spaced(label);
}

std::string Vocabulary::money_sign(std::string_view unit) const {
  const bool is_money =
      !money_.empty() && unit.starts_with(money_) && (unit.size() == money_.size() || unit[money_.size()] == ' ');
  return is_money ? money_sign_ : "";
}

}  // namespace formatie
