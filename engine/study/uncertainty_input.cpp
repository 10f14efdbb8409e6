#include "engine/study/uncertainty_input.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/study/section_reader.h"

namespace formatie {
namespace {

/// Reads the rows of a table of priors.
class PriorReader {
 public:
  PriorReader(const Table& table, const ParameterValues& values, Problems& problems)
      : table_(table), values_(values), problems_(problems), names_(values.numeric_names()) {
    for (const auto& column : columns) {
      if (const auto index = table.column(column))
        at_.push_back(*index);
      else
        problems.add(Origin{table.file(), 1, 1}, fmt::format("no column '{}'", column),
                     "columns: " + joined(table.columns()), did_you_mean(column, table.columns()));
    }
  }
  bool has_all_columns() const { return at_.size() == columns.size(); }

  std::vector<Uncertainty::Uncertain> read() {
    std::vector<Uncertainty::Uncertain> list;
    for (row_ = 0; row_ < table_.size(); ++row_) {
      const std::size_t before = problems_.size();
      const std::size_t form = one_of(form_column, {"factor", "value", "start"});
      if (form == 2) continue;
      Uncertainty::Uncertain uncertain;
      read_row(uncertain, form == 0 ? Prior::Form::factor : Prior::Form::value);
      const auto& name = uncertain.prior.parameter;
      if (std::any_of(list.begin(), list.end(), [&](const auto& u) { return u.prior.parameter == name; }))
        problems_.add(where(name_column), fmt::format("a second prior for '{}'", name), "one draw is one value");
      if (problems_.size() != before) continue;
      if (uncertain.prior.form == Prior::Form::factor || read_central(uncertain)) list.push_back(std::move(uncertain));
    }
    return list;
  }

 private:
  enum Column : std::size_t {
    name_column,
    low_column,
    high_column,
    form_column,
    shape_column,
    grade_column,
    setting_column,
    source_column
  };
  static inline const std::vector<std::string> columns = {"parameter",    "low",   "high",    "form",
                                                          "distribution", "grade", "setting", "source"};

  const std::string& text(Column c) const { return table_.cell(row_, at_[c]); }
  Origin where(Column c) const { return table_.where(row_, at_[c]); }
  std::size_t one_of(Column c, const std::vector<std::string>& known) {
    const auto found = std::find(known.begin(), known.end(), text(c));
    if (found == known.end())
      problems_.add(where(c), fmt::format("'{}' is '{}'", columns[c], text(c)), "must be one of: " + joined(known),
                    did_you_mean(text(c), known));
    return static_cast<std::size_t>(found - known.begin());
  }
  double number(Column c) {
    const auto value = parse_number(text(c));
    if (!value) problems_.add(where(c), fmt::format("'{}' is '{}'", columns[c], text(c)), "must be a number");
    return value.value_or(1);
  }

  void read_row(Uncertainty::Uncertain& uncertain, Prior::Form form) {
    Prior& prior = uncertain.prior;
    prior.parameter = text(name_column);
    uncertain.part = values_.find_part(prior.parameter);
    if (uncertain.part.entry == values_.entries().size())
      problems_.add(where(name_column), fmt::format("no parameter '{}'", prior.parameter),
                    "numbers and dials of the scenario", did_you_mean(prior.parameter, names_));
    prior.low = number(low_column);
    prior.high = number(high_column);
    if (prior.low > prior.high)
      problems_.add(where(high_column), fmt::format("'high' is {}", text(high_column)),
                    "must be at least 'low', which is " + text(low_column));
    prior.form = form;
    prior.shape = static_cast<Prior::Shape>(one_of(shape_column, {"triangular", "uniform", "normal", "lognormal"}));
    if ((prior.shape == Prior::Shape::lognormal || prior.form == Prior::Form::factor) && prior.low <= 0)
      problems_.add(where(low_column), fmt::format("'low' is {}", text(low_column)),
                    "a factor, and a lognormal value, is above 0");
    if (std::count(evidence_grades.begin(), evidence_grades.end(), text(grade_column)))
      prior.grade = text(grade_column)[0];
    else
      problems_.add(where(grade_column), fmt::format("'grade' is '{}'", text(grade_column)),
                    "must be one of: " + joined(evidence_grades));
    prior.setting = text(setting_column);
    prior.source = text(source_column);
  }

  /// The value that the scenario has, in which the prior of a value must lie; false when it cannot be.
  bool read_central(Uncertainty::Uncertain& uncertain) {
    Prior& prior = uncertain.prior;
    const auto& entry = values_.entries()[uncertain.part.entry];
    if (entry.dial != nullptr) {
      problems_.add(where(form_column), fmt::format("'form' is 'value', and '{}' is a dial", prior.parameter),
                    "a dial is drawn by a factor, so that what policies do to it stays");
      return false;
    }
    uncertain.central = entry.number != nullptr ? *entry.number : *entry.integer;
    prior.middle = uncertain.central;
    if (prior.low <= uncertain.central && prior.high >= uncertain.central) return true;
    problems_.add(
        where(low_column),
        fmt::format("the prior of '{}' runs from {} to {}", prior.parameter, text(low_column), text(high_column)),
        fmt::format("the scenario's value, {}, must lie in it", uncertain.central));
    return false;
  }

  const Table& table_;
  const ParameterValues& values_;
  Problems& problems_;
  std::vector<std::string> names_;
  std::vector<std::size_t> at_;  // [column of a prior] in the table
  std::size_t row_ = 0;
};

/// Takes out of the single draws what the ensemble has; of a dial that it has in part, the rest stays, label by label.
void leave_to_ensemble(const ParameterValues& values, Uncertainty& uncertainty) {
  std::vector<Uncertainty::Uncertain> left;
  const auto& parts = uncertainty.ensemble_parts;
  for (const auto& p : uncertainty.parameters) {
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const auto& q) { return q.entry == p.part.entry; });
    if (same == parts.end()) left.push_back(p);
    if (same == parts.end() || same->dimension == ParameterValues::Part::everywhere) continue;
    for (std::size_t label = 0; label < values.entries()[same->entry].dial->by()[same->dimension]->size(); ++label) {
      auto rest = p;
      rest.part = {same->entry, same->dimension, label};
      if (std::find(parts.begin(), parts.end(), rest.part) == parts.end()) left.push_back(std::move(rest));
    }
  }
  uncertainty.parameters = std::move(left);
}

}  // namespace

void read_uncertainty(const Node& section, const ParameterValues& values, bool has_chance, Uncertainty& uncertainty,
                      Problems& problems) {
  SectionReader read(section, sections::uncertainty, problems);
  if (const auto path = read.table("priors")) uncertainty.parameters = read_priors(*path, values, problems);
  if (const auto path = read.table("ensemble")) read_ensemble(*path, values, uncertainty, problems);
  if (const auto number = read.whole("replications_per_draw"))
    uncertainty.replications_per_draw = static_cast<std::uint32_t>(*number);
  else if (uncertainty.has_parameters())
    uncertainty.replications_per_draw = has_chance ? 2 : 1;
}

std::vector<FutureInput> read_futures(const Node& root, Problems& problems) {
  const Node* list = root.find("futures");
  if (list == nullptr || list->is_null() || (list->is_sequence() && list->items().empty()))
    return {{{"", 1}, Node::mapping(root.where())}};
  std::vector<FutureInput> futures;
  if (!list->is_sequence() || list->items().size() > 20) {
    problems.add(list->where(), fmt::format("'futures' is {}", list->is_sequence() ? "too long" : list->kind_name()),
                 "must be a list of at most 20 mappings with name, weight and parameters");
    return futures;
  }
  double sum = 0;
  for (const auto& item : list->items()) {
    FutureInput input{{}, Node::mapping(item.where())};
    SectionReader read(item, sections::future, problems);
    if (!read.check()) continue;
    input.future.name = read.text("name");
    input.future.weight = read.number("weight").value_or(1);
    sum += input.future.weight;
    for (const auto& other : futures)
      if (other.future.name == input.future.name)
        problems.add(item.where(), fmt::format("a second future '{}'", input.future.name), "names must differ");
    if (const Node* parameters = item.find("parameters"); parameters != nullptr && !parameters->is_null()) {
      if (parameters->is_mapping())
        input.parameters = *parameters;
      else
        problems.add(parameters->where(), fmt::format("'parameters' is {}", parameters->kind_name()),
                     "must be a mapping");
    }
    futures.push_back(std::move(input));
  }
  for (auto& input : futures) input.future.weight /= sum;
  return futures;
}

std::vector<Uncertainty::Uncertain> read_priors(const std::filesystem::path& file, const ParameterValues& values,
                                                Problems& problems) {
  const auto table = read_csv(file, problems);
  if (!table) return {};
  PriorReader reader(*table, values, problems);
  return reader.has_all_columns() ? reader.read() : std::vector<Uncertainty::Uncertain>();
}

void read_ensemble(const std::filesystem::path& file, const ParameterValues& values, Uncertainty& uncertainty,
                   Problems& problems) {
  const auto table = read_csv(file, problems);
  if (!table) return;
  const std::size_t before = problems.size();
  const auto names = values.numeric_names();
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table->columns().size(); ++c) {
    const auto& name = table->columns()[c];
    if (name == "member") continue;
    const auto part = values.find_part(name);
    if (part.entry == values.entries().size())
      problems.add(table->where_column(c), fmt::format("no parameter '{}'", name), "numbers and dials of the scenario",
                   did_you_mean(name, names));
    columns.push_back(c);
    uncertainty.ensemble_parts.push_back(part);
  }
  if (table->size() == 0) problems.add(Origin{table->file(), 1, 1}, "no members", "an ensemble has at least one");
  for (std::size_t row = 0; row < table->size(); ++row) {
    std::vector<double> member;
    for (const std::size_t c : columns) {
      const auto value = parse_number(table->cell(row, c));
      if (!value || *value <= 0)
        problems.add(table->where(row, c), fmt::format("'{}' is '{}'", table->columns()[c], table->cell(row, c)),
                     "must be a factor above 0");
      member.push_back(value.value_or(1));
    }
    uncertainty.ensemble.push_back(std::move(member));
  }
  if (problems.size() == before) leave_to_ensemble(values, uncertainty);
}

}  // namespace formatie
