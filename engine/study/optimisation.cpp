#include "engine/study/optimisation.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/study/section.h"

namespace formatie {

const std::vector<std::string> optimisation_keys = {"levers", "goal", "budget", "search", "finalists", "replications"};

namespace {

const std::vector<std::string> lever_keys = {"name", "levels", "policy"};
const std::vector<std::string> goal_keys = {"measure", "per", "where", "date", "below", "above", "probability", "aim"};
const std::vector<std::string> budget_keys = {"measure", "where", "from", "until", "at_most"};
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
  OptimisationReader(const Layout& layout, Problems& problems)
      : layout_(layout), problems_(problems), read_(problems) {}

  Optimisation read(const Node& section) {
    Optimisation result;
    if (const Node* list = read_.need(section, "levers", "optimisation")) read_levers(*list, result);
    if (const Node* goal = read_.need(section, "goal", "optimisation")) read_goal(*goal, result);
    if (const Node* budget = read_.need(section, "budget", "optimisation")) read_budget(*budget, result);
    const auto whole = [&](const char* key, std::int64_t low, std::int64_t high, std::uint32_t otherwise) {
      const auto number = read_.integer(section.find(key), key, low, high);
      return number ? static_cast<std::uint32_t>(*number) : otherwise;
    };
    result.search = whole("search", 16, 1'000'000, 800);
    result.finalists = whole("finalists", 2, 20, 6);
    result.replications = whole("replications", 20, 100'000, 100);
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
      if (!read_.keys(item, "levers", lever_keys)) continue;
      Lever lever;
      lever.name = read_.text(read_.need(item, "name", "levers"), "name");
      for (const auto& other : result.levers)
        if (other.name == lever.name)
          problems_.add(item.where(), fmt::format("a second lever '{}'", lever.name), "names must differ");
      lever.levels = static_cast<std::uint32_t>(read_.integer(item.find("levels"), "levels", 2, 101).value_or(5));
      if (const Node* policy = read_.need(item, "policy", "levers")) read_policy(*policy, lever);
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
      if (range == nullptr || !read_.keys(*range, "range", {"from", "to"})) continue;
      const auto low = read_.number(read_.need(*range, "from", "range"), "from", -1e15, 1e15);
      const auto high = read_.number(read_.need(*range, "to", "range"), "to", -1e15, 1e15);
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

  /// Indices of a measure for all chosen labels, on a date; nothing, with a problem, when it is not counted for them.
  std::vector<std::size_t> indices(const Node& measure, const Node* where, const std::vector<std::size_t>& dates) {
    const auto name = read_.text(&measure, "measure");
    std::vector<std::string> names;
    for (const auto& m : layout_.measures()) names.push_back(m.name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      problems_.add(measure.where(), fmt::format("no measure '{}'", name), "measures: " + names_like(name, names),
                    did_you_mean(name, names));
      return {};
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    const auto& columns = layout_.split_columns();
    std::vector<std::vector<std::string>> splits(1, std::vector<std::string>(columns.size(), "all"));
    if (where != nullptr) {
      if (!read_.keys(*where, "where", columns)) return {};
      for (const auto& entry : where->entries()) {
        const auto at =
            static_cast<std::size_t>(std::find(columns.begin(), columns.end(), entry.key) - columns.begin());
        if (at == columns.size()) return {};  // told by `keys`
        std::vector<std::string> labels;
        if (entry.value.is_sequence())
          for (const auto& label : entry.value.items()) labels.push_back(read_.text(&label, entry.key));
        else
          labels.push_back(read_.text(&entry.value, entry.key));
        if (labels.size() > 1 && layout_.measures()[index].unit == "%") {
          problems_.add(entry.value.where(), fmt::format("'{}' is in %", name),
                        "the shares of several labels do not add up", "Divide a sum by another with 'per'");
          return {};
        }
        std::vector<std::vector<std::string>> more;
        for (const auto& split : splits)
          for (const auto& label : labels) {
            more.push_back(split);
            more.back()[at] = label;
          }
        splits = std::move(more);
      }
    }
    std::vector<std::size_t> list;
    for (const auto& split : splits) {
      const auto& all = layout_.series();
      const auto series =
          std::find_if(all.begin(), all.end(), [&](const Series& s) { return s.measure == index && s.split == split; });
      if (series == all.end()) {
        problems_.add(where != nullptr ? where->where() : measure.where(),
                      fmt::format("the measure '{}' is not counted for {}", name, joined(split)),
                      "no such combination of " + joined(columns));
        return {};
      }
      for (const std::size_t date : dates) {
        if (date >= series->first_date)
          list.push_back(layout_.index(static_cast<std::size_t>(series - all.begin()), date));
        else
          problems_.add(measure.where(), fmt::format("'{}' is not measured on {}", name, layout_.dates()[date].iso()),
                        fmt::format("its first date is {}", layout_.dates()[series->first_date].iso()));
      }
    }
    return list;
  }

  const Measure* measure_of(const Node& node) const {
    for (const auto& m : layout_.measures())
      if (node.is_scalar() && m.name == node.text()) return &m;
    return nullptr;
  }

  /// "unfilled_posts per posts (sector po, region Amsterdam|Utrecht)".
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
    if (!read_.keys(node, "goal", goal_keys)) return;
    auto& goal = result.goal;
    int aims = 0;
    for (const auto& [key, aim] : {std::pair{"below", Goal::Aim::below}, std::pair{"above", Goal::Aim::above}})
      if (const Node* value = node.find(key)) {
        ++aims;
        goal.aim = aim;
        goal.value = read_.number(value, key, -1e15, 1e15).value_or(0);
      }
    if (const Node* aim = node.find("aim")) {
      ++aims;
      const auto text = read_.text(aim, "aim");
      if (text != "lowest" && text != "highest")
        problems_.add(aim->where(), fmt::format("'aim' is '{}'", text), "must be one of: lowest, highest",
                      did_you_mean(text, {"lowest", "highest"}));
      goal.aim = text == "highest" ? Goal::Aim::highest : Goal::Aim::lowest;
    }
    if (aims != 1)
      problems_.add(node.where(),
                    fmt::format("{} of 'below', 'above', 'aim' in 'goal'", aims == 0 ? "none" : "more than one"),
                    "exactly one says what is wanted");
    else if (goal.has_value())
      goal.probability = read_.number(read_.need(node, "probability", "goal"), "probability", 0.01, 0.99).value_or(0.5);
    else if (const Node* probability = node.find("probability"))
      problems_.add(probability->where(), "'probability' beside 'aim'", "it goes with 'below' or 'above'");

    std::size_t date = layout_.dates().size() - 1;
    if (const auto given = read_.date(node.find("date"), "date")) {
      const auto& dates = layout_.dates();
      const auto at = std::find(dates.begin(), dates.end(), *given);
      if (at == dates.end())
        problems_.add(node.find("date")->where(), fmt::format("nothing is measured on {}", given->iso()),
                      fmt::format("the dates are each year from {} to {}", dates.front().iso(), dates.back().iso()));
      else
        date = static_cast<std::size_t>(at - dates.begin());
    }
    const Node* measure = read_.need(node, "measure", "goal");
    if (measure == nullptr) return;
    auto& figure = result.figure;
    const Node* per = node.find("per");
    figure.numerator = indices(*measure, node.find("where"), {date});
    if (per != nullptr) figure.denominator = indices(*per, node.find("where"), {date});
    const Measure* top = measure_of(*measure);
    const Measure* bottom = per != nullptr ? measure_of(*per) : nullptr;
    if (top == nullptr || (per != nullptr && bottom == nullptr)) return;
    figure.name = name_of(*measure, per, node.find("where"));
    figure.dates = layout_.dates()[date].iso();
    figure.unit = top->unit;
    figure.decimals = top->decimals;
    figure.better = goal.sign() > 0 ? Better::higher : Better::lower;
    if (bottom == nullptr) return;
    figure.decimals = 1;
    figure.scale = top->unit == bottom->unit ? 100 : 1;
    figure.unit = top->unit == bottom->unit ? "%" : top->unit + " per " + bottom->unit;
  }

  void read_budget(const Node& node, Optimisation& result) {
    if (!read_.keys(node, "budget", budget_keys)) return;
    result.goal.budget = read_.number(read_.need(node, "at_most", "budget"), "at_most", 0, 1e15).value_or(0);
    const Node* measure = read_.need(node, "measure", "budget");
    const auto& all = layout_.dates();
    const auto from = read_.date(node.find("from"), "from"), until = read_.date(node.find("until"), "until");
    std::vector<std::size_t> dates;
    for (std::size_t d = 0; d < all.size(); ++d)
      if ((from ? *from <= all[d] : d > 0) && (!until || all[d] <= *until)) dates.push_back(d);
    if (dates.empty()) {
      problems_.add(node.where(), "no date lies from 'from' to 'until' of the budget",
                    fmt::format("the dates are each year from {} to {}", all.front().iso(), all.back().iso()));
      return;
    }
    if (measure == nullptr) return;
    result.cost.numerator = indices(*measure, node.find("where"), dates);
    const Measure* found = measure_of(*measure);
    if (found == nullptr) return;
    result.cost.name = name_of(*measure, nullptr, node.find("where"));
    result.cost.unit = found->unit;
    result.cost.decimals = found->decimals;
    result.cost.better = Better::lower;
    result.cost.scale = 1 / static_cast<double>(dates.size());
    result.cost.dates = all[dates.front()].iso();
    if (dates.size() > 1) result.cost.dates += " to " + all[dates.back()].iso();
  }

  const Layout& layout_;
  Problems& problems_;
  SectionReader read_;
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
