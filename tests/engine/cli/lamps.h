#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/agents/agent_model.h"
#include "engine/cli/program.h"
#include "engine/input/csv.h"

/// A model of street lamps, on the real kernel: they break by chance, and once a year some of them are repaired.
namespace formatie::lamps {

enum : Situation { burning, broken };

struct Lamp {
  Agent agent;
  std::uint8_t place = 0;
};

/// How many lamps a place has.
struct Places {
  Dimension place;
  int lamps = 0;
};

class Street : public AgentWorld<Street, Lamp> {
 public:
  using Start = Places;
};

/// A lamp breaks.
class Failure final : public Process<Street> {
 public:
  explicit Failure(const Dimension& place) : rate_({&place}) {}
  std::string_view name() const override { return "failure"; }
  std::string_view meaning() const override { return "Lamps break."; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 50}, "How often a lamp breaks."); }
  std::vector<Transition> transitions() const override { return {{burning, broken}}; }
  PerYear rate(const Street& street, Id<Lamp> lamp, Time) const override {
    return {rate_.at(street.step(), street.population()[lamp].place)};
  }
  PerYear cap(Situation, int, int) const override {
    double highest = 0;
    for (std::size_t cell = 0; cell < rate_.cells(); ++cell) highest = std::max(highest, rate_.highest(cell));
    return {highest};
  }
  void then(Street& street, Id<Lamp> lamp, Moment&) const override {
    street.population()[lamp].agent.situation = broken;
  }

 private:
  Dial rate_;
};

/// Once a year a share of the broken lamps is repaired.
class Repair final : public Rule<Street> {
 public:
  std::string_view name() const override { return "repair"; }
  std::string_view meaning() const override { return "Lamps are repaired."; }
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
  void act(Street& street, Time now) override {
    std::vector<Id<Lamp>> repaired;
    street.population().for_each([&](Id<Lamp> id, const Lamp& lamp) {
      Stream stream(street.luck(), Purpose(1), lamp.agent.identity, static_cast<std::uint32_t>(now.year()));
      if (lamp.agent.situation == broken && stream.chance(share_)) repaired.push_back(id);
    });
    for (const auto id : repaired) {
      street.population()[id].agent.situation = burning;
      street.simulation().start(street, id, now);
    }
  }

 private:
  double share_ = 0;
  int month_ = 1;
  std::string crew_;
  bool weekends_ = false;
  Time start_;
};

/// Which lamps there are; once a year the broken ones are counted.
class Population final : public PartOf<Street>, public Headcount<Street> {
 public:
  Population(AgentContents<Street>& contents, const Dimension& place)
      : broken_({&contents.measures.split("place", place)}) {
    contents.measures.add({.measure = {"broken", "lamps", "kapotte lampen", "broken lamps", "",
                                       "How many lamps are broken.", 1, Better::lower},
                           .by = broken_.by(),
                           .value = [this](const Cell& cell) { return broken_.sum(cell); },
                           .outer = false,
                           .headline = MeasureDefinition::Headline::total});
  }
  std::string_view name() const override { return "population"; }
  std::string_view meaning() const override { return "Which lamps there are."; }
  void fields(Fields& f) override {
    f.at_start();
    f.integer("lamps", lamps, "lamps", {1, 1e15}, "How many lamps a place has.");
  }
  bool counts(Situation situation) const override { return situation == broken; }
  void begin_count(const Street&) override { broken_.clear(); }
  void count(const Street&, Situation, const Lamp* const* lamps_broken, std::size_t size) override {
    for (std::size_t i = 0; i < size; ++i) broken_.at(lamps_broken[i]->place) += 1;
  }
  int lamps = 0;

 private:
  Tally broken_;
};

class Counting final : public CensusDay<Street> {
 public:
  using CensusDay::CensusDay;
  std::vector<Time> dates(Time begin, Time end) const override {
    std::vector<Time> dates;
    for (Time date = begin; date <= end; date = date.plus_months(12)) dates.push_back(date);
    return dates;
  }
};

/// What every replication of any test calls first: to count, to stop, to fail.
inline std::function<void(const Luck&)> on_replication;

class Lamps : public AgentModel<Street> {
 public:
  std::string_view name() const override { return "lamps"; }
  void labels(Parts& parts) override {
    parts.part("places", "Where the lamps stand.",
               [&](Fields& f) { f.file("file", places_file_, "A table with the name of each place."); });
  }

 protected:
  void read_labels(Problems& problems) override {
    const auto table = read_csv(places_file_.path, problems);
    if (!table) return;
    place_ = Dimension("place", {});
    for (std::size_t row = 0; row < table->size(); ++row) place_.add(table->cell(row, 0));
  }
  std::unique_ptr<AgentContents<Street>> make_contents() const override {
    auto contents = std::make_unique<AgentContents<Street>>();
    contents->add<Population>(*contents, place_);
    contents->add<Counting>(*contents);
    contents->add<Failure>(place_);
    contents->add<Repair>();
    return contents;
  }
  std::size_t situations() const override { return 2; }
  std::shared_ptr<const Places> make_start(const AgentContents<Street>& contents, const Period&, std::uint64_t,
                                           Problems&) const override {
    return std::make_shared<Places>(Places{place_, contents.get<Population>().lamps});
  }
  void populate(Street& street, const AgentContents<Street>&,
                const std::shared_ptr<const Places>& places) const override {
    if (on_replication) on_replication(street.luck());
    for (std::size_t place = 0; place < places->place.size(); ++place)
      for (int i = 0; i < places->lamps; ++i) {
        Lamp lamp;
        lamp.agent.identity = Identity::of(1, static_cast<std::uint16_t>(place), static_cast<std::uint32_t>(i));
        lamp.agent.birth = street.now().minutes();
        lamp.agent.situation = burning;
        lamp.place = static_cast<std::uint8_t>(place);
        street.enter(lamp);
      }
  }
  std::vector<std::string> standings() const override { return {"burning", "broken"}; }
  std::vector<Situation> entries() const override { return {burning}; }
  std::vector<Situation> exits() const override { return {broken}; }
  std::string introduce(const Street&, const Lamp& lamp) const override {
    return "a lamp in " + place_.label(lamp.place);
  }

 private:
  DataFile places_file_;
  Dimension place_;
};

/// A catalogue that nobody checked: there is a third situation, without arrows.
class UnfinishedLamps final : public Lamps {
 protected:
  std::vector<std::string> standings() const override { return {"burning", "broken", "stolen"}; }
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
