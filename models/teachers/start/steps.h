#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "engine/base/problem.h"
#include "engine/base/random.h"
#include "engine/study/period.h"

#include "models/teachers/start/parameters.h"
#include "models/teachers/start/sources.h"
#include "models/teachers/world/structure.h"

/// The steps in which the structure and the first population are made, in their order; each is in the file of its
/// subject. Tables are named as in a scenario: `schools.po` is the file that stands at `po` under `schools`.
namespace formatie::teachers {

/// What every step has at hand; it adds to `structure`, and to `problems` what is wrong with a table.
struct Start {
  const StartParameters& parameters;
  const StartSources& sources;
  const Labels& labels;
  const Period& period;
  Luck luck;
  Structure& structure;
  Problems& problems;
};

/// [region][region] km
using Distances = std::vector<std::vector<double>>;
/// [post] contracts of those who work there, twentieths of an fte
using Filled = std::vector<std::int32_t>;

/// School leaders.
struct Leaders {
  std::vector<std::uint32_t> persons;               ///< [sector]
  std::vector<std::vector<double>> shares_of_ages;  ///< [sector][age band]
};

/// Teachers by sector, age band and sex. Cells are age band * 2 + sex.
struct TeacherCounts {
  std::vector<Eigen::ArrayXd> persons;   ///< [sector][cell]
  std::vector<Eigen::ArrayXd> mean_fte;  ///< [sector][cell]
};

/// How contract sizes are spread: over three bands, and within a band.
struct ContractSizes {
  std::vector<Eigen::Array3d> bands;  ///< [sector] shares of up to 0.5 fte, up to 0.8, above
  Eigen::ArrayXd profile;             ///< [size - 1] weight
};

/// The silent reserve; those who look for a job or have a benefit are of the same ages and sex.
struct Reserve {
  std::vector<double> persons, share_women;          ///< [sector]
  std::vector<std::vector<double>> shares_of_years;  ///< [sector][years away]
  std::vector<double> shares_of_ages;                ///< [age band]
};

/// The teachers of one sector.
struct TeachersOfSector {
  std::vector<Person> people;
  std::vector<double> ages;  ///< of each, years
};

// The tables.

/// Schools, their pupils and disadvantage. From `schools.po`, `schools.special`, `schools.vo` and `schools.mbo`.
void read_schools(const Start& start);
/// Shortest distances over the graph of neighbours. From `schools.neighbours`.
Distances read_distances(const Start& start);
/// Subjects by employment, and the posts of each school: one, or one a subject. From `labels.subjects`.
void add_posts(const Start& start);
/// The age at which the state pension begins. From `population.aow`.
void read_state_pension(const Start& start);
/// What is known of those on each route. From `training.sex`, `training.age`, `training.duration`, `training.subject`,
/// `qualifications.of_route` and `qualifications.may_teach`.
void read_routes(const Start& start);
/// From `population.leaders` and `population.leaders_age`.
Leaders read_leaders(const Start& start);
/// Ages and sex of the teaching assistants. From `assistants.age` and `assistants.share_women`.
void read_assistants(const Start& start);
/// From `population.people`.
TeacherCounts read_teachers(const Start& start);
/// From `population.contract_size_bands` and `population.contract_size_profile`.
ContractSizes read_contract_sizes(const Start& start);
/// From `population.reserve`, `population.reserve_years_away` and `population.reserve_age`.
Reserve read_reserve(const Start& start);
/// Every sector has teachers, contract sizes and a school, and the profile a weight; else there are problems.
void check_sectors(const Start& start, const TeacherCounts& counts, const ContractSizes& sizes);

// The people; each is drawn with luck of his own, so no step moves those of another.

/// Where people live: as the pupils of primary schools do. From `schools.po`.
void set_homes(const Start& start);
/// A sector's teachers by age and sex (rows, as cells of `TeacherCounts`) and contract size (columns), as real numbers.
Eigen::ArrayXXd fit_contract_sizes(const Start& start, std::size_t sector, const TeacherCounts& counts,
                                   const ContractSizes& sizes);
/// The teachers, still without a school, from a table of `fit_contract_sizes`; keeps its shares for contracts to come.
TeachersOfSector make_teachers(const Start& start, std::size_t sector, const TeacherCounts& counts,
                               const Eigen::ArrayXXd& table);
/// What the formation of schools is multiplied by, so that the sector employs its teachers.
void set_scale(const Start& start, std::size_t sector, const TeachersOfSector& teachers);
/// People go to schools: per subject where posts have one, the young rather to schools with young staff.
void place_teachers(const Start& start, std::size_t sector, TeachersOfSector& teachers, Filled& filled);
/// Demand beyond what is filled, over the posts of each region. From `schools.initial_shortage`.
void add_shortage(const Start& start, std::size_t sector, const Filled& filled);
/// The silent reserve of the sector.
void add_reserve(const Start& start, std::size_t sector, const Reserve& reserve);
/// Those with a benefit, who lost their jobs at an even pace within its length. From `benefits.persons_at_start`.
void add_unemployed(const Start& start, std::size_t sector, const Reserve& reserve);
/// Those without a job who look for one. From `population.seekers`.
void add_seekers(const Start& start, std::size_t sector, const Reserve& reserve);
/// The school leaders; as many of them are women as in the reserve.
void add_leaders(const Start& start, std::size_t sector, const Leaders& leaders, const Reserve& reserve);
/// The teaching assistants. From `assistants.posts`.
void add_assistants(const Start& start, std::size_t sector);
/// Demand of the posts that are filled.
void add_filled(const Start& start, const Filled& filled);
/// Who studies at the start: those of earlier cohorts who have neither given up nor finished. From `intake`.
void add_students(const Start& start);

// What people see of one another.

/// Whether people travel from one region to another to work. From `schools.commute_most_km`.
void set_within_reach(const Start& start, const Distances& km);
/// Where those go who leave their region: near regions and large ones more often. From `schools.relocation_km`.
void set_relocation(const Start& start, const Distances& km);
/// Whom a seeker sees: schools of a sector within reach of home, large and near ones more often. From
/// `schools.commute_km`.
void set_reach(const Start& start, const Distances& km);

// What several steps ask for.

/// Formation of a school before scaling, fte. From `schools.fixed_fte` and `schools.pupils_per_fte`.
double formation_weight(const Start& start, const School& school);
/// [region] pupils of primary schools.
std::vector<double> pupils_of_regions(const Structure& structure);
/// An age within a band, by a uniform number.
double age_in_band(const Start& start, std::size_t band, double uniform);
/// What a teacher of the first population is qualified for, whether he is on sick leave, and whether those who begin
/// found guidance. From `qualifications`, `sickness` and `guidance`.
void describe_teacher(const Start& start, Person& person, std::size_t sector);

}  // namespace formatie::teachers
