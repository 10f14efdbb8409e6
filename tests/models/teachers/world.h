#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/input/reader.h"
#include "engine/input/scalar.h"

#include "models/teachers/start/start.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {

/// The model put together as the program does it, but with its parts within reach of a test. One alternative, no
/// policy.
class World {
 public:
  explicit World(const ScenarioDocument& document) {
    Problems problems;
    const Node& root = document.root;
    const auto text = [&](const char* part, const char* name) { return root.find(part)->find(name)->text(); };
    period = {*parse_date(text("period", "begin")), *parse_date(text("period", "end"))};
    seed = std::stoull(text("study", "seed"));

    Reader reader(*root.find("parameters"), problems);
    reader.part("labels", "", [&](Fields& f) { labels.fields(f); });
    labels.load(problems);
    REQUIRE_MESSAGE(problems.empty(), problems.text());
    contents_ = std::make_unique<Contents>(labels);
    contents_->parts(reader);
    reader.finish();
    structure = build_start(*contents_, period, seed, problems);
    REQUIRE_MESSAGE(problems.empty(), problems.text());

    ParameterValues values;
    contents_->parts(values);
    steps = {period.begin};
    for (const auto& entry : values.entries())
      if (entry.dial != nullptr)
        for (const Time date : entry.dial->changes(period.begin, period.end)) steps.push_back(date);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    values.freeze(steps);
    contents_->prepare(steps);
    make_caps();
    barriers = make_barriers(contents_->catalogue(), period.begin, period.end, steps);
  }

  /// The world as it stands when a replication begins, with this structure or with the model's own; who observes
  /// `labour` goes on.
  void begin(std::uint32_t replication, std::shared_ptr<const Structure> with = nullptr, unsigned lanes = 1) {
    labour.begin({contents_->catalogue(), *caps_, contents_->counters, steps, Luck{seed, replication}, period.begin,
                  lanes, labour.observer, true});
    labour.populate(with ? std::move(with) : structure, contents_->jobs);
    contents_->begin(labour);
  }
  /// From barrier to barrier, to the end.
  void run() {
    Parallel serial;
    labour.simulation().run(labour, barriers, serial);
  }
  Rule& rule(std::string_view name) {
    for (const auto& rule : contents_->catalogue().rules)
      if (rule->name() == name) return *rule;
    FAIL("no rule " << name);
    return *contents_->catalogue().rules.front();
  }
  const Process& process(std::string_view name) const {
    for (const auto& process : contents_->catalogue().processes)
      if (process->name() == name) return *process;
    FAIL("no process " << name);
    return *contents_->catalogue().processes.front();
  }
  /// The part of this type: `world.part<Guidance>()`.
  template <class Type>
  Type& part() const {
    return contents_->get<Type>();
  }
  /// What a measure says now of those with these labels, people counted: `measure("outflow", {"po", "death"})`.
  double measure(std::string_view name, std::initializer_list<std::string_view> of = {}) {
    contents_->count_people(labour);
    for (const auto& definition : contents_->measures.list()) {
      if (definition.measure.name != name) continue;
      Cell cell;
      for (const auto label : of) {
        const auto split = std::find_if(definition.by.begin(), definition.by.end(),
                                        [&](const Split* by) { return !cell[*by] && by->labels->find(label); });
        REQUIRE_MESSAGE(split != definition.by.end(), name << " is not split by " << label);
        cell = cell.with(**split, *(*split)->labels->find(label));
      }
      return definition.value(cell);
    }
    FAIL("no measure " << name);
    return 0;
  }
  /// A cause of leaving by its name in results.
  Cause cause(std::string_view name) const {
    const auto found = splits().cause.labels->find(name);
    REQUIRE(found.has_value());
    return static_cast<Cause>(*found);
  }
  const Catalogue<Labour>& catalogue() const { return contents_->catalogue(); }
  const Caps& caps() const { return *caps_; }
  Contents& contents() { return *contents_; }
  const Splits& splits() const { return contents_->splits; }

  Period period;
  std::uint64_t seed = 0;
  Labels labels;
  std::shared_ptr<const Structure> structure;
  std::vector<Time> steps;
  std::vector<Barrier> barriers;
  Labour labour;

 private:
  /// By whole years of age, finer than the model's own.
  void make_caps() {
    std::vector<int> ages;
    for (int age = 0; age <= 75; ++age) ages.push_back(age);
    caps_ = std::make_unique<Caps>(contents_->caps(states * labels.sector.size(), ages));
    caps_->freeze();
  }

  std::unique_ptr<Contents> contents_;
  std::unique_ptr<Caps> caps_;
};

}  // namespace formatie::teachers
