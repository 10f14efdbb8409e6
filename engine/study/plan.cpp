#include "engine/study/plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/parameters/values.h"
#include "engine/study/section.h"

namespace formatie {
namespace {

const std::vector<std::string> root_keys = {"title",        "description",  "study",       "period",
                                            "parameters",   "futures",      "uncertainty", "calibration",
                                            "optimisation", "alternatives", "nl",          "extends"};
const std::vector<std::string> study_keys = {"seed", "replications", "until", "evidence"};
const std::vector<std::string> uncertainty_keys = {"priors", "ensemble", "replications_per_draw"};
const std::vector<std::string> calibration_keys = {"targets", "scenario", "parameters",
                                                   "members", "rounds",   "replications"};
const std::vector<std::string> future_keys = {"name", "description", "weight", "parameters"};
const std::vector<std::string> evidence_bases = {"dutch", "international", "stated", "none"};
const std::vector<std::string> evidence_grades = {"A", "B", "C", "D"};
const std::vector<std::string> until_keys = {"measure", "where", "date", "half_width", "of", "at_least", "at_most"};
const std::vector<std::string> alternative_keys = {"name", "description", "nl", "grade", "policy", "parameters"};
const std::vector<std::string> policy_keys = {"dial", "where", "set", "plus", "times", "from", "until", "note"};

constexpr std::int64_t most_replications = 1'000'000;

/// What is said in Dutch beside the text of the scenario: kept in plan.yaml, for reports.
void read_dutch(const Node& node, const std::vector<std::string>& keys, SectionReader& read) {
  const Node* dutch = node.find("nl");
  if (dutch == nullptr || dutch->is_null() || !read.keys(*dutch, "nl", keys)) return;
  for (const auto& key : keys) read.text(dutch->find(key), key);
}

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
    problems.add(measure->where(), fmt::format("no measure '{}'", name), "measures: " + names_like(name, names),
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

/// What an entry of a policy did to which dial.
struct Move {
  std::string dial;
  DialChange change;
};

/// Whether two entries move the same cells of a dial at the same time.
bool overlap(const Move& a, const Move& b) {
  if (a.dial != b.dial || a.change.until <= b.change.from || b.change.until <= a.change.from) return false;
  for (std::size_t cell = 0; cell < a.change.cells.size(); ++cell)
    if (a.change.cells[cell] && b.change.cells[cell]) return true;
  return false;
}

/// One entry of a policy, on the dials of one alternative.
std::optional<Move> apply_policy(const Node& entry, const ParameterValues& parameters, const Period& period,
                                 SectionReader& read, Problems& problems) {
  if (!read.keys(entry, "policy", policy_keys)) return std::nullopt;
  const Node* name_node = read.need(entry, "dial", "policy");
  if (name_node == nullptr) return std::nullopt;
  const auto name = read.text(name_node, "dial");
  const std::size_t found = parameters.find(name);
  const auto* moved = found < parameters.entries().size() ? &parameters.entries()[found] : nullptr;
  if (moved == nullptr || moved->dial == nullptr) {
    std::vector<std::string> names;
    for (const auto& entry_ : parameters.entries())
      if (entry_.dial != nullptr) names.push_back(entry_.name);
    if (found < parameters.entries().size())
      problems.add(name_node->where(), fmt::format("'{}' is no dial", name), "it holds for the whole period",
                   "Put it under 'parameters:' of the alternative");
    else
      problems.add(name_node->where(), fmt::format("no dial '{}'", name), "dials: " + names_like(name, names),
                   did_you_mean(name, names));
    moved = nullptr;
  }

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
  if (moved == nullptr) return std::nullopt;  // 'where' can be read only with the dial
  const auto& dial = *moved;
  change.cells.assign(dial.dial->cells(), true);
  if (const Node* where = entry.find("where")) {
    std::vector<std::string> dimensions;
    for (const auto* dimension : dial.dial->by()) dimensions.push_back(dimension->name());
    if (!where->is_mapping()) {
      problems.add(where->where(), fmt::format("'where' is {}", where->kind_name()),
                   "must be a mapping such as {sector: po}");
      return std::nullopt;
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
                       "known: " + names_like(text, dimension.labels()), did_you_mean(text, dimension.labels()));
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
  if (!sound) return std::nullopt;
  dial.dial->change(change);
  for (const Time date : dial.dial->dates())
    for (std::size_t cell = 0; cell < dial.dial->cells(); ++cell) {
      const double value = dial.dial->on(date, cell);
      if (change.cells[cell] && (value < dial.allowed.low || value > dial.allowed.high || !std::isfinite(value))) {
        problems.add(amount_node->where(), fmt::format("the policy makes '{}' {}", name, value),
                     fmt::format("must stay from {} to {}", dial.allowed.low, dial.allowed.high));
        return std::nullopt;
      }
    }
  return Move{name, change};
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

  /// A file that the engine reads itself; `key` of `section`, if there.
  void rename(Node& section, std::string_view key) {
    if (Node* file = section.find(key); file != nullptr && file->is_scalar()) *file = renamed(*file);
  }
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

/// The futures of the scenario; one without a name for all when there is no list.
std::vector<Node> read_futures(const Node& root, Plan& plan, SectionReader& read, Problems& problems) {
  std::vector<Node> own;
  const Node* list = root.find("futures");
  if (list == nullptr || list->is_null() || (list->is_sequence() && list->items().empty())) {
    plan.uncertainty.futures = {{"", 1}};
    return {Node::mapping(root.where())};
  }
  if (!list->is_sequence() || list->items().size() > 20) {
    problems.add(list->where(), fmt::format("'futures' is {}", list->is_sequence() ? "too long" : list->kind_name()),
                 "must be a list of at most 20 mappings with name, weight and parameters");
    return own;
  }
  double sum = 0;
  for (const auto& item : list->items()) {
    own.push_back(Node::mapping(item.where()));
    if (!read.keys(item, "futures", future_keys)) continue;
    Future future;
    future.name = read.text(read.need(item, "name", "futures"), "name");
    future.weight = read.number(read.need(item, "weight", "futures"), "weight", 1e-6, 1e6).value_or(1);
    sum += future.weight;
    for (const auto& other : plan.uncertainty.futures)
      if (other.name == future.name)
        problems.add(item.where(), fmt::format("a second future '{}'", future.name), "names must differ");
    plan.uncertainty.futures.push_back(future);
    if (const Node* parameters = item.find("parameters"); parameters != nullptr && !parameters->is_null()) {
      if (parameters->is_mapping())
        own.back() = *parameters;
      else
        problems.add(parameters->where(), fmt::format("'parameters' is {}", parameters->kind_name()),
                     "must be a mapping");
    }
  }
  for (auto& future : plan.uncertainty.futures) future.weight /= sum;
  return own;
}

/// The table that a section names under this key, if any.
std::optional<std::string> table_named(const Node& section, std::string_view key, SectionReader& read,
                                       Problems& problems) {
  const Node* node = section.find(key);
  if (node == nullptr || node->is_null()) return std::nullopt;
  const auto named = read.text(node, std::string(key));
  if (named == "none") return std::nullopt;
  const auto path = resolve_path(named, node->where());
  std::error_code error;
  if (std::filesystem::exists(path, error)) return path;
  problems.add(node->where(), fmt::format("no file '{}'", path), "named here; 'none' for no such table");
  return std::nullopt;
}

/// The section `calibration`, when the layout is known.
void read_calibration(const Node& root, const ParameterValues& values, Plan& plan, SectionReader& read,
                      Problems& problems) {
  const Node* section = root.find("calibration");
  if (section == nullptr || section->is_null()) return;
  auto& calibration = plan.calibration;
  const auto scenario = read.text(read.need(*section, "scenario", "calibration"), "scenario");
  if (const auto path = table_named(*section, "targets", read, problems))
    calibration.targets = read_targets(*path, scenario, *plan.layout, problems);
  if (const auto path = table_named(*section, "parameters", read, problems))
    for (const auto& free : read_free_parameters(*path, values, problems))
      calibration.parameters.push_back({free.prior, free.part});
  const auto whole = [&](const char* key, std::int64_t low, std::int64_t high, std::uint32_t otherwise) {
    const auto number = read.integer(section->find(key), key, low, high);
    return number ? static_cast<std::uint32_t>(*number) : otherwise;
  };
  calibration.members = whole("members", 4, 100'000, 60);
  calibration.rounds = whole("rounds", 1, 100, 4);
  calibration.replications = whole("replications", 1, 1000, 1);
}

/// The tables of the section `uncertainty`; `values` are those of the first alternative.
void read_uncertainty(const Node& root, const ParameterValues& values, Plan& plan, SectionReader& read,
                      Problems& problems) {
  const Node* section = root.find("uncertainty");
  if (section == nullptr || section->is_null()) return;
  const auto file = [&](std::string_view key) { return table_named(*section, key, read, problems); };
  auto& uncertainty = plan.uncertainty;
  if (const auto path = file("priors")) uncertainty.parameters = read_priors(*path, values, problems);
  if (const auto path = file("ensemble")) read_ensemble(*path, values, uncertainty, problems);
  if (const auto number = read.integer(section->find("replications_per_draw"), "replications_per_draw", 1, 1000))
    uncertainty.replications_per_draw = static_cast<std::uint32_t>(*number);
  else if (uncertainty.has_parameters())
    uncertainty.replications_per_draw = 2;
}

}  // namespace

void choose_evidence(Node& node, const std::string& evidence, Problems& problems) {
  if (node.is_sequence())
    for (auto& item : node.items()) choose_evidence(item, evidence, problems);
  if (!node.is_mapping()) return;
  if (const Node* kinds = node.find("by_evidence")) {
    SectionReader read(problems);
    if (!read.keys(*kinds, "by_evidence", evidence_bases)) return;
    if (node.entries().size() > 1)
      problems.add(node.where(), "'by_evidence' has something beside it",
                   "what depends on the evidence stands under it");
    const Node* chosen = kinds->find(evidence);
    if (chosen == nullptr) {
      problems.add(kinds->where(), fmt::format("no '{}' in 'by_evidence'", evidence),
                   "the scenario rests on this kind of evidence (study.evidence)");
      return;
    }
    const Node copy = *chosen;
    node = copy;
  }
  std::vector<std::string> keys;
  for (const auto& entry : node.is_mapping() ? node.entries() : std::vector<Node::Entry>()) keys.push_back(entry.key);
  for (const auto& key : keys) choose_evidence(*node.find(key), evidence, problems);
}

std::optional<Plan> make_plan(const ScenarioDocument& document, ModelFactory make_model, Problems& problems) {
  Plan plan;
  SectionReader read(problems);
  const std::size_t before = problems.size();
  Node root = document.root;
  if (!read.keys(root, "the scenario", root_keys)) return std::nullopt;
  if (const Node* extends = root.find("extends"))  // the reader of files has taken out those of files
    problems.add(extends->where(), "'extends' cannot be set", "it must stand in a file");
  for (const auto& file : document.files) plan.inputs.push_back({file, ""});
  plan.title = read.text(root.find("title"), "title");
  read.text(root.find("description"), "description");
  read_dutch(root, {"title", "description"}, read);
  // What a file below says in Dutch is not a translation of another file's title.
  if (Node* dutch = root.find("nl"); dutch != nullptr && dutch->is_mapping())
    for (const char* key : {"title", "description"})
      if (const Node* own = root.find(key), *said = dutch->find(key);
          said != nullptr && (own == nullptr || own->where().file != said->where().file))
        dutch->erase(key);

  const Node* study = read.need(root, "study", "the scenario");
  if (study != nullptr && read.keys(*study, "study", study_keys)) {
    if (const auto seed = read.integer(read.need(*study, "seed", "study"), "seed", 0, INT64_MAX))
      plan.seed = static_cast<std::uint64_t>(*seed);
    read_stopping(*study, plan, read, problems);
    plan.evidence = read.text(study->find("evidence"), "evidence");
    if (!plan.evidence.empty() && !std::count(evidence_bases.begin(), evidence_bases.end(), plan.evidence))
      problems.add(study->find("evidence")->where(), fmt::format("'evidence' is '{}'", plan.evidence),
                   "must be one of: " + joined(evidence_bases), did_you_mean(plan.evidence, evidence_bases));
    // What depends on the evidence cannot be read: it would be one mistake told many times.
    if (!plan.evidence.empty() && !std::count(evidence_bases.begin(), evidence_bases.end(), plan.evidence))
      return std::nullopt;
  }
  if (const Node* section = root.find("uncertainty"); section != nullptr && !section->is_null())
    if (!read.keys(*section, "uncertainty", uncertainty_keys)) root.erase("uncertainty");
  if (const Node* section = root.find("calibration"); section != nullptr && !section->is_null())
    if (!read.keys(*section, "calibration", calibration_keys)) root.erase("calibration");
  if (const Node* section = root.find("optimisation"); section != nullptr && !section->is_null())
    if (!read.keys(*section, "optimisation", optimisation_keys)) root.erase("optimisation");
  for (const char* section : {"parameters", "futures", "alternatives"})
    if (Node* node = root.find(section)) choose_evidence(*node, plan.evidence, problems);
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

  const std::vector<Node> futures = read_futures(root, plan, read, problems);
  std::vector<std::shared_ptr<Model>> models;
  std::vector<std::vector<Parameter>> renames;  // [alternative] which parameters name files
  std::set<std::string> names;
  parameters = root.find("parameters");
  const Node base_parameters = *parameters;
  const Node first_alternative = list->items().front();
  const std::size_t before_models = problems.size();
  for (const auto& item : list->items()) {
    if (!read.keys(item, "alternatives", alternative_keys)) continue;
    Alternative alternative;
    alternative.name = read.text(read.need(item, "name", "alternatives"), "name");
    alternative.description = read.text(item.find("description"), "description");
    read_dutch(item, {"name", "description"}, read);
    if (const Node* grade = item.find("grade")) {
      alternative.grade = read.text(grade, "grade");
      if (!std::count(evidence_grades.begin(), evidence_grades.end(), alternative.grade) && grade->is_scalar())
        problems.add(grade->where(), fmt::format("'grade' is '{}'", alternative.grade),
                     "must be one of: " + joined(evidence_grades));
    }
    if (alternative.name.empty() && item.find("name") != nullptr && item.find("name")->is_scalar())
      problems.add(item.find("name")->where(), "an alternative has an empty name", "it stands in every table");
    if (!alternative.name.empty() && !names.insert(alternative.name).second)
      problems.add(item.find("name")->where(), fmt::format("a second alternative '{}'", alternative.name),
                   "names must differ");

    const Node* own = item.find("parameters");
    if (own != nullptr && !own->is_null() && !own->is_mapping()) {
      problems.add(own->where(), fmt::format("'parameters' is {}", own->kind_name()), "must be a mapping");
      continue;
    }
    const bool first = plan.alternatives.empty();
    const std::size_t before_model = problems.size();
    bool labels_known = true;
    for (std::size_t f = 0; f < futures.size() && problems.size() == before_model; ++f) {
      Node merged = futures[f].entries().empty() ? base_parameters : merge(base_parameters, futures[f]);
      if (own != nullptr && own->is_mapping()) merged = merge(merged, *own);
      std::shared_ptr<Model> model = make_model();
      Reader reader(merged, problems);
      model->labels(reader);
      if (problems.size() == before_model) model->load_labels(problems);
      labels_known = problems.size() == before_model;
      if (!labels_known) break;  // without labels nothing else can be read
      model->parts(reader);
      reader.finish();

      ParameterValues values;
      model->parts(values);
      if (first && f == 0) read_uncertainty(root, values, plan, read, problems);
      std::vector<Move> moves;
      if (const Node* policy = item.find("policy"); policy != nullptr && !policy->is_null()) {
        if (!policy->is_sequence())
          problems.add(policy->where(), fmt::format("'policy' is {}", policy->kind_name()),
                       "must be a list of changes of dials");
        else if (period_known)
          for (const auto& entry : policy->items()) {
            if (auto move = apply_policy(entry, values, plan.period, read, problems)) moves.push_back(std::move(*move));
          }
      }
      for (auto move = moves.begin(); f == 0 && move != moves.end(); ++move) {
        const auto known = std::find_if(alternative.schedule.begin(), alternative.schedule.end(),
                                        [&](const DialSchedule& one) { return one.dial == move->dial; });
        if (known == alternative.schedule.end())
          alternative.schedule.push_back(schedule_of(values.entries()[values.find(move->dial)], plan.period));
        else if (std::any_of(moves.begin(), move, [&](const Move& earlier) { return overlap(earlier, *move); }))
          known->moved_twice = true;
      }
      if (first && f == 0) {
        plan.parameters = reader.parameters();
        plan.parts = reader.parts();
      }
      if (f == 0) renames.push_back(reader.parameters());
      if (problems.size() == before_model && problems.size() == before_models && period_known)
        model->load(plan.period, plan.seed, models.empty() ? nullptr : models.front().get(), problems);
      alternative.models.push_back(model);
      models.push_back(std::move(model));
    }
    if (!labels_known) break;
    plan.alternatives.push_back(std::move(alternative));
  }
  if (problems.size() != before) return std::nullopt;

  // Tables go into the folder of the study: plan.yaml names the copies.
  InputCopies copies(plan.inputs);
  copies.rename(*root.find("parameters"), renames.front());
  for (std::size_t a = 0; a < renames.size(); ++a)
    if (Node* own = root.find("alternatives")->items()[a].find("parameters"); own != nullptr && own->is_mapping())
      copies.rename(*own, renames[a]);
  if (Node* own = root.find("futures"); own != nullptr && own->is_sequence())
    for (auto& future : own->items())
      if (Node* moved = future.find("parameters"); moved != nullptr && moved->is_mapping())
        copies.rename(*moved, renames.front());
  if (Node* section = root.find("uncertainty"); section != nullptr && section->is_mapping())
    for (const char* key : {"priors", "ensemble"})
      if (const Node* file = section->find(key); file != nullptr && !file->is_null() && file->text() != "none")
        copies.rename(*section, key);

  // What all alternatives share: the dates on which any dial changes, and the layout of the results.
  std::set<Time> steps = {plan.period.begin};
  for (const auto& model : models) {
    ParameterValues values;
    model->parts(values);
    for (const auto& entry : values.entries())
      if (entry.dial != nullptr)
        for (const Time date : entry.dial->changes(plan.period.begin, plan.period.end)) steps.insert(date);
  }
  plan.layout = models.front()->layout();
  for (std::size_t a = 1; a < models.size(); ++a)
    if (const std::size_t alternative = a / futures.size(); !same_shape(models[a]->layout(), *plan.layout))
      problems.add(root.find("alternatives")->items()[alternative].where(),
                   fmt::format("the results of '{}' have another shape than those of '{}'",
                               plan.alternatives[alternative].name, plan.alternatives[0].name),
                   "the alternatives of a study have the same labels and dates");
  if (problems.size() != before) return std::nullopt;
  for (const auto& model : models) model->freeze({steps.begin(), steps.end()});
  for (std::size_t m = 0; m < models.size(); ++m) {
    std::vector<const Model*> same_future;
    for (std::size_t a = 0; a < plan.alternatives.size(); ++a)
      same_future.push_back(models[a * futures.size() + m % futures.size()].get());
    models[m]->meet(same_future);
  }
  {
    ParameterValues values;
    models.front()->parts(values);
    read_calibration(root, values, plan, read, problems);
  }
  if (const Node* section = root.find("optimisation"); section != nullptr && section->is_mapping()) {
    // Levers move dials of a model of their own: those of the alternatives are frozen.
    const auto try_policy = [&](const std::vector<Node>& levers) {
      Node merged = futures.front().entries().empty() ? base_parameters : merge(base_parameters, futures.front());
      if (const Node* own = first_alternative.find("parameters"); own != nullptr && own->is_mapping())
        merged = merge(merged, *own);
      Problems none;  // it was read before
      Reader reader(merged, none);
      const auto model = make_model();
      model->labels(reader);
      model->load_labels(none);
      model->parts(reader);
      ParameterValues values;
      model->parts(values);
      std::vector<Node> entries;
      if (const Node* policy = first_alternative.find("policy"); policy != nullptr && policy->is_sequence())
        entries = policy->items();
      entries.insert(entries.end(), levers.begin(), levers.end());
      for (const auto& entry : entries) apply_policy(entry, values, plan.period, read, problems);
    };
    plan.optimisation = read_optimisation(*section, *plan.layout, try_policy, problems);
  }
  if (Node* section = root.find("calibration"); section != nullptr && section->is_mapping())
    for (const char* key : {"targets", "parameters"})
      if (const Node* file = section->find(key); file != nullptr && !file->is_null() && file->text() != "none")
        copies.rename(*section, key);
  read_stopping_rule(*root.find("study"), plan, read, problems);  // `root` has changed since it was read
  plan.effective = std::move(root);
  if (problems.size() != before) return std::nullopt;
  return plan;
}

}  // namespace formatie
