#include "engine/base/problem.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

namespace formatie {
namespace {

constexpr std::size_t longest_compared = 200;  // characters; what is longer is no slip of the pen

/// Damerau-Levenshtein distance (optimal string alignment), three rows; capitals do not matter.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::string Origin::text() const {
  std::string result = file;
  if (line > 0) {
    result += (result.empty() ? "" : ":") + std::to_string(line);
    if (column > 0) result += ":" + std::to_string(column);
  }
  return result;
}

std::string Problem::text() const {
  std::string result = where.text();
  if (!result.empty()) result += ": ";
  result += what;
  if (!why.empty()) result += " (" + why + ")";
  if (!hint.empty()) result += ". " + hint;
  return result;
}

void Problems::add(Origin where, std::string what, std::string why, std::string hint) {
  list_.push_back({std::move(where), std::move(what), std::move(why), std::move(hint)});
}

std::string Problems::text() const {
  std::map<std::string, std::size_t> file_order;
  for (const auto& problem : list_) file_order.emplace(problem.where.file, file_order.size());
  auto sorted = list_;
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Problem& a, const Problem& b) {
    return std::tuple(file_order[a.where.file], a.where.line, a.where.column) <
           std::tuple(file_order[b.where.file], b.where.line, b.where.column);
  });
  std::set<std::string> seen;
  std::string result;
  for (const auto& problem : sorted) {
    const auto line = problem.text();
    if (seen.insert(line).second) result += line + "\n";
  }
  return result;
}

std::string closest_name(std::string_view given, const std::vector<std::string>& known) {
  if (given.empty() || given.size() > longest_compared) return "";
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, given.size() / 3) + 1;
  for (const auto& name : known)
    if (const auto between = distance(given, name); between < best_distance) {
      best_distance = between;
      best = name;
    }
  // Nothing close: the only name that has it in it, "lamps" in "better_lamps".
  if (best.empty() && given.size() >= 4) {
    std::size_t found = 0;
    for (const auto& name : known)
      if (name.find(given) != std::string::npos && ++found == 1) best = name;
    if (found != 1) best.clear();
  }
  return best;
}

std::string did_you_mean(std::string_view given, const std::vector<std::string>& known) {
  const auto best = closest_name(given, known);
  return best.empty() ? "" : "Did you mean '" + best + "'?";
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string names_like(std::string_view given, const std::vector<std::string>& known) {
  constexpr std::size_t most = 12, shown = 8;
  auto names = known;
  if (names.size() > most) {
    const auto like = given.substr(0, longest_compared);
    const auto unlikeness = [&](const std::string& name) {
      return name.find(like) != std::string::npos ? 0 : 1 + distance(like, name);
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const std::string& a, const std::string& b) { return unlikeness(a) < unlikeness(b); });
    names.resize(shown);
  }
  std::string text = joined(names);
  if (names.size() < known.size())
    text += " and " + std::to_string(known.size() - names.size()) + " more (see 'describe')";
  return text;
}

}  // namespace formatie
