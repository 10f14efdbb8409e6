// The careers workload, written by hand for this one workload: what a general engine is measured against.
//
// Persons meet once a month; in between each runs alone, so a month is a few passes over the persons who have something
// due. One thread, one array of next times, one 16-byte record a person, one Philox block an opportunity.

#include <bit>
#include <cstring>

#include <Random123/philox.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "careers.h"

using namespace careers;

namespace {

// Time is in minutes. A year of 365.25 days has twelve equal months.
constexpr std::int32_t year = 525'960;
constexpr std::int32_t month = year / 12;
constexpr std::int32_t never = INT32_MAX;
constexpr std::int32_t retirement = static_cast<std::int32_t>(retirement_age) * year;
constexpr std::uint64_t first_newcomer = 1ULL << 32;

struct Person {
  std::uint64_t identity;  // founders 0, 1, ...; newcomers 2^32, 2^32 + 1, ...
  std::int32_t birth;      // minute; before the start for nearly everybody
  std::uint16_t draws;     // Philox blocks used
  std::uint16_t fifths;    // contract size
};
static_assert(sizeof(Person) == 16);

// A person's clock is the sum of the hazards (leave + change) lived through since the age of 20. The next opportunity
// comes when it has advanced by a unit exponential. Clock and age are piecewise linear in each other, so nothing
// happens where a band ends. The piece after retirement is flat: whoever gets that far retires on the birthday.
struct Piece {
  double clock_per_minute;
  double clock_at_age_0;  // of the line through this piece
  double minutes_per_clock;
  double age_at_clock_0;  // of the line through this piece, minutes
  double clock_at_end;
  std::uint32_t leaves_below;  // an opportunity is a leave if word 1 is below this, else a change
};
constexpr int cells_per_unit = 2;  // of clock; no band is shorter than a cell, so a cell touches at most two
struct Tables {
  Piece piece[bands + 1] = {};
  std::uint8_t piece_at[40 * cells_per_unit] = {};  // where the cell starts; a clock stays below 13 + 23
  std::uint8_t fifths[20] = {};                     // contract sizes, each as often as its share in twentieths
};
constexpr Tables make_tables() {
  Tables t;
  double clock = 0;
  for (int b = 0; b < bands; ++b) {
    const double start = (first_band + band_width * b) * year;
    const double end = std::min(start + band_width * year, double{retirement});
    const double rate = (leave_rate[b] + change_rate[b]) / year;
    const double leave_share = leave_rate[b] / (leave_rate[b] + change_rate[b]);
    t.piece[b] = {.clock_per_minute = rate,
                  .clock_at_age_0 = clock - rate * start,
                  .minutes_per_clock = 1 / rate,
                  .age_at_clock_0 = start - clock / rate,
                  .clock_at_end = clock + rate * (end - start),
                  .leaves_below = static_cast<std::uint32_t>(4294967296.0 * leave_share)};
    clock = t.piece[b].clock_at_end;
  }
  t.piece[bands] = {0, clock, 0, retirement, 1e9, 0};
  int at = 0;
  for (int cell = 0; cell < 40 * cells_per_unit; ++cell) {
    while (double(cell) / cells_per_unit >= t.piece[at].clock_at_end) ++at;
    t.piece_at[cell] = static_cast<std::uint8_t>(at);
  }
  int slot = 0;
  for (int i = 0; i < 4; ++i)
    for (int n = 0; n < static_cast<int>(fte_share[i] * 20 + .5); ++n)
      t.fifths[slot++] = static_cast<std::uint8_t>(fte_of[i] * 5 + .5);
  return t;
}
constexpr Tables tables = make_tables();

/// Unit exponential from 32 bits: -log((word + 1/2) / 2^32), by our own formula (relative error below 1e-11), the same
/// on every machine.
inline double exponential(std::uint32_t word) {
  const double x = word + 0.5;
  std::uint64_t bits;
  std::memcpy(&bits, &x, 8);
  const std::uint64_t shifted = bits - 0x3FE6A09E667F3BCDULL;  // x = m * 2^e with m in [sqrt(1/2), sqrt(2))
  const double e = static_cast<std::int32_t>(shifted >> 32) >> 20;
  bits = (shifted & 0x000FFFFFFFFFFFFFULL) + 0x3FE6A09E667F3BCDULL;
  double m;
  std::memcpy(&m, &bits, 8);
  const double s = (m - 1) / (m + 1);
  const double z = s * s;  // log m = 2 artanh s; z is below 0.0295
  const double log_m =
      2 * s * (1 + z * (1. / 3 + z * (1. / 5 + z * (1. / 7 + z * (1. / 9 + z * (1. / 11 + z * (1. / 13)))))));
  return (32 - e) * 0.69314718055994530942 - log_m;
}

inline const Piece& piece_at_age(std::int32_t age) {
  constexpr auto start = static_cast<std::int32_t>(first_band) * year;
  constexpr auto width = static_cast<std::int32_t>(band_width) * year;
  return tables.piece[(age - start) / width];
}

/// Age at the next opportunity, or at retirement if that comes first; minutes.
inline std::int32_t next_age(std::int32_t age, double wait) {
  const Piece& here = piece_at_age(age);
  const double clock = here.clock_at_age_0 + here.clock_per_minute * age + wait;
  unsigned p = tables.piece_at[static_cast<std::int32_t>(clock * cells_per_unit)];
  p += clock >= tables.piece[p].clock_at_end;
  return static_cast<std::int32_t>(tables.piece[p].age_at_clock_0 + tables.piece[p].minutes_per_clock * clock + 0.5);
}

/// Whole number below `end`, from 32 bits.
inline std::uint32_t below(std::uint32_t end, std::uint32_t word) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * end) >> 32);
}

/// Bit i says whether times[i] is before the end, for sixteen times.
inline std::uint32_t who_is_due(const std::int32_t* times, std::int32_t end) {
#ifdef __SSE2__
  const __m128i limit = _mm_set1_epi32(end);
  const auto four = [&](int i) {
    return _mm_cmplt_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(times + i)), limit);
  };
  return static_cast<std::uint32_t>(
      _mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(four(0), four(4)), _mm_packs_epi32(four(8), four(12)))));
#else
  std::uint32_t bits = 0;
  for (int i = 0; i < 16; ++i) bits |= std::uint32_t{times[i] < end} << i;
  return bits;
#endif
}

using Words = r123::Philox4x32::ctr_type;
// Persons scanned at a time: the records of those due must stay in the cache near the core until their turn.
constexpr std::uint32_t chunk_size = 1 << 14;
constexpr std::uint32_t batch = 256;  // opportunities worked at a time

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  const auto founders = static_cast<std::uint32_t>(options.persons);
  const double newcomers = newcomer_rate * static_cast<double>(options.persons) * options.years;
  const auto room = founders + static_cast<std::uint32_t>(newcomers + 10 * std::sqrt(newcomers) + 100);

  std::vector<std::int32_t> next(room + 15);
  std::vector<Person> persons(room);
  std::vector<std::uint32_t> vacant(room), due(chunk_size), sixteen(chunk_size / 16 + 1), due_in(chunk_size / 16 + 1);
  std::vector<std::int64_t> heads_of_month(12 * options.years), fifths_of_month(12 * options.years);

  const auto simulate = [&](std::uint32_t replication) -> Count {
    const r123::Philox4x32::key_type key{
        {static_cast<std::uint32_t>(options.seed), static_cast<std::uint32_t>(options.seed >> 32)}};
    const auto draw = [&](std::uint64_t identity, std::uint32_t number) -> Words {
      return r123::Philox4x32{}(
          {{number, replication, static_cast<std::uint32_t>(identity), static_cast<std::uint32_t>(identity >> 32)}},
          key);
    };
    std::int64_t heads = founders, fifths = 0, events = 0;
    std::uint32_t used = founders, empty = 0;
    std::fill(next.begin(), next.end(), never);

    // Block 0 of a person: word 0 = first wait, 1 = age at entry, 2 = contract size,
    // 3 = (newcomers) time since the newcomer before.
    const auto enter = [&](std::uint32_t who, std::uint64_t identity, std::int32_t now, double oldest,
                           const Words& words) {
      const std::int32_t age =
          static_cast<std::int32_t>(youngest) * year +
          static_cast<std::int32_t>(below(static_cast<std::uint32_t>((oldest - youngest) * year), words[1]));
      persons[who] = {identity, now - age, 1, tables.fifths[below(20, words[2])]};
      next[who] = now - age + next_age(age, exponential(words[0]));
      fifths += persons[who].fifths;
    };
    for (std::uint32_t who = 0; who < founders; ++who) enter(who, who, 0, oldest_at_start, draw(who, 0));

    const double minutes_between = year / (newcomer_rate * static_cast<double>(founders));
    std::uint64_t newcomer = first_newcomer;
    Words newcomer_words = draw(newcomer, 0);
    double arrival = minutes_between * exponential(newcomer_words[3]);

    for (int m = 0; m < 12 * options.years; ++m) {
      const std::int32_t end = (m + 1) * month;

      while (arrival < end) {
        const std::uint32_t who = empty > 0 ? vacant[--empty] : used++;
        enter(who, newcomer, static_cast<std::int32_t>(arrival), oldest_newcomer, newcomer_words);
        ++heads;
        ++events;
        newcomer_words = draw(++newcomer, 0);
        arrival += minutes_between * exponential(newcomer_words[3]);
      }

      for (std::uint32_t chunk = 0; chunk < used; chunk += chunk_size) {
        // Who is due? First which sixteens have somebody, then who: two short loops whose branches are foreseeable.
        std::uint32_t waiting = 0, sixteens = 0;
        for (std::uint32_t first = chunk; first < std::min(chunk + chunk_size, used); first += 16) {
          sixteen[sixteens] = first;
          due_in[sixteens] = who_is_due(&next[first], end);
          sixteens += due_in[sixteens] != 0;
        }
        for (std::uint32_t i = 0; i < sixteens; ++i) {
          std::uint32_t left = due_in[i];
          do {
            due[waiting] = sixteen[i] + static_cast<std::uint32_t>(std::countr_zero(left));
            __builtin_prefetch(&persons[due[waiting++]]);
            left &= left - 1;
          } while (left != 0);
        }

        while (waiting > 0) {  // persons with a second event in this month go round again
          std::uint32_t again = 0;
          for (std::uint32_t first = 0; first < waiting; first += batch) {
            const std::uint32_t n = std::min(batch, waiting - first);
            Words words[batch];  // word 0 = next wait, 1 = leave or change, 2 = new contract size
            double wait[batch];
            for (std::uint32_t i = 0; i < n; ++i)
              words[i] = draw(persons[due[first + i]].identity, persons[due[first + i]].draws);
            for (std::uint32_t i = 0; i < n; ++i) wait[i] = exponential(words[i][0]);
            for (std::uint32_t i = 0; i < n; ++i) {
              const std::uint32_t who = due[first + i];
              Person& person = persons[who];
              const std::int32_t age = next[who] - person.birth;
              fifths -= person.fifths;
              ++events;
              if (age >= retirement || words[i][1] < piece_at_age(age).leaves_below) {
                next[who] = never;
                vacant[empty++] = who;
                --heads;
                continue;
              }
              person.fifths = tables.fifths[below(20, words[i][2])];
              fifths += person.fifths;
              ++person.draws;
              next[who] = person.birth + next_age(age, wait[i]);
              due[again] = who;
              again += next[who] < end;
            }
          }
          waiting = again;
        }
      }
      heads_of_month[m] = heads;
      fifths_of_month[m] = fifths;
    }
    return {events, heads_of_month.back(), static_cast<double>(fifths_of_month.back()) / 5};
  };
  return report("straight_line", options, simulate);
}
