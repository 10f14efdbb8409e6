#include "engine/study/sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/expect.h"

namespace formatie {

std::string Section::Key::description() const {
  return otherwise ? fmt::format("{} (default: {})", meaning, *otherwise) : meaning;
}

const Section::Key& Section::key(std::string_view key_name) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == key_name; });
  expect(found != keys.end(), "a key that is read is described");
  return *found;
}

std::vector<std::string> Section::names() const {
  std::vector<std::string> list;
  for (const auto& one : keys) list.push_back(one.name);
  return list;
}

std::vector<std::string> Section::needed() const {
  std::vector<std::string> list;
  for (const auto& one : keys)
    if (one.needed) list.push_back(one.name);
  return list;
}

const std::vector<std::string> evidence_grades = {"A", "B", "C", "D"};

namespace {

using Key = Section::Key;
using Kind = Key::Kind;

constexpr std::int64_t most_replications = 1'000'000;
constexpr double unbounded = Section::without_bound;

Key key(std::string name, Kind kind, std::string meaning) { return {std::move(name), kind, std::move(meaning)}; }

Key text(std::string name, std::string meaning) { return key(std::move(name), Kind::text, std::move(meaning)); }

Key date(std::string name, std::string meaning) { return key(std::move(name), Kind::date, std::move(meaning)); }

Key table(std::string name, std::string meaning) { return key(std::move(name), Kind::table, std::move(meaning)); }

Key number(std::string name, std::string meaning, double low = -unbounded, double high = unbounded) {
  Key result = key(std::move(name), Kind::number, std::move(meaning));
  result.low = low;
  result.high = high;
  return result;
}

Key whole(std::string name, std::int64_t lowest, std::int64_t highest, std::string meaning,
          std::optional<std::int64_t> otherwise = {}) {
  Key result = key(std::move(name), Kind::whole, std::move(meaning));
  result.lowest = lowest;
  result.highest = highest;
  result.otherwise = otherwise;
  return result;
}

Key choice(std::string name, std::vector<std::string> options, std::string meaning) {
  Key result = key(std::move(name), Kind::choice, std::move(meaning));
  result.options = std::move(options);
  return result;
}

/// A section means the same wherever it stands, so its key has no meaning of its own.
Key section(std::string name, const Section& inner) {
  Key result = key(std::move(name), Kind::section, "");
  result.section = &inner;
  return result;
}

Key list_of(std::string name, const Section& inner, std::string meaning) {
  Key result = key(std::move(name), Kind::sections, std::move(meaning));
  result.section = &inner;
  return result;
}

Key needed(Key one) {
  one.needed = true;
  return one;
}

}  // namespace

namespace sections {

const Section scenario = {
    "the scenario",
    "a question, and all that is needed to answer it",
    {key("extends", Kind::model, "scenarios on which this one builds, relative to this file"),
     text("title", "the question, in one line"), text("description", "what more there is to say of it"),
     section("nl", scenario_texts), needed(section("study", study)), needed(section("period", period)),
     needed(key("parameters", Kind::model, "the values of the model's parameters, by part")),
     section("uncertainty", uncertainty), section("calibration", calibration), section("optimisation", optimisation),
     list_of("futures", future, "courses that the world may take; the first is the central one"),
     list_of("alternatives", alternative, "what is compared; the first is the baseline")}};

const Section scenario_texts = {
    "nl",
    "the same in Dutch, for reports in Dutch",
    {text("title", "the question, in one line"), text("description", "what more there is to say of it")}};

const Section study = {"study",
                       "how precisely the question is answered",
                       {needed(whole("seed", 0, INT64_MAX, "what all luck hangs on")),
                        whole("replications", 1, most_replications, "how many replications"), section("until", until),
                        key("evidence", Kind::model, "which kind of evidence values rest on that differ by it")}};

const Section until = {
    "until",
    "a stopping rule, instead of `replications`",
    {needed(key("measure", Kind::measure, "the measure that is to be known precisely")),
     key("where", Kind::labels, "for which labels (default: all together)"),
     date("date", "on which date (default: the last)"),
     needed(key("half_width", Kind::quantity,
                "half the width of the 90% interval, with or without its unit: 50 or '50 persons'")),
     choice("of", {"mean", "difference"}, "of each mean (default), or of each difference with the first alternative"),
     needed(whole("at_least", 2, most_replications, "replications to begin with")),
     needed(whole("at_most", 2, most_replications, "replications after which it stops anyhow"))}};

const Section period = {
    "period",
    "what is simulated",
    {needed(date("begin", "the day on which it begins")), needed(date("end", "the day on which it ends"))}};

const Section uncertainty = {
    "uncertainty",
    "what is not known exactly",
    {table("priors", "table of the parameters that are not known exactly, or none"),
     table("ensemble", "table of joint draws, as 'calibrate' writes it, or none"),
     whole("replications_per_draw", 1, 1000, "replications that share parameters and future (default: 2)")}};

const Section calibration = {
    "calibration",
    "what the model is fitted to and held against",
    {needed(text("scenario", "rows of the table of targets that belong to this scenario")),
     table("targets", "table of published figures"),
     table("parameters", "table of the parameters that calibration may move"),
     whole("members", 4, 100'000, "of the ensemble", 60), whole("rounds", 1, 100, "steps in which it is moved", 4),
     whole("replications", 1, 1000, "of each member", 1)}};

const Section future = {
    "futures",
    "a course that the world may take",
    {needed(text("name", "as it stands in every table; names differ")), text("description", "what happens in it"),
     needed(number("weight", "share of the draws", 1e-6, 1e6)),
     key("parameters", Kind::model, "the parameters that have other values in it")}};

const Section alternative = {
    "alternatives",
    "what may be decided",
    {needed(text("name", "as it stands in every table; names differ")), text("description", "what is done"),
     section("nl", alternative_texts),
     choice("grade", evidence_grades, "the lowest grade of the evidence for its effect, A strong to D a guess"),
     list_of("policy", change, "changes of dials, one after the other"),
     key("parameters", Kind::model, "the parameters that have other values in it")}};

const Section alternative_texts = {"nl",
                                   "the same in Dutch, for reports in Dutch",
                                   {text("name", "as it stands in every table"), text("description", "what is done")}};

const Section change = {
    "policy",
    "a change of a dial",
    {needed(key("dial", Kind::model, "the dial that moves, as part.name")),
     key("where", Kind::model, "only for these labels"), number("set", "the dial gets this value"),
     number("plus", "this is added to the dial"), number("times", "the dial is multiplied by this"),
     date("from", "the first day on which it holds (default: always)"),
     date("until", "the first day on which it no longer holds"), text("note", "why, or on what evidence")}};

const Section optimisation = {
    "optimisation",
    "which mix of levers 'optimise' looks for",
    {needed(list_of("levers", lever, "measures whose size is to be chosen")), needed(section("goal", goal)),
     needed(section("budget", budget)), whole("search", 16, 1'000'000, "replications of mixes to search with", 800),
     whole("finalists", 2, 20, "mixes that are compared in the end", 6),
     whole("replications", 20, 100'000, "of each finalist, fresh", 100)}};

const Section lever = {"levers",
                       "a measure whose size is to be chosen",
                       {needed(text("name", "as it stands in every table; names differ")),
                        whole("levels", 2, 101, "how many sizes are tried", 5),
                        needed(list_of("policy", change, "at least one number is a range: {from: 0, to: 1}"))}};

const Section range = {
    "range",
    "a number that a lever moves",
    {needed(number("from", "its size at the first level")), needed(number("to", "its size at the last level"))}};

const Section goal = {
    "goal",
    "what the mix is to reach",
    {needed(key("measure", Kind::measure, "what the goal is about")),
     key("per", Kind::measure, "it is divided by this one, for the same labels"),
     key("where", Kind::labels, "for which labels: of several, their sum (default: all together)"),
     date("date", "on which date (default: the last)"), number("below", "the number must lie below this"),
     number("above", "the number must lie above this"),
     number("probability", "at least so probably, with 'below' or 'above'", 0.01, 0.99),
     choice("aim", {"lowest", "highest"}, "as low or high as the budget allows")}};

const Section budget = {
    "budget",
    "what the mix may cost",
    {needed(key("measure", Kind::measure, "what is paid")),
     key("where", Kind::labels, "for which labels: of several, their sum (default: all together)"),
     date("from", "the mean from this date (default: the second) ..."),
     date("until", "... until this one (default: the last)"), needed(number("at_most", "more than the baseline", 0))}};

}  // namespace sections
}  // namespace formatie
