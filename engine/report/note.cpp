#include "engine/report/note.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/results_table.h"
#include "engine/report/speech.h"

namespace formatie {
namespace {

/// A cell of a table in Markdown.
std::string escaped_text(const std::string& text) {
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

/// Writes the note, part by part.
class NoteWriter {
 public:
  NoteWriter(const Digest& digest, Language language) : digest_(digest), s_(language, digest.vocabulary) {}

  std::string text() {
    head();
    for (const auto& series : digest_.series) {
      const bool total =
          std::all_of(series.labels.begin(), series.labels.end(), [](const auto& label) { return label == "all"; });
      const auto& name = measure_of(series).name;
      if (!series.headline || !total || name == digest_.compared.cost || name == digest_.compared.anyway) continue;
      levels(series);
      if (series.compared.size() > last_ && !series.compared[last_].empty()) differences(series);
    }
    foot();
    return out_;
  }

 private:
  const Measure& measure_of(const Digest::Series& series) const { return digest_.measures[series.measure]; }
  std::string name_of(const Digest::Alternative& a) const { return escaped_text(s_.own(a.name, a.name_nl)); }
  bool is_certain() const { return digest_.differ_by == DifferBy::nothing; }
  std::string base() const { return name_of(digest_.alternatives.front()); }
  std::string say(std::string_view nl, std::string_view en) const { return s_.say(nl, en); }
  std::string range(double low, double high, int decimals) const { return s_.range({low, high}, decimals); }
  std::string share(double value) const { return std::isnan(value) ? "-" : s_.number(100 * value, 0) + "%"; }

  void head() {
    out_ = "# " + escaped_text(s_.own(digest_.title, digest_.title_nl)) + "\n\n";
    out_ += fmt::format("{}, {} {}, {} {} {}.", s_.computed(digest_.replications, digest_.differ_by),
                        digest_.alternatives.size(), say("alternatieven", "alternatives"), digest_.dates.front().iso(),
                        say("tot", "to"), digest_.dates.back().iso());
    for (const auto& study : digest_.studies)
      if (study.partial)
        out_ +=
            " " + say("De studie is afgebroken voordat zij klaar was.", "The study was stopped before it was done.");
    out_ += "\n";
  }

  void levels(const Digest::Series& series) {
    const Measure& m = measure_of(series);
    const auto& levels = series.levels.front();
    const auto& last = levels[last_];
    out_ += fmt::format("\n## {} ({})\n\n", escaped_text(s_.label(m)), s_.unit(m.unit));
    out_ += fmt::format("{}: {} {} {}, {} {} {}", base(), s_.number(levels[series.first_date].mean, m.decimals),
                        say("op", "on"), digest_.dates[series.first_date].iso(), s_.number(last.mean, m.decimals),
                        say("op", "on"), digest_.dates[last_].iso());
    if (!is_certain())
      out_ += fmt::format(" ({} {})", say("90% van de uitkomsten:", "90% of the outcomes:"),
                          range(last.p05, last.p95, m.decimals));
    out_ += ".\n";
  }

  std::string verdict_on(const Compared& c, Better better) const {
    if (c.verdict == Verdict::cannot_tell) return say("niet te zeggen", "cannot tell");
    if (c.verdict == Verdict::identical) return say("gelijk", "identical");
    const bool higher = c.verdict == Verdict::higher;
    if (better == Better::neither) return higher ? say("hoger", "higher") : say("lager", "lower");
    return higher == (better == Better::higher) ? say("beter", "better") : say("slechter", "worse");
  }

  void differences(const Digest::Series& series) {
    const Measure& m = measure_of(series);
    const auto& rows = series.compared[last_];
    std::vector<PairedDifference> differences;
    std::vector<double> costs, prices;
    for (const auto& c : rows) {
      differences.push_back(c.difference);
      costs.push_back(c.cost.mean_difference);
      prices.push_back(c.cost_per_unit.value);
    }
    const int decimals = decimals_for_difference(differences, m.decimals);
    NumberForm cost = form_for(costs, 0);
    if (cost.scale > 1) cost.decimals = 0;
    std::vector<std::vector<std::string>> lines = {heads(cost)};
    for (const auto& c : rows) {
      const auto& alternative = digest_.alternatives[c.alternative];
      auto& line = lines.emplace_back(std::vector<std::string>{
          name_of(alternative), verdict_on(c, m.better), s_.number(c.difference.mean_difference, decimals),
          is_certain() ? "-" : range(c.interval.low, c.interval.high, decimals),
          is_certain() || m.better == Better::neither ? "-" : share(c.probability)});
      if (has_cost())
        line.insert(line.end(), {s_.number(c.cost.mean_difference / cost.scale, cost.decimals),
                                 s_.number(c.cost_per_unit.value, 0)});
      if (anyway() != nullptr) line.push_back(share(c.anyway_share.value));
      line.push_back(alternative.grade != 0 ? std::string(1, alternative.grade) : "-");
    }
    out_ += fmt::format("\n{} {} {} {}:\n\n", say("Verschil met", "Difference with"), base(), say("op", "on"),
                        digest_.dates[last_].iso()) +
            table_of(lines, 2);
  }

  bool has_cost() const { return digest_.measure_named(digest_.compared.cost) != nullptr; }
  const Measure* anyway() const { return digest_.measure_named(digest_.compared.anyway); }

  std::vector<std::string> heads(const NumberForm& cost) const {
    std::vector<std::string> heads = {say("alternatief", "alternative"), say("oordeel", "verdict"),
                                      say("verschil", "difference"), say("90%-interval", "90% interval"),
                                      say("kans dat het helpt", "probability of help")};
    if (has_cost()) {
      const auto scale = s_.scale_word(cost.scale_word);
      heads.push_back(say("kosten, ", "cost, ") + scale + (scale.empty() ? "" : " ") +
                      s_.unit(digest_.measure_named(digest_.compared.cost)->unit));
      heads.push_back(say("per extra ", "for each extra ") + s_.unit(digest_.compared.per) + ", " +
                      s_.unit(digest_.measure_named(digest_.compared.cost)->unit));
    }
    if (anyway() != nullptr) heads.push_back(s_.label(*anyway()) + say(", deel van de kosten", ", share of the cost"));
    heads.push_back(say("bewijskracht", "evidence grade"));
    return heads;
  }

  void foot() {
    out_ +=
        "\n" +
        say("Interval: Student's t over trekkingen van de parameters. Kans: aandeel van de trekkingen waarin het "
            "helpt. Bewijskracht: wat het scenario ervan zegt, anders die van de zwakste aanname over hetzelfde "
            "onderdeel, A (sterk) tot D (een gok).",
            "Interval: Student's t over draws of the parameters. Probability: share of the draws in which it helps. "
            "Evidence: what the scenario says of it, else the grade of the weakest assumption on the same part of "
            "the model, A (strong) to D (a guess).");
    out_ += "\n\n## " + say("Alternatieven", "Alternatives") + "\n\n";
    for (const auto& a : digest_.alternatives)
      out_ += "- **" + name_of(a) + "**: " + escaped_text(s_.own(a.description, a.description_nl)) + "\n";
    out_ += "\n## " + say("Herkomst", "Provenance") + "\n\n";
    for (const auto& study : digest_.studies) {
      const auto json = nlohmann::ordered_json::parse(study.provenance, nullptr, false);
      out_ += fmt::format("- {}: {} {}, {} {}, {} {}\n", escaped_text(study.folder), json.value("program", ""),
                          json.value("version", ""), say("revisie", "revision"), json.value("git_revision", ""),
                          say("toevalszaad", "seed"), digest_.seed);
    }
  }

  const Digest& digest_;
  Speech s_;
  std::size_t last_ = digest_.dates.size() - 1;
  std::string out_;
};

}  // namespace

std::string note(const Digest& digest, Language language) { return NoteWriter(digest, language).text(); }

}  // namespace formatie
