#include "models/teachers/levers/workload_funds/workload_funds.h"
#include "models/teachers/market/pupils.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// On 1 August schools set their formation for the school year: that of the start, moved with the pupils of the sector,
/// and the teachers bought with workload funds. Posts are whole twentieths of an fte, and add up to the sector's total.
class SchoolYear final : public Rule {
 public:
  explicit SchoolYear(const Contents& contents)
      : labels_(contents.labels),
        funds_(contents.get<WorkloadFunds>()),
        pupils_(contents.get<Pupils>()),
        more_formation_({&labels_.sector}) {}

  std::string_view name() const override { return "school_year"; }
  std::string_view meaning() const override { return "schools set their formation on 1 August"; }
  void fields(Fields& f) override {
    f.number("pupil_response", pupil_response_, "share", {0, 1},
             "part of a school's formation that moves with the pupils");
    f.dial("more_formation", more_formation_, "share", {-0.5, 1},
           "formation on top of that, as a share of that of the start: for more or less teaching by a teacher");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {8}); }
  void act(Labour& world, Time) override {
    const auto& st = world.structure();
    // Rounding carries the rest from post to post, so that a sector's total is right to a twentieth.
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double bought = funds_.buy(world.step(), sector);  // fte
      double total = 0;
      for (const auto i : st.schools_of_sector[sector])
        for (std::uint32_t p = 0; p < st.schools[i].posts; ++p) total += st.base_demand[st.schools[i].first_post + p];
      const double growth = pupils_.number.at(world.step(), sector) / st.pupils_at_start[sector] - 1;
      const double factor =
          1 + pupil_response_ * growth + more_formation_.at(world.step(), sector) + bought * full_time / total;
      double rest = 0.5;
      for (const auto i : st.schools_of_sector[sector])
        for (std::uint32_t p = 0; p < st.schools[i].posts; ++p) {
          const std::size_t post = st.schools[i].first_post + p;
          rest += st.base_demand[post] * factor;
          const auto whole = static_cast<std::int32_t>(rest);
          world.set_demand(PostId(static_cast<std::uint32_t>(post)), whole);
          rest -= whole;
        }
    }
  }

 private:
  const Labels& labels_;
  WorkloadFunds& funds_;
  const Pupils& pupils_;
  Dial more_formation_;  // by sector; 0 in the base scenario
  double pupil_response_ = 1;
};

}  // namespace

void add_school_year(Contents& contents) { contents.add<SchoolYear>(contents); }

}  // namespace formatie::teachers
