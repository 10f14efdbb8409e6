#include "engine/report/combined.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/measure/series.h"
#include "engine/report/csv.h"
#include "engine/report/stored_csv.h"

namespace formatie {
namespace {

bool same(std::span<const double> a, std::span<const double> b, std::size_t& first) {
  for (first = 0; first < a.size(); ++first)
    if (!(a[first] == b[first] || (a[first] != a[first] && b[first] != b[first]))) return false;
  return true;
}

bool same_headlines(const Layout& a, const Layout& b) {
  return a.dates() == b.dates() && a.split_columns() == b.split_columns() &&
         std::equal(a.series().begin(), a.series().end(), b.series().begin(), b.series().end(),
                    [&](const Series& x, const Series& y) {
                      return series_name(a, x) == series_name(b, y) && x.first_date == y.first_date;
                    });
}

/// The name of the column in which number `index` of a replication stands.
std::string column_at(const Layout& layout, std::size_t index) {
  for (const auto& series : layout.series())
    if (const auto end = series.offset + layout.dates().size() - series.first_date; index < end)
      return headline_column(layout, series, layout.dates()[series.first_date + index - series.offset]);
  return "";
}

/// Whether two alternatives of two studies have the same numbers; else where they differ first.
bool same_alternative(const Results& a, std::size_t in_a, const Results& b, std::size_t in_b, std::string& where) {
  for (std::size_t k = 0; k < a.count(); ++k)
    if (std::size_t first = 0; !same(a.values(in_a, k), b.values(in_b, k), first)) {
      where = fmt::format("first in replication {}, {}", a.replications()[k], column_at(a.layout(), first));
      return false;
    }
  return true;
}

}  // namespace

std::vector<bool> part_year(std::span<const StoredStudy> studies, const Results& results, std::size_t date) {
  std::vector<bool> is(results.alternatives().size());
  const auto& dates = results.layout().dates();
  if (date == 0) return is;
  for (std::size_t a = 0; a < is.size(); ++a)
    for (const auto& study : studies) {
      const auto& names = study.results.alternatives();
      const auto found = std::find(names.begin(), names.end(), results.alternatives()[a]);
      if (found == names.end()) continue;
      for (const Time day : study.changes[static_cast<std::size_t>(found - names.begin())])
        if (day > dates[date - 1] && day < dates[date]) is[a] = true;
      break;
    }
  return is;
}

std::optional<Results> combined(const std::vector<StoredStudy>& studies, Problems& problems) {
  expect(!studies.empty(), "there is a study");
  const StoredStudy& first = studies.front();
  const Results& ours = first.results;
  const std::size_t before = problems.size();
  struct Source {
    const Results* results;
    std::size_t alternative;
  };
  std::vector<std::string> names = ours.alternatives();
  std::vector<Source> sources;
  for (std::size_t a = 0; a < names.size(); ++a) sources.push_back({&ours, a});
  for (std::size_t s = 1; s < studies.size(); ++s) {
    const StoredStudy& other = studies[s];
    const Results& theirs = other.results;
    const auto differ = [&](const std::string& in_what, const std::string& why = "") {
      problems.add({}, fmt::format("'{}' and '{}' differ in {}", first.folder.string(), other.folder.string(), in_what),
                   why, "Only alternatives that shared their luck can be compared: run them in one study");
    };
    if (first.seed != other.seed)
      differ("the seed", fmt::format("{} and {}", first.seed, other.seed));
    else if (!(first.period == other.period))
      differ("the period");
    else if (ours.replications() != theirs.replications())
      differ("the replications", fmt::format("{} and {}", ours.count(), theirs.count()));
    else if (ours.replications_per_draw() != theirs.replications_per_draw())
      differ("the replications of a draw",
             fmt::format("{} and {}", ours.replications_per_draw(), theirs.replications_per_draw()));
    else if (!same_headlines(ours.layout(), theirs.layout()))
      differ("their headline measures");
    else if (theirs.alternatives().front() != names.front())
      differ("their first alternative", fmt::format("'{}' and '{}'", names.front(), theirs.alternatives().front()));
    else
      for (std::size_t a = 0; a < theirs.alternatives().size(); ++a) {
        const auto& name = theirs.alternatives()[a];
        const auto known = std::find(names.begin(), names.end(), name);
        if (known == names.end()) {
          names.push_back(name);
          sources.push_back({&theirs, a});
          continue;
        }
        const Source& source = sources[static_cast<std::size_t>(known - names.begin())];
        if (std::string where; !same_alternative(*source.results, source.alternative, theirs, a, where)) {
          differ(fmt::format("the numbers of '{}'", name), where);
          break;
        }
      }
  }
  if (problems.size() != before) return std::nullopt;
  Results all(ours.layout(), names, ours.replications_per_draw(), ours.differ_by());
  for (std::size_t k = 0; k < ours.count(); ++k) {
    std::vector<std::vector<double>> values;
    for (const auto& source : sources) {
      const auto numbers = source.results->values(source.alternative, k);
      values.emplace_back(numbers.begin(), numbers.end());
    }
    all.add(ours.replications()[k], std::move(values), ours.futures()[k]);
  }
  return all;
}

}  // namespace formatie
