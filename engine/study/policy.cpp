#include "engine/study/policy.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/study/section_reader.h"

namespace formatie {
namespace {

/// Reads one entry of a policy, part by part. Every part is read, so that all that is wrong is told.
class EntryReader {
 public:
  EntryReader(const Node& entry, const Period& period, Problems& problems)
      : entry_(entry), period_(period), problems_(problems), read_(entry, sections::change, problems) {}

  std::optional<Move> apply(const ParameterValues& parameters) {
    if (!read_.check()) return std::nullopt;
    const Node* name_node = read_.need("dial");
    if (name_node == nullptr) return std::nullopt;
    name_ = read_.text("dial");
    const auto* entry = dial_named(*name_node, parameters);
    read_amount();
    read_dates();
    if (entry == nullptr) return std::nullopt;  // 'where' can be read only with the dial
    read_cells(*entry->dial);
    if (!sound_) return std::nullopt;
    entry->dial->change(change_);
    return stays_inside(*entry) ? std::optional(Move{name_, change_}) : std::nullopt;
  }

 private:
  void refuse(const Origin& where, std::string what, std::string why, std::string hint = "") {
    problems_.add(where, std::move(what), std::move(why), std::move(hint));
    sound_ = false;
  }

  const ParameterValues::Entry* dial_named(const Node& node, const ParameterValues& parameters) {
    const auto& entries = parameters.entries();
    const std::size_t found = parameters.find(name_);
    if (found < entries.size() && entries[found].dial != nullptr) return &entries[found];
    if (found < entries.size()) {
      refuse(node.where(), fmt::format("'{}' is no dial", name_), "it holds for the whole period",
             "Put it under 'parameters:' of the alternative");
      return nullptr;
    }
    std::vector<std::string> names;
    for (const auto& entry : entries)
      if (entry.dial != nullptr) names.push_back(entry.name);
    refuse(node.where(), fmt::format("no dial '{}'", name_), "dials: " + names_like(name_, names),
           did_you_mean(name_, names));
    return nullptr;
  }

  void read_amount() {
    int kinds = 0;
    for (const auto& [key, kind] : {std::pair{"set", DialChange::Kind::set}, std::pair{"plus", DialChange::Kind::plus},
                                    std::pair{"times", DialChange::Kind::times}}) {
      const Node* amount = read_.find(key);
      if (amount == nullptr) continue;
      ++kinds;
      amount_where_ = amount->where();
      change_.kind = kind;
      const auto number = read_.number(key);
      sound_ = sound_ && number;
      if (number) change_.amount = *number;
    }
    if (kinds != 1)
      refuse(entry_.where(),
             fmt::format("{} of 'set', 'plus', 'times' in the policy for '{}'", kinds == 0 ? "none" : "more than one",
                         name_),
             "exactly one says what to do");
  }

  void read_dates() {
    if (const Node* from = read_.find("from")) {
      const auto date = read_.date("from");
      sound_ = sound_ && date;
      if (date) change_.from = *date;
      if (date && *date >= period_.end)
        refuse(from->where(), fmt::format("'from' is {}", date->iso()),
               fmt::format("the period ends on {}", period_.end.iso()));
    }
    if (const Node* until = read_.find("until")) {
      const auto date = read_.date("until");
      sound_ = sound_ && date;
      if (date) change_.until = *date;
      if (date && *date <= change_.from)
        refuse(until->where(), fmt::format("'until' is {}", date->iso()),
               fmt::format("must be later than 'from', which is {}", change_.from.iso()));
      else if (date && *date <= period_.begin)
        refuse(until->where(), fmt::format("'until' is {}", date->iso()),
               fmt::format("the period begins on {}", period_.begin.iso()));
    }
  }

  void read_cells(const Dial& dial) {
    change_.cells.assign(dial.cells(), true);
    const Node* where = read_.find("where");
    if (where == nullptr) return;
    if (!where->is_mapping())
      return refuse(where->where(), fmt::format("'where' is {}", where->kind_name()),
                    "must be a mapping such as {place: market}");
    std::vector<std::string> dimensions;
    for (const auto* dimension : dial.by()) dimensions.push_back(dimension->name());
    for (const auto& condition : where->entries()) {
      const auto at = std::find(dimensions.begin(), dimensions.end(), condition.key);
      if (at == dimensions.end())
        refuse(condition.where, fmt::format("the dial '{}' is not split by '{}'", name_, condition.key),
               dimensions.empty() ? "it is one number" : "it is split by " + joined(dimensions),
               did_you_mean(condition.key, dimensions));
      else
        narrow(dial, static_cast<std::size_t>(at - dimensions.begin()), condition.value);
    }
  }

  /// Leaves only the cells whose label in dimension `d` is among those given.
  void narrow(const Dial& dial, std::size_t d, const Node& labels) {
    const Dimension& dimension = *dial.by()[d];
    if (labels.is_sequence() && labels.items().empty())
      refuse(labels.where(), fmt::format("'{}' is an empty list", dimension.name()), "the policy would concern nobody");
    std::vector<bool> wanted(dimension.size(), false);
    const auto take = [&](const Node& label) {
      const auto text = text_of(&label, dimension.name(), problems_);
      if (const auto index = dimension.find(text))
        wanted[*index] = true;
      else
        refuse(label.where(), fmt::format("unknown {} '{}'", dimension.name(), text),
               "known: " + names_like(text, dimension.labels()), did_you_mean(text, dimension.labels()));
    };
    if (labels.is_sequence())
      for (const auto& label : labels.items()) take(label);
    else
      take(labels);
    std::size_t size = 1;
    for (std::size_t later = d + 1; later < dial.by().size(); ++later) size *= dial.by()[later]->size();
    for (std::size_t cell = 0; cell < change_.cells.size(); ++cell)
      change_.cells[cell] = change_.cells[cell] && wanted[cell / size % dimension.size()];
  }

  /// Whether the dial, as it is now, is what it may be in the cells that moved.
  bool stays_inside(const ParameterValues::Entry& entry) {
    for (const Time date : entry.dial->dates())
      for (std::size_t cell = 0; cell < entry.dial->cells(); ++cell) {
        const double value = entry.dial->on(date, cell);
        if (!change_.cells[cell] || (value >= entry.allowed.low && value <= entry.allowed.high && std::isfinite(value)))
          continue;
        refuse(amount_where_, fmt::format("the policy makes '{}' {}", name_, value),
               fmt::format("must stay from {} to {}", entry.allowed.low, entry.allowed.high));
        return false;
      }
    return true;
  }

  const Node& entry_;
  const Period& period_;
  Problems& problems_;
  SectionReader read_;
  std::string name_;
  DialChange change_;
  Origin amount_where_;
  bool sound_ = true;
};

/// Whether two entries move the same cells of a dial at the same time.
bool overlap(const Move& a, const Move& b) {
  if (a.dial != b.dial || a.change.until <= b.change.from || b.change.until <= a.change.from) return false;
  for (std::size_t cell = 0; cell < a.change.cells.size(); ++cell)
    if (a.change.cells[cell] && b.change.cells[cell]) return true;
  return false;
}

/// "north; south"; "" for all cells of a dial.
std::string cells_text(const Dial& dial, const std::vector<std::size_t>& cells) {
  constexpr std::size_t most_named = 4;
  std::string text;
  if (cells.size() == dial.cells()) return text;
  for (std::size_t c = 0; c < std::min(cells.size(), most_named); ++c)
    text += (c > 0 ? "; " : "") + dial.cell_name(cells[c]);
  if (cells.size() > most_named) text += fmt::format(" and {} more", cells.size() - most_named);
  return text;
}

/// What a moved dial looks like over the period: a row for each value that some cells have from some date.
DialSchedule schedule_of(const ParameterValues::Entry& named, const Period& period) {
  DialSchedule schedule{named.name, named.unit, {}};
  auto dates = named.dial->changes(period.begin, period.end);
  dates.insert(dates.begin(), period.begin);
  const Dial& dial = *named.dial;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    std::vector<std::pair<double, std::vector<std::size_t>>> groups;
    for (std::size_t cell = 0; cell < dial.cells(); ++cell) {
      const double value = dial.on(dates[i], cell);
      if (i > 0 && value == dial.on(dates[i - 1], cell)) continue;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == value; });
      if (group == groups.end()) group = groups.insert(groups.end(), {value, {}});
      group->second.push_back(cell);
    }
    for (const auto& [value, cells] : groups) schedule.rows.push_back({dates[i], cells_text(dial, cells), value});
  }
  return schedule;
}

}  // namespace

std::vector<Move> apply_policy(const std::vector<Node>& entries, const ParameterValues& parameters,
                               const Period& period, Problems& problems) {
  std::vector<Move> moves;
  for (const auto& entry : entries)
    if (auto move = EntryReader(entry, period, problems).apply(parameters)) moves.push_back(std::move(*move));
  return moves;
}

std::vector<DialSchedule> schedules_of(const std::vector<Move>& moves, const ParameterValues& parameters,
                                       const Period& period) {
  std::vector<DialSchedule> schedules;
  for (auto move = moves.begin(); move != moves.end(); ++move) {
    const auto known = std::find_if(schedules.begin(), schedules.end(),
                                    [&](const DialSchedule& schedule) { return schedule.dial == move->dial; });
    if (known == schedules.end())
      schedules.push_back(schedule_of(parameters.entries()[parameters.find(move->dial)], period));
    else if (std::any_of(moves.begin(), move, [&](const Move& earlier) { return overlap(earlier, *move); }))
      known->moved_twice = true;
  }
  return schedules;
}

}  // namespace formatie
