// The careers workload as a model on the engine, through the interface that every model uses: processes with a rate or
// a date, a rule at the start of each month, caps by age.

#include "engine/agents/agent_world.h"

#include "careers.h"

using namespace careers;
using formatie::Agent;
using formatie::AgentWorld;
using formatie::Caps;
using formatie::Catalogue;
using formatie::gone;
using formatie::Id;
using formatie::Identity;
using formatie::Luck;
using formatie::Moment;
using formatie::Observer;
using formatie::Parallel;
using formatie::PerYear;
using formatie::Population;
using formatie::Process;
using formatie::Purpose;
using formatie::Rule;
using formatie::Simulation;
using formatie::Situation;
using formatie::Stream;
using formatie::Time;
using formatie::Transition;

namespace {

constexpr Situation at_work = 0;
constexpr Purpose entering{2};
constexpr auto retirement_minutes = static_cast<std::int32_t>(retirement_age * formatie::minutes_per_year);
constexpr std::uint16_t founder = 0;
constexpr std::uint16_t newcomer = 1;

struct alignas(32) Person {
  Agent agent;
  std::uint8_t fifths = 0;  // contract size
};

struct Tally {
  std::int64_t events = 0;
  std::int64_t heads = 0;
  std::int64_t fifths = 0;
};

class World : public AgentWorld<World, Person> {
 public:
  void populate(std::int64_t founders) {
    tally = {};
    arrivals = 0;
    const Time start = now();
    for (std::uint32_t n = 0; n < founders; ++n) {
      const Identity who = Identity::of(founder, 0, n);
      add(who, luck_of(who), start, oldest_at_start);
    }
    per_newcomer = formatie::minutes_per_year / (newcomer_rate * static_cast<double>(founders));
    arrival = start.minutes() + per_newcomer * formatie::to_exponential(luck_of(Identity::of(newcomer, 1, 0))[2]);
  }

  /// The luck of entering: word 0 = age, 1 = contract size, 2 = (newcomers) time until the next one comes, 3 = the
  /// first wait.
  std::array<std::uint32_t, 4> luck_of(Identity who) const { return formatie::random_block(luck(), entering, who, 0); }

  void add(Identity who, const std::array<std::uint32_t, 4>& words, Time now, double oldest) {
    ::Person person;
    person.agent.identity = who;
    person.agent.situation = at_work;
    person.agent.birth = now.plus_years(-(youngest + formatie::to_uniform(words[0]) * (oldest - youngest))).minutes();
    person.fifths = draw_fifths(words[1]);
    ++tally.heads;
    tally.fifths += person.fifths;
    simulation().start(*this, population().add(person), now, words[3]);
  }

  static std::uint8_t draw_fifths(std::uint32_t word) {
    const double u = formatie::to_uniform(word);
    return static_cast<std::uint8_t>(2 + (u >= .15) + (u >= .35) + (u >= .60));
  }

  Tally tally;
  std::uint32_t arrivals = 0;
  double arrival = 0;  // minutes, of the next newcomer
  double per_newcomer = 0;

 private:
  Luck luck_;
};

double rate_at(const double (&rates)[bands], double age) {
  return rates[std::clamp(static_cast<int>((age - first_band) / band_width), 0, bands - 1)];
}

/// Somebody leaves for good.
class Leaving final : public Process<World> {
 public:
  std::string_view name() const override { return "leaving"; }
  std::vector<Transition> transitions() const override { return {{at_work, gone}}; }
  PerYear rate(const World& world, PersonId who, Time now) const override {
    return {rate_at(leave_rate, (now.minutes() - world.person(who).agent.birth) / formatie::minutes_per_year)};
  }
  PerYear cap(Situation, int age, int) const override { return {rate_at(leave_rate, age)}; }
  void then(World& world, PersonId who, Moment&) const override {
    auto& person = world.person(who);
    person.agent.situation = gone;
    ++world.tally.events;
    --world.tally.heads;
    world.tally.fifths -= person.fifths;
  }
};

/// Somebody changes contract size.
class ChangeOfHours final : public Process<World> {
 public:
  std::string_view name() const override { return "change of hours"; }
  std::vector<Transition> transitions() const override { return {{at_work, at_work}}; }
  PerYear rate(const World& world, PersonId who, Time now) const override {
    return {rate_at(change_rate, (now.minutes() - world.person(who).agent.birth) / formatie::minutes_per_year)};
  }
  PerYear cap(Situation, int age, int) const override { return {rate_at(change_rate, age)}; }
  void then(World& world, PersonId who, Moment& moment) const override {
    auto& person = world.person(who);
    world.tally.fifths -= person.fifths;
    person.fifths = World::draw_fifths(moment.luck.word());
    world.tally.fifths += person.fifths;
    ++world.tally.events;
  }
};

/// Everybody retires on the same birthday.
class Retirement final : public Process<World> {
 public:
  std::string_view name() const override { return "retirement"; }
  std::vector<Transition> transitions() const override { return {{at_work, gone}}; }
  bool dated() const override { return true; }
  Time due(const World& world, PersonId who) const override {
    return Time::from_minutes(world.person(who).agent.birth + retirement_minutes);
  }
  void then(World& world, PersonId who, Moment&) const override {
    auto& person = world.person(who);
    person.agent.situation = gone;
    ++world.tally.events;
    --world.tally.heads;
    world.tally.fifths -= person.fifths;
  }
};

/// On the first of the month, those who arrive in the course of it.
class Newcomers final : public Rule<World> {
 public:
  std::string_view name() const override { return "newcomers"; }
  std::vector<Time> dates(Time begin, Time end) const override {
    auto dates = formatie::first_of_months(begin, end);
    dates.pop_back();
    return dates;
  }
  void act(World& world, Time now) override {
    const Time until = now.plus_months(1);
    while (world.arrival < until.minutes()) {
      const Identity who = Identity::of(newcomer, 0, world.arrivals++);
      const auto words = world.luck_of(who);
      world.add(who, words, Time::from_minutes(static_cast<int>(world.arrival)), oldest_newcomer);
      ++world.tally.events;
      world.arrival += world.per_newcomer * formatie::to_exponential(words[2]);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  Catalogue<World> catalogue;
  catalogue.processes.push_back(std::make_unique<Retirement>());
  catalogue.processes.push_back(std::make_unique<Leaving>());
  catalogue.processes.push_back(std::make_unique<ChangeOfHours>());
  catalogue.rules.push_back(std::make_unique<Newcomers>());

  Caps caps(1, catalogue.processes.size(), {0, 25, 30, 35, 40, 45, 50, 55, 60, 65});
  for (std::size_t band = 0; band < caps.bands(); ++band)
    for (std::size_t p = 0; p < catalogue.processes.size(); ++p)
      caps.set(at_work, band, p, catalogue.processes[p]->cap(at_work, caps.lowest_age(band), caps.lowest_age(band)),
               !catalogue.processes[p]->dated());
  caps.freeze();

  const Time begin = Time::from_date(2020, 1, 1);
  const auto barriers = formatie::make_barriers(catalogue, begin, begin.plus_months(12 * options.years), {});
  const formatie::Counters none;
  const std::vector<Time> steps = {begin};
  World world;
  world.population().reserve(static_cast<std::size_t>(static_cast<double>(options.persons) * 1.2) + 1000);
  Parallel serial;
  const auto simulate = [&](std::uint32_t replication) -> Count {
    world.begin({catalogue, caps, none, steps, {options.seed, replication}, begin});
    world.populate(options.persons);
    world.simulation().run(world, barriers, serial);
    return {world.tally.events, world.tally.heads, static_cast<double>(world.tally.fifths) / 5};
  };
  return report("engine", options, simulate);
}
