#include "models/teachers/training/intake.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A student gives up the training to become a teacher.
class StudyDropout final : public ProcessOfLabour {
 public:
  explicit StudyDropout(const Contents& contents) : ProcessOfLabour(contents), intake_(contents.get<Intake>()) {}

  std::string_view name() const override { return "study_dropout"; }
  std::string_view meaning() const override { return "students give up"; }
  std::string_view depends_on() const override { return "route; first or later year"; }
  std::vector<Arrow> arrows() const override { return {{State::student, {}}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const auto& dial = Labour::years_since(p.since, now) < 1 ? intake_.dropout_first_year : intake_.dropout_later;
    return {dial.at(world.step(), p.route)};
  }
  PerYear cap(Situation, int, int) const override {
    double value = 0;
    for (std::size_t route = 0; route < labels_.route.size(); ++route)
      value = std::max({value, intake_.dropout_first_year.highest(route), intake_.dropout_later.highest(route)});
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }

 private:
  const Intake& intake_;  // source: data/SOURCES.md, study_dropout.csv
};

/// A student gets the diploma and looks for a job in one of the sectors, joins the reserve, or goes elsewhere.
class Graduation final : public ProcessOfLabour {
 public:
  explicit Graduation(Contents& contents)
      : ProcessOfLabour(contents),
        looks_({&labels_.route, &labels_.sector}),
        reserve_({&labels_.route}),
        diplomas_(contents.counters.declare({&contents.splits.route})) {
    contents.measures.add(
        {.measure = {"diplomas", "persons a year", "diploma's", "diplomas", "diploma's van het jaar, naar route",
                     "diplomas of the year, by route", 0, Better::higher},
         .by = {&contents.splits.route},
         .value = contents.counted(diplomas_),
         .outer = false,
         .flow = true});
  }

  std::string_view name() const override { return "graduation"; }
  std::string_view meaning() const override { return "students get their diploma"; }
  std::string_view depends_on() const override { return "the date drawn at entry (1 July); the sector by route"; }
  void fields(Fields& f) override {
    f.dial("looks", looks_, "share", {0, 1}, "graduates who look for a teaching job in the sector");
    f.dial("to_reserve", reserve_, "share", {0, 1}, "graduates who join the silent reserve; the others go elsewhere");
  }
  std::vector<Arrow> arrows() const override {
    return {{State::student, State::seeking}, {State::student, State::reserve}, {State::student, {}}};
  }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override { return Time::from_minutes(world.person(who).started); }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    world.count(moment, diplomas_, p.route);
    p.left = moment.now.minutes();
    double left = moment.luck.uniform();
    const double size_luck = moment.luck.uniform();
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    const std::size_t sectors = labels_.sector.size();
    std::size_t likely = 0;  // the sector of the reserve: where most of the route's graduates look
    for (std::size_t sector = 0; sector < sectors; ++sector) {
      const double share = looks_.at(world.step(), looks_.cell(p.route, sector));
      if (share > looks_.at(world.step(), looks_.cell(p.route, likely))) likely = sector;
      if (left >= 0 && left < share) {
        p.desired = p.desired_without = draw_size(world.structure(), sector, age, p.woman, size_luck);
        world.become(who, State::seeking, sector, moment.now);
        world.seek(who, moment.lane);
        return;
      }
      left -= share;
    }
    if (left < reserve_.at(world.step(), p.route))
      world.become(who, State::reserve, likely, moment.now);
    else
      world.go(who, moment.lane);
  }

 private:
  Dial looks_;    // by route, sector; source: data/SOURCES.md, job_search.csv
  Dial reserve_;  // by route; source: data/SOURCES.md, job_search_rest.csv
  Counter diplomas_;
};

/// Students on census days.
class Students final : public Part, public Headcount<Labour> {
 public:
  explicit Students(Contents& contents) : persons_({&contents.splits.route}) {
    contents.measures.add({.measure = {"students", "persons", "studenten", "students", "in opleiding tot leraar",
                                       "in training to become a teacher", 0},
                           .by = {&contents.splits.route},
                           .value = [this](const Cell& cell) { return persons_.sum(cell); },
                           .outer = false});
  }
  std::string_view name() const override { return "students"; }
  bool counts(Situation situation) const override { return state_of(situation) == State::student; }
  void begin_count(const Labour&) override { persons_.clear(); }
  void count(const Labour&, Situation, const Person* const* people, std::size_t size) override {
    for (std::size_t i = 0; i < size; ++i) persons_.at(people[i]->route) += 1;
  }

 private:
  Tally persons_;
};

}  // namespace

void add_intake(Contents& contents) { contents.add<Intake>(contents.labels); }
void add_study_dropout(Contents& contents) { contents.add<StudyDropout>(contents); }
void add_graduation(Contents& contents) { contents.add<Graduation>(contents); }
void add_students(Contents& contents) { contents.add<Students>(contents); }

}  // namespace formatie::teachers
