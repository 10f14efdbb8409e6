#include "engine/base/problem.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

namespace formatie {

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

std::string did_you_mean(std::string_view given, const std::vector<std::string>& known) {
  const auto lower = [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, given.size() / 3) + 1;
  if (given.empty() || given.size() > 200) return "";
  for (const auto& name : known) {
    // Damerau-Levenshtein distance (optimal string alignment), three rows.
    std::vector<std::size_t> before(name.size() + 1), last(name.size() + 1), row(name.size() + 1);
    for (std::size_t j = 0; j <= name.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= given.size(); ++i) {
      row[0] = i;
      for (std::size_t j = 1; j <= name.size(); ++j) {
        const bool same = lower(given[i - 1]) == lower(name[j - 1]);
        row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
        if (i > 1 && j > 1 && lower(given[i - 1]) == lower(name[j - 2]) && lower(given[i - 2]) == lower(name[j - 1]))
          row[j] = std::min(row[j], before[j - 2] + 1);
      }
      before = last;
      last = row;
    }
    if (last[name.size()] < best_distance) {
      best_distance = last[name.size()];
      best = name;
    }
  }
  return best.empty() ? "" : "Did you mean '" + best + "'?";
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace formatie
