#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <string>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/kernel/process.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace formatie {

/// Is told what happens, in the order in which the kernel works (person by person within a window).
template <class World>
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void happened(Time when, std::string_view what, const World& world, Id<typename World::Person> who) = 0;
};

/// A date on which rules act, in catalogue order.
struct Barrier {
  Time date;
  std::vector<std::size_t> rules;
};

/// The barriers of a period: the dates of all rules and `extra` dates (on which dials change).
template <class World>
std::vector<Barrier> make_barriers(const Catalogue<World>& catalogue, Time begin, Time end,
                                   const std::vector<Time>& extra) {
  std::map<Time, std::vector<std::size_t>> by_date;
  for (const Time date : extra)
    if (begin <= date && date <= end) by_date[date];
  by_date[end];
  for (std::size_t r = 0; r < catalogue.rules.size(); ++r)
    for (const Time date : catalogue.rules[r]->dates(begin, end)) by_date[date].push_back(r);
  std::vector<Barrier> barriers;
  for (auto& [date, rules] : by_date) barriers.push_back({date, std::move(rules)});
  return barriers;
}

/// Moves a world from barrier to barrier; between two barriers (a *window*) person by person.
///
/// Within a window people are independent, so each person's events run in that person's own time order to the end of
/// the window before the next person's: exact, and kind to the cache. Equal times of one person: known dates before
/// opportunities, then catalogue order. Chunks of people may run at the same time: `then` writes to the person and to
/// the tallies of its lane only, and those are added up at the barrier.
///
/// `World` offers: a type `Person` with a member `Agent agent`; `population()`; `luck()`; and
/// `arrive(Time date, std::size_t barrier)`, called at each barrier before its rules.
template <class World>
class Simulation {
 public:
  using Person = typename World::Person;
  using PersonId = Id<Person>;

  Simulation() { dated_.resize(256); }
  Simulation(const Catalogue<World>& catalogue, const Caps& caps) : Simulation() { use(catalogue, caps); }

  /// What to simulate from now on; both must outlive their use, and are shared by all replications.
  void use(const Catalogue<World>& catalogue, const Caps& caps) {
    if (catalogue_ == &catalogue && caps_ == &caps) return;
    catalogue_ = &catalogue;
    caps_ = &caps;
    for (auto& list : dated_) list.clear();
    for (std::size_t p = 0; p < catalogue.processes.size(); ++p) {
      const auto& process = *catalogue.processes[p];
      if (!process.dated()) continue;
      for (const auto& arrow : process.transitions()) {
        auto& list = dated_[arrow.from];
        if (std::find(list.begin(), list.end(), &process) == list.end()) list.push_back(&process);
      }
    }
  }

  void watch(Observer<World>* observer) { observer_ = observer; }

  /// Schedules a person who entered. Only at a barrier.
  void start(World& world, PersonId who, Time now) const {
    Agent& agent = world.population()[who].agent;
    start(world, who, now, random_block(world.luck(), Purpose::career, agent.identity, take_draw(agent))[0]);
  }
  /// The same with a random word for the first wait that the model has drawn for this person and uses for nothing else.
  void start(World& world, PersonId who, Time now, std::uint32_t word) const {
    Agent& agent = world.population()[who].agent;
    agent.opportunity = opportunity(agent, now.minutes(), to_exponential(word));
    redate(world, who, now);
  }
  /// Schedules a person whose situation a rule has changed from `before`. Only at a barrier.
  void change(World& world, PersonId who, Situation before, Time now) const {
    Agent& agent = world.population()[who].agent;
    change_pace(world, agent, before, now.minutes());
    redate(world, who, now);
  }
  /// Looks at a person's known dates again after a rule has moved them. Only at a barrier.
  void redate(World& world, PersonId who, Time now) const {
    auto& population = world.population();
    Agent& agent = population[who].agent;
    agent.due = next_due(world, who);
    population.next()[who.index()] = std::max(now.minutes(), std::min(agent.opportunity, agent.due));
  }

  /// Runs all barriers in order; the world stands at the first one's date or before it.
  void run(World& world, const std::vector<Barrier>& barriers, Parallel& parallel) {
    for (std::size_t b = 0; b < barriers.size(); ++b) {
      run_window(world, barriers[b].date, parallel);
      world.arrive(barriers[b].date, b);
      for (const std::size_t rule : barriers[b].rules) catalogue_->rules[rule]->act(world, barriers[b].date);
    }
  }

  /// Everything that happens before `end`.
  void run_window(World& world, Time end, Parallel& parallel) {
    auto& population = world.population();
    const std::size_t chunks = (population.rows() + chunk_size - 1) / chunk_size;
    left_.resize(parallel.lanes());
    for (auto& list : left_)
      if (list.capacity() < population.rows()) list.reserve(population.rows() + population.rows() / 4);
    if (parallel.lanes() == 1) {
      for (std::size_t chunk = 0; chunk < chunks; ++chunk) run_chunk(world, end.minutes(), chunk, 0);
    } else {
      const auto work = [&](std::size_t chunk, unsigned lane) { run_chunk(world, end.minutes(), chunk, lane); };
      parallel.for_each(chunks, std::cref(work));  // by reference: a copy would ask for memory
    }
    // Rows are given out again in an order that does not depend on which lane found them.
    for (std::size_t lane = 1; lane < left_.size(); ++lane) {
      left_[0].insert(left_[0].end(), left_[lane].begin(), left_[lane].end());
      left_[lane].clear();
    }
    if (left_.size() > 1) std::sort(left_[0].begin(), left_[0].end());
    for (const PersonId who : left_[0]) population.remove(who);
    left_[0].clear();
  }

  /// People handled together: what a chunk touches stays in the cache.
  static constexpr std::size_t chunk_size = 16384;

 private:
  static std::uint32_t take_draw(Agent& agent) {
    const std::uint32_t draw = agent.draws;
    agent.draws = (draw + 1) & 0x00ffffffu;
    return draw;
  }

  /// The luck of a known date is keyed by the date, not by a count, so that a date that only one alternative knows does
  /// not shift the person's later luck. Steps of four minutes fit the key until 2097.
  Stream date_luck(const World& world, const Agent& agent, const Process<World>& process, std::int32_t now) const {
    std::uint32_t number = 0;  // of the process, so that two known dates at one moment have luck of their own
    while (catalogue_->processes[number].get() != &process) ++number;
    return Stream(world.luck(), Purpose::date, agent.identity, static_cast<std::uint32_t>(now) >> 2, number % 16 * 16);
  }

  /// The wait for the next opportunity goes on at the pace of the new situation. Of a wait that would never have ended
  /// it is known only that it is longer than all the caps that were to come: what is beyond them is exponential again.
  void change_pace(const World& world, Agent& agent, Situation before, std::int32_t now) const {
    double wait = caps_->wait_left(before, agent.birth, now, agent.opportunity);
    if (agent.opportunity == Time::never().minutes())
      wait += to_exponential(random_block(world.luck(), Purpose::career, agent.identity, take_draw(agent))[0]);
    agent.opportunity = opportunity(agent, now, wait);
  }

  std::int32_t opportunity(const Agent& agent, std::int32_t now, double wait) const {
    return caps_->next_opportunity(agent.situation, agent.birth, now, caps_->band(now - agent.birth), wait);
  }

  bool accepted(const Process<World>& process, const World& world, PersonId who, std::int32_t now,
                const Caps::Segment& segment, double position) const {
    const double rate = process.rate(world, who, Time::from_minutes(now)).value;
    const double cap = segment.to - segment.from;
    if (!(rate <= cap * (1 + 1e-12))) [[unlikely]]  // also when it is no number
      broken_cap(process.name(), world.population()[who].agent.identity, rate, cap);
    return position - segment.from < rate;
  }

  std::int32_t next_due(const World& world, PersonId who) const {
    Time first = Time::never();
    for (const auto* process : dated_[world.population()[who].agent.situation])
      first = std::min(first, process->due(world, who));
    return first.minutes();
  }

  /// Which of `block_size` people are due before `end`, as bits.
  static std::uint32_t due_mask(const std::int32_t* next, std::int32_t end) {
#ifdef __SSE2__
    const __m128i limit = _mm_set1_epi32(end);
    const auto four = [&](int i) {
      return _mm_cmplt_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(next + i)), limit);
    };
    const auto sixteen = [&](int i) {
      return static_cast<std::uint32_t>(_mm_movemask_epi8(
          _mm_packs_epi16(_mm_packs_epi32(four(i), four(i + 4)), _mm_packs_epi32(four(i + 8), four(i + 12)))));
    };
    return sixteen(0) | sixteen(16) << 16;
#else
    std::uint32_t mask = 0;
    for (unsigned i = 0; i < block_size; ++i) mask |= static_cast<std::uint32_t>(next[i] < end) << i;
    return mask;
#endif
  }

  void run_chunk(World& world, std::int32_t end, std::size_t chunk, unsigned lane) {
    auto& population = world.population();
    Person* const people = population.people();
    std::int32_t* const next = population.next();
    const std::size_t begin = chunk * chunk_size;
    const std::size_t stop = std::min(begin + chunk_size, population.rows());

    std::uint32_t due[chunk_size];
    std::size_t count = 0;
    std::size_t row = begin;
    for (; row + block_size <= stop; row += block_size)
      for (std::uint32_t left = due_mask(next + row, end); left != 0; left &= left - 1) {
        due[count] = static_cast<std::uint32_t>(row) + static_cast<std::uint32_t>(std::countr_zero(left));
        __builtin_prefetch(&people[due[count++]], 1);
      }
    for (; row < stop; ++row)
      if (next[row] < end) due[count++] = static_cast<std::uint32_t>(row);

    // The luck of a batch is drawn before anybody moves: it depends on who they are, not on what happens to the others.
    for (std::size_t first = 0; first < count; first += batch_size) {
      const std::size_t size = std::min(batch_size, count - first);
      const std::uint32_t* const rows = due + first;
      BlockOf of[batch_size];
      std::array<std::uint32_t, 4> blocks[batch_size];
      double waits[batch_size];
      for (std::size_t i = 0; i < size; ++i) {
        const Agent& agent = people[rows[i]].agent;
        of[i] = {agent.identity, agent.draws};
      }
      random_blocks(world.luck(), Purpose::career, {of, size}, {blocks, size});
      for (std::size_t i = 0; i < size; ++i) waits[i] = to_exponential(blocks[i][0]);
      for (std::size_t i = 0; i < size; ++i)
        next[rows[i]] =
            run_person(world, people[rows[i]], PersonId(rows[i]), next[rows[i]], end, lane, blocks[i], waits[i]);
    }
  }

  /// One person's events before `end`, the first at `now`, with the first block of luck; returns the moment of his
  /// next.
  std::int32_t run_person(World& world, Person& person, PersonId who, std::int32_t now, std::int32_t end, unsigned lane,
                          const std::array<std::uint32_t, 4>& first_block, double wait) {
    std::array<std::uint32_t, 4> block = first_block;
    Agent& agent = person.agent;
    for (;;) {
      if (agent.due <= agent.opportunity) {
        const auto situation = static_cast<Situation>(agent.situation);
        const auto* process = process_due(world, who, now);
        Moment moment{Time::from_minutes(now), lane, date_luck(world, agent, *process, now)};
        process->then(world, who, moment);
        if (observer_) observer_->happened(moment.now, process->name(), world, who);
        if (agent.situation == gone) return leave(who, lane);
        if (agent.situation != situation) change_pace(world, agent, situation, now);
        agent.due = next_due(world, who);
        if (agent.due <= now) check_progress(world, who, *process, now);
      } else {
        const std::uint32_t draw = take_draw(agent);
        double position;
        const std::size_t band = caps_->band(now - agent.birth);
        const auto* segment = caps_->segment(agent.situation, band, to_uniform(block[1]), position);
        if (segment != nullptr) {
          const auto& process = *catalogue_->processes[segment->process];
          if (segment->certain || accepted(process, world, who, now, *segment, position)) {
            Moment moment{Time::from_minutes(now), lane,
                          Stream(world.luck(), Purpose::career, agent.identity, draw, block, 2)};
            process.then(world, who, moment);
            if (observer_) observer_->happened(moment.now, process.name(), world, who);
            if (agent.situation == gone) return leave(who, lane);
            agent.due = next_due(world, who);
          }
        }
        agent.opportunity = caps_->next_opportunity(agent.situation, agent.birth, now, band, wait);
      }
      now = std::max(now, std::min(agent.opportunity, agent.due));
      if (now >= end) return now;
      block = random_block(world.luck(), Purpose::career, agent.identity, agent.draws);
      wait = to_exponential(block[0]);
    }
  }

  std::int32_t leave(PersonId who, unsigned lane) {
    left_[lane].push_back(who);
    return Time::never().minutes();
  }

  const Process<World>* process_due(const World& world, PersonId who, std::int32_t now) const {
    for (const auto* process : dated_[world.population()[who].agent.situation])
      if (process->due(world, who).minutes() <= now) return process;
    expect(false, "a person was due, but no process was");
    return nullptr;
  }

  void check_progress(const World& world, PersonId who, const Process<World>& process, std::int32_t now) const {
    if (process_due(world, who, now) == &process)
      throw BrokenPromise("process '" + std::string(process.name()) + "' does not move its own date");
  }

  [[noreturn]] static void broken_cap(std::string_view process, Identity who, double rate, double cap) {
    throw BrokenPromise("process '" + std::string(process) + "': the rate " + std::to_string(rate) +
                        " a year of person " + std::to_string(who.value()) + " is above its cap " +
                        std::to_string(cap));
  }

  static constexpr std::size_t block_size = 32;  // rows compared at once
  static constexpr std::size_t batch_size = 64;  // people whose luck is drawn together

  const Catalogue<World>* catalogue_ = nullptr;
  const Caps* caps_ = nullptr;
  std::vector<std::vector<const Process<World>*>> dated_;  // [situation]
  std::vector<std::vector<PersonId>> left_;                // [lane] gone since the last barrier
  Observer<World>* observer_ = nullptr;
};

}  // namespace formatie
