#include "models/teachers/training/qualifications.h"

#include <algorithm>

#include "models/teachers/census/people.h"

namespace formatie::teachers {

Qualifications::Qualifications(const Labels& labels)
    : of_route({&labels.route, &labels.qualification}),
      at_start({&labels.sector, &labels.qualification}),
      may_teach({&labels.qualification, &labels.sector, &labels.years_of_vo}),
      first_degree_lessons({&labels.subject}),
      first_degree_start({&labels.subject}),
      unqualified_start({&labels.subject}),
      fit({&labels.subject, &labels.other_subject}) {}

void Qualifications::fields(Fields& f) {
  f.at_start();
  f.dial("of_route", of_route, "1 or 0", {0, 1}, "qualification that a route gives");
  f.dial("at_start", at_start, "share", {0, 1}, "qualifications of those who teach when the period begins");
  f.dial("may_teach", may_teach, "1 or 0", {0, 1}, "lessons that a qualification allows");
  f.dial("first_degree_lessons", first_degree_lessons, "share", {0, 1}, "vo lessons that ask for a first degree");
  f.dial("first_degree_at_start", first_degree_start, "share", {0, 1}, "vo teachers at the start with a first degree");
  f.dial("unqualified_at_start", unqualified_start, "share", {0, 1}, "vo lessons at the start by unqualified teachers");
  f.dial("fit", fit, "share", {0, 1}, "how far a teacher of the other subject can stand in for one of the subject");
}

Qualification Qualifications::given_by(std::size_t step, std::size_t route) const {
  for (int q = 0; q < qualification_kinds; ++q)
    if (of_route.at(step, of_route.cell(route, static_cast<std::size_t>(q))) > 0.5)
      return static_cast<Qualification>(q);
  return Qualification::none;
}

bool Qualifications::may_teach_in(Time date, Qualification qualification, std::size_t sector) const {
  for (std::size_t years = 0; years < 3; ++years)
    if (may_teach.on(date, may_teach.cell(static_cast<std::size_t>(qualification), sector, years)) > 0.5) return true;
  return false;
}

bool Qualifications::allows(std::size_t step, Qualification qualification, std::size_t sector) const {
  for (std::size_t years = 0; years < 3; ++years)
    if (may_teach.at(step, may_teach.cell(static_cast<std::size_t>(qualification), sector, years)) > 0.5) return true;
  return false;
}

namespace {

/// Lessons by teachers without the qualification, or the degree, that they ask for; on census days.
class Lessons final : public Part, public Headcount<Labour> {
 public:
  explicit Lessons(Contents& contents)
      : labels_(contents.labels),
        qualifications_(contents.get<Qualifications>()),
        people_(contents.get<People>()),
        by_{&contents.splits.sector, &contents.splits.subject},
        unqualified_(by_),
        first_degree_(by_),
        below_degree_(by_) {
    add_share(contents, unqualified_,
              {"unqualified_lessons", "%", "onbevoegd gegeven lessen", "unqualified lessons",
               "vo-lessen door wie er niet bevoegd voor is", "vo lessons by teachers who are not qualified for them", 1,
               Better::lower});
    add_share(contents, below_degree_,
              {"lessons_below_degree", "%", "lessen zonder vereiste graad", "lessons below the degree",
               "vo-lessen die een eerstegraads bevoegdheid vragen en niemand met die bevoegdheid hebben",
               "vo lessons that ask for a first degree and have no teacher with one", 1, Better::lower});
  }
  std::string_view name() const override { return "lessons"; }

  bool counts(Situation situation) const override {
    const State state = state_of(situation);
    return labels_.with_subjects[sector_of(situation)] && (state == State::teaching || state == State::in_training);
  }
  void begin_count(const Labour&) override {
    for (auto* table : {&unqualified_, &first_degree_, &below_degree_}) table->clear();
  }
  void count(const Labour& world, Situation situation, const Person* const* people, std::size_t size) override {
    const std::size_t sector = sector_of(situation);
    for (std::size_t i = 0; i < size; ++i) {
      const Person& p = *people[i];
      const std::size_t subject = world.post(p.post).subject;
      if (!p.qualified) unqualified_.at(sector, subject) += p.size;
      if (p.qualified && p.qualification == Qualification::first_degree) first_degree_.at(sector, subject) += p.size;
    }
  }
  void before_measures(const Labour& world) override {
    for (auto* table : {&unqualified_, &first_degree_})
      for (double& twentieths : table->values()) twentieths *= fte_per_size;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      for (std::size_t subject = 0; labels_.with_subjects[sector] && subject < labels_.subject.size(); ++subject) {
        const double asked = qualifications_.first_degree_lessons.at(world.step(), subject) *
                             people_.fte(Cell().with(*by_[0], sector).with(*by_[1], subject));
        below_degree_.at(sector, subject) = std::max(0.0, asked - first_degree_.at(sector, subject));
      }
  }

 private:
  /// Of all lessons in sectors where posts have a subject.
  void add_share(Contents& contents, const Tally& table, Measure measure) {
    contents.measures.add({.measure = std::move(measure), .by = by_, .value = [this, &table](const Cell& cell) {
                             return 100 * table.sum(cell) / people_.fte_with_subject(cell);
                           }});
  }

  const Labels& labels_;
  const Qualifications& qualifications_;
  const People& people_;
  std::vector<const Split*> by_;
  Tally unqualified_, first_degree_, below_degree_;  // by sector, subject; fte
};

}  // namespace

void add_qualifications(Contents& contents) { contents.add<Qualifications>(contents.labels); }
void add_lessons(Contents& contents) { contents.add<Lessons>(contents); }

}  // namespace formatie::teachers
