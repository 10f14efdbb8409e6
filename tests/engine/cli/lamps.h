#pragma once

#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "engine/cli/program.h"
#include "engine/input/csv.h"
#include "engine/kernel/simulation.h"
#include "engine/study/careers.h"
#include "engine/study/model.h"

/// A model of street lamps, on the real kernel: they break by chance, and once a year some of them are repaired.
namespace formatie::lamps {

enum : Situation { burning, broken };

struct Lamp {
  Agent agent;
  std::uint8_t place = 0;
};

class Street {
 public:
  using Person = Lamp;

  Population<Lamp>& population() { return lamps_; }
  const Population<Lamp>& population() const { return lamps_; }
  const Luck& luck() const { return luck_; }
  void arrive(Time date, std::size_t) {
    while (step + 1 < steps->size() && (*steps)[step + 1] <= date) ++step;
    if (on_arrival) on_arrival(date);
  }
  void begin(const Luck& luck) {
    luck_ = luck;
    lamps_.clear();
    step = 0;
  }

  std::size_t step = 0;
  const std::vector<Time>* steps = nullptr;
  const Simulation<Street>* simulation = nullptr;
  std::function<void(Time)> on_arrival;

 private:
  Population<Lamp> lamps_;
  Luck luck_;
};

/// A lamp breaks.
class Failure final : public Process<Street> {
 public:
  explicit Failure(const Dimension& place) : rate_({&place}) {}
  std::string_view name() const override { return "failure"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 50}, "How often a lamp breaks."); }
  std::vector<Transition> transitions() const override { return {{burning, broken}}; }
  PerYear rate(const Street& street, Id<Lamp> lamp, Time) const override {
    return {rate_.at(street.step, street.population()[lamp].place)};
  }
  PerYear cap(Situation, int, int) const override {
    double highest = 0;
    for (std::size_t cell = 0; cell < rate_.cells(); ++cell) highest = std::max(highest, rate_.highest(cell));
    return {highest};
  }
  void then(Street& street, Id<Lamp> lamp, Moment&) const override {
    street.population()[lamp].agent.situation = broken;
  }
  void freeze(const std::vector<Time>& steps) { rate_.freeze(steps); }

 private:
  Dial rate_;
};

/// Once a year a share of the broken lamps is repaired.
class Repair final : public Rule<Street> {
 public:
  std::string_view name() const override { return "repair"; }
  void fields(Fields& f) override {
    f.number("share", share_, "share", {0, 1}, "How many of the broken lamps are repaired.");
    f.integer("month", month_, "month", {1, 12}, "When they are repaired.");
    f.choice("crew", crew_, {"own", "hired"}, "Who repairs them; changes nothing.");
    f.flag("weekends", weekends_, "Whether work goes on at weekends; changes nothing.");
    f.date("start", start_, "When repairs begin.");
  }
  std::vector<Time> dates(Time begin, Time end) const override {
    return first_of_months(std::max(begin, start_), end, {month_});
  }
  std::vector<Transition> transitions() const override { return {{broken, burning}}; }
  void act(Street& street, Time now) const override {
    std::vector<Id<Lamp>> repaired;
    street.population().for_each([&](Id<Lamp> id, const Lamp& lamp) {
      Stream stream(street.luck(), Purpose(1), lamp.agent.identity, static_cast<std::uint32_t>(now.year()));
      if (lamp.agent.situation == broken && stream.chance(share_)) repaired.push_back(id);
    });
    for (const auto id : repaired) {
      street.population()[id].agent.situation = burning;
      street.simulation->start(street, id, now);
    }
  }

 private:
  double share_ = 0;
  int month_ = 1;
  std::string crew_;
  bool weekends_ = false;
  Time start_;
};

/// What every replication of any test calls first: to count, to stop, to fail.
inline std::function<void(const Luck&)> on_replication;

class Lamps : public Model, public Careers {
 public:
  std::string_view name() const override { return "lamps"; }

  void labels(Parts& parts) override {
    parts.part("places", "Where the lamps stand.",
               [&](Fields& f) { f.file("file", places_file_, "A table with the name of each place."); });
  }
  void load_labels(Problems& problems) override {
    const auto table = read_csv(places_file_.path, problems);
    if (!table) return;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < table->size(); ++row) names.push_back(table->cell(row, 0));
    place_ = Dimension("place", names);
    auto failure = std::make_unique<Failure>(place_);
    failure_ = failure.get();
    catalogue_.processes.push_back(std::move(failure));
    catalogue_.rules.push_back(std::make_unique<Repair>());
  }
  void parts(Parts& parts) override {
    parts.part("population", "Which lamps there are.", [&](Fields& f) {
      f.integer("lamps", lamps_, "lamps", {1, 1e15}, "How many lamps a place has.");
    });
    parts.part("failure", "Lamps break.", [&](Fields& f) { catalogue_.processes[0]->fields(f); });
    parts.part("repair", "Lamps are repaired.", [&](Fields& f) { catalogue_.rules[0]->fields(f); });
  }
  void load(const Period& period, std::uint64_t, const Model*, Problems&) override {
    period_ = period;
    for (Time date = period.begin; date <= period.end; date = date.plus_months(12)) dates_.push_back(date);
  }

  Caps caps() const {
    Caps caps(2, 1, {0});
    caps.set(burning, 0, 0, failure_->cap(burning, 0, 0));
    return caps;
  }
  void meet(const std::vector<const Model*>& alternatives) override {
    auto highest = std::make_shared<Caps>(caps());
    for (const auto* other : alternatives) highest->raise_to(dynamic_cast<const Lamps&>(*other).caps());
    highest->freeze();
    caps_ = std::move(highest);
  }
  void freeze(const std::vector<Time>& steps) override {
    steps_ = steps;
    failure_->freeze(steps_);
  }
  Layout layout() const override {
    Layout layout({"place"}, dates_);
    layout.add_measure(
        {"broken", "lamps", "kapotte lampen", "broken lamps", "", "How many lamps are broken.", 1, Better::lower});
    layout.add_series(0, {"all"}, true);
    for (const auto& label : place_.labels()) layout.add_series(0, {label});
    return layout;
  }
  const Careers* careers() const override { return this; }
  CareerMap map() const override {
    return {{"burning", "broken"}, {burning}, {broken}, {{burning, broken, "failure"}, {broken, burning, "repair"}}};
  }

  std::unique_ptr<Workspace> workspace() const override { return std::make_unique<Memory>(); }
  void compute(const Replication& replication, Workspace& workspace, Parallel& parallel,
               std::span<double> out) const override {
    if (on_replication) on_replication(replication.luck);
    run(replication.luck, workspace, parallel, nullptr, out);
  }
  void replay(const Replication& replication, Workspace& workspace, std::optional<std::uint64_t> person,
              std::ostream& out) const override {
    Teller teller(person, out);
    Parallel serial;
    std::vector<double> ignored(layout().size());
    run(replication.luck, workspace, serial, &teller, ignored);
  }

 private:
  struct Memory final : Workspace {
    Street street;
  };
  /// Writes a line for each event.
  class Teller final : public Observer<Street> {
   public:
    Teller(std::optional<std::uint64_t> person, std::ostream& out) : person_(person), out_(out) {}
    void entered(const Identity& identity, const std::string& place) {
      if (person_ && *person_ == identity.value()) out_ << "a lamp in " << place << "\n";
    }
    void happened(Time when, std::string_view what, const Street& street, Id<Lamp> who) override {
      const auto identity = street.population()[who].agent.identity.value();
      if (!person_ || *person_ == identity) out_ << when.iso() << " " << identity << " " << what << "\n";
    }

   private:
    std::optional<std::uint64_t> person_;
    std::ostream& out_;
  };

  void run(const Luck& luck, Workspace& workspace, Parallel& parallel, Teller* observer, std::span<double> out) const {
    Street& street = static_cast<Memory&>(workspace).street;
    Simulation<Street> simulation(catalogue_, *caps_);
    simulation.watch(observer);
    street.begin(luck);
    street.steps = &steps_;
    street.simulation = &simulation;
    const auto numbers = layout();
    street.on_arrival = [&](Time date) {
      const auto at = std::find(dates_.begin(), dates_.end(), date);
      if (at == dates_.end()) return;
      std::vector<double> count(1 + place_.size());
      street.population().for_each([&](Id<Lamp>, const Lamp& lamp) {
        if (lamp.agent.situation == broken) count[0] += 1, count[1 + lamp.place] += 1;
      });
      for (std::size_t s = 0; s < count.size(); ++s)
        out[numbers.index(s, static_cast<std::size_t>(at - dates_.begin()))] = count[s];
    };
    for (std::size_t place = 0; place < place_.size(); ++place)
      for (int i = 0; i < lamps_; ++i) {
        Lamp lamp;
        lamp.agent.identity = Identity::of(1, static_cast<std::uint16_t>(place), static_cast<std::uint32_t>(i));
        lamp.agent.birth = period_.begin.minutes();
        lamp.agent.situation = burning;
        lamp.place = static_cast<std::uint8_t>(place);
        if (observer != nullptr) observer->entered(lamp.agent.identity, place_.label(place));
        simulation.start(street, street.population().add(lamp), period_.begin);
      }
    std::vector<Time> extra = dates_;
    extra.insert(extra.end(), steps_.begin(), steps_.end());
    simulation.run(street, make_barriers(catalogue_, period_.begin, period_.end, extra), parallel);
    street.on_arrival = nullptr;
  }

  DataFile places_file_;
  Dimension place_;
  int lamps_ = 0;
  Catalogue<Street> catalogue_;
  Failure* failure_ = nullptr;
  Period period_;
  std::vector<Time> dates_;
  std::vector<Time> steps_;
  std::shared_ptr<const Caps> caps_;
};

/// A catalogue that nobody checked: there is a third situation, without arrows.
class UnfinishedLamps final : public Lamps {
 public:
  CareerMap map() const override {
    auto map = Lamps::map();
    map.situations.push_back("stolen");
    return map;
  }
};

inline ProgramInfo program() {
  return {"lamps", "1.2.3", "how many street lamps burn", [] { return std::unique_ptr<Model>(new Lamps); },
          "lamps/base.yaml"};
}

inline ProgramInfo unfinished_program() {
  auto info = program();
  info.make_model = [] { return std::unique_ptr<Model>(new UnfinishedLamps); };
  return info;
}

}  // namespace formatie::lamps
