#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/expect.h"

#include "models/teachers/census/people.h"
#include "models/teachers/sickness/sickness.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// On the first of each month: what a school does with open posts and with absences.
///
/// The coping ladder: extra hours, agency, a teacher who is not qualified, merged classes, another professional (in the
/// big cities, 22 hours a month), pupils at home. Each step covers what is left up to a part of the school's formation.
/// Nobody is hired by it: the posts stay open. Only the last step is seen from outside; the others hide the shortage.
class Coping final : public Rule {
 public:
  explicit Coping(Contents& contents)
      : labels_(contents.labels),
        sickness_(contents.get<Sickness>()),
        people_(contents.get<People>()),
        limit_({&labels_.sector, &labels_.step}),
        cost_({&labels_.sector, &labels_.step}),
        g5_only_({&labels_.sector, &labels_.step}),
        sector_(contents.splits.sector),
        step_(contents.measures.split("cause", labels_.step)),
        by_step_({&sector_, &step_}),
        regular_({&sector_, &contents.splits.region}),
        replacement_(regular_),
        sick_(regular_) {
    add_measures(contents);
  }

  std::string_view name() const override { return "coping"; }
  std::string_view meaning() const override { return "what schools do with open posts and absences"; }
  void fields(Fields& f) override {
    f.dial("limit", limit_, "share", {0, 1}, "part of its formation that a school can cover by the step");
    f.dial("cost", cost_, "euro a year per fte", {0, 1e6}, "what the step costs on top of what the open post saves");
    f.dial("g5_only", g5_only_, "1 or 0", {0, 1}, "whether the step is for the big cities only");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  void begin(Labour& world) override {
    euro_.assign(labels_.sector.size(), 0.0);
    by_step_.clear();
    for (auto* table : {&regular_, &replacement_, &sick_}) table->clear();
    st_ = &world.structure();
  }
  void begin_year(Labour&) override { std::fill(euro_.begin(), euro_.end(), 0.0); }
  void act(Labour& world, Time now) override {
    by_step_.clear();
    for (auto* table : {&regular_, &replacement_, &sick_}) table->clear();
    const double season = sickness_.season.at(world.step(), static_cast<std::size_t>(now.month() - 1));
    const bool first = now == world.steps().front();  // no month has passed
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double euro = cope(world, sector, season);
      if (!first) euro_[sector] += euro / 12;
    }
    if (world.checking) check();
  }

 private:
  static constexpr std::size_t most_steps = 8;

  /// What the schools of a sector do about posts and absences in the month; returns what it costs, euro a year.
  double cope(const Labour& world, std::size_t sector, double season) {
    const std::size_t step = world.step();
    const std::size_t steps = labels_.step.size();
    const double short_share = sickness_.active ? sickness_.short_share.at(step, sector) * season : 0;
    const double uncovered = sickness_.share_replaced.at(step, sector) * (1 - sickness_.pool_share.at(step, sector));
    double limits[most_steps], costs[most_steps];
    bool g5_only[most_steps];
    for (std::size_t s = 0; s < steps; ++s) {
      limits[s] = limit_.at(step, limit_.cell(sector, s));
      costs[s] = cost_.at(step, cost_.cell(sector, s));
      g5_only[s] = g5_only_.at(step, g5_only_.cell(sector, s)) > 0.5;
    }
    double euro = 0;
    for (const auto i : st_->schools_of_sector[sector]) {
      const School& school = st_->schools[i];
      const auto formation = world.formation(school);
      const double sick = world.sick(i) + short_share * formation.contracts;
      const double regular = formation.open * fte_per_size;
      const double replacement = sick * uncovered * fte_per_size;
      regular_.at(sector, school.region) += regular;
      replacement_.at(sector, school.region) += replacement;
      sick_.at(sector, school.region) += sick * fte_per_size;
      double left = regular + replacement;
      for (std::size_t s = 0; s < steps && left > 0; ++s) {
        if (g5_only[s] && !labels_.g5[school.region]) continue;
        const double covered = std::min(left, limits[s] * (formation.demand * fte_per_size));
        by_step_.at(sector, s) += covered;
        euro += covered * costs[s];
        left -= covered;
      }
      by_step_.at(sector, steps - 1) += left;  // whatever the last step may cover: there is nothing after it
    }
    return euro;
  }
  void check() const {
    const double covered = by_step_.sum(Cell());
    expect(std::abs(covered - regular_.sum(Cell()) - replacement_.sum(Cell())) <= 1e-6 * (1 + covered),
           "what is open and what is not replaced is what schools do something about (fte)");
    for (const double euro : euro_) expect(euro >= 0, "coping costs nothing or something (euro)");
  }

  /// Open and covered up, regular and replacement, fte: what the national survey measures since 2021.
  double measured(const Cell& cell) const { return regular_.sum(cell) + replacement_.sum(cell); }
  void add_measures(Contents& contents) {
    const std::vector<const Split*> by_region = {&sector_, &contents.splits.region};
    contents.measures.add(
        {.measure =
             {"shortage_measured_fte", "fte", "gemeten tekort", "measured shortage",
              "open formatie, al dan niet opgevangen, en afwezigheid zonder vervanging: zoals de landelijke meting "
              "telt",
              "posts open, covered up or not, and absences without replacement: as the national survey counts", 0,
              Better::lower},
         .by = by_region,
         .value = [this](const Cell& cell) { return measured(cell); }});
    contents.measures.add(
        {.measure = {"shortage_measured", "%", "gemeten tekort", "measured shortage",
                     "het gemeten tekort als aandeel van werkgelegenheid, tekort en vervanging samen",
                     "the measured shortage as a share of employment, the shortage and replacement included", 1,
                     Better::lower},
         .by = by_region,
         .value = [this](const Cell& cell) { return 100 * measured(cell) / (people_.fte(cell) + measured(cell)); },
         .headline = MeasureDefinition::Headline::outer});
    contents.measures.add({.measure = {"shortage_replacement", "fte", "tekort aan vervanging", "replacement shortage",
                                       "afwezigheid waarvoor geen vervanging is",
                                       "absences for which there is no replacement", 0, Better::lower},
                           .by = by_region,
                           .value = [this](const Cell& cell) { return replacement_.sum(cell); }});
    contents.measures.add(
        {.measure = {"shortage_coped", "fte", "opgevangen tekort", "shortage by what is done about it",
                     "het gemeten tekort naar wat scholen eraan doen; alles behalve at_home verbergt "
                     "het",
                     "the measured shortage by what schools do about it; all but at_home hide it", 0, Better::lower},
         .by = {&sector_, &step_},
         .value = [this](const Cell& cell) { return by_step_.sum(cell); }});
    contents.measures.add(
        {.measure = {"sick", "%", "ziekteverzuim", "sick", "uren van leraren met ziekteverlof, in de maand",
                     "hours of teachers on sick leave, in the month", 1, Better::lower},
         .by = by_region,
         .value = [this](const Cell& cell) { return 100 * sick_.sum(cell) / people_.fte(cell); }});
    contents.measures.add(
        {.measure =
             {"coping_cost", "euro a year", "kosten van opvang", "cost of coping",
              "wat uitzendkrachten en andere maatregelen scholen meer kosten dan open plaatsen besparen, sinds de "
              "vorige peildatum",
              "what agencies and other steps cost schools on top of what open posts save, since the last census", 0,
              Better::lower},
         .by = {&sector_},
         .value =
             [this](const Cell& cell) {
               if (const auto sector = cell[sector_]) return euro_[*sector];
               return std::accumulate(euro_.begin(), euro_.end(), 0.0);
             },
         .flow = true});
  }

  const Labels& labels_;
  const Sickness& sickness_;
  const People& people_;
  Dial limit_, cost_, g5_only_;  // by sector, step; source: data/SOURCES.md, coping.csv
  const Split &sector_, &step_;
  const Structure* st_ = nullptr;
  Tally by_step_;                       // by sector, step: fte of the month
  Tally regular_, replacement_, sick_;  // by sector, region: fte open; of absences without replacement; absent
  std::vector<double> euro_;            // [sector] since the last census
};

}  // namespace

void add_coping(Contents& contents) { contents.add<Coping>(contents); }

}  // namespace formatie::teachers
