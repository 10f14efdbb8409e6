#include "engine/study/uncertainty.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"

namespace formatie {
namespace {

/// The last purpose: models number theirs from 2 on.
constexpr Purpose parameter_draw{255};

/// A parameter's luck hangs on its name, so that a prior more or less moves no other.
Identity identity_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return Identity::from_value(hash);
}

}  // namespace

std::uint32_t Uncertainty::future_of(std::uint32_t draw) const {
  // Multiples of the golden ratio fill the unit interval evenly, however many there are (a Kronecker sequence), so that
  // the futures have their shares in every study of some length.
  double place = 0.5 + draw * 0.6180339887498949;
  place -= std::floor(place);
  double sum = 0;
  for (std::uint32_t f = 0; f + 1 < futures.size(); ++f)
    if (place < (sum += futures[f].weight)) return f;
  return static_cast<std::uint32_t>(futures.size() - 1);
}

Replication Uncertainty::replication(std::uint64_t seed, std::uint32_t number) const {
  Replication result;
  result.luck = {seed, number};
  result.draw = draw_of(number);
  result.future = future_of(result.draw);
  const Luck luck{seed, result.draw};
  for (const auto& p : parameters) {
    const double uniform = to_uniform(random_block(luck, parameter_draw, identity_of(p.prior.parameter), 0)[0]);
    result.drawn.push_back({p.part, p.prior.form, p.prior.quantile(uniform), p.central});
  }
  if (!ensemble.empty()) {
    const auto& member = ensemble[result.draw % ensemble.size()];
    for (std::size_t i = 0; i < member.size(); ++i)
      result.drawn.push_back({ensemble_parts[i], Prior::Form::factor, member[i], 0});
  }
  return result;
}

void apply_draw(const std::vector<Drawn>& drawn, const ParameterValues& values) {
  for (const auto& d : drawn) {
    const auto& entry = values.entries()[d.part.entry];
    if (d.form == Prior::Form::factor)
      values.multiply(d.part, d.value);
    else if ((entry.number != nullptr ? *entry.number : *entry.integer) == d.central)
      values.assign(d.part.entry, d.value);
  }
}

std::vector<Uncertainty::Uncertain> read_priors(const std::filesystem::path& file, const ParameterValues& values,
                                                Problems& problems) {
  std::vector<Uncertainty::Uncertain> list;
  const auto table = read_csv(file, problems);
  if (!table) return list;
  const std::vector<std::string> columns = {"parameter",    "low",   "high",    "form",
                                            "distribution", "grade", "setting", "source"};
  std::vector<std::size_t> at;
  for (const auto& column : columns) {
    if (const auto index = table->column(column))
      at.push_back(*index);
    else
      problems.add(Origin{table->file(), 1, 1}, fmt::format("no column '{}'", column),
                   "columns: " + joined(table->columns()), did_you_mean(column, table->columns()));
  }
  if (at.size() < columns.size()) return list;
  std::vector<std::string> names;
  for (const auto& entry : values.entries()) names.push_back(entry.name);
  const std::vector<std::string> forms = {"factor", "value", "start"};
  const std::vector<std::string> shapes = {"triangular", "uniform", "normal", "lognormal"};

  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::size_t before = problems.size();
    const auto text = [&](std::size_t c) { return table->cell(row, at[c]); };
    const auto where = [&](std::size_t c) { return table->where(row, at[c]); };
    const auto one_of = [&](std::size_t c, const std::vector<std::string>& known) {
      const auto found = std::find(known.begin(), known.end(), text(c));
      if (found == known.end())
        problems.add(where(c), fmt::format("'{}' is '{}'", columns[c], text(c)), "must be one of: " + joined(known),
                     did_you_mean(text(c), known));
      return static_cast<std::size_t>(found - known.begin());
    };
    const auto number = [&](std::size_t c) {
      const auto value = parse_number(text(c));
      if (!value) problems.add(where(c), fmt::format("'{}' is '{}'", columns[c], text(c)), "must be a number");
      return value.value_or(1);
    };
    const std::size_t form = one_of(3, forms);
    if (form == 2) continue;
    Uncertainty::Uncertain uncertain;
    Prior& prior = uncertain.prior;
    prior.parameter = text(0);
    uncertain.part = values.find_part(prior.parameter);
    if (uncertain.part.entry == values.entries().size())
      problems.add(where(0), fmt::format("no parameter '{}'", prior.parameter), "numbers and dials of the scenario",
                   did_you_mean(prior.parameter, names));
    prior.low = number(1);
    prior.high = number(2);
    if (prior.low > prior.high)
      problems.add(where(2), fmt::format("'high' is {}", text(2)), "must be at least 'low', which is " + text(1));
    prior.form = form == 0 ? Prior::Form::factor : Prior::Form::value;
    prior.shape = static_cast<Prior::Shape>(one_of(4, shapes));
    if ((prior.shape == Prior::Shape::lognormal || prior.form == Prior::Form::factor) && prior.low <= 0)
      problems.add(where(1), fmt::format("'low' is {}", text(1)), "a factor, and a lognormal value, is above 0");
    if (text(5).size() != 1 || text(5)[0] < 'A' || text(5)[0] > 'D')
      problems.add(where(5), fmt::format("'grade' is '{}'", text(5)), "must be one of: A, B, C, D");
    else
      prior.grade = text(5)[0];
    prior.setting = text(6);
    prior.source = text(7);
    if (std::any_of(list.begin(), list.end(), [&](const auto& u) { return u.prior.parameter == prior.parameter; }))
      problems.add(where(0), fmt::format("a second prior for '{}'", prior.parameter), "one draw is one value");
    if (problems.size() != before) continue;
    const auto& entry = values.entries()[uncertain.part.entry];
    if (prior.form == Prior::Form::value) {
      if (entry.dial != nullptr) {
        problems.add(where(3), fmt::format("'form' is 'value', and '{}' is a dial", prior.parameter),
                     "a dial is drawn by a factor, so that what policies do to it stays");
        continue;
      }
      uncertain.central = entry.number != nullptr ? *entry.number : *entry.integer;
      prior.middle = uncertain.central;
      if (prior.low > uncertain.central || prior.high < uncertain.central) {
        problems.add(where(1), fmt::format("the prior of '{}' runs from {} to {}", prior.parameter, text(1), text(2)),
                     fmt::format("the scenario's value, {}, must lie in it", uncertain.central));
        continue;
      }
    }
    list.push_back(std::move(uncertain));
  }
  return list;
}

std::vector<Uncertainty::Uncertain> read_free_parameters(const std::filesystem::path& file,
                                                         const ParameterValues& values, Problems& problems) {
  std::vector<Uncertainty::Uncertain> list;
  const auto table = read_csv(file, problems);
  if (!table) return list;
  const auto name = table->column("parameter"), low = table->column("low"), high = table->column("high"),
             source = table->column("source");
  if (!name || !low || !high || !source) {
    problems.add(Origin{table->file(), 1, 1}, "not all of the columns parameter, low, high, source",
                 "columns: " + joined(table->columns()));
    return list;
  }
  std::vector<std::string> names;
  for (const auto& entry : values.entries()) names.push_back(entry.name);
  for (std::size_t row = 0; row < table->size(); ++row) {
    Uncertainty::Uncertain free;
    free.prior.parameter = table->cell(row, *name);
    free.prior.shape = Prior::Shape::lognormal;
    free.prior.source = table->cell(row, *source);
    free.part = values.find_part(free.prior.parameter);
    if (free.part.entry == names.size())
      problems.add(table->where(row, *name), fmt::format("no parameter '{}'", free.prior.parameter),
                   "a number or dial of the scenario, or part of a dial such as resignation.rate[sector=po]",
                   did_you_mean(free.prior.parameter, names));
    const auto from = parse_number(table->cell(row, *low)), to = parse_number(table->cell(row, *high));
    if (!from || !to || *from <= 0 || *from >= *to) {
      problems.add(table->where(row, *low), "'low' and 'high' are no range of a factor", "0 < low < high");
      continue;
    }
    free.prior.low = *from;
    free.prior.high = *to;
    list.push_back(std::move(free));
  }
  return list;
}

void read_ensemble(const std::filesystem::path& file, const ParameterValues& values, Uncertainty& uncertainty,
                   Problems& problems) {
  const auto table = read_csv(file, problems);
  if (!table) return;
  const std::size_t before = problems.size();
  std::vector<std::string> names;
  for (const auto& entry : values.entries()) names.push_back(entry.name);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table->columns().size(); ++c) {
    const auto& name = table->columns()[c];
    if (name == "member") continue;
    const auto part = values.find_part(name);
    if (part.entry == names.size())
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
  if (problems.size() != before) return;
  // What the ensemble has is not drawn from its prior as well; of a dial that it has in part, the rest is.
  std::vector<Uncertainty::Uncertain> left;
  for (const auto& p : uncertainty.parameters) {
    const auto& parts = uncertainty.ensemble_parts;
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

}  // namespace formatie
