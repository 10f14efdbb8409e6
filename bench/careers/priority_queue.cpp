// The careers workload the way a textbook does it: one std::priority_queue with everybody's next event, in global time
// order.
//
// Written apart from straight_line.cpp and with simpler formulas (std::log, a walk over the age bands), but from the
// same draws: both programs tell the same lives, so their counts check each other.

#include <functional>
#include <queue>

#include <Random123/philox.h>

#include "careers.h"

using namespace careers;

namespace {

// Time is in minutes. A year of 365.25 days has twelve equal months.
constexpr std::int32_t year = 525'960;
constexpr std::int32_t month = year / 12;
constexpr std::int32_t retirement = static_cast<std::int32_t>(retirement_age) * year;
constexpr std::uint64_t first_newcomer = 1ULL << 32;
constexpr std::uint32_t arrivals = UINT32_MAX;  // in the queue, in the place of a person: the next newcomer

struct Person {
  std::uint64_t identity;  // founders 0, 1, ...; newcomers 2^32, 2^32 + 1, ...
  std::int32_t birth;      // minute
  std::uint16_t draws;     // Philox blocks used
  std::uint16_t size;      // contract size, index into fte_of
};

/// Number in (0, 1) from 32 bits.
double share(std::uint32_t word) { return (word + 0.5) / 4294967296.0; }

double exponential(std::uint32_t word) { return -std::log(share(word)); }

int band_of(std::int32_t age) { return static_cast<int>((age / double{year} - first_band) / band_width); }

std::uint16_t contract_size(std::uint32_t word) {
  double left = share(word);
  std::uint16_t size = 0;
  while (size < 3 && left >= fte_share[size]) left -= fte_share[size++];
  return size;
}

/// Age at the next opportunity, or at retirement if that comes first; minutes.
std::int32_t next_age(std::int32_t age, double wait) {
  double now = age;
  for (int band = band_of(age); band < bands; ++band) {
    const double rate = (leave_rate[band] + change_rate[band]) / year;
    const double end = (first_band + band_width * (band + 1)) * year;
    if (wait < rate * (end - now)) return std::min(static_cast<std::int32_t>(now + wait / rate + 0.5), retirement);
    wait -= rate * (end - now);
    now = end;
  }
  return retirement;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  const auto founders = static_cast<std::uint32_t>(options.persons);

  const auto simulate = [&](std::uint32_t replication) -> Count {
    const r123::Philox4x32::key_type key{
        {static_cast<std::uint32_t>(options.seed), static_cast<std::uint32_t>(options.seed >> 32)}};
    using Words = r123::Philox4x32::ctr_type;
    const auto draw = [&](std::uint64_t identity, std::uint32_t number) -> Words {
      return r123::Philox4x32{}(
          {{number, replication, static_cast<std::uint32_t>(identity), static_cast<std::uint32_t>(identity >> 32)}},
          key);
    };

    // An entry is the time in the high half and the person in the low half: eight bytes, compared in one go.
    std::vector<std::uint64_t> storage;
    storage.reserve(founders + founders / 4);
    std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> queue(std::greater<>{},
                                                                                         std::move(storage));
    const auto schedule = [&](std::int32_t time, std::uint32_t who) {
      queue.push(std::uint64_t{static_cast<std::uint32_t>(time)} << 32 | who);
    };

    std::vector<Person> persons(founders);
    std::vector<std::uint32_t> vacant;
    std::int64_t heads = 0, events = 0, sizes[4] = {};

    // Block 0 of a person: word 0 = first wait, 1 = age at entry, 2 = contract size,
    // 3 = (newcomers) time since the newcomer before.
    const auto enter = [&](std::uint32_t who, std::uint64_t identity, std::int32_t now, double oldest,
                           const Words& words) {
      const auto age = static_cast<std::int32_t>(youngest * year +
                                                 std::floor((oldest - youngest) * year * (words[1] / 4294967296.0)));
      persons[who] = {identity, now - age, 1, contract_size(words[2])};
      schedule(now - age + next_age(age, exponential(words[0])), who);
      ++heads;
      ++sizes[persons[who].size];
    };
    for (std::uint32_t who = 0; who < founders; ++who) enter(who, who, 0, oldest_at_start, draw(who, 0));

    const double minutes_between = year / (newcomer_rate * static_cast<double>(founders));
    std::uint64_t newcomer = first_newcomer;
    Words newcomer_words = draw(newcomer, 0);
    double arrival = minutes_between * exponential(newcomer_words[3]);
    schedule(static_cast<std::int32_t>(arrival), arrivals);

    std::vector<Count> months;
    for (int m = 0; m < 12 * options.years; ++m) {
      const std::int32_t end = (m + 1) * month;
      while (static_cast<std::int32_t>(queue.top() >> 32) < end) {
        const auto now = static_cast<std::int32_t>(queue.top() >> 32);
        const auto who = static_cast<std::uint32_t>(queue.top());
        queue.pop();
        ++events;
        if (who == arrivals) {
          std::uint32_t place = static_cast<std::uint32_t>(persons.size());
          if (vacant.empty()) {
            persons.emplace_back();
          } else {
            place = vacant.back();
            vacant.pop_back();
          }
          enter(place, newcomer, now, oldest_newcomer, newcomer_words);
          newcomer_words = draw(++newcomer, 0);
          arrival += minutes_between * exponential(newcomer_words[3]);
          schedule(static_cast<std::int32_t>(arrival), arrivals);
          continue;
        }
        Person& person = persons[who];
        const std::int32_t age = now - person.birth;
        const Words words =
            draw(person.identity, person.draws);  // word 0 = next wait, 1 = leave or change, 2 = new contract size
        const int band = std::min(band_of(age), bands - 1);
        --sizes[person.size];
        if (age >= retirement || share(words[1]) < leave_rate[band] / (leave_rate[band] + change_rate[band])) {
          --heads;
          vacant.push_back(who);
          continue;
        }
        person.size = contract_size(words[2]);
        ++sizes[person.size];
        ++person.draws;
        schedule(person.birth + next_age(age, exponential(words[0])), who);
      }
      double fte = 0;
      for (int size = 0; size < 4; ++size) fte += fte_of[size] * static_cast<double>(sizes[size]);
      months.push_back({events, heads, fte});
    }
    return months.back();
  };
  return report("priority_queue", options, simulate);
}
