#pragma once

#include "engine/base/random.h"

#include "models/teachers/world/structure.h"

namespace formatie::teachers {

/// The identity's `origin` of people who were there at the start; routes use their own number.
enum Origins : std::uint16_t {
  first_teachers = 1000,
  first_reserve = 1100,
  first_unemployed = 1200,
  first_leaders = 1300,
  first_seekers = 1400,
  first_assistants = 1500,
  new_assistants = 1600,  ///< came later; by year
};

/// Somebody who starts a study on 1 September of `year`: sex, age, home, subject and the date of the diploma, for those
/// who do not give up. All of it hangs on the facts of entry only: route, year and number within the cohort.
Person new_student(const Structure& structure, const Luck& luck, std::size_t route, int year, std::uint32_t number);

/// Somebody who applies in the course of `year` to become a teacher while already before the class (zij-instroom).
Person new_career_changer(const Structure& structure, const Luck& luck, std::size_t route, int year,
                          std::uint32_t number, Time now);

/// A teaching assistant who begins; in the first population with `year` 0, of any age.
Person new_assistant(const Structure& structure, const Luck& luck, std::size_t sector, int year, std::uint32_t number,
                     Time now);

/// Makes a student of somebody who is there already, on 1 September: the date of the diploma is drawn.
void begin_study(const Structure& structure, Stream& luck, Person& person, std::size_t route, Time now);

/// The contract size that a person of this sector, age and sex wants, by a uniform number.
Size draw_size(const Structure& structure, std::size_t sector, int age, bool woman, double uniform);

}  // namespace formatie::teachers
