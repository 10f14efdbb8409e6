#include "engine/study/optimisation.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/study/section_reader.h"
#include "engine/study/series_choice.h"

namespace formatie {

namespace {

const char* const amounts[] = {"set", "plus", "times"};

constexpr std::size_t most_mixes = 999;  // and the baseline: a study has at most 1000 alternatives

/// The range under `set`, `plus` or `times` of an entry, if any: {from: 0, to: 0.1}.
const Node* range_of(const Node& entry) {
  for (const char* amount : amounts)
    if (const Node* node = entry.find(amount); node != nullptr && node->is_mapping()) return node;
  return nullptr;
}

double number_of(const Node& range, const char* key) { return parse_number(range.find(key)->text()).value_or(0); }

/// An entry with its number at a place between the ends of its range, from 0 to 1.
Node at_place(const Node& entry, double place) {
  Node result = entry;
  for (const char* amount : amounts) {
    const Node* range = entry.find(amount);
    if (range == nullptr || !range->is_mapping()) continue;
    const double low = number_of(*range, "from"), high = number_of(*range, "to");
    // Twelve digits: 0.1 * 3 is 0.3, and where the number stood is where a message points.
    const Origin& where = range->find(place < 0.5 ? "from" : "to")->where();
    result.set(amount, Node::scalar(fmt::format("{:.12g}", low + place * (high - low)), where));
  }
  return result;
}

std::vector<Node> at_place(const Node& policy, double place, std::vector<Node> before) {
  for (const auto& entry : policy.items()) before.push_back(at_place(entry, place));
  return before;
}

class OptimisationReader {
 public:
  OptimisationReader(const Layout& layout, Problems& problems) : layout_(layout), problems_(problems) {}

  Optimisation read(const Node& section) {
    Optimisation result;
    SectionReader read(section, sections::optimisation, problems_);
    if (const Node* list = read.need("levers")) read_levers(*list, result);
    if (const Node* goal = read.need("goal")) read_goal(*goal, result);
    if (const Node* budget = read.need("budget")) read_budget(*budget, result);
    result.search = static_cast<std::uint32_t>(read.whole("search").value_or(0));
    result.finalists = static_cast<std::uint32_t>(read.whole("finalists").value_or(0));
    result.replications = static_cast<std::uint32_t>(read.whole("replications").value_or(0));
    return result;
  }

 private:
  void read_levers(const Node& list, Optimisation& result) {
    if (!list.is_sequence() || list.items().empty()) {
      problems_.add(list.where(), fmt::format("'levers' is {}", list.is_sequence() ? "empty" : list.kind_name()),
                    "must be a list of mappings with name and policy");
      return;
    }
    for (const auto& item : list.items()) {
      SectionReader read(item, sections::lever, problems_);
      if (!read.check()) continue;
      Lever lever;
      lever.name = read.text("name");
      for (const auto& other : result.levers)
        if (other.name == lever.name)
          problems_.add(item.where(), fmt::format("a second lever '{}'", lever.name), "names must differ");
      lever.levels = static_cast<std::uint32_t>(read.whole("levels").value_or(2));
      if (const Node* policy = read.need("policy")) read_policy(*policy, lever);
      result.levers.push_back(std::move(lever));
    }
    std::size_t mixes = 1;
    for (const auto& lever : result.levers) mixes = std::min<std::size_t>(mixes * lever.levels, 1'000'000);
    if (mixes > most_mixes)
      problems_.add(
          list.where(),
          fmt::format("the levers have {} mixes", mixes == 1'000'000 ? "a million or more" : std::to_string(mixes)),
          fmt::format("at most {} can be compared", most_mixes), "Give 'levels' to some of them");
  }

  void read_policy(const Node& policy, Lever& lever) {
    if (!policy.is_sequence()) {
      problems_.add(policy.where(), fmt::format("'policy' is {}", policy.kind_name()),
                    "must be a list of changes of dials");
      return;
    }
    const std::size_t before = problems_.size();
    for (const auto& entry : policy.items()) {
      const Node* range = range_of(entry);
      if (range == nullptr) continue;
      SectionReader read(*range, sections::range, problems_);
      if (!read.check()) continue;
      const auto low = read.number("from"), high = read.number("to");
      if (!low || !high) continue;
      if (*low == *high)
        problems_.add(range->where(), fmt::format("the range of '{}' is from {} to {}", lever.name, *low, *high),
                      "its ends must differ");
      if (lever.low != lever.high) continue;
      lever.low = *low;
      lever.high = *high;
      for (const char* amount : amounts)
        if (entry.find(amount) == range) lever.amount = amount;
    }
    if (problems_.size() != before) return;
    if (lever.low == lever.high)
      problems_.add(policy.where(), fmt::format("nothing varies in the lever '{}'", lever.name),
                    "one number must be a range such as {from: 0, to: 0.1}");
    lever.policy = policy;
  }

  /// A measure and where its numbers stand in the results.
  struct Counted {
    const Measure* measure;
    std::vector<std::size_t> indices;
  };
  /// A measure for all chosen labels, on each of the dates; nothing, with a problem, when it is not counted for them.
  std::optional<Counted> counted(const Node& name, const Node* where, const std::vector<std::size_t>& dates) {
    const auto measure = chosen_measure(layout_, text_of(&name, "measure", problems_), name.where(), problems_);
    if (!measure) return std::nullopt;
    Counted result{&layout_.measures()[*measure], {}};
    std::vector<ChosenLabels> labels;
    if (where != nullptr) {
      const auto chosen = chosen_labels(layout_, *where, Labels::lists, problems_);
      if (!chosen) return result;
      labels = *chosen;
      for (const auto& [column, several] : labels)
        if (several.size() > 1 && result.measure->unit == "%") {
          problems_.add(where->find(layout_.split_columns()[column])->where(),
                        fmt::format("'{}' is in %", result.measure->name), "the shares of several labels do not add up",
                        "Divide a sum by another with 'per'");
          return result;
        }
    }
    const auto series = chosen_series(layout_, *measure, labels, (where != nullptr ? *where : name).where(), problems_);
    for (const std::size_t s : series.value_or(std::vector<std::size_t>()))
      for (const std::size_t date : dates) {
        const std::size_t first = layout_.series()[s].first_date;
        if (date >= first)
          result.indices.push_back(layout_.index(s, date));
        else
          problems_.add(name.where(),
                        fmt::format("'{}' is not measured on {}", result.measure->name, layout_.dates()[date].iso()),
                        fmt::format("its first date is {}", layout_.dates()[first].iso()));
      }
    return result;
  }

  /// "broken per lamps (place market|harbour)".
  static std::string name_of(const Node& measure, const Node* per, const Node* where) {
    std::string name = measure.text();
    if (per != nullptr) name += " per " + per->text();
    std::vector<std::string> labels;
    if (where != nullptr && where->is_mapping())
      for (const auto& entry : where->entries()) {
        std::string label;
        if (entry.value.is_scalar()) label = entry.value.text();
        if (entry.value.is_sequence())
          for (const auto& item : entry.value.items())
            label += (label.empty() ? "" : "|") + (item.is_scalar() ? item.text() : "");
        labels.push_back(entry.key + " " + label);
      }
    return labels.empty() ? name : name + " (" + joined(labels) + ")";
  }

  void read_goal(const Node& node, Optimisation& result) {
    SectionReader read(node, sections::goal, problems_);
    if (!read.check()) return;
    read_aim(node, read, result.goal);
    const std::size_t date = goal_date(read);
    const Node* measure = read.need("measure");
    if (measure == nullptr) return;
    const Node* per = node.find("per");
    const Node* where = node.find("where");
    const auto top = counted(*measure, where, {date});
    const auto bottom = per != nullptr ? counted(*per, where, {date}) : std::nullopt;
    if (!top || (per != nullptr && !bottom)) return;
    auto& figure = result.figure;
    figure.numerator = top->indices;
    figure.name = name_of(*measure, per, where);
    figure.dates = layout_.dates()[date].iso();
    figure.unit = top->measure->unit;
    figure.decimals = top->measure->decimals;
    figure.better = result.goal.sign() > 0 ? Better::higher : Better::lower;
    if (!bottom) return;
    figure.denominator = bottom->indices;
    const auto& unit = bottom->measure->unit;
    figure.decimals = 1;
    figure.scale = figure.unit == unit ? 100 : 1;
    figure.unit = figure.unit == unit ? "%" : figure.unit + " per " + unit;
  }

  /// Below or above a value, or as low or high as can be.
  void read_aim(const Node& node, SectionReader& read, Goal& goal) {
    int aims = 0;
    for (const auto& [key, aim] : {std::pair{"below", Goal::Aim::below}, std::pair{"above", Goal::Aim::above}})
      if (node.find(key) != nullptr) {
        ++aims;
        goal.aim = aim;
        goal.value = read.number(key).value_or(0);
      }
    if (node.find("aim") != nullptr) {
      ++aims;
      goal.aim = read.choice("aim") == 1 ? Goal::Aim::highest : Goal::Aim::lowest;
    }
    const Node* probability = node.find("probability");
    if (aims != 1)
      problems_.add(node.where(),
                    fmt::format("{} of 'below', 'above', 'aim' in 'goal'", aims == 0 ? "none" : "more than one"),
                    "exactly one says what is wanted");
    else if (!goal.has_value() && probability != nullptr)
      problems_.add(probability->where(), "'probability' beside 'aim'", "it goes with 'below' or 'above'");
    else if (goal.has_value() && read.need("probability") != nullptr)
      goal.probability = read.number("probability").value_or(0.5);
  }

  /// The date that the goal is about: the last, when nothing is said.
  std::size_t goal_date(SectionReader& read) {
    const auto& dates = layout_.dates();
    const auto given = read.date("date");
    if (!given) return dates.size() - 1;
    const auto at = std::find(dates.begin(), dates.end(), *given);
    if (at != dates.end()) return static_cast<std::size_t>(at - dates.begin());
    problems_.add(read.find("date")->where(), fmt::format("nothing is measured on {}", given->iso()),
                  fmt::format("the dates are each year from {} to {}", dates.front().iso(), dates.back().iso()));
    return dates.size() - 1;
  }

  void read_budget(const Node& node, Optimisation& result) {
    SectionReader read(node, sections::budget, problems_);
    if (!read.check()) return;
    result.goal.budget = read.number("at_most").value_or(0);
    const Node* measure = read.need("measure");
    const auto& all = layout_.dates();
    const auto from = read.date("from"), until = read.date("until");
    std::vector<std::size_t> dates;
    for (std::size_t d = 0; d < all.size(); ++d)
      if ((from ? *from <= all[d] : d > 0) && (!until || all[d] <= *until)) dates.push_back(d);
    if (dates.empty()) {
      problems_.add(node.where(), "no date lies from 'from' to 'until' of the budget",
                    fmt::format("the dates are each year from {} to {}", all.front().iso(), all.back().iso()));
      return;
    }
    if (measure == nullptr) return;
    const auto found = counted(*measure, node.find("where"), dates);
    if (!found) return;
    auto& cost = result.cost;
    cost.numerator = found->indices;
    cost.name = name_of(*measure, nullptr, node.find("where"));
    cost.unit = found->measure->unit;
    cost.decimals = found->measure->decimals;
    cost.better = Better::lower;
    cost.scale = 1 / static_cast<double>(dates.size());
    cost.dates = all[dates.front()].iso();
    if (dates.size() > 1) cost.dates += " to " + all[dates.back()].iso();
  }

  const Layout& layout_;
  Problems& problems_;
};

}  // namespace

double Figure::of(std::span<const double> values) const {
  double top = 0, bottom = 0;
  for (const std::size_t i : numerator) top += values[i];
  if (denominator.empty()) return scale * top;
  for (const std::size_t i : denominator) bottom += values[i];
  return bottom == 0 ? std::nan("") : scale * top / bottom;
}

double Lever::value(std::uint32_t level) const {
  return low + (high - low) * static_cast<double>(level) / static_cast<double>(levels - 1);
}

std::size_t Optimisation::mixes() const {
  std::size_t number = 1;
  for (const auto& lever : levers) number *= lever.levels;
  return number;
}

std::vector<std::uint32_t> Optimisation::levels(std::size_t mix) const {
  std::vector<std::uint32_t> result(levers.size());
  std::size_t rest = mix - 1;
  for (std::size_t l = levers.size(); l-- > 0; rest /= levers[l].levels)
    result[l] = static_cast<std::uint32_t>(rest % levers[l].levels);
  return result;
}

Node Optimisation::with_mixes(const Node& scenario) const {
  Node root = scenario;
  const Node* given = root.find("alternatives");
  Node baseline = given != nullptr && given->is_sequence() ? given->items().front() : Node::mapping(root.where());
  if (baseline.find("name") == nullptr) baseline.set("name", Node::scalar("base", root.where()));
  Node list = Node::sequence(root.where());
  list.add(baseline);
  for (std::size_t mix = 1; mix <= mixes(); ++mix) {
    Node policy = Node::sequence(root.where());
    if (const Node* own = baseline.find("policy"); own != nullptr && own->is_sequence()) policy = *own;
    const auto at = levels(mix);
    for (std::size_t l = 0; l < levers.size(); ++l)
      for (auto& entry : at_place(levers[l].policy, static_cast<double>(at[l]) / (levers[l].levels - 1), {}))
        policy.add(std::move(entry));
    Node item = baseline;
    for (const char* text : {"description", "nl"}) item.erase(text);
    item.set("name", Node::scalar(fmt::format("mix {}", mix), root.where()));
    item.set("policy", std::move(policy));
    list.add(std::move(item));
  }
  root.set("alternatives", std::move(list));
  return root;
}

Optimisation read_optimisation(const Node& section, const Layout& layout,
                               const std::function<void(const std::vector<Node>&)>& try_policy, Problems& problems) {
  const std::size_t before = problems.size();
  Optimisation result = OptimisationReader(layout, problems).read(section);
  if (problems.size() == before)
    for (const double place : {0.0, 1.0}) {  // together: two levers may move one dial
      std::vector<Node> entries;
      for (const auto& lever : result.levers) entries = at_place(lever.policy, place, std::move(entries));
      try_policy(entries);
    }
  return result;
}

}  // namespace formatie
