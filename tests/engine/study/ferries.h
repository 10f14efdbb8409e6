#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "engine/input/csv.h"
#include "engine/kernel/simulation.h"
#include "engine/study/model.h"

/// A model of ferries, on the real kernel: they sail or lie in dock. They break down by chance and are mended by
/// chance, and each year a share of those in dock is sold.
namespace formatie::ferries {

enum : Situation { sailing, docked };

struct Boat {
  Agent agent;
  std::uint8_t harbour = 0;
};
using BoatId = Id<Boat>;

class Waters {
 public:
  using Person = Boat;

  Population<Boat>& population() { return boats; }
  const Population<Boat>& population() const { return boats; }
  const Luck& luck() const { return luck_; }
  void arrive(Time date, std::size_t) {
    while (step + 1 < steps->size() && (*steps)[step + 1] <= date) ++step;
    on_arrival(date);
  }

  Population<Boat> boats;
  Luck luck_;
  const std::vector<Time>* steps = nullptr;
  std::size_t step = 0;
  std::vector<std::int64_t> mended;  // [lane] in this year
  std::function<void(Time)> on_arrival;
  Simulation<Waters> simulation;
};

/// A ferry breaks down.
class Breakdown final : public Process<Waters> {
 public:
  explicit Breakdown(const Dimension& harbour) : rate_({&harbour}) {}
  std::string_view name() const override { return "breakdown"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 10}, "How often a ferry breaks down."); }
  std::vector<Transition> transitions() const override { return {{sailing, docked}}; }
  PerYear rate(const Waters& waters, BoatId boat, Time) const override {
    return {rate_.at(waters.step, waters.boats[boat].harbour)};
  }
  PerYear cap(Situation, int, int) const override {
    double highest = 0;
    for (std::size_t cell = 0; cell < rate_.cells(); ++cell) highest = std::max(highest, rate_.highest(cell));
    return {highest};
  }
  void then(Waters& waters, BoatId boat, Moment&) const override { waters.boats[boat].agent.situation = docked; }
  void freeze(const std::vector<Time>& steps) { rate_.freeze(steps); }
  const Dial& dial() const { return rate_; }

 private:
  Dial rate_;
};

/// A ferry is mended.
class Mending final : public Process<Waters> {
 public:
  std::string_view name() const override { return "mending"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 1e15}, "How fast ferries are mended."); }
  std::vector<Transition> transitions() const override { return {{docked, sailing}}; }
  PerYear rate(const Waters& waters, BoatId, Time) const override { return {rate_.at(waters.step)}; }
  PerYear cap(Situation, int, int) const override { return {rate_.highest()}; }
  void then(Waters& waters, BoatId boat, Moment& moment) const override {
    waters.boats[boat].agent.situation = sailing;
    ++waters.mended[moment.lane];
  }
  void freeze(const std::vector<Time>& steps) { rate_.freeze(steps); }
  const Dial& dial() const { return rate_; }

 private:
  Dial rate_;
};

/// Once a year a share of the ferries in dock is sold.
class Sale final : public Rule<Waters> {
 public:
  std::string_view name() const override { return "sale"; }
  void fields(Fields& f) override {
    f.number("share", share_, "share", {0, 1}, "How many of the ferries in dock are sold.");
    f.integer("month", month_, "month", {1, 12}, "When they are sold.");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {month_}); }
  std::vector<Transition> transitions() const override { return {{docked, gone}}; }
  void act(Waters& waters, Time now) const override {
    std::vector<BoatId> sold;
    waters.boats.for_each([&](BoatId id, const Boat& boat) {
      Stream stream(waters.luck(), Purpose{2}, boat.agent.identity, static_cast<std::uint32_t>(now.year()));
      if (boat.agent.situation == docked && stream.chance(share_)) sold.push_back(id);
    });
    for (const auto id : sold) waters.boats.remove(id);
  }

 private:
  double share_ = 0;
  int month_ = 1;
};

class Ferries : public Model {
 public:
  std::string_view name() const override { return "ferries"; }

  void labels(Parts& parts) override {
    parts.part("harbours", "Where ferries lie.",
               [&](Fields& f) { f.file("file", harbours_file_, "A table with the name of each harbour."); });
  }
  void load_labels(Problems& problems) override {
    const auto table = read_csv(harbours_file_.path, problems);
    if (!table) return;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < table->size(); ++row) names.push_back(table->cell(row, 0));
    harbour_ = Dimension("harbour", names);
    fill(catalogue_);
  }
  void parts(Parts& parts) override {
    parts.part("fleet", "Which ferries there are.", [&](Fields& f) {
      f.integer("boats", boats_, "boats", {1, 1e6}, "How many ferries a harbour has.");
      f.date("built", built_, "When all of them were built.");
    });
    visit(parts, catalogue_);
  }
  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    period_ = period;
    loaded_with_seed = seed;
    loaded_after = sibling;
    if (built_ > period.begin)
      problems.add({}, "ferries built on " + built_.iso(), "must be there when the period begins");
    for (Time date = period.begin; date <= period.end; date = date.plus_months(12)) dates_.push_back(date);
  }

  Caps caps() const { return caps_of(catalogue_); }
  void meet(const std::vector<const Model*>& alternatives) override {
    auto highest = std::make_shared<Caps>(caps());
    for (const auto* other : alternatives) highest->raise_to(dynamic_cast<const Ferries&>(*other).caps());
    highest->freeze();
    caps_ = std::move(highest);
  }
  void freeze(const std::vector<Time>& steps) override {
    steps_ = steps;
    static_cast<Breakdown&>(*catalogue_.processes[0]).freeze(steps_);
    static_cast<Mending&>(*catalogue_.processes[1]).freeze(steps_);
    parts(values_);
  }
  Layout layout() const override {
    Layout layout({"harbour"}, dates_);
    layout.add_measure({"docked", "boats", "in het dok", "in dock", "", "How many ferries lie in dock.", 1});
    layout.add_measure(
        {"mended", "boats a year", "hersteld", "mended", "", "How many ferries were mended in a year.", 0});
    layout.add_series(0, {"all"}, true);
    for (const auto& label : harbour_.labels()) layout.add_series(0, {label});
    layout.add_series(1, {"all"}, false, 1);
    return layout;
  }

  std::unique_ptr<Workspace> workspace() const override { return std::make_unique<Memory>(*this); }
  void compute(const Replication& replication, Workspace& workspace, Parallel& parallel,
               std::span<double> out) const override {
    Waters& waters = static_cast<Memory&>(workspace).waters;
    waters.luck_ = replication.luck;
    waters.boats.clear();
    waters.steps = &steps_;
    waters.step = 0;
    waters.mended.assign(parallel.lanes(), 0);
    // What is drawn moves a copy of the parameters; only tests of draws have several alternatives without it.
    Memory& memory = static_cast<Memory&>(workspace);
    memory.values.take_frozen(values_);
    apply_draw(replication.drawn, memory.values);
    if (!replication.drawn.empty()) {
      memory.caps = caps_of(memory.catalogue);
      memory.caps.freeze();
    }
    waters.simulation.use(memory.catalogue, replication.drawn.empty() ? *caps_ : memory.caps);
    const auto numbers = layout();
    waters.on_arrival = [&](Time date) {
      const auto at = std::find(dates_.begin(), dates_.end(), date);
      if (at == dates_.end()) return;
      const auto d = static_cast<std::size_t>(at - dates_.begin());
      std::vector<double> count(1 + harbour_.size());
      waters.boats.for_each([&](BoatId, const Boat& boat) {
        if (boat.agent.situation == docked) count[0] += 1, count[1 + boat.harbour] += 1;
      });
      for (std::size_t s = 0; s < count.size(); ++s) out[numbers.index(s, d)] = count[s];
      if (d > 0)
        out[numbers.index(count.size(), d)] =
            static_cast<double>(std::accumulate(waters.mended.begin(), waters.mended.end(), std::int64_t{0}));
      std::fill(waters.mended.begin(), waters.mended.end(), 0);
    };
    for (std::size_t harbour = 0; harbour < harbour_.size(); ++harbour)
      for (int i = 0; i < boats_; ++i) {
        Boat boat;
        boat.agent.identity = Identity::of(1, static_cast<std::uint16_t>(harbour), static_cast<std::uint32_t>(i));
        boat.agent.birth = built_.minutes();
        boat.agent.situation = sailing;
        boat.harbour = static_cast<std::uint8_t>(harbour);
        waters.simulation.start(waters, waters.boats.add(boat), period_.begin);
      }
    std::vector<Time> extra = dates_;
    extra.insert(extra.end(), steps_.begin(), steps_.end());
    waters.simulation.run(waters, make_barriers(memory.catalogue, period_.begin, period_.end, extra), parallel);
  }

  // What tests look at.
  const Breakdown& breakdown() const { return static_cast<const Breakdown&>(*catalogue_.processes[0]); }
  const Mending& mending() const { return static_cast<const Mending&>(*catalogue_.processes[1]); }
  const Caps& given_caps() const { return *caps_; }
  const std::vector<Time>& given_steps() const { return steps_; }
  std::uint64_t loaded_with_seed = 0;
  const Model* loaded_after = nullptr;

 private:
  struct Memory final : Workspace {
    explicit Memory(const Ferries& model) {
      model.fill(catalogue);
      values.part("fleet", "", [&](Fields& f) {
        f.integer("boats", boats, "", {1, 1e6}, "");
        f.date("built", built, "");
      });
      visit(values, catalogue);
    }
    int boats = 0;
    Time built;
    Catalogue<Waters> catalogue;
    ParameterValues values;  // of all these
    Caps caps{2, 2, {0}};
    Waters waters;
  };
  void fill(Catalogue<Waters>& catalogue) const {
    catalogue.processes.push_back(std::make_unique<Breakdown>(harbour_));
    catalogue.processes.push_back(std::make_unique<Mending>());
    catalogue.rules.push_back(std::make_unique<Sale>());
  }
  static void visit(Parts& parts, const Catalogue<Waters>& catalogue) {
    parts.part("breakdown", "Ferries break down.", [&](Fields& f) { catalogue.processes[0]->fields(f); });
    parts.part("mending", "Ferries are mended.", [&](Fields& f) { catalogue.processes[1]->fields(f); });
    parts.part("sale", "Ferries are sold.", [&](Fields& f) { catalogue.rules[0]->fields(f); });
  }
  static Caps caps_of(const Catalogue<Waters>& catalogue) {
    Caps caps(2, 2, {0});
    caps.set(sailing, 0, 0, catalogue.processes[0]->cap(sailing, 0, 0));
    caps.set(docked, 0, 1, catalogue.processes[1]->cap(docked, 0, 0));
    return caps;
  }

  DataFile harbours_file_;
  Dimension harbour_;
  int boats_ = 0;
  Time built_;
  Catalogue<Waters> catalogue_;
  Period period_;
  std::vector<Time> dates_;
  std::vector<Time> steps_;
  std::shared_ptr<const Caps> caps_;
  ParameterValues values_;
};

inline std::unique_ptr<Model> make_ferries() { return std::make_unique<Ferries>(); }

}  // namespace formatie::ferries
