#include "engine/report/speech.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/report/table.h"

namespace formatie {
namespace {

constexpr const char* months_nl[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                     "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr const char* months_en[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/// Two significant digits below a hundred of the unit, and none behind the point above.
int decimals_of(double value) { return std::abs(value) < 10 ? 1 : 0; }

}  // namespace

const std::string& Speech::label(const Measure& measure) const {
  const auto& label = language_ == Language::nl && !measure.label_nl.empty() ? measure.label_nl : measure.label_en;
  return label.empty() ? measure.name : label;
}

const std::string& Speech::definition(const Measure& measure) const {
  return own(measure.definition_en, measure.definition_nl);
}

std::string Speech::computed(std::size_t replications, DifferBy differ_by) const {
  if (differ_by == DifferBy::nothing) return say("één keer berekend", "computed once");
  return number(static_cast<double>(replications), 0) + " " +
         (differ_by == DifferBy::chance ? say("herhalingen", "replications") : say("trekkingen", "draws"));
}

std::string Speech::number(double value, int decimals) const {
  std::string text = number_text(value, decimals);
  if (language_ == Language::nl)
    for (char& c : text) c = c == ',' ? '.' : c == '.' ? ',' : c;
  if (!text.empty() && text[0] == '-' && text.size() > 1) text.replace(0, 1, "\u2212");
  return text;
}

std::string Speech::change(double value, int decimals) const {
  const std::string text = number(value, decimals);
  const bool digits = text.find_first_of("123456789") != std::string::npos;
  return value > 0 && digits ? "+" + text : text;
}

std::string Speech::range(const Interval& interval, int decimals) const {
  return fmt::format("{} {} {}", number(interval.low, decimals), say("tot", "to"), number(interval.high, decimals));
}

std::string Speech::percent(double share) const {
  const double value = 100 * share;
  return number(value, std::abs(value) < 0.95 && value != 0 ? 1 : 0) + "%";
}

std::string Speech::amount(double value, std::string_view unit) const {
  const std::string sign = vocabulary_.money_sign(unit);
  const auto written = [&](double scaled, int decimals, std::string_view word) {
    const auto text = number(scaled, decimals) + (word.empty() ? "" : " ") + scale_word(word);
    if (sign.empty()) return text + " " + this->unit(unit);
    return sign + (language_ == Language::nl ? " " : "") + text;
  };
  const double size = std::abs(value);
  if (size >= 999.5e6) return written(value / 1e9, 2, "billion");
  if (size >= 999'500) return written(value / 1e6, decimals_of(value / 1e6), "million");
  // Three significant digits: more would promise too much.
  double step = 1;
  while (size >= 1000 * step) step *= 10;
  return written(std::round(value / step) * step, 0, "");
}

std::string Speech::amount_range(const Interval& interval, std::string_view unit) const {
  return fmt::format("{} {} {}", amount(interval.low, unit), say("tot", "to"), amount(interval.high, unit));
}

std::string Speech::scale_word(std::string_view word) const {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"thousand", "duizend"}, {"million", "miljoen"}, {"billion", "miljard"}, {"trillion", "biljoen"}};
  for (const auto& [en, nl] : words)
    if (en == word) return say(nl, en);
  return std::string(word);
}

std::string Speech::date(Time date) const {
  const auto month = static_cast<std::size_t>(date.month() - 1);
  const int day = std::stoi(date.iso().substr(8, 2));
  return fmt::format("{} {} {}", day, language_ == Language::nl ? months_nl[month] : months_en[month], date.year());
}

}  // namespace formatie
