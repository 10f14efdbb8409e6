#include "engine/report/sheets.h"

#include <cmath>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "engine/report/ranking.h"

namespace formatie {
namespace {

using Cell = Sheet::Cell;
using Head = Sheet::Head;

Cell number(double value) { return std::isnan(value) ? Cell() : Cell(value); }

/// The labels of a series, one a column.
void add_labels(std::vector<Cell>& row, const Digest::Series& series) {
  row.insert(row.end(), series.labels.begin(), series.labels.end());
}

std::vector<Head> heads_of(const Digest& digest, std::vector<Head> before, const std::vector<Head>& after) {
  for (const auto& split : digest.splits) before.push_back({split, 12});
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

Sheet levels_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{
      s.say("Stand", "Levels"),
      s.say("wat elk alternatief geeft, per maat, datum en deel",
            "what each alternative gives, by measure, date and part"),
      heads_of(digest,
               {{s.say("alternatief", "alternative"), 28}, {s.say("maat", "measure"), 22}, {s.say("datum", "date")}},
               {{s.say("eenheid", "unit"), 16},
                {"n", 6},
                {s.say("gemiddelde", "mean")},
                {s.say("standaardfout", "standard error")},
                {"p05"},
                {"p25"},
                {"p50"},
                {"p75"},
                {"p95"}}),
      {}};
  for (std::size_t a = 0; a < digest.alternatives.size(); ++a)
    for (const auto& series : digest.series)
      for (std::size_t d = series.first_date; d < digest.dates.size(); ++d) {
        const Estimate& e = series.levels[a][d];
        std::vector<Cell> row = {digest.alternatives[a].name, digest.measures[series.measure].name,
                                 digest.dates[d].iso()};
        add_labels(row, series);
        row.insert(row.end(), {digest.measures[series.measure].unit, static_cast<double>(e.n), number(e.mean),
                               number(e.standard_error), number(e.p05), number(e.p25), number(e.p50), number(e.p75),
                               number(e.p95)});
        sheet.rows.push_back(std::move(row));
      }
  return sheet;
}

Sheet differences_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{
      s.say("Verschillen", "Differences"),
      s.say("elk alternatief min het eerste, gepaard per herhaling; low en high: 90%-interval van het gemiddelde",
            "each alternative less the first, paired by replication; low and high: 90% interval of the mean"),
      heads_of(digest,
               {{s.say("alternatief", "alternative"), 28},
                {s.say("vergeleken met", "baseline"), 18},
                {s.say("maat", "measure"), 22},
                {s.say("datum", "date")}},
               {{s.say("eenheid", "unit"), 16},
                {"n", 6},
                {s.say("verschil", "difference")},
                {s.say("standaardfout", "standard error")},
                {"low"},
                {"high"},
                {"p05"},
                {"p95"}}),
      {}};
  for (std::size_t a = 1; a < digest.alternatives.size(); ++a)
    for (const auto& series : digest.series)
      for (std::size_t d = series.first_date; series.detail >= Detail::band && d < digest.dates.size(); ++d) {
        const PairedDifference& p = series.differences[a][d];
        std::vector<Cell> row = {digest.alternatives[a].name, digest.alternatives[0].name,
                                 digest.measures[series.measure].name, digest.dates[d].iso()};
        add_labels(row, series);
        row.insert(row.end(), {digest.measures[series.measure].unit, static_cast<double>(p.n),
                               number(p.mean_difference), number(p.standard_error), number(series.intervals[a][d].low),
                               number(series.intervals[a][d].high), number(p.p05), number(p.p95)});
        sheet.rows.push_back(std::move(row));
      }
  return sheet;
}

/// "cost, pounds a year".
std::string cost_head(const Digest& digest, const Speech& s) {
  const Measure* cost = digest.measure_named(digest.compared.cost);
  return s.say("kosten", "cost") + (cost != nullptr ? ", " + s.unit(cost->unit) : "");
}

std::string anyway_head(const Digest& digest, const Speech& s) {
  const Measure* anyway = digest.measure_named(digest.compared.anyway);
  return s.say("aandeel: ", "share: ") + (anyway != nullptr ? s.label(*anyway) : s.say("toch al", "anyway"));
}

Sheet comparison_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{
      s.say("Vergelijking", "Comparison"),
      s.say("wat elk alternatief verandert in de hoofdmaten, hoe zeker dat is en wat het kost",
            "what each alternative changes in the headline measures, how sure that is and what it costs"),
      heads_of(digest,
               {{s.say("alternatief", "alternative"), 28}, {s.say("maat", "measure"), 22}, {s.say("datum", "date")}},
               {{s.say("eenheid", "unit"), 16},
                {s.say("verschil", "difference")},
                {"low"},
                {"high"},
                {s.say("kans dat het helpt", "probability of help"), 14},
                {s.say("ondergrens", "low of it")},
                {s.say("bovengrens", "high of it")},
                {s.say("rang", "rank"), 7},
                {cost_head(digest, s), 16},
                {s.say("kosten per eenheid", "cost per unit"), 16},
                {"low"},
                {"high"},
                {s.say("oordeel over kosten", "cost told"), 16},
                {anyway_head(digest, s), 16},
                {s.say("bewijskracht", "evidence grade"), 12}}),
      {}};
  for (const auto& series : digest.series)
    for (std::size_t d = series.first_date; d < series.compared.size(); ++d)
      for (const auto& c : series.compared[d]) {
        const auto& alternative = digest.alternatives[c.alternative];
        std::vector<Cell> row = {alternative.name, digest.measures[series.measure].name, digest.dates[d].iso()};
        add_labels(row, series);
        row.insert(
            row.end(),
            {digest.measures[series.measure].unit, number(c.difference.mean_difference), number(c.interval.low),
             number(c.interval.high), number(c.probability), number(c.probability_interval.low),
             number(c.probability_interval.high), c.rank > 0 ? Cell(static_cast<double>(c.rank)) : Cell(),
             number(c.cost.mean_difference), number(c.cost_per_unit.value), number(c.cost_per_unit.interval.low),
             number(c.cost_per_unit.interval.high), std::string(cost_per_unit_text(c.cost_per_unit_is)),
             number(c.anyway_share.value), alternative.grade != 0 ? Cell(std::string(1, alternative.grade)) : Cell()});
        sheet.rows.push_back(std::move(row));
      }
  return sheet;
}

Sheet uncertainty_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{
      s.say("Onzekerheid", "Uncertainty"),
      s.say("waar de variantie van de hoofdmaten vandaan komt",
            "from what the variance of the headline measures comes"),
      heads_of(digest,
               {{s.say("alternatief", "alternative"), 28}, {s.say("maat", "measure"), 22}, {s.say("datum", "date")}},
               {{s.say("eenheid", "unit"), 16},
                {s.say("toeval", "chance")},
                {"parameters"},
                {s.say("toekomsten", "futures")}}),
      {}};
  for (const auto& series : digest.series)
    for (std::size_t a = 0; a < series.parts.size(); ++a)
      for (std::size_t d = series.first_date; d < series.parts[a].size(); ++d) {
        const VarianceParts& v = series.parts[a][d];
        std::vector<Cell> row = {digest.alternatives[a].name, digest.measures[series.measure].name,
                                 digest.dates[d].iso()};
        add_labels(row, series);
        row.insert(row.end(),
                   {digest.measures[series.measure].unit, number(v.chance), number(v.parameters), number(v.futures)});
        sheet.rows.push_back(std::move(row));
      }
  return sheet;
}

Sheet definitions_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{s.say("Definities", "Definitions"),
              s.say("wat elke maat is, en in welke eenheid", "what each measure is, and in which unit"),
              {{s.say("maat", "measure"), 24},
               {s.say("naam", "label"), 30},
               {s.say("eenheid", "unit"), 16},
               {s.say("beter", "better")},
               {s.say("betekenis", "meaning"), 90}},
              {}};
  for (const auto& m : digest.measures)
    sheet.rows.push_back({m.name, s.label(m), m.unit, std::string(better_name(m.better)), s.definition(m)});
  return sheet;
}

/// A csv file as a sheet; cells that are numbers become numbers.
Sheet plain_sheet(const std::string& name, const std::string& meaning, const PlainTable& table) {
  Sheet sheet{name, meaning, {}, {}};
  for (const auto& column : table.columns) sheet.heads.push_back({column, 18});
  for (const auto& cells : table.rows) {
    auto& row = sheet.rows.emplace_back();
    for (const auto& cell : cells) {
      char* end = nullptr;
      const double value = std::strtod(cell.c_str(), &end);
      const bool is_number =
          !cell.empty() && *end == '\0' && std::isfinite(value) && cell.find_first_of("xXnN") == std::string::npos;
      row.push_back(is_number ? Cell(value) : cell.empty() ? Cell() : Cell(cell));
    }
  }
  return sheet;
}

Sheet provenance_sheet(const Digest& digest, const Speech& s) {
  Sheet sheet{s.say("Herkomst", "Provenance"),
              s.say("programma, revisie, toevalszaad, herhalingen en invoer",
                    "program, revision, seed, replications and inputs"),
              {{s.say("map", "folder"), 30}, {s.say("wat", "what"), 26}, {s.say("waarde", "value"), 80}},
              {}};
  for (const auto& study : digest.studies) {
    const auto json = nlohmann::ordered_json::parse(study.provenance, nullptr, false);
    for (const auto& [key, value] : json.items()) {
      if (key == "inputs" && value.is_array())
        for (const auto& input : value)
          sheet.rows.push_back({study.folder, "SHA-256 " + input.value("file", ""), input.value("sha256", "")});
      else
        sheet.rows.push_back({study.folder, key,
                              value.is_string()   ? Cell(value.get<std::string>())
                              : value.is_number() ? Cell(value.get<double>())
                                                  : Cell(value.dump())});
    }
  }
  return sheet;
}

}  // namespace

std::vector<Sheet> sheets_of(const Digest& digest, const Speech& s) {
  std::vector<Sheet> sheets;
  if (digest.alternatives.size() > 1) sheets.push_back(comparison_sheet(digest, s));
  sheets.push_back(levels_sheet(digest, s));
  if (digest.alternatives.size() > 1) sheets.push_back(differences_sheet(digest, s));
  sheets.push_back(uncertainty_sheet(digest, s));
  sheets.push_back(definitions_sheet(digest, s));
  sheets.push_back(plain_sheet(s.say("Aannamen", "Assumptions"),
                               s.say("onzekere parameters met marge en bewijskracht (A sterk tot D een gok)",
                                     "uncertain parameters with range and grade of evidence (A strong to D a guess)"),
                               digest.assumptions));
  sheets.push_back(plain_sheet(s.say("Gepubliceerd", "Published"),
                               s.say("gepubliceerde cijfers waartegen het model wordt gehouden",
                                     "published figures that the model is held against"),
                               digest.published));
  sheets.push_back(plain_sheet(s.say("Toets", "Validation"),
                               s.say("model tegen gepubliceerde cijfers", "the model against published figures"),
                               digest.validation));
  sheets.push_back(plain_sheet(s.say("Toerekening", "Attribution"),
                               s.say("voor wie het effect is", "for whom the effect is"), digest.attribution));
  sheets.push_back(provenance_sheet(digest, s));
  std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
  return sheets;
}

}  // namespace formatie
