#include "engine/report/page.h"

#include <cmath>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/expect.h"

namespace formatie {

/// The page without its data, made by engine/report/html/build.mjs; see CMakeLists.txt.
extern const std::string_view page_template;

namespace {

using Json = nlohmann::ordered_json;

/// Seven digits say more than any reader wants, and make a page a third smaller than ten.
Json number_json(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::floor(value) && std::abs(value) < 1e7) return static_cast<std::int64_t>(value);
  return std::stod(fmt::format("{:.7g}", value));
}

/// One list a number of the items: {"mean": [...], "p05": [...]}, from the series' first date on.
template <class Item>
Json columns_json(const std::vector<Item>& items, std::size_t first,
                  const std::vector<std::pair<const char*, std::function<double(const Item&)>>>& columns) {
  Json object = Json::object();
  for (const auto& [name, value] : columns) {
    Json list = Json::array();
    for (std::size_t i = first; i < items.size(); ++i) list.push_back(number_json(value(items[i])));
    object[name] = std::move(list);
  }
  return object;
}

Json levels_json(const Digest::Series& series, std::size_t a) {
  using E = Estimate;
  std::vector<std::pair<const char*, std::function<double(const E&)>>> columns = {
      {"mean", [](const E& e) { return e.mean; }}};
  if (series.detail >= Detail::band)
    columns.insert(columns.end(),
                   {{"p05", [](const E& e) { return e.p05; }}, {"p95", [](const E& e) { return e.p95; }}});
  if (series.detail >= Detail::fan)
    columns.insert(columns.end(), {{"p25", [](const E& e) { return e.p25; }},
                                   {"p50", [](const E& e) { return e.p50; }},
                                   {"p75", [](const E& e) { return e.p75; }},
                                   {"standard_error", [](const E& e) { return e.standard_error; }}});
  return columns_json<E>(series.levels[a], series.first_date, columns);
}

Json differences_json(const Digest::Series& series, std::size_t a) {
  struct Item {
    PairedDifference difference;
    Interval interval;
    const Compared* compared;
  };
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::vector<Item> items;
  for (std::size_t d = 0; d < series.differences[a].size(); ++d)
    items.push_back({series.differences[a][d], series.intervals[a][d],
                     d < series.compared.size() && !series.compared[d].empty() ? &series.compared[d][a - 1] : nullptr});
  std::vector<std::pair<const char*, std::function<double(const Item&)>>> columns = {
      {"mean", [](const Item& i) { return i.difference.mean_difference; }},
      {"low", [](const Item& i) { return i.interval.low; }},
      {"high", [](const Item& i) { return i.interval.high; }}};
  if (series.detail >= Detail::fan)
    columns.insert(columns.end(), {{"standard_error", [](const Item& i) { return i.difference.standard_error; }},
                                   {"p05", [](const Item& i) { return i.difference.p05; }},
                                   {"p95", [](const Item& i) { return i.difference.p95; }}});
  Json json = columns_json<Item>(items, series.first_date, columns);
  if (!series.headline) return json;
  const auto of = [](auto value) {
    return [value](const Item& i) { return i.compared == nullptr ? unknown : static_cast<double>(value(*i.compared)); };
  };
  json.update(
      columns_json<Item>(items, series.first_date,
                         {{"probability", of([](const Compared& c) { return c.probability; })},
                          {"probability_low", of([](const Compared& c) { return c.probability_interval.low; })},
                          {"probability_high", of([](const Compared& c) { return c.probability_interval.high; })},
                          {"rank", of([](const Compared& c) { return c.rank; })},
                          {"cost_per_unit", of([](const Compared& c) { return c.cost_per_unit.value; })},
                          {"cost_per_unit_low", of([](const Compared& c) { return c.cost_per_unit.interval.low; })},
                          {"cost_per_unit_high", of([](const Compared& c) { return c.cost_per_unit.interval.high; })},
                          {"anyway_share", of([](const Compared& c) { return c.anyway_share.value; })}}));
  Json is = Json::array();
  for (std::size_t d = series.first_date; d < items.size(); ++d)
    is.push_back(items[d].compared == nullptr ? Json() : Json(cost_per_unit_text(items[d].compared->cost_per_unit_is)));
  json["cost_per_unit_is"] = std::move(is);
  return json;
}

Json series_json(const Digest& digest, const Digest::Series& series) {
  Json json;
  json["measure"] = digest.measures[series.measure].name;
  json["labels"] = Json::object();
  for (std::size_t c = 0; c < digest.splits.size(); ++c)
    if (series.labels[c] != "all") json["labels"][digest.splits[c]] = series.labels[c];
  json["first"] = series.first_date;
  json["headline"] = series.headline;
  json["levels"] = Json::array();
  for (std::size_t a = 0; a < digest.alternatives.size(); ++a) json["levels"].push_back(levels_json(series, a));
  if (series.detail >= Detail::band && digest.alternatives.size() > 1) {
    json["differences"] = Json::array({nullptr});
    for (std::size_t a = 1; a < digest.alternatives.size(); ++a)
      json["differences"].push_back(differences_json(series, a));
  }
  if (!series.parts.front().empty()) {
    using V = VarianceParts;
    json["variance"] = Json::array();
    for (const auto& parts : series.parts)
      json["variance"].push_back(columns_json<V>(parts, series.first_date,
                                                 {{"chance", [](const V& v) { return v.chance; }},
                                                  {"parameters", [](const V& v) { return v.parameters; }},
                                                  {"futures", [](const V& v) { return v.futures; }}}));
  }
  return json;
}

Json table_json(const PlainTable& table) {
  if (table.columns.empty()) return nullptr;
  return {{"columns", table.columns}, {"rows", table.rows}};
}

Json in_both(const std::string& text, const std::string& nl) { return {{"nl", nl.empty() ? text : nl}, {"en", text}}; }

/// `text` with `</script>`, `<!--` and the like written so that they do not end the element that holds the data.
std::string for_script(std::string text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text)
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  return safe;
}

void replace_once(std::string& text, std::string_view mark, std::string_view with) {
  const auto at = text.find(mark);
  expect(at != std::string::npos, "the page has a place for its data");
  text.replace(at, mark.size(), with);
}

}  // namespace

std::string page_json(const Digest& digest, const Presentation& presentation, Language language) {
  Json json;
  json["schema"] = 1;
  json["language"] = language_code(language);
  json["title"] = in_both(digest.title, digest.title_nl);
  json["evidence"] = digest.evidence;
  json["seed"] = digest.seed;
  json["replications"] = digest.replications;
  json["replications_asked"] = digest.replications_asked;
  json["draws"] = digest.draws;
  json["differ_by"] = differ_by_names[static_cast<std::size_t>(digest.differ_by)];
  json["level"] = comparison_level;
  json["compared"] = {{"measure", digest.compared.measure},
                      {"cost", digest.compared.cost},
                      {"anyway", digest.compared.anyway},
                      {"per", digest.compared.per}};
  json["studies"] = Json::array();
  for (const auto& study : digest.studies)
    json["studies"].push_back({{"folder", study.folder},
                               {"partial", study.partial},
                               {"provenance", Json::parse(study.provenance, nullptr, false)}});
  json["dates"] = Json::array();
  for (const Time date : digest.dates) json["dates"].push_back(date.iso());
  json["splits"] = digest.splits;
  json["measures"] = Json::array();
  for (const auto& m : digest.measures)
    json["measures"].push_back({{"name", m.name},
                                {"unit", m.unit},
                                {"decimals", m.decimals},
                                {"better", better_name(m.better)},
                                {"nl", m.label_nl},
                                {"en", m.label_en},
                                {"definition", {{"nl", m.definition_nl}, {"en", m.definition_en}}}});
  json["alternatives"] = Json::array();
  for (const auto& a : digest.alternatives)
    json["alternatives"].push_back({{"name", a.name},
                                    {"title", in_both(a.name, a.name_nl)},
                                    {"description", in_both(a.description, a.description_nl)},
                                    {"study", a.study},
                                    {"changes", a.changes.empty() ? Json() : Json::parse(a.changes, nullptr, false)},
                                    {"assumptions", a.assumptions},
                                    {"grade", a.grade != 0 ? Json(std::string(1, a.grade)) : Json()}});
  json["series"] = Json::array();
  for (const auto& series : digest.series) json["series"].push_back(series_json(digest, series));
  json["assumptions"] = table_json(digest.assumptions);
  json["published"] = table_json(digest.published);
  json["validation"] = table_json(digest.validation);
  json["attribution"] = table_json(digest.attribution);
  json["presentation"] = presentation.json.empty() ? Json::object() : Json::parse(presentation.json);
  json["map"] = presentation.map.empty() ? Json() : Json::parse(presentation.map);
  // A name of a folder need not be UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool has_page() { return !page_template.empty(); }

std::string page_html(const Digest& digest, const Presentation& presentation, Language language) {
  expect(has_page(), "the program was built with the page");
  std::string page(page_template);
  replace_once(page, "<html lang=\"en\">", fmt::format("<html lang=\"{}\">", language_code(language)));
  replace_once(page, "DATA_OF_THE_REPORT", for_script(page_json(digest, presentation, language)));
  return page;
}

}  // namespace formatie
