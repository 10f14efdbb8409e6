#include "engine/study/plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/input/scalar.h"

namespace formatie {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// Reads the parts of a scenario that belong to the engine.
class SectionReader {
 public:
  explicit SectionReader(Problems& problems) : problems_(problems) {}

  /// Reports keys of `node` that are not in `known`; false when it is no mapping.
  bool keys(const Node& node, const std::string& what, const std::vector<std::string>& known) {
    if (!node.is_mapping()) {
      problems_.add(node.where(), fmt::format("'{}' is {}", what, node.kind_name()),
                    "must be a mapping with " + joined(known));
      return false;
    }
    for (const auto& entry : node.entries())
      if (!std::count(known.begin(), known.end(), entry.key))
        problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, what), "known: " + joined(known),
                      did_you_mean(entry.key, known));
    return true;
  }
  const Node* need(const Node& node, std::string_view key, const std::string& what) {
    const Node* value = node.find(key);
    if (value == nullptr || value->is_null()) {
      problems_.add(value ? value->where() : node.where(), fmt::format("no '{}' in '{}'", key, what), "it is needed");
      return nullptr;
    }
    return value;
  }
  std::string text(const Node* node, const std::string& name) {
    if (node == nullptr || node->is_null()) return "";
    if (!node->is_scalar()) {
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->kind_name()), "must be a text");
      return "";
    }
    return node->text();
  }
  std::optional<double> number(const Node* node, const std::string& name, double low, double high) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() && !node->quoted() ? parse_number(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a number");
    else if (*value < low || *value > high)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()),
                    *value < low ? fmt::format("must be at least {}", low) : fmt::format("must be at most {}", high));
    else
      return value;
    return std::nullopt;
  }
  std::optional<std::int64_t> integer(const Node* node, const std::string& name, std::int64_t low, std::int64_t high) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() && !node->quoted() ? parse_integer(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a whole number");
    else if (*value < low || *value > high)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()),
                    *value < low ? fmt::format("must be at least {}", low) : fmt::format("must be at most {}", high));
    else
      return value;
    return std::nullopt;
  }
  std::optional<Time> date(const Node* node, const std::string& name) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() ? parse_date(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a date such as 2030-10-01");
    else if (value->year() < 1900 || value->year() > 2200)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()), "must lie between 1900 and 2200");
    else
      return value;
    return std::nullopt;
  }
  static std::string shown(const Node& node) {
    return node.is_scalar() ? "'" + node.text() + "'" : std::string(node.kind_name());
  }

 private:
  Problems& problems_;
};

const std::vector<std::string> root_keys = {"title", "description", "study", "period", "parameters", "alternatives"};
const std::vector<std::string> study_keys = {"seed", "replications", "until"};
const std::vector<std::string> until_keys = {"measure", "where", "date", "half_width", "of", "at_least", "at_most"};
const std::vector<std::string> alternative_keys = {"name", "description", "policy", "parameters"};
const std::vector<std::string> policy_keys = {"dial", "where", "set", "plus", "times", "from", "until", "note"};

constexpr std::int64_t most_replications = 1'000'000;

void read_stopping(const Node& study, Plan& plan, SectionReader& read, Problems& problems) {
  const Node* until = study.find("until");
  const Node* replications = study.find("replications");
  if (until == nullptr || until->is_null()) {
    const auto number = read.integer(replications != nullptr ? replications : read.need(study, "replications", "study"),
                                     "replications", 1, most_replications);
    if (number) plan.stopping.at_least = plan.stopping.at_most = static_cast<std::uint32_t>(*number);
    return;
  }
  if (!read.keys(*until, "until", until_keys)) return;
  const auto low = read.integer(read.need(*until, "at_least", "until"), "at_least", 2, most_replications);
  const auto high = read.integer(read.need(*until, "at_most", "until"), "at_most", 2, most_replications);
  if (low && high && *low > *high)
    problems.add(until->find("at_most")->where(), fmt::format("'at_most' is {}", *high),
                 fmt::format("must be at least 'at_least', which is {}", *low));
  if (low && high) {
    plan.stopping.at_least = static_cast<std::uint32_t>(*low);
    plan.stopping.at_most = static_cast<std::uint32_t>(*high);
  }
}

/// The rule of `until`, when the layout is known.
void read_stopping_rule(const Node& study, Plan& plan, SectionReader& read, Problems& problems) {
  const Node* until = study.find("until");
  if (until == nullptr || !until->is_mapping()) return;
  Stopping::Rule rule;
  const auto& layout = *plan.layout;
  const Node* measure = read.need(*until, "measure", "until");
  const Node* half_width = read.need(*until, "half_width", "until");
  if (measure == nullptr || half_width == nullptr) return;

  std::vector<std::string> names;
  for (const auto& m : layout.measures()) names.push_back(m.name);
  const auto name = read.text(measure, "measure");
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    problems.add(measure->where(), fmt::format("no measure '{}'", name), "measures: " + joined(names),
                 did_you_mean(name, names));
    return;
  }
  const auto index = static_cast<std::size_t>(found - names.begin());
  // "50" or "50 fte"
  const auto text = read.text(half_width, "half_width");
  const auto space = text.find(' ');
  const auto number = parse_number(std::string_view(text).substr(0, space));
  const auto& unit = layout.measures()[index].unit;
  if (!number || *number <= 0)
    problems.add(half_width->where(), fmt::format("'half_width' is '{}'", text),
                 "must be a number above 0, with or without its unit");
  else if (space != std::string::npos && text.substr(space + 1) != unit)
    problems.add(half_width->where(), fmt::format("'half_width' is '{}'", text),
                 fmt::format("the unit of '{}' is {}", name, unit));
  else
    rule.half_width = *number;

  std::vector<std::string> split(layout.split_columns().size(), "all");
  if (const Node* where = until->find("where")) {
    if (!read.keys(*where, "where", layout.split_columns())) return;
    for (const auto& entry : where->entries())
      for (std::size_t c = 0; c < split.size(); ++c)
        if (layout.split_columns()[c] == entry.key) split[c] = read.text(&entry.value, entry.key);
  }
  for (std::size_t s = 0; s < layout.series().size(); ++s)
    if (layout.series()[s].measure == index && layout.series()[s].split == split) rule.series.push_back(s);
  if (rule.series.empty()) {
    problems.add(measure->where(), fmt::format("the measure '{}' is not counted for {}", name, joined(split)),
                 "no such combination of " + joined(layout.split_columns()));
    return;
  }
  rule.date = layout.dates().size() - 1;
  if (const auto date = read.date(until->find("date"), "date")) {
    const auto at = std::find(layout.dates().begin(), layout.dates().end(), *date);
    if (at == layout.dates().end() ||
        static_cast<std::size_t>(at - layout.dates().begin()) < layout.series()[rule.series[0]].first_date)
      problems.add(until->find("date")->where(), fmt::format("nothing is measured on {}", date->iso()),
                   fmt::format("the dates are each year from {} to {}",
                               layout.dates()[std::min(layout.series()[rule.series[0]].first_date, rule.date)].iso(),
                               layout.dates().back().iso()));
    else
      rule.date = static_cast<std::size_t>(at - layout.dates().begin());
  }
  if (const Node* of = until->find("of")) {
    const auto what = read.text(of, "of");
    if (what != "mean" && what != "difference")
      problems.add(of->where(), fmt::format("'of' is '{}'", what), "must be one of: mean, difference");
    rule.of_difference = what == "difference";
    if (rule.of_difference && plan.alternatives.size() < 2)
      problems.add(of->where(), "'of' is 'difference'", "there is one alternative, and nothing to differ from");
  }
  plan.stopping.rule = rule;
}

/// One entry of a policy, on the dials of one alternative. Returns the name of the dial that it moved.
std::string apply_policy(const Node& entry, DialCollector& collector, const Period& period, SectionReader& read,
                         Problems& problems) {
  if (!read.keys(entry, "policy", policy_keys)) return "";
  const Node* name_node = read.need(entry, "dial", "policy");
  if (name_node == nullptr) return "";
  const auto name = read.text(name_node, "dial");
  std::vector<std::string> names;
  for (const auto& dial : collector.dials) names.push_back(dial.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    problems.add(name_node->where(), fmt::format("no dial '{}'", name), "dials: " + joined(names),
                 did_you_mean(name, names));
    return "";
  }
  auto& dial = collector.dials[static_cast<std::size_t>(found - names.begin())];

  DialChange change;
  int kinds = 0;
  bool sound = true;
  const Node* amount_node = nullptr;
  for (const auto& [key, kind] : {std::pair{"set", DialChange::Kind::set}, std::pair{"plus", DialChange::Kind::plus},
                                  std::pair{"times", DialChange::Kind::times}}) {
    const Node* amount = entry.find(key);
    if (amount == nullptr) continue;
    ++kinds;
    amount_node = amount;
    change.kind = kind;
    const auto number = read.number(amount, key, -1e15, 1e15);
    sound = sound && number;
    if (number) change.amount = *number;
  }
  if (kinds != 1) {
    problems.add(
        entry.where(),
        fmt::format("{} of 'set', 'plus', 'times' in the policy for '{}'", kinds == 0 ? "none" : "more than one", name),
        "exactly one says what to do");
    sound = false;
  }
  if (const Node* from = entry.find("from")) {
    const auto date = read.date(from, "from");
    sound = sound && date;
    if (date) change.from = *date;
    if (date && *date >= period.end) {
      problems.add(from->where(), fmt::format("'from' is {}", date->iso()),
                   fmt::format("the period ends on {}", period.end.iso()));
      sound = false;
    }
  }
  if (const Node* until = entry.find("until")) {
    const auto date = read.date(until, "until");
    sound = sound && date;
    if (date) change.until = *date;
    if (date && *date <= change.from) {
      problems.add(until->where(), fmt::format("'until' is {}", date->iso()),
                   fmt::format("must be later than 'from', which is {}", change.from.iso()));
      sound = false;
    } else if (date && *date <= period.begin) {
      problems.add(until->where(), fmt::format("'until' is {}", date->iso()),
                   fmt::format("the period begins on {}", period.begin.iso()));
      sound = false;
    }
  }
  change.cells.assign(dial.dial->cells(), true);
  if (const Node* where = entry.find("where")) {
    std::vector<std::string> dimensions;
    for (const auto* dimension : dial.dial->by()) dimensions.push_back(dimension->name());
    if (!where->is_mapping()) {
      problems.add(where->where(), fmt::format("'where' is {}", where->kind_name()),
                   "must be a mapping such as {sector: po}");
      return "";
    }
    for (const auto& condition : where->entries()) {
      const auto at = std::find(dimensions.begin(), dimensions.end(), condition.key);
      if (at == dimensions.end()) {
        problems.add(condition.where, fmt::format("the dial '{}' is not split by '{}'", name, condition.key),
                     dimensions.empty() ? "it is one number" : "it is split by " + joined(dimensions),
                     did_you_mean(condition.key, dimensions));
        sound = false;
        continue;
      }
      const auto d = static_cast<std::size_t>(at - dimensions.begin());
      const auto& dimension = *dial.dial->by()[d];
      if (condition.value.is_sequence() && condition.value.items().empty()) {
        problems.add(condition.value.where(), fmt::format("'{}' is an empty list", condition.key),
                     "the policy would concern nobody");
        sound = false;
      }
      std::vector<bool> wanted(dimension.size(), false);
      const auto take = [&](const Node& label) {
        const auto text = read.text(&label, condition.key);
        if (const auto index = dimension.find(text)) {
          wanted[*index] = true;
        } else {
          problems.add(label.where(), fmt::format("unknown {} '{}'", condition.key, text),
                       "known: " + joined(dimension.labels()), did_you_mean(text, dimension.labels()));
          sound = false;
        }
      };
      if (condition.value.is_sequence())
        for (const auto& label : condition.value.items()) take(label);
      else
        take(condition.value);
      std::size_t size = 1;
      for (std::size_t later = d + 1; later < dimensions.size(); ++later) size *= dial.dial->by()[later]->size();
      for (std::size_t cell = 0; cell < change.cells.size(); ++cell)
        change.cells[cell] = change.cells[cell] && wanted[cell / size % dimension.size()];
    }
  }
  if (!sound) return "";
  dial.dial->change(change);
  for (const Time date : dial.dial->dates())
    for (std::size_t cell = 0; cell < dial.dial->cells(); ++cell) {
      const double value = dial.dial->on(date, cell);
      if (change.cells[cell] && (value < dial.allowed.low || value > dial.allowed.high || !std::isfinite(value))) {
        problems.add(amount_node->where(), fmt::format("the policy makes '{}' {}", name, value),
                     fmt::format("must stay from {} to {}", dial.allowed.low, dial.allowed.high));
        return "";
      }
    }
  return name;
}

/// What a moved dial looks like over the period: a row for each value that some cells have from some date.
DialSchedule schedule_of(const DialCollector::Named& named, const Period& period) {
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
    for (const auto& [value, cells] : groups) {
      std::string text;
      if (cells.size() < dial.cells()) {
        for (std::size_t c = 0; c < std::min<std::size_t>(cells.size(), 4); ++c)
          text += (c > 0 ? "; " : "") + dial.cell_name(cells[c]);
        if (cells.size() > 4) text += fmt::format(" and {} more", cells.size() - 4);
      }
      schedule.rows.push_back({dates[i], text, value});
    }
  }
  return schedule;
}

/// Whether two alternatives count the same things.
bool same_shape(const Layout& a, const Layout& b) {
  return a.dates() == b.dates() && a.split_columns() == b.split_columns() &&
         std::equal(a.series().begin(), a.series().end(), b.series().begin(), b.series().end(),
                    [](const Series& x, const Series& y) { return x.measure == y.measure && x.split == y.split; });
}

/// Replaces the names of tables by the names of their copies beside plan.yaml.
class InputCopies {
 public:
  explicit InputCopies(std::vector<InputFile>& inputs) : inputs_(inputs) {}

  void rename(Node& parameters, const std::vector<Parameter>& list) {
    for (const auto& parameter : list) {
      Node* part = parameters.find(parameter.part);
      Node* node = part == nullptr ? nullptr : part->find(parameter.name);
      if (node == nullptr) continue;
      if (parameter.kind == Parameter::Kind::file) {
        Node* value = node->is_mapping() ? node->find("value") : node;
        if (value != nullptr && value->is_scalar()) *value = renamed(*value);
      } else if (parameter.kind == Parameter::Kind::dial && node->is_mapping()) {
        if (Node* table = node->find("table")) *table = renamed(*table);
      }
    }
  }

 private:
  Node renamed(const Node& named) {
    const auto path = std::filesystem::path(resolve_path(named.text(), named.where()));
    for (const auto& input : inputs_)
      if (input.path == path && !input.copy.empty()) return Node::scalar(input.copy, named.where());
    std::string copy = "input/" + path.filename().string();
    for (int n = 2; std::any_of(inputs_.begin(), inputs_.end(), [&](const auto& i) { return i.copy == copy; }); ++n)
      copy = fmt::format("input/{}-{}{}", path.stem().string(), n, path.extension().string());
    inputs_.push_back({path, copy});
    return Node::scalar(copy, named.where());
  }
  std::vector<InputFile>& inputs_;
};

}  // namespace

std::optional<Plan> make_plan(const ScenarioDocument& document, ModelFactory make_model, Problems& problems) {
  Plan plan;
  SectionReader read(problems);
  const std::size_t before = problems.size();
  Node root = document.root;
  if (!read.keys(root, "the scenario", root_keys)) return std::nullopt;
  for (const auto& file : document.files) plan.inputs.push_back({file, ""});
  plan.title = read.text(root.find("title"), "title");
  read.text(root.find("description"), "description");

  const Node* study = read.need(root, "study", "the scenario");
  if (study != nullptr && read.keys(*study, "study", study_keys)) {
    if (const auto seed = read.integer(read.need(*study, "seed", "study"), "seed", 0, INT64_MAX))
      plan.seed = static_cast<std::uint64_t>(*seed);
    read_stopping(*study, plan, read, problems);
  }
  const Node* period = read.need(root, "period", "the scenario");
  if (period != nullptr && read.keys(*period, "period", {"begin", "end"})) {
    const auto begin = read.date(read.need(*period, "begin", "period"), "begin");
    const auto end = read.date(read.need(*period, "end", "period"), "end");
    if (begin && end) {
      plan.period = {*begin, *end};
      if (*end <= *begin)
        problems.add(period->find("end")->where(), fmt::format("'end' is {}", end->iso()),
                     fmt::format("must be later than 'begin', which is {}", begin->iso()));
      else if (end->year() - begin->year() > 100)
        problems.add(period->find("end")->where(), fmt::format("'end' is {}", end->iso()),
                     "a period has at most 100 years");
    }
  }
  const Node* parameters = read.need(root, "parameters", "the scenario");
  if (parameters != nullptr && !parameters->is_mapping()) {
    problems.add(parameters->where(), fmt::format("'parameters' is {}", parameters->kind_name()), "must be a mapping");
    parameters = nullptr;
  }
  if (parameters == nullptr) return std::nullopt;
  const bool period_known = problems.size() == before || plan.period.begin < plan.period.end;

  // Without a list there is one alternative: the parameters as they are.
  if (const Node* list = root.find("alternatives"); list == nullptr || list->is_null()) {
    Node only = Node::sequence(root.where());
    Node base = Node::mapping(root.where());
    base.set("name", Node::scalar("base", root.where()));
    only.add(base);
    root.set("alternatives", only);
  }
  Node* list = root.find("alternatives");
  if (!list->is_sequence() || list->items().empty()) {
    problems.add(list->where(), fmt::format("'alternatives' is {}", list->is_sequence() ? "empty" : list->kind_name()),
                 "must be a list of mappings with name and policy");
    return std::nullopt;
  }
  if (list->items().size() > 1000) {
    problems.add(list->where(), fmt::format("{} alternatives", list->items().size()), "a study has at most 1000");
    return std::nullopt;
  }

  std::vector<std::shared_ptr<Model>> models;
  std::set<std::string> names;
  InputCopies copies(plan.inputs);
  parameters = root.find("parameters");
  const Node base_parameters = *parameters;
  const std::size_t before_models = problems.size();
  for (auto& item : list->items()) {
    if (!read.keys(item, "alternatives", alternative_keys)) continue;
    Alternative alternative;
    alternative.name = read.text(read.need(item, "name", "alternatives"), "name");
    alternative.description = read.text(item.find("description"), "description");
    if (alternative.name.empty() && item.find("name") != nullptr && item.find("name")->is_scalar())
      problems.add(item.find("name")->where(), "an alternative has an empty name", "it stands in every table");
    if (!alternative.name.empty() && !names.insert(alternative.name).second)
      problems.add(item.find("name")->where(), fmt::format("a second alternative '{}'", alternative.name),
                   "names must differ");

    Node merged = base_parameters;
    if (Node* own = item.find("parameters"); own != nullptr && !own->is_null()) {
      if (!own->is_mapping()) {
        problems.add(own->where(), fmt::format("'parameters' is {}", own->kind_name()), "must be a mapping");
        continue;
      }
      merged = merge(base_parameters, *own);
    }
    const std::size_t before_model = problems.size();
    std::shared_ptr<Model> model = make_model();
    Reader reader(merged, problems);
    model->labels(reader);
    if (problems.size() == before_model) model->load_labels(problems);
    if (problems.size() != before_model) break;  // without labels nothing else can be read
    model->parts(reader);
    reader.finish();

    DialCollector collector;
    model->parts(collector);
    std::vector<std::string> moved;
    if (const Node* policy = item.find("policy"); policy != nullptr && !policy->is_null()) {
      if (!policy->is_sequence())
        problems.add(policy->where(), fmt::format("'policy' is {}", policy->kind_name()),
                     "must be a list of changes of dials");
      else if (period_known)
        for (const auto& entry : policy->items()) {
          const auto name = apply_policy(entry, collector, plan.period, read, problems);
          if (!name.empty() && !std::count(moved.begin(), moved.end(), name)) moved.push_back(name);
        }
    }
    for (const auto& name : moved)
      for (const auto& dial : collector.dials)
        if (dial.name == name) alternative.schedule.push_back(schedule_of(dial, plan.period));
    if (plan.alternatives.empty()) {
      plan.parameters = reader.parameters();
      plan.parts = reader.parts();
      copies.rename(*root.find("parameters"), reader.parameters());
    }
    if (Node* own = item.find("parameters"); own != nullptr && own->is_mapping())
      copies.rename(*own, reader.parameters());
    if (problems.size() == before_model && problems.size() == before_models && period_known)
      model->load(plan.period, plan.seed, models.empty() ? nullptr : models.front().get(), problems);
    alternative.model = model;
    models.push_back(std::move(model));
    plan.alternatives.push_back(std::move(alternative));
  }
  if (problems.size() != before) return std::nullopt;

  // What all alternatives share: the dates on which any dial changes, the caps, the layout of the results.
  std::set<Time> steps = {plan.period.begin};
  for (const auto& model : models) {
    DialCollector collector;
    model->parts(collector);
    for (const auto& dial : collector.dials)
      for (const Time date : dial.dial->changes(plan.period.begin, plan.period.end)) steps.insert(date);
  }
  plan.layout = models.front()->layout();
  for (std::size_t a = 1; a < models.size(); ++a)
    if (!same_shape(models[a]->layout(), *plan.layout))
      problems.add(root.find("alternatives")->items()[a].where(),
                   fmt::format("the results of '{}' have another shape than those of '{}'", plan.alternatives[a].name,
                               plan.alternatives[0].name),
                   "the alternatives of a study have the same labels and dates");
  if (problems.size() != before) return std::nullopt;
  auto caps = std::make_shared<Caps>(models.front()->caps());
  for (const auto& model : models) caps->raise_to(model->caps());
  caps->freeze();
  for (const auto& model : models) model->freeze({steps.begin(), steps.end()}, caps);
  read_stopping_rule(*root.find("study"), plan, read, problems);  // `root` has changed since it was read
  plan.effective = std::move(root);
  if (problems.size() != before) return std::nullopt;
  return plan;
}

}  // namespace formatie
