#include "engine/report/workbook.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <stdexcept>
#include <unistd.h>
#include <variant>
#include <xlsxwriter.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/language.h"
#include "engine/report/table.h"

namespace formatie {
namespace {

using Cell = std::variant<std::monostate, std::string, double>;

struct Head {
  std::string title;
  double width = 12;  ///< in characters
};

struct Sheet {
  std::string name;
  std::string meaning;  ///< for the contents
  std::vector<Head> heads;
  std::vector<std::vector<Cell>> rows;
};

/// A text in the language of the reader.
class Words {
 public:
  explicit Words(std::string_view language) : dutch_(language == "nl") {}
  std::string operator()(const char* nl, const char* en) const { return dutch_ ? nl : en; }
  const std::string& label(const Measure& measure) const { return dutch_ ? measure.label_nl : measure.label_en; }
  const std::string& title(const Digest& d) const { return dutch_ && !d.title_nl.empty() ? d.title_nl : d.title; }
  const std::string& name(const Digest::Alternative& a) const {
    return dutch_ && !a.name_nl.empty() ? a.name_nl : a.name;
  }
  const std::string& description(const Digest::Alternative& a) const {
    return dutch_ && !a.description_nl.empty() ? a.description_nl : a.description;
  }
  const std::string& definition(const Measure& m) const { return dutch_ ? m.definition_nl : m.definition_en; }
  /// "-12.345,7" or "-12,345.7".
  std::string number(double value, int decimals) const {
    auto text = number_text(value, decimals);
    if (dutch_ && std::isfinite(value))
      for (char& c : text) c = c == ',' ? '.' : c == '.' ? ',' : c;
    return text;
  }

 private:
  bool dutch_;
};

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

Sheet levels_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{
      w("Stand", "Levels"),
      w("wat elk alternatief geeft, per maat, datum en deel", "what each alternative gives, by measure, date and part"),
      heads_of(digest, {{w("alternatief", "alternative"), 28}, {w("maat", "measure"), 22}, {w("datum", "date")}},
               {{w("eenheid", "unit"), 16},
                {"n", 6},
                {w("gemiddelde", "mean")},
                {w("standaardfout", "standard error")},
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

Sheet differences_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{w("Verschillen", "Differences"),
              w("elk alternatief min het eerste, gepaard per herhaling; low en high: 90%-interval van het gemiddelde",
                "each alternative less the first, paired by replication; low and high: 90% interval of the mean"),
              heads_of(digest,
                       {{w("alternatief", "alternative"), 28},
                        {w("vergeleken met", "baseline"), 18},
                        {w("maat", "measure"), 22},
                        {w("datum", "date")}},
                       {{w("eenheid", "unit"), 16},
                        {"n", 6},
                        {w("verschil", "difference")},
                        {w("standaardfout", "standard error")},
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

Sheet comparison_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{
      w("Vergelijking", "Comparison"),
      w("wat elk alternatief verandert in de hoofdmaten, hoe zeker dat is en wat het kost",
        "what each alternative changes in the headline measures, how sure that is and what it costs"),
      heads_of(digest, {{w("alternatief", "alternative"), 28}, {w("maat", "measure"), 22}, {w("datum", "date")}},
               {{w("eenheid", "unit"), 16},
                {w("verschil", "difference")},
                {"low"},
                {"high"},
                {w("kans dat het helpt", "probability of help"), 14},
                {w("ondergrens", "low of it")},
                {w("bovengrens", "high of it")},
                {w("rang", "rank"), 7},
                {w("kosten, euro per jaar", "cost, euro a year"), 16},
                {w("kosten per eenheid", "cost per unit"), 16},
                {"low"},
                {"high"},
                {w("oordeel over kosten", "cost told"), 16},
                {w("aandeel meevaller", "share of windfall"), 16},
                {w("bewijskracht", "evidence grade"), 12}}),
      {}};
  for (const auto& series : digest.series)
    for (std::size_t d = series.first_date; d < series.compared.size(); ++d)
      for (const auto& c : series.compared[d]) {
        const auto& alternative = digest.alternatives[c.alternative];
        std::vector<Cell> row = {alternative.name, digest.measures[series.measure].name, digest.dates[d].iso()};
        add_labels(row, series);
        row.insert(row.end(),
                   {digest.measures[series.measure].unit, number(c.difference.mean_difference), number(c.interval.low),
                    number(c.interval.high), number(c.probability), number(c.probability_interval.low),
                    number(c.probability_interval.high), c.rank > 0 ? Cell(static_cast<double>(c.rank)) : Cell(),
                    number(c.cost.mean_difference), number(c.cost_per_unit.value), number(c.cost_per_unit.interval.low),
                    number(c.cost_per_unit.interval.high), std::string(cost_per_unit_text(c.cost_per_unit_is)),
                    number(c.windfall_share.value),
                    alternative.grade != 0 ? Cell(std::string(1, alternative.grade)) : Cell()});
        sheet.rows.push_back(std::move(row));
      }
  return sheet;
}

Sheet uncertainty_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{
      w("Onzekerheid", "Uncertainty"),
      w("waar de variantie van de hoofdmaten vandaan komt", "from what the variance of the headline measures comes"),
      heads_of(digest, {{w("alternatief", "alternative"), 28}, {w("maat", "measure"), 22}, {w("datum", "date")}},
               {{w("eenheid", "unit"), 16}, {w("toeval", "chance")}, {"parameters"}, {w("toekomsten", "futures")}}),
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

Sheet definitions_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{w("Definities", "Definitions"),
              w("wat elke maat is, en in welke eenheid", "what each measure is, and in which unit"),
              {{w("maat", "measure"), 24},
               {w("naam", "label"), 30},
               {w("eenheid", "unit"), 16},
               {w("beter", "better")},
               {w("betekenis", "meaning"), 90}},
              {}};
  for (const auto& m : digest.measures)
    sheet.rows.push_back({m.name, w.label(m), m.unit, std::string(better_name(m.better)), w.definition(m)});
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

Sheet provenance_sheet(const Digest& digest, const Words& w) {
  Sheet sheet{
      w("Herkomst", "Provenance"),
      w("programma, revisie, toevalszaad, herhalingen en invoer", "program, revision, seed, replications and inputs"),
      {{w("map", "folder"), 30}, {w("wat", "what"), 26}, {w("waarde", "value"), 80}},
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

std::vector<Sheet> sheets_of(const Digest& digest, const Words& w) {
  std::vector<Sheet> sheets;
  if (digest.alternatives.size() > 1) sheets.push_back(comparison_sheet(digest, w));
  sheets.push_back(levels_sheet(digest, w));
  if (digest.alternatives.size() > 1) sheets.push_back(differences_sheet(digest, w));
  sheets.push_back(uncertainty_sheet(digest, w));
  sheets.push_back(definitions_sheet(digest, w));
  sheets.push_back(plain_sheet(w("Aannamen", "Assumptions"),
                               w("onzekere parameters met marge en bewijskracht (A sterk tot D een gok)",
                                 "uncertain parameters with range and grade of evidence (A strong to D a guess)"),
                               digest.assumptions));
  sheets.push_back(plain_sheet(
      w("Gepubliceerd", "Published"),
      w("gepubliceerde cijfers waartegen het model wordt gehouden", "published figures that the model is held against"),
      digest.published));
  sheets.push_back(plain_sheet(w("Toets", "Validation"),
                               w("model tegen gepubliceerde cijfers", "the model against published figures"),
                               digest.validation));
  sheets.push_back(plain_sheet(w("Toerekening", "Attribution"), w("voor wie het effect is", "for whom the effect is"),
                               digest.attribution));
  sheets.push_back(provenance_sheet(digest, w));
  std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
  return sheets;
}

/// Text that Excel takes: at most 32,767 characters, no control characters; formulas stay text, for they are written as
/// strings.
std::string cell_text(const std::string& text) {
  std::string clean = text.substr(0, 30000);
  std::erase_if(clean, [](unsigned char c) { return c < 32 && c != '\n' && c != '\t'; });
  return clean;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("cannot make the workbook: {}", lxw_strerror(error)));
}

/// A file that is gone when the object is.
struct TemporaryFile {
  std::filesystem::path path;
  TemporaryFile() {
    auto name = (std::filesystem::temp_directory_path() / "workbook-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0)
      throw std::filesystem::filesystem_error("cannot be made", name, std::error_code(errno, std::generic_category()));
    close(file);
    path = name;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

}  // namespace

std::string workbook(const Digest& digest, std::string_view language) {
  const Words w(language);
  const auto sheets = sheets_of(digest, w);
  const TemporaryFile file;
  const std::string path = file.path.string();
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) throw std::runtime_error("cannot make the workbook");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  lxw_format* title = workbook_add_format(book);
  format_set_bold(title);
  format_set_font_size(title, 16);
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  format_set_bottom(head, LXW_BORDER_THIN);
  format_set_text_wrap(head);
  format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
  const auto text_at = [](lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& text,
                          lxw_format* format) {
    check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                 cell_text(text).c_str(), format));
  };

  lxw_worksheet* contents = workbook_add_worksheet(book, w("Inhoud", "Contents").c_str());
  worksheet_set_column(contents, 0, 0, 22, nullptr);
  worksheet_set_column(contents, 1, 1, 100, nullptr);
  text_at(contents, 0, 0, w.title(digest), title);
  text_at(contents, 1, 0, fmt::format("{} {}", digest.replications, w("herhalingen", "replications")), nullptr);
  std::size_t row = 3;
  text_at(contents, row, 0, w("blad", "sheet"), head);
  text_at(contents, row++, 1, w("wat erin staat", "what is in it"), head);
  worksheet_freeze_panes(contents, static_cast<lxw_row_t>(row), 0);
  for (const auto& sheet : sheets) {
    const std::string name = cell_text(sheet.name);
    check(
        worksheet_write_url(contents, static_cast<lxw_row_t>(row), 0, ("internal:'" + name + "'!A1").c_str(), nullptr));
    text_at(contents, row, 0, name, nullptr);
    text_at(contents, row++, 1, sheet.meaning, nullptr);
  }
  ++row;
  text_at(contents, row++, 0, w("Alternatieven", "Alternatives"), bold);
  for (const auto& alternative : digest.alternatives) {
    text_at(contents, row, 0, alternative.name, nullptr);
    text_at(contents, row++, 1,
            (w.name(alternative) != alternative.name ? w.name(alternative) + ": " : "") + w.description(alternative),
            nullptr);
  }

  for (const auto& sheet : sheets) {
    lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
    for (std::size_t c = 0; c < sheet.heads.size(); ++c) {
      worksheet_set_column(page, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), sheet.heads[c].width, nullptr);
      text_at(page, 0, c, sheet.heads[c].title, head);
    }
    for (std::size_t r = 0; r < sheet.rows.size() && r + 1 < LXW_ROW_MAX; ++r)
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        if (const auto* text = std::get_if<std::string>(&sheet.rows[r][c]))
          text_at(page, r + 1, c, *text, nullptr);
        else if (const auto* value = std::get_if<double>(&sheet.rows[r][c])) {
          if (std::isfinite(*value))
            check(worksheet_write_number(page, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c),
                                         std::stod(fmt::format("{:.10g}", *value)), nullptr));
          else
            text_at(page, r + 1, c, *value > 0 ? "inf" : "-inf", nullptr);
        }
      }
    worksheet_freeze_panes(page, 1, 0);
    worksheet_autofilter(page, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                         static_cast<lxw_col_t>(sheet.heads.size() - 1));
    worksheet_repeat_rows(page, 0, 0);
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_set_paper(page, 9);  // A4
  }
  check(workbook_close(book));
  std::ifstream stream(file.path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

namespace {

/// A cell of a table in Markdown.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c == '\n' || c == '\r')
      out += ' ';
    else
      out += (c == '|' || c == '\\' || c == '*' || c == '_' || c == '`' || c == '<' || c == '[') ? std::string("\\") + c
                                                                                                 : std::string(1, c);
  return out;
}

std::string table_of(const std::vector<std::vector<std::string>>& lines, std::size_t left) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const auto& cell : lines[i]) out += "| " + cell + " ";
    out += "|\n";
    if (i > 0) continue;
    for (std::size_t c = 0; c < lines[0].size(); ++c) out += c < left ? "|---" : "|---:";
    out += "|\n";
  }
  return out;
}

}  // namespace

std::string note(const Digest& digest, std::string_view language) {
  const Words w(language);
  const auto& base = w.name(digest.alternatives.front());
  std::string out = "# " + escaped(w.title(digest)) + "\n\n";
  out += fmt::format("{} {}, {} {}, {} {} {}.", w.number(static_cast<double>(digest.replications), 0),
                     w("herhalingen", "replications"), digest.alternatives.size(), w("alternatieven", "alternatives"),
                     digest.dates.front().iso(), w("tot", "to"), digest.dates.back().iso());
  for (const auto& study : digest.studies)
    if (study.partial)
      out += " " + w("De studie is afgebroken voordat zij klaar was.", "The study was stopped before it was done.");
  out += "\n";
  const std::size_t last = digest.dates.size() - 1;
  for (const auto& series : digest.series) {
    const bool total =
        std::all_of(series.labels.begin(), series.labels.end(), [](const auto& label) { return label == "all"; });
    const Measure& measure = digest.measures[series.measure];
    if (!series.headline || !total || measure.name == digest.compared.cost || measure.name == digest.compared.windfall)
      continue;
    out += fmt::format("\n## {} ({})\n\n", escaped(w.label(measure)),
                       Speech{language == "nl" ? Language::nl : Language::en}.unit(measure.unit));
    const auto& levels = series.levels.front();
    const auto level = [&](double value) { return w.number(value, measure.decimals); };
    out +=
        fmt::format("{}: {} {} {} {} {} ({} {} {} {}).\n", escaped(base), level(levels[series.first_date].mean),
                    w("op", "on"), digest.dates[series.first_date].iso() + ",", level(levels[last].mean),
                    w("op", "on") + " " + digest.dates[last].iso(), w("90% van de uitkomsten:", "90% of the outcomes:"),
                    level(levels[last].p05), w("tot", "to"), level(levels[last].p95));
    if (series.compared.size() <= last || series.compared[last].empty()) continue;
    std::vector<PairedDifference> differences;
    for (const auto& c : series.compared[last]) differences.push_back(c.difference);
    const int decimals = decimals_for_difference(differences, measure.decimals);
    std::vector<std::vector<std::string>> lines = {
        {w("alternatief", "alternative"), w("oordeel", "verdict"), w("verschil", "difference"),
         w("90%-interval", "90% interval"), w("kans dat het helpt", "probability of help"),
         w("kosten, miljoen euro per jaar", "cost, million euro a year"),
         w("euro per extra ", "euro for each extra ") + digest.compared.per,
         w("meevaller, deel van de kosten", "windfall, share of the cost"), w("bewijskracht", "evidence grade")}};
    for (const auto& c : series.compared[last]) {
      const auto& alternative = digest.alternatives[c.alternative];
      const bool better = (c.verdict == Verdict::higher) == (measure.better != Better::lower);
      const auto verdict = c.verdict == Verdict::cannot_tell ? w("niet te zeggen", "cannot tell")
                           : c.verdict == Verdict::identical ? w("gelijk", "identical")
                           : measure.better == Better::neither
                               ? (c.verdict == Verdict::higher ? w("hoger", "higher") : w("lager", "lower"))
                           : better ? w("beter", "better")
                                    : w("slechter", "worse");
      const auto share = [&](double value) {
        return std::isnan(value) ? std::string("-") : w.number(100 * value, 0) + "%";
      };
      lines.push_back({escaped(w.name(alternative)), verdict, w.number(c.difference.mean_difference, decimals),
                       fmt::format("{} {} {}", w.number(c.interval.low, decimals), w("tot", "to"),
                                   w.number(c.interval.high, decimals)),
                       measure.better == Better::neither ? "-" : share(c.probability),
                       w.number(c.cost.mean_difference / 1e6, 0), w.number(c.cost_per_unit.value, 0),
                       share(c.windfall_share.value),
                       alternative.grade != 0 ? std::string(1, alternative.grade) : "-"});
    }
    out += fmt::format("\n{} {} {}:\n\n", w("Verschil met", "Difference with"), escaped(base),
                       w("op", "on") + " " + digest.dates[last].iso()) +
           table_of(lines, 2);
  }
  out +=
      "\n" +
      w("Interval: Student's t over trekkingen van de parameters. Kans: aandeel van de trekkingen waarin het "
        "helpt. Bewijskracht: wat het scenario ervan zegt, anders die van de zwakste aanname over hetzelfde onderdeel, "
        "A (sterk) tot D (een gok).",
        "Interval: Student's t over draws of the parameters. Probability: share of the draws in which it helps. "
        "Evidence: what the scenario says of it, else the grade of the weakest assumption on the same part of the "
        "model, A (strong) to D (a guess).");
  out += "\n\n## " + w("Alternatieven", "Alternatives") + "\n\n";
  for (const auto& alternative : digest.alternatives)
    out += "- **" + escaped(w.name(alternative)) + "**: " + escaped(w.description(alternative)) + "\n";
  out += "\n## " + w("Herkomst", "Provenance") + "\n\n";
  for (const auto& study : digest.studies) {
    const auto json = nlohmann::ordered_json::parse(study.provenance, nullptr, false);
    out += fmt::format("- {}: {} {}, {} {}, {} {}\n", escaped(study.folder), json.value("program", ""),
                       json.value("version", ""), w("revisie", "revision"), json.value("git_revision", ""),
                       w("toevalszaad", "seed"), digest.seed);
  }
  return out;
}

}  // namespace formatie
