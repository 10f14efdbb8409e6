#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher begins to look for another school in the same sector, and keeps the job until there is one.
class SchoolMove final : public ProcessOfLabour {
 public:
  explicit SchoolMove(const Contents& contents)
      : ProcessOfLabour(contents), rate_({&labels_.sector, &labels_.age_band}) {}

  std::string_view name() const override { return "school_move"; }
  std::string_view meaning() const override { return "teachers look for another school in their sector"; }
  std::string_view depends_on() const override {
    return "sector, age band; in po disadvantage of the school; the job is kept until another is found";
  }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a teacher begins to look for another school");
    f.number("on_disadvantage", on_disadvantage_, "per point", {0, 5},
             "relative rise of the rate for each point of disadvantage a pupil above the mean; the mean rate stays");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    if (p.moving) return {0};
    const auto& st = world.structure();
    const double more = p.sector() == 0 ? (1 + on_disadvantage_ * st.schools[world.post(p.post).school].disadvantage) /
                                              (1 + on_disadvantage_ * st.mean_disadvantage)
                                        : 1;
    return {rate_.at(world.step(), rate_.cell(p.sector(), world.age_band(p, now))) * more};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    const double more = sector_of(situation) == 0 ? 1 + on_disadvantage_ * most_disadvantage : 1;
    return {highest(rate_, sector_of(situation), lowest_age, highest_age) * more};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    world.person(who).moving = true;
    world.seek(who, moment.lane);
  }

 private:
  double on_disadvantage_ = 0;
  Dial rate_;  // by sector, age band; source: data/SOURCES.md, school_move.csv
};

}  // namespace

void add_school_move(Contents& contents) { contents.add<SchoolMove>(contents); }

}  // namespace formatie::teachers
