// What the cohort projection says in the words of the model's measures.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/expect.h"

#include "models/teachers/cohort/cohort.h"

namespace formatie::teachers {
namespace {

/// Sums of cohorts as measures ask for them: by sector and sex, and by sector and age band.
struct Sums {
  explicit Sums(const Splits& splits)
      : age(splits.age), by_sex({&splits.sector, &splits.sex}), by_age({&splits.sector, &splits.age}) {}
  double of(const Cell& c) const { return c[age] ? by_age.sum(c) : by_sex.sum(c); }
  const Split& age;
  Tally by_sex, by_age;
};

/// `cohorts` [month of birth][sector * 2 + sex]; the first row was `oldest_months` old `elapsed` months ago.
Sums sums_of(const Eigen::ArrayXXd& cohorts, const Contents& contents, double oldest_months, double elapsed) {
  const Labels& labels = contents.labels;
  Sums sums(contents.splits);
  for (Eigen::Index row = 0; row < cohorts.rows(); ++row) {
    // Births are even over a month: who is already in the next band on the day is counted there.
    const double youngest = oldest_months - static_cast<double>(row) + elapsed;
    const int whole = static_cast<int>(std::floor((youngest + 1) / 12 - 1e-9));
    const std::size_t band = labels.band_of_age(whole);
    const double in_band = std::clamp(youngest + 1 - 12 * labels.age_from[band], 0.0, 1.0);
    for (Eigen::Index g = 0; g < cohorts.cols(); ++g) {
      const auto sector = static_cast<std::size_t>(g) / sexes;
      const double amount = cohorts(row, g);
      sums.by_sex.at(sector, static_cast<std::size_t>(g) % sexes) += amount;
      sums.by_age.at(sector, band) += amount * (band == 0 ? 1 : in_band);
      if (band > 0) sums.by_age.at(sector, band - 1) += amount * (1 - in_band);
    }
  }
  return sums;
}

/// One census in the words of the measures.
class CensusSums {
 public:
  CensusSums(const CohortCensus& census, const std::vector<StudentCohort>& student_cohorts, const Contents& contents,
             double oldest_months, double elapsed)
      : splits_(contents.splits),
        teachers_(sums_of(census.teachers, contents, oldest_months, elapsed)),
        fte_(sums_of(census.employment, contents, oldest_months, elapsed)),
        students_({&splits_.route}),
        diplomas_(students_),
        outflow_({&splits_.sector, &splits_.cause}),
        inflow_({&splits_.sector, &splits_.door}),
        switched_({&splits_.sector, &splits_.from}),
        reserve_({&splits_.sector}),
        unemployed_(reserve_),
        leaders_(reserve_) {
    for (std::size_t i = 0; i < census.students.size(); ++i) {
      students_.at(student_cohorts[i].route) += census.students[i];
      diplomas_.at(student_cohorts[i].route) += census.diplomas[i];
    }
    for (std::size_t cause = 0; cause < cohort_causes; ++cause)
      known_causes_.push_back(*splits_.cause.labels->find(cohort_cause_names[cause]));
    for (std::size_t sector = 0; sector < splits_.sector.size(); ++sector) {
      for (std::size_t cause = 0; cause < cohort_causes; ++cause)
        for (Eigen::Index row = 0; row < census.outflow.rows(); ++row)
          outflow_.at(sector, known_causes_[cause]) += census.outflow(row, index(sector * cohort_causes + cause));
      for (Eigen::Index door = 0; door < census.inflow.cols(); ++door)
        inflow_.at(sector, static_cast<std::size_t>(door)) += census.inflow(index(sector), door);
      for (std::size_t from = 0; from < splits_.from.size(); ++from)
        switched_.at(sector, from) = census.switched(index(sector), index(from));
      reserve_.at(sector) = census.reserve[index(sector)];
      unemployed_.at(sector) = census.unemployed[index(sector)];
      leaders_.at(sector) = census.leaders[index(sector)];
    }
  }

  /// NaN for a measure that the projection does not have.
  double value(const std::string& measure, const Cell& c, bool market, bool has_fte) const {
    if (measure == "teachers") return teachers_.of(c);
    if (measure == "employment" && has_fte) return fte_.of(c);
    if (measure == "contract_size" && has_fte) return fte_.of(c) / teachers_.of(c);
    if (measure == "outflow") return knows(c[splits_.cause]) ? outflow_.sum(c) : std::nan("");
    if (measure == "inflow") return inflow_.sum(c);
    if (measure == "school_leaders") return leaders_.sum(c);
    if (measure == "silent_reserve" && market) return reserve_.sum(c);
    if (measure == "benefits" && market) return unemployed_.sum(c);
    if (measure == "switched") return switched_.sum(c);
    if (measure == "students") return students_.sum(c);
    if (measure == "diplomas") return diplomas_.sum(c);
    return std::nan("");
  }

 private:
  bool knows(std::optional<std::size_t> cause) const {
    return !cause || std::count(known_causes_.begin(), known_causes_.end(), *cause) > 0;
  }

  const Splits& splits_;
  Sums teachers_, fte_;
  Tally students_, diplomas_;  // by route
  Tally outflow_, inflow_, switched_;
  Tally reserve_, unemployed_, leaders_;  // by sector
  std::vector<std::size_t> known_causes_;
};

/// The processes and rules that the projection has, or leaves out as its meaning says.
constexpr const char* known[] = {
    "graduation", "study_dropout", "zij_instroom_qualification", "zij_instroom_dropout", "state_pension", "resignation",
    "retirement", "death", "sector_switch", "contract_size", "return_to_teaching", "return_from_benefit", "benefit_end",
    "promotion", "stepping_back", "leader_exit", "assistant_exit",
    // left out
    "full_time_response", "falling_sick", "recovery", "school_move", "relocation", "giving_up",
    // rules that move people
    "layoffs", "assistants_year", "enrolment", "zij_instroom_intake", "hiring_round"};

/// Of which states of people each measure of the projection tells.
struct Tells {
  const char* measure;
  std::vector<State> of;
};
const std::vector<Tells>& tells() {
  static const std::vector<State> at_work = {State::teaching, State::in_training};
  static const std::vector<Tells> list = {{"teachers", at_work},
                                          {"employment", at_work},
                                          {"contract_size", at_work},
                                          {"outflow", at_work},
                                          {"switched", at_work},
                                          {"inflow", {State::teaching, State::in_training, State::seeking}},
                                          {"school_leaders", {State::leading}},
                                          {"silent_reserve", {State::reserve}},
                                          {"benefits", {State::unemployed}},
                                          {"students", {State::student}},
                                          {"diplomas", {State::student}}};
  return list;
}

/// A process or rule that the projection does not know, and the measures that it would move.
struct Unknown {
  std::string name;
  std::vector<std::string> measures;
};

/// The arrows of everything in the model that moves people.
std::vector<std::pair<std::string, std::vector<Transition>>> movers(const Contents& contents) {
  std::vector<std::pair<std::string, std::vector<Transition>>> list;
  for (const auto& process : contents.catalogue().processes) {
    bool ever = process->dated();
    for (const auto& arrow : process->transitions()) ever = ever || process->cap(arrow.from, 0, 110).value > 0;
    if (ever) list.emplace_back(process->name(), process->transitions());
  }
  for (const auto& rule : contents.catalogue().rules) list.emplace_back(rule->name(), rule->transitions());
  return list;
}

/// What the projection does not know of these contents. Whoever is moved is missing, or too many, in every state that
/// can be reached from there.
std::vector<Unknown> unknown_to_the_projection(const Contents& contents) {
  const auto all = movers(contents);
  std::vector<Unknown> list;
  for (const auto& [name, arrows] : all) {
    if (arrows.empty() || std::find(std::begin(known), std::end(known), name) != std::end(known)) continue;
    std::array<bool, states> touched{};
    const auto touch = [&](Situation situation) {
      if (situation == gone || touched[static_cast<std::size_t>(state_of(situation))]) return false;
      return touched[static_cast<std::size_t>(state_of(situation))] = true;
    };
    for (const auto& arrow : arrows) touch(arrow.from), touch(arrow.to);
    for (bool more = true; more;) {
      more = false;
      for (const auto& [other, ways] : all)
        for (const auto& way : ways)
          if (way.from != gone && touched[static_cast<std::size_t>(state_of(way.from))]) more = touch(way.to) || more;
    }
    Unknown unknown{name, {}};
    for (const auto& measure : tells())
      if (std::any_of(measure.of.begin(), measure.of.end(),
                      [&](State state) { return touched[static_cast<std::size_t>(state)]; }))
        unknown.measures.emplace_back(measure.measure);
    list.push_back(std::move(unknown));
  }
  return list;
}

}  // namespace

std::vector<double> CohortProjection::values(const Contents& contents, const Layout& layout,
                                             const std::vector<Cell>& cells) const {
  const Splits& splits = contents.splits;
  std::vector<std::string> left_empty;
  for (const auto& unknown : unknown_to_the_projection(contents))
    left_empty.insert(left_empty.end(), unknown.measures.begin(), unknown.measures.end());
  std::vector<double> values(layout.size(), std::nan(""));
  for (std::size_t date = 0; date < censuses_.size(); ++date) {
    const CohortCensus& census = censuses_[date];
    const CensusSums sums(census, student_cohorts_, contents, oldest_months_, years_between(begin_, census.date) * 12);
    for (std::size_t s = 0; s < layout.series().size(); ++s) {
      const Cell& c = cells[s];
      const auto& series = layout.series()[s];
      const std::string& measure = layout.measures()[series.measure].name;
      if (date < series.first_date || c[splits.kind] || c[splits.region] || c[splits.subject]) continue;
      if (date > 0 && std::count(left_empty.begin(), left_empty.end(), measure)) continue;
      values[layout.index(s, date)] = sums.value(measure, c, market_, has_fte_);
    }
  }
  return values;
}

std::vector<std::string> cohort_notes(const Contents& contents) {
  std::vector<std::string> notes;
  for (const auto& unknown : unknown_to_the_projection(contents))
    notes.push_back(fmt::format("'{}' is not in the projection, so these measures are left empty: {}", unknown.name,
                                fmt::join(unknown.measures, ", ")));
  return notes;
}

std::string cohort_meaning() {
  return "Expected numbers by cohorts of birth month, sex, sector and years in the profession, without chance, "
         "friction "
         "and feedback: whoever looks for a teaching job has one at once, at the size wanted, and whoever teaches "
         "stays or "
         "leaves by the rates alone. Left out: posts and what is open of them, schools, regions and subjects, layoffs, "
         "workload, guidance, sickness, costs, and the answers of people to the shortage and to a bonus.";
}

namespace {

/// The same number of both.
struct Pair {
  double persons, cohorts;
  double more() const { return persons - cohorts; }
};

/// The numbers of the person-level model beside those of the projection, and what is told of them.
class Comparer {
 public:
  Comparer(const Contents& contents, const Layout& layout, const std::vector<Cell>& cells,
           std::span<const double> persons, std::span<const double> cohorts, std::size_t date)
      : splits_(contents.splits), layout_(layout), cells_(cells), persons_(persons), cohorts_(cohorts), date_(date) {}

  void teachers(std::size_t sector) {
    const Cell cell = Cell().with(splits_.sector, sector);
    const double teachers = pair("teachers", cell).more();
    const Pair reserve = pair("silent_reserve", cell);
    std::string why = "no market in either: chance, and workload and guidance where they act";
    if (!std::isnan(reserve.cohorts)) {
      const double seekers = pair("job_seekers", cell).persons;
      const double benefits = pair("benefits", cell).more();
      const double leaders = pair("school_leaders", cell).more();
      why = fmt::format(
          "person by person there are {:.0f} who look for a job, {:+.0f} in the reserve, {:+.0f} with a benefit and "
          "{:+.0f} "
          "school leaders; the rest, {:+.0f}, is gone for good or in another sector",
          seekers, reserve.more(), benefits, leaders, teachers + seekers + reserve.more() + benefits + leaders);
    }
    tell("teachers", cell, why);
  }

  void employment(std::size_t sector) {
    const Cell cell = Cell().with(splits_.sector, sector);
    const Pair teachers = pair("teachers", cell), fte = pair("employment", cell);
    if (std::isnan(fte.cohorts)) return;
    const double by_persons = teachers.more() * fte.cohorts / teachers.cohorts;
    tell("employment", cell,
         fmt::format("{:+.0f} because of the number of teachers, {:+.0f} because of contract sizes (who "
                     "wants more hours waits for a vacancy; workload; a bonus)",
                     by_persons, fte.more() - by_persons));
  }

  /// Not on the first date: flows are compared by the teachers of the date before.
  void outflow(std::size_t cause) {
    const Cell cell = Cell().with(splits_.cause, cause);
    const std::string name = splits_.cause.labels->label(cause);
    const Pair flow = pair("outflow", cell), before = pair("teachers", {}, 1);
    if (std::isnan(flow.cohorts) || (flow.persons < 0.5 && flow.cohorts < 0.5)) return;
    const double by_persons = before.more() * flow.cohorts / before.cohorts;
    std::string why = fmt::format(
        "{:+.0f} because of the number of teachers a year before, {:+.0f} because they leave "
        "at another rate",
        by_persons, flow.more() - by_persons);
    if (name == "resignation")
      why += ": workload, guidance, how young and how new they are";
    else if (name == "training_dropout")
      why += ": second-career teachers who wait for a school are not in training; guidance";
    else if (name == "layoff")
      why = "schools with too many teachers: the cohorts have no schools";
    else
      why += ": how old they are";
    tell("outflow", cell, why);
  }

  void students(std::size_t route) {
    const Cell cell = Cell().with(splits_.route, route);
    const Pair students = pair("students", cell);
    if (students.persons == 0 && students.cohorts == 0) return;  // second-career routes have teachers, no students
    tell("students", cell, "chance alone: nothing acts on students in either");
  }

  std::vector<Projection::Comparison> list;

 private:
  std::size_t series_of(const std::string& measure, const Cell& cell) const {
    for (std::size_t s = 0; s < layout_.series().size(); ++s)
      if (layout_.measures()[layout_.series()[s].measure].name == measure && cells_[s] == cell) return s;
    expect(false, "a comparison is of a measure of the model");
    return 0;
  }
  Pair pair(const std::string& measure, const Cell& cell, std::size_t dates_ago = 0) const {
    const std::size_t at = layout_.index(series_of(measure, cell), date_ - dates_ago);
    return {persons_[at], cohorts_[at]};
  }
  void tell(const std::string& measure, const Cell& cell, std::string why) {
    list.push_back({series_of(measure, cell), date_, std::move(why)});
  }

  const Splits& splits_;
  const Layout& layout_;
  const std::vector<Cell>& cells_;
  std::span<const double> persons_, cohorts_;
  std::size_t date_;
};

}  // namespace

std::vector<Projection::Comparison> compare_with_cohorts(const Contents& contents, const Layout& layout,
                                                         const std::vector<Cell>& cells,
                                                         std::span<const double> persons,
                                                         std::span<const double> cohorts, std::size_t date) {
  Comparer comparer(contents, layout, cells, persons, cohorts, date);
  const Splits& splits = contents.splits;
  for (std::size_t sector = 0; sector < splits.sector.size(); ++sector) comparer.teachers(sector);
  for (std::size_t sector = 0; sector < splits.sector.size(); ++sector) comparer.employment(sector);
  for (std::size_t cause = 0; date > 0 && cause < splits.cause.size(); ++cause) comparer.outflow(cause);
  for (std::size_t route = 0; route < splits.route.size(); ++route) comparer.students(route);
  return std::move(comparer.list);
}

}  // namespace formatie::teachers
