#include "engine/report/digest_series.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/expect.h"
#include "engine/input/text_file.h"
#include "engine/report/combined.h"
#include "engine/report/csv.h"
#include "engine/report/stored_csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Which series a presentation shows.
struct Show {
  std::set<std::string> measures;
  std::set<std::set<std::string>> by;
  Detail detail;
};

std::vector<Show> shows_of(const Presentation& presentation) {
  std::vector<Show> shows;
  if (presentation.json.empty()) return shows;
  const auto json = Json::parse(presentation.json);
  for (const auto& entry : json.value("show", Json::array())) {
    Show show;
    for (const auto& measure : entry.at("measures")) show.measures.insert(measure.get<std::string>());
    for (const auto& by : entry.at("by")) {
      std::set<std::string> columns;
      for (const auto& column : by) columns.insert(column.get<std::string>());
      show.by.insert(std::move(columns));
    }
    const auto detail = entry.at("detail").get<std::string>();
    expect(detail == "mean" || detail == "band" || detail == "fan", "a presentation knows its details");
    show.detail = detail == "mean" ? Detail::mean : detail == "band" ? Detail::band : Detail::fan;
    shows.push_back(std::move(show));
  }
  return shows;
}

/// Series by their measure and labels, in the order of the first folder.
class SeriesIndex {
 public:
  SeriesIndex(Digest& digest, std::vector<Show> shows) : digest_(digest), shows_(std::move(shows)) {
    for (std::size_t m = 0; m < digest.measures.size(); ++m) measures_[digest.measures[m].name] = m;
  }

  /// The series of a row whose `cells` begin with the measure and end with the labels; nothing when it is not shown.
  /// With `add`, a series that is new is added.
  Digest::Series* find(const std::vector<std::string_view>& cells, std::size_t measure, std::size_t first_label,
                       bool add) {
    key_.assign(cells[measure]);
    for (std::size_t c = first_label; c < first_label + digest_.splits.size(); ++c) (key_ += '\0') += cells[c];
    if (key_ == last_key_) return at(last_);
    auto found = places_.find(key_);
    if (found == places_.end()) {
      if (!add) return nullptr;
      found = places_.emplace(key_, place_of(cells, measure, first_label)).first;
    }
    last_key_ = key_;
    return at(last_ = found->second);
  }

 private:
  static constexpr std::size_t hidden = static_cast<std::size_t>(-1);
  Digest::Series* at(std::size_t place) { return place == hidden ? nullptr : &digest_.series[place]; }

  std::size_t place_of(const std::vector<std::string_view>& cells, std::size_t measure, std::size_t first_label) {
    const auto known = measures_.find(std::string(cells[measure]));
    if (known == measures_.end()) return hidden;
    std::set<std::string> by;
    Digest::Series series;
    series.measure = known->second;
    for (std::size_t c = 0; c < digest_.splits.size(); ++c) {
      series.labels.emplace_back(cells[first_label + c]);
      if (series.labels.back() != "all") by.insert(digest_.splits[c]);
    }
    for (const auto& headline : headlines)
      if (headline.first == series.measure && headline.second == series.labels) {
        series.headline = true;
        series.detail = Detail::fan;
      }
    for (const auto& show : shows_)
      if (show.measures.count(known->first) && show.by.count(by)) series.detail = std::max(series.detail, show.detail);
    if (series.detail == Detail::none) return hidden;
    digest_.series.push_back(std::move(series));
    return digest_.series.size() - 1;
  }

 public:
  std::vector<std::pair<std::size_t, std::vector<std::string>>> headlines;  ///< measure and labels

 private:
  Digest& digest_;
  std::vector<Show> shows_;
  std::map<std::string, std::size_t, std::less<>> measures_;
  std::map<std::string, std::size_t> places_;
  std::string key_, last_key_;
  std::size_t last_ = hidden;
};

/// Reads the three large files of one folder.
class StudyReader {
 public:
  StudyReader(Digest& digest, SeriesIndex& index, const StoredStudy& study, std::size_t number, Problems& problems)
      : digest_(digest), index_(index), study_(study), problems_(problems) {
    for (std::size_t a = 0; a < digest.alternatives.size(); ++a)
      if (digest.alternatives[a].study == number) ours_[digest.alternatives[a].name] = a;
  }

  bool read_summary(bool first) {
    auto columns = with_splits({"alternative", "measure", "date"},
                               {"n", "mean", "standard_error", "p05", "p25", "p50", "p75", "p95"});
    return for_each_row(study_.folder / "summary.csv", columns, problems_, [&](const auto& cells, const Origin& where) {
      const auto alternative = alternative_of(cells[0]);
      if (!alternative) return;
      auto* series = index_.find(cells, 1, 3, first && *alternative == 0);
      const auto date = series != nullptr ? date_of(cells[2], where) : std::nullopt;
      if (!date) return;
      auto number = [&](std::size_t c) { return number_of(cells[after_ + c], where, columns[after_ + c], problems_); };
      Estimate e;
      e.n = count_of(number(0));
      e.draws = draws_of(e.n);
      e.mean = number(1);
      if (series->detail >= Detail::band) e.p05 = number(3), e.p95 = number(7);
      if (series->detail >= Detail::fan) {
        e.standard_error = number(2);
        e.p25 = number(4);
        e.p50 = number(5);
        e.p75 = number(6);
      }
      put(series->levels, *alternative, *date, e);
    });
  }

  bool read_comparison() {
    auto columns = with_splits({"alternative", "measure", "date"},
                               {"n", "mean_difference", "standard_error", "p05", "p95", "variance_ratio"});
    return for_each_row(study_.folder / "comparison.csv", columns, problems_,
                        [&](const auto& cells, const Origin& where) {
                          const auto alternative = alternative_of(cells[0]);
                          auto* series = alternative ? index_.find(cells, 1, 3, false) : nullptr;
                          if (series == nullptr || series->detail < Detail::band) return;
                          const auto date = date_of(cells[2], where);
                          if (!date) return;
                          auto number = [&](std::size_t c) {
                            return number_of(cells[after_ + c], where, columns[after_ + c], problems_);
                          };
                          PairedDifference d;
                          d.n = count_of(number(0));
                          d.draws = draws_of(d.n);
                          d.mean_difference = number(1);
                          d.standard_error = number(2);
                          d.p05 = number(3);
                          d.p95 = number(4);
                          d.variance_ratio = number(5);
                          put(series->differences, *alternative, *date, d);
                          put(series->intervals, *alternative, *date,
                              student_interval(d.draws, d.mean_difference, d.standard_error, comparison_level));
                        });
  }

  bool read_uncertainty() {
    std::error_code ignored;
    if (!fs::exists(study_.folder / "uncertainty.csv", ignored)) return true;
    auto columns = with_splits({"alternative", "measure", "date"}, {"baseline", "chance", "parameters", "futures"});
    return for_each_row(study_.folder / "uncertainty.csv", columns, problems_,
                        [&](const auto& cells, const Origin& where) {
                          const auto alternative = alternative_of(cells[0]);
                          if (!alternative || !cells[after_].empty())
                            return;  // the spread of numbers, not of differences
                          auto* series = index_.find(cells, 1, 3, false);
                          const auto date = series != nullptr ? date_of(cells[2], where) : std::nullopt;
                          if (!date) return;
                          auto number = [&](std::size_t c) {
                            return number_of(cells[after_ + c], where, columns[after_ + c], problems_);
                          };
                          put(series->parts, *alternative, *date, VarianceParts{number(1), number(2), number(3)});
                        });
  }

 private:
  std::vector<std::string> with_splits(std::vector<std::string> before, const std::vector<std::string>& after) {
    before.insert(before.end(), digest_.splits.begin(), digest_.splits.end());
    after_ = before.size();
    before.insert(before.end(), after.begin(), after.end());
    return before;
  }
  std::optional<std::size_t> alternative_of(std::string_view name) {
    if (name == last_name_) return last_alternative_;
    last_name_ = name;
    const auto found = ours_.find(last_name_);
    return last_alternative_ = found == ours_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::size_t> date_of(std::string_view text, const Origin& where) {
    auto found = dates_.find(text);
    if (found == dates_.end()) {
      const auto date = parse_date(text);
      if (!date) {
        problems_.add(where, fmt::format("'date' is '{}'", shown(text)), "must be a date such as 2030-10-01");
        return std::nullopt;
      }
      const auto place = std::find(digest_.dates.begin(), digest_.dates.end(), *date);
      if (place == digest_.dates.end()) {
        problems_.add(where, fmt::format("'date' is '{}'", shown(text)), "replications.csv has no such date");
        return std::nullopt;
      }
      found = dates_.emplace(std::string(text), static_cast<std::size_t>(place - digest_.dates.begin())).first;
    }
    return found->second;
  }
  std::size_t count_of(double number) const {
    return number >= 0 && number <= static_cast<double>(study_.results.count()) ? static_cast<std::size_t>(number) : 0;
  }
  std::size_t draws_of(std::size_t n) const {
    if (n == study_.results.count()) return digest_.draws;
    const std::size_t per_draw = study_.results.replications_per_draw();
    return (n + per_draw - 1) / per_draw;
  }
  template <class T>
  void put(std::vector<std::vector<T>>& table, std::size_t alternative, std::size_t date, const T& value) {
    if (table.size() <= alternative) table.resize(digest_.alternatives.size());
    if (table[alternative].size() <= date) table[alternative].resize(date + 1);
    table[alternative][date] = value;
  }

  Digest& digest_;
  SeriesIndex& index_;
  const StoredStudy& study_;
  Problems& problems_;
  std::map<std::string, std::size_t> ours_;  // alternatives that come from this folder
  std::map<std::string, std::size_t, std::less<>> dates_;
  std::size_t after_ = 0;
  std::string last_name_;
  std::optional<std::size_t> last_alternative_;
};

/// Makes room for all alternatives and dates in a series, and finds the date from which on it exists.
void fit(Digest::Series& series, std::size_t alternatives, std::size_t dates) {
  // A series exists from the first date on which it has a number of replications.
  const auto& levels = series.levels.front();
  while (series.first_date < levels.size() && levels[series.first_date].n == 0) ++series.first_date;
  series.levels.resize(alternatives);
  for (auto& row : series.levels) row.resize(dates);
  series.differences.resize(alternatives);
  series.intervals.resize(alternatives);
  series.parts.resize(alternatives);
  for (std::size_t a = 1; a < alternatives; ++a) {
    series.differences[a].resize(dates);
    series.intervals[a].resize(dates);
  }
}

/// Compares the alternatives in a headline series of the results, date by date.
void compare_headline(Digest& digest, std::size_t headline, const std::vector<StoredStudy>& studies,
                      const Results& results) {
  const auto& wanted = results.layout().series()[headline];
  for (auto& series : digest.series) {
    if (series.measure != wanted.measure || series.labels != wanted.split) continue;
    series.compared.resize(digest.dates.size());
    for (std::size_t d = wanted.first_date; d < digest.dates.size(); ++d) {
      auto settings = comparison_settings(results.layout(), headline, d, digest.compared);
      settings.part_year = part_year(studies, results, d);
      series.compared[d] = compare(results, settings);
    }
  }
}

}  // namespace

bool read_series(Digest& digest, const Presentation& presentation, const std::vector<StoredStudy>& studies,
                 const Results& results, Problems& problems) {
  const std::size_t before = problems.size();
  SeriesIndex index(digest, shows_of(presentation));
  for (const auto& series : results.layout().series()) index.headlines.emplace_back(series.measure, series.split);
  for (std::size_t s = 0; s < studies.size(); ++s) {
    StudyReader reader(digest, index, studies[s], s, problems);
    if (!reader.read_summary(s == 0) || !reader.read_comparison() || !reader.read_uncertainty()) return false;
  }
  if (problems.size() != before) return false;
  for (auto& series : digest.series) fit(series, digest.alternatives.size(), digest.dates.size());
  if (results.alternatives().size() > 1)
    for (std::size_t s = 0; s < results.layout().series().size(); ++s) compare_headline(digest, s, studies, results);
  return true;
}

}  // namespace formatie
