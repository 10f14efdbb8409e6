#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/agents/agent_world.h"
#include "engine/agents/contents.h"
#include "engine/agents/journal.h"
#include "engine/study/careers.h"
#include "engine/study/lives.h"
#include "engine/study/model.h"

namespace formatie {

/// The memory of a replication: a world, and contents whose parameters are as the replication draws them.
template <class World, class Contents>
class AgentWorkspace final : public Workspace {
 public:
  explicit AgentWorkspace(std::unique_ptr<Contents> made) : contents(std::move(made)) { contents->parts(values); }
  std::unique_ptr<Contents> contents;
  ParameterValues values;    ///< of `contents`
  std::optional<Caps> caps;  ///< the highest of all alternatives in `caps_for`: a study's future, and a draw
  std::pair<const void*, std::uint32_t> caps_for{nullptr, 0};
  World world;
};

/// A model of persons, but for what is its own: caps of a draw, barriers, replications, censuses, replays, the map of
/// careers.
///
/// `World` derives from `AgentWorld`, and names as `World::Start` what all replications share; `Contents` is, or
/// derives from, `AgentContents<World>`.
template <class World, class Contents = AgentContents<World>>
class AgentModel : public Model, public Careers {
 public:
  using Person = typename World::Person;
  using Start = typename World::Start;

  void load_labels(Problems& problems) final {
    const std::size_t before = problems.size();
    read_labels(problems);
    if (problems.size() == before) contents_ = make_contents();
  }
  void parts(Parts& parts) final { contents_->parts(parts); }
  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    period_ = period;
    contents_->parts(values_);
    ParameterValues all;
    labels(all);
    parts(all);
    start_text_ = all.start_text(period.begin);
    const auto* other = dynamic_cast<const AgentModel*>(sibling);
    start_ = other != nullptr && other->start_text_ == start_text_ ? other->start_
                                                                   : make_start(*contents_, period, seed, problems);
    layout_.emplace(contents_->measures.layout(contents_->census().dates(period.begin, period.end)));
    cells_ = contents_->measures.cells();
    if (layout_->dates().size() < 2)
      problems.add(
          {},
          fmt::format("the period from {} to {} has fewer than two census days", period.begin.iso(), period.end.iso()),
          std::string(contents_->census().meaning()));
  }
  void freeze(const std::vector<Time>& steps) final {
    steps_ = steps;
    values_.freeze(steps);
    barriers_ = make_barriers(contents_->catalogue(), period_.begin, period_.end, steps_);
  }
  void meet(const std::vector<const Model*>& alternatives) final {
    for (const auto* model : alternatives) alternatives_.push_back(dynamic_cast<const AgentModel*>(model));
  }
  Layout layout() const final { return *layout_; }
  std::vector<LabelText> label_texts() const final { return make_contents()->label_texts; }

  std::unique_ptr<Workspace> workspace() const final { return std::make_unique<Memory>(make_contents()); }
  void compute(const Replication& replication, Workspace& workspace, Parallel& parallel,
               std::span<double> out) const final {
    auto& memory = dynamic_cast<Memory&>(workspace);
    Lives* const lives = workspace.lives;
    memory.contents->on_census = [this, &memory, out, lives](World& world, Time now) {
      const auto& dates = layout_->dates();
      const auto date = static_cast<std::size_t>(std::find(dates.begin(), dates.end(), now) - dates.begin());
      memory.contents->count_people(world);
      memory.contents->measures.record(*layout_, cells_, date, out);
      if (lives != nullptr) record_lives(*memory.contents, world, now, *lives);
    };
    begin(memory, replication, parallel.lanes(), nullptr);
    memory.world.simulation().run(memory.world, barriers_, parallel);
  }

  const Careers* careers() const final { return this; }
  void replay(const Replication& replication, Workspace& workspace, std::optional<std::uint64_t> person,
              std::ostream& out) const final {
    auto& memory = dynamic_cast<Memory&>(workspace);
    World& world = memory.world;
    const auto introduced = [this](const World& w, const Person& p) { return introduce(w, p); };
    const auto described = [this](const World& w, const Person& p) { return describe(w, p); };
    Journal<World> journal(person, barriers_, introduced, described, out);
    memory.contents->on_census = nullptr;
    Parallel serial;
    begin(memory, replication, 1, &journal);
    journal.look(world);
    world.simulation().run(world, barriers_, serial);
    journal.look(world);
    journal.write();
  }
  CareerMap map() const final {
    CareerMap map;
    map.situations = standings();
    const std::size_t none = map.situations.size();
    const auto number = [&](Situation s) { return s == gone ? none : standing(s); };
    bool some_go = false;
    const auto add = [&](const std::vector<Transition>& arrows, std::string_view name) {
      for (const auto& arrow : arrows) {
        some_go = some_go || arrow.to == gone;
        if (arrow.from == gone) {
          map.entries.push_back(number(arrow.to));
          continue;
        }
        const CareerMap::Arrow next{number(arrow.from), number(arrow.to), std::string(name)};
        const auto same = [&](const auto& a) {
          return a.from == next.from && a.to == next.to && a.process == next.process;
        };
        if (std::none_of(map.arrows.begin(), map.arrows.end(), same)) map.arrows.push_back(next);
      }
    };
    for (const auto& process : contents_->catalogue().processes) {
      add(process->transitions(), process->name());
      map.movers.push_back(
          {std::string(process->name()), std::string(process->meaning()), std::string(process->depends_on()), false});
    }
    for (const auto& rule : contents_->catalogue().rules) {
      add(rule->transitions(), rule->name());
      map.movers.push_back({std::string(rule->name()), std::string(rule->meaning()), "", true});
    }
    for (const Situation entry : entries()) map.entries.push_back(standing(entry));
    std::sort(map.entries.begin(), map.entries.end());
    map.entries.erase(std::unique(map.entries.begin(), map.entries.end()), map.entries.end());
    for (const Situation exit : exits()) map.exits.push_back(standing(exit));
    if (some_go) {
      map.situations.emplace_back("gone");
      map.exits.push_back(none);
    }
    return map;
  }

 protected:
  using Memory = AgentWorkspace<World, Contents>;

  // What a model says of itself.
  virtual void read_labels(Problems&) = 0;
  /// A table of contents without values; labels are known.
  virtual std::unique_ptr<Contents> make_contents() const = 0;
  /// Lower edges of the age bands by which caps differ, in whole years; the first is 0.
  virtual std::vector<int> cap_ages() const { return {0}; }
  /// How many situations the kernel tells apart.
  virtual std::size_t situations() const = 0;
  /// What all replications share; null, and a problem, when it cannot be made.
  virtual std::shared_ptr<const Start> make_start(const Contents&, const Period&, std::uint64_t seed,
                                                  Problems&) const = 0;
  /// Puts the people of the start in a world that stands at the beginning of a replication.
  virtual void populate(World&, const Contents&, const std::shared_ptr<const Start>&) const = 0;
  /// Keeps everybody's life, on a census day.
  virtual void record_lives(const Contents&, const World&, Time, Lives&) const {}
  /// The standings of people that the map of careers and the journal know, and which of them a situation is.
  virtual std::vector<std::string> standings() const = 0;
  virtual std::size_t standing(Situation situation) const { return situation; }
  /// Situations in which people are at the start, where no rule brings them.
  virtual std::vector<Situation> entries() const { return {}; }
  /// Situations that nobody needs to leave.
  virtual std::vector<Situation> exits() const { return {}; }
  /// Who somebody is, and how he stands now: for a line of the journal.
  virtual std::string introduce(const World&, const Person&) const { return ""; }
  virtual std::string describe(const World&, const Person& person) const {
    return standings()[standing(static_cast<Situation>(person.agent.situation))];
  }

  const Contents& contents() const { return *contents_; }
  /// The model's own parameters, as the scenario and the policy of the alternative say.
  const ParameterValues& values() const { return values_; }
  const Period& period() const { return period_; }
  const std::vector<Time>& steps() const { return steps_; }
  const std::shared_ptr<const Start>& start() const { return start_; }
  const Layout& laid_out() const { return *layout_; }
  const std::vector<Cell>& cells() const { return cells_; }
  /// Contents with the parameters that a replication draws, for a computation without persons.
  std::unique_ptr<Contents> drawn(const Replication& replication) const {
    auto contents = make_contents();
    ParameterValues values;
    contents->parts(values);
    draw(replication, *contents, values);
    return contents;
  }

  /// The highest caps of all alternatives of the study in this future, for what a replication draws; `contents` and
  /// their `values` are used up.
  Caps highest_caps(const Replication& replication, Contents& contents, const ParameterValues& values) const {
    std::optional<Caps> caps;
    for (const auto* alternative : alternatives_) {
      alternative->draw(replication, contents, values);
      const Caps own = contents.caps(situations(), cap_ages());
      caps ? caps->raise_to(own) : void(caps = own);
    }
    caps->freeze();
    return *caps;
  }

 private:
  void draw(const Replication& replication, Contents& contents, const ParameterValues& values) const {
    values.take_frozen(values_);
    apply_draw(replication.drawn, values);
    contents.prepare(steps_);
  }
  void begin(Memory& memory, const Replication& replication, unsigned lanes, Observer<World>* observer) const {
    Contents& contents = *memory.contents;
    if (const std::pair<const void*, std::uint32_t> now(alternatives_.front(), replication.draw);
        memory.caps_for != now) {
      memory.caps = highest_caps(replication, contents, memory.values);
      memory.caps_for = now;
    }
    draw(replication, contents, memory.values);
    memory.world.begin({contents.catalogue(), *memory.caps, contents.counters, steps_, replication.luck, period_.begin,
                        lanes, observer, memory.verify});
    populate(memory.world, contents, start_);
    contents.begin(memory.world);
  }

  std::unique_ptr<Contents> contents_;
  ParameterValues values_;  // of contents_
  Period period_;
  std::string start_text_;  // what the start depends on
  std::shared_ptr<const Start> start_;
  std::optional<Layout> layout_;
  std::vector<Cell> cells_;  // [series]
  std::vector<Time> steps_;
  std::vector<const AgentModel*> alternatives_;
  std::vector<Barrier> barriers_;
};

}  // namespace formatie
