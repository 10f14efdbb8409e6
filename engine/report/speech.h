#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/time.h"
#include "engine/measure/estimate.h"
#include "engine/measure/layout.h"
#include "engine/measure/results.h"
#include "engine/report/vocabulary.h"

namespace formatie {

/// How things are said in a language: texts, names, numbers, amounts and dates as its reader writes them.
class Speech {
 public:
  explicit Speech(Language language = Language::en, Vocabulary vocabulary = {})
      : language_(language), vocabulary_(std::move(vocabulary)) {}

  /// The text of the language.
  std::string say(std::string_view nl, std::string_view en) const {
    return std::string(language_ == Language::nl ? nl : en);
  }
  /// The text of a scenario in the language: what it says in Dutch beside it, if anything.
  const std::string& own(const std::string& text, const std::string& nl) const {
    return language_ == Language::nl && !nl.empty() ? nl : text;
  }
  /// What a measure is called, by its label or else its name, and what it means.
  const std::string& label(const Measure& measure) const;
  const std::string& definition(const Measure& measure) const;
  std::string unit(std::string_view unit) const { return vocabulary_.unit(language_, unit); }
  std::string split(std::string_view split) const { return vocabulary_.split(language_, split); }
  std::string label(std::string_view split, std::string_view label) const {
    return vocabulary_.label(language_, split, label);
  }

  /// "20 replications"; "20 draws" of a model without chance, "computed once" when there is nothing to draw.
  std::string computed(std::size_t replications, DifferBy differ_by) const;

  /// "12,345.7"; "12.345,7" in Dutch. Never "-0".
  std::string number(double value, int decimals) const;
  /// The same with its sign: "+12", "−3", "0".
  std::string change(double value, int decimals) const;
  /// "506 to 1,656".
  std::string range(const Interval& interval, int decimals) const;
  /// "37%".
  std::string percent(double share) const;
  /// An amount of a unit, in three digits or so: "£109 million", "£84,600"; "109 million hours" of what is no money.
  std::string amount(double value, std::string_view unit) const;
  std::string amount_range(const Interval& interval, std::string_view unit) const;
  /// "million" of a `NumberForm`, in the language.
  std::string scale_word(std::string_view word) const;
  /// "1 October 2030".
  std::string date(Time date) const;

 private:
  Language language_;
  Vocabulary vocabulary_;
};

}  // namespace formatie
