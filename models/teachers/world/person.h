#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/base/random.h"
#include "engine/kernel/population.h"

namespace formatie::teachers {

/// Where somebody stands. What can happen to a person depends on it and on the sector.
enum class State : std::uint8_t {
  student,      ///< in training to become a teacher
  seeking,      ///< looks for a teaching job, has none
  teaching,     ///< has a teaching job
  in_training,  ///< second-career teacher (zij-instromer) before the class, not yet qualified
  reserve,      ///< qualified, works elsewhere or not at all (silent reserve)
  unemployed,   ///< lost a teaching job and has a benefit (WW)
  leading,      ///< school leader
  assisting,    ///< teaching assistant
};
inline constexpr int states = 8;
inline constexpr const char* state_names[states] = {"student", "seeking",    "teaching", "in_training",
                                                    "reserve", "unemployed", "leading",  "assisting"};

/// What somebody is qualified for; which lessons that allows is data (may_teach.csv).
enum class Qualification : std::uint8_t { none, pabo, second_degree, first_degree, mbo_certificate };
inline constexpr int qualification_kinds = 5;

/// The kernel's situation: state and sector together, so that caps fit the sector.
constexpr Situation situation_of(State state, std::size_t sector) {
  return static_cast<Situation>(static_cast<std::size_t>(state) + states * sector);
}
constexpr State state_of(Situation situation) { return static_cast<State>(situation % states); }
constexpr std::size_t sector_of(Situation situation) { return situation / states; }

/// Contract sizes count in twentieths of an fte (0.05 fte).
using Size = std::uint8_t;
inline constexpr int full_time = 20;
inline constexpr double fte_per_size = 1.0 / full_time;

/// One school and, in sectors where posts go by subject, one subject: where vacancies are and people work.
struct Post;
using PostId = Id<Post>;

inline constexpr std::uint8_t no_subject = 255;

struct alignas(64) Person {  // one cache line
  Agent agent;
  PostId post;               ///< none without a job
  std::int32_t started = 0;  ///< minutes: entered the profession; for students: graduation
  std::int32_t since = 0;    ///< minutes: began the present state
  std::int32_t left = 0;     ///< minutes: left the last teaching job, or got the diploma
  std::int32_t until = 0;    ///< minutes: end of a sick leave, or of a benefit; 0 when neither
  Size size = 0;             ///< contract, twentieths of an fte; 0 without a job
  Size desired = 0;          ///< contract wanted
  Size desired_without = 0;  ///< contract wanted if there were no bonus
  std::uint8_t region = 0;   ///< where the person lives
  std::uint8_t subject = no_subject;
  std::uint8_t route = 0;  ///< by which door the present spell in the profession began, see `Flow`
  bool woman : 1 = false;
  bool second_career : 1 = false;  ///< zij-instromer
  bool moving : 1 = false;         ///< looks for another school
  bool past_aow : 1 = false;       ///< works on after the state-pension date
  bool wants_more : 1 = false;     ///< stands in the queue for extra hours
  bool guided : 1 = true;          ///< found guidance at the start of the career
  bool qualified : 1 = true;       ///< may teach the lessons of the present job, or of the one looked for
  bool taught : 1 = false;         ///< had a teaching job at the last census
  std::uint8_t taught_in : 4 = 0;  ///< the sector of that
  Qualification qualification = Qualification::none;

  State state() const { return state_of(static_cast<Situation>(agent.situation)); }
  std::size_t sector() const { return sector_of(static_cast<Situation>(agent.situation)); }
  /// Works more than the person would without the bonus.
  bool attracted() const { return desired != desired_without; }
  bool employed() const { return size > 0; }
  /// On long sick leave: keeps the contract, and somebody has to teach instead.
  bool sick() const { return until != 0 && size > 0; }
};
static_assert(sizeof(Person) == 64);
using PersonId = Id<Person>;

/// What luck is used for, beside the kernel's own purposes. The numbers are part of the results: do not renumber.
namespace purpose {
inline constexpr Purpose entry{2};            ///< who an entrant is
inline constexpr Purpose search{3};           ///< which schools a seeker sees in a round
inline constexpr Purpose preference{4};       ///< how a school likes a candidate
inline constexpr Purpose bonus{5};            ///< from which bonus on somebody works more, and how soon
inline constexpr Purpose synthesis{6};        ///< the first population
inline constexpr Purpose requalification{8};  ///< who gets a qualification in a year
inline constexpr Purpose start{7};            ///< what the first population has of what came into the model later
}  // namespace purpose

}  // namespace formatie::teachers
