#include "models/teachers/cohort/cohort.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>

#include "engine/base/expect.h"
#include "engine/base/real.h"

#include "models/teachers/training/assistants.h"

namespace formatie::teachers {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;

constexpr double minutes_per_month = minutes_per_year / 12;

/// The values of a model's parameters.
ParameterValues values_of(Contents& contents) {
  ParameterValues values;
  contents.parts(values);
  return values;
}

/// Columns for those with whom something began in the same span of months; the last is for all who were earlier.
class Spans {
 public:
  /// Spans of `months`, back to `years` ago at least.
  Spans(Time begin, int months, double years)
      : begin_(begin.minutes()),
        width_(months * minutes_per_month),
        slots_(static_cast<Index>(std::ceil(years * 12 / months)) + 2),
        weight_(ArrayXd::Zero(slots_)),
        sum_(ArrayXd::Zero(slots_)) {}

  Index columns() const { return slots_ + 1; }
  Index earlier() const { return slots_; }
  Index column(double when) const {
    const auto span = std::min(present_, static_cast<Index>(std::floor((when - begin_) / width_)));
    return span <= present_ - slots_ ? earlier() : slot(span);
  }
  /// Tells when it began for some persons of a column.
  void note(Index column, double persons, double when) {
    if (column == earlier()) return;
    weight_[column] += persons;
    sum_[column] += persons * when;
  }
  bool empty(Index column) const { return column != earlier() && weight_[column] <= 0; }
  /// Years since it began, on average of the persons of a column.
  double years(Index column, double now) const {
    if (column == earlier()) return std::numeric_limits<double>::infinity();
    return empty(column) ? 0 : (now - sum_[column] / weight_[column]) / minutes_per_year;
  }
  /// At the beginning of a span: `merge` is told which column is to be added to the last one, and emptied.
  template <class Merge>
  void reach(double now, Merge merge) {
    while (begin_ + static_cast<double>(present_ + 1) * width_ <= now) {
      const Index column = slot(++present_);
      merge(column);
      weight_[column] = sum_[column] = 0;
    }
  }

 private:
  Index slot(Index span) const { return (span % slots_ + slots_) % slots_; }

  double begin_, width_;
  Index slots_;
  Index present_ = 0;
  ArrayXd weight_, sum_;  // [column] persons, and the sum of their moments
};

/// What can happen to a teacher in one step of time.
struct Chances {
  double stays = 1, resigns = 0, retires = 0, dies = 0, leads = 0;
  std::array<double, 8> switches{};  ///< [sector to]
};

class CohortRun {
 public:
  CohortRun(const Structure& structure, Contents& contents, const std::vector<Time>& steps, const Period& period)
      : st_(structure),
        labels_(structure.labels),
        steps_(steps),
        begin_(period.begin),
        end_(period.end),
        values_(values_of(contents)),
        assistants_(contents.get<Assistants>()),
        retirement_(values_.dial("retirement.rate")),
        retirement_after_(values_.dial("retirement.rate_after")),
        death_(values_.dial("death.rate")),
        promotion_after_(values_.value("promotion.after_years")),
        market_(values_.value("hiring_round.active") != 0),
        sectors_(labels_.sector.size()),
        bands_(labels_.age_band.size()),
        pension_cells_(labels_.years_to_aow.size() + 2),
        stages_(stages_of(promotion_after_)),
        starts_(begin_, 6, stages_.back()),
        left_(begin_, 12, 10) {
    month_before_ = begin_.minutes();
    expect(sectors_ <= Chances().switches.size(), "there are at most 8 sectors");
    lay_out_rows();
    const auto empty = [&](Index columns) {
      return std::vector<ArrayXXd>(sectors_ * sexes, ArrayXXd::Zero(rows_, columns));
    };
    teachers_ = fte_ = training_ = training_fte_ = empty(starts_.columns());
    reserve_ = unemployed_ = empty(2 * left_.columns());
    leaders_ = empty(1);
    sizes_ = empty(1);
    kinds_.resize(static_cast<std::size_t>(rows_));
    used_.resize(bands_ * pension_cells_);
    for (const Person& p : st_.people) place(p);
    forget_flows();
  }

  std::vector<CohortCensus> run(const std::vector<Time>& dates) {
    std::vector<CohortCensus> censuses;
    const auto months = first_of_months(begin_, end_);
    auto month = months.begin();
    auto date = dates.begin();
    std::size_t next_step = 1;
    double now = begin_.minutes();
    look_at_ages();
    while (true) {
      if (month != months.end() && month->minutes() <= now) {
        begin_month(*month);
        if (date != dates.end() && *date == *month) {
          censuses.push_back(census(*date++));
          forget_flows();
        }
        enter(*month++);
      }
      if (now >= end_.minutes()) return censuses;
      double next = std::min<double>(end_.minutes(), begin_.minutes() + (birthdays_ + 0.5) * minutes_per_month);
      if (month != months.end()) next = std::min<double>(next, month->minutes());
      if (next_step < steps_.size()) next = std::min<double>(next, steps_[next_step].minutes());
      pass(now, next);
      now = next;
      if (next_step < steps_.size() && now >= steps_[next_step].minutes()) step_ = next_step++;
      if (now >= begin_.minutes() + (birthdays_ + 0.5) * minutes_per_month) {
        ++birthdays_;
        reach_pension();
        look_at_ages();
      }
    }
  }

  const std::vector<StudentCohort>& student_cohorts() const { return cohorts_; }
  double oldest_months() const { return oldest_; }
  bool market() const { return market_; }
  bool has_fte() const { return market_ || fixed_sizes(); }

 private:
  std::size_t group(std::size_t sector, std::size_t sex) const { return sector * sexes + sex; }

  /// Years in the profession at which something changes for a teacher, from 0 on.
  static std::vector<double> stages_of(double promotion_after) {
    std::vector<double> years = {0, 1, 3, 5, promotion_after};  // as `Labels::tenure_of`
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
  }
  std::size_t stage_of(double years) const {
    const auto next = std::upper_bound(stages_.begin(), stages_.end(), years);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, next - stages_.begin() - 1));
  }

  bool fixed_sizes() const {
    const Dial& rate = values_.dial("contract_size.rate");
    for (std::size_t sector = 0; sector < sectors_; ++sector)
      if (rate.highest(sector) > 0) return false;
    return true;
  }

  double months_at_start(std::int32_t birth) const { return (begin_.minutes() - birth) / minutes_per_month; }
  Index row_of(std::int32_t birth) const {
    return static_cast<Index>(oldest_) - static_cast<Index>(std::floor(months_at_start(birth)));
  }

  /// A row for each month of birth, the oldest first: row r was between `oldest_` - r and one month more at the start.
  void lay_out_rows() {
    double oldest = 0, youngest = 1e9;
    for (const Person& p : st_.people) {
      oldest = std::max(oldest, months_at_start(p.agent.birth));
      youngest = std::min(youngest, months_at_start(p.agent.birth));
    }
    for (const auto& facts : st_.routes)
      for (std::size_t i = 0; i < facts.age_from.size(); ++i) {
        oldest = std::max(oldest, 12 * facts.age_to[i] + 12);
        youngest = std::min(youngest, 12 * facts.age_from[i]);
      }
    oldest_ = std::floor(oldest);
    youngest_ = std::floor(youngest);
    const double months = years_between(begin_, end_) * 12;
    rows_ = static_cast<Index>(oldest_ - youngest_ + std::ceil(months)) + 2;
    for (Index row = 0; row < rows_; ++row) {
      const double middle = begin_.minutes() - (oldest_ - static_cast<double>(row) + 0.5) * minutes_per_month;
      const auto birth = static_cast<std::int32_t>(middle);
      pension_months_.push_back(
          static_cast<int>(std::lround((st_.aow_date(birth).minutes() - birth) / minutes_per_month)));
    }
  }
  /// Whole months of age of a row now.
  int age_months(Index row) const { return static_cast<int>(oldest_) - static_cast<int>(row) + birthdays_; }

  /// Every row is a month older: its age band and time to the state pension, together its kind.
  void look_at_ages() {
    active_ = std::min(rows_, static_cast<Index>(oldest_ - youngest_) + birthdays_ + 2);
    std::fill(used_.begin(), used_.end(), false);
    const int from_age = 12 * static_cast<int>(values_.value("retirement.from_age"));
    for (Index row = 0; row < active_; ++row) {
      const int age = age_months(row);
      const int to_go = pension_months_[static_cast<std::size_t>(row)] - age;
      std::size_t cell = 0;
      if (to_go <= 0)
        cell = pension_cells_ - 1;
      else if (age >= from_age)
        cell = 1 + std::min<std::size_t>(static_cast<std::size_t>((to_go - 1) / 12), pension_cells_ - 3);
      const auto years = static_cast<std::size_t>(std::clamp(age / 12, 0, Structure::oldest));
      const std::size_t kind = st_.band_of_year[years] * pension_cells_ + cell;
      kinds_[static_cast<std::size_t>(row)] = kind;
      used_[kind] = true;
      for (std::size_t sector = 0; sector < sectors_; ++sector)
        for (std::size_t sex = 0; sex < sexes; ++sex)
          sizes_[group(sector, sex)](row, 0) = mean_size(sector, st_.band_of_year[years], sex);
    }
  }
  /// fte that people of this kind want on average.
  double mean_size(std::size_t sector, std::size_t band, std::size_t sex) const {
    const auto& cumulative = st_.size_shares[st_.size_cell(sector, band, sex == 0)];
    double mean = 1;
    for (std::size_t size = 0; size + 1 < cumulative.size(); ++size) mean -= cumulative[size] * fte_per_size;
    return mean;
  }

  /// Puts somebody of the first population where he belongs.
  void place(const Person& p) {
    const std::size_t g = group(p.state() == State::student ? 0 : p.sector(), p.woman ? 0 : 1);
    const Index row = row_of(p.agent.birth);
    const Index start = starts_.column(p.started);
    const Index away = left_.column(p.left) + (p.left - p.started < 3 * minutes_per_year ? left_.columns() : 0);
    switch (p.state()) {
      case State::teaching:
        teachers_[g](row, start) += 1;
        fte_[g](row, start) += p.size * fte_per_size;
        starts_.note(start, 1, p.started);
        break;
      case State::leading:
        leaders_[g](row, 0) += 1;
        break;
      case State::reserve:
        reserve_[g](row, away) += 1;
        left_.note(left_.column(p.left), 1, p.left);
        break;
      case State::unemployed:
        unemployed_[g](row, away) += 1;
        left_.note(left_.column(p.left), 1, p.left);
        break;
      case State::seeking:
        seekers_.push_back(&p);
        break;
      case State::student: {
        const Time since = Time::from_minutes(p.since), diploma = Time::from_minutes(p.started);
        auto [at, is_new] = cohort_of_.try_emplace({p.route, since, diploma}, cohorts_.size());
        if (is_new) {
          cohorts_.push_back({p.route, since, diploma, 0});
          births_.emplace_back(std::make_shared<ArrayXXd>(ArrayXXd::Zero(rows_, sexes)));
          students_.push_back(0);
        }
        cohorts_[at->second].persons += 1;
        students_[at->second] += 1;
        (*births_[at->second])(row, p.woman ? 0 : 1) += 1;
        break;
      }
      case State::assisting:  // their posts are filled again each year: see the students
        break;
      case State::in_training:
        expect(false, "nobody is in training at the start");
    }
  }

  /// Teaching assistants who begin to study this September: of those found in August, all but who left within the
  /// month.
  double new_from_assistants() const {
    double persons = 0;
    for (std::size_t sector = 0; sector < sectors_; ++sector)
      persons += std::round(at("assistants.posts", sector)) * real::exp(-at("assistant_exit.rate", sector) / 12) *
                 at("assistants.to_study", sector);
    return persons;
  }

  void forget_flows() {
    outflow_ = ArrayXXd::Zero(rows_, index(sectors_ * cohort_causes));
    inflow_ = ArrayXXd::Zero(index(sectors_), index(labels_.door.size()));
    switched_ = ArrayXXd::Zero(index(sectors_), index(sectors_));
    diplomas_.clear();
  }

  double at(const std::string& dial, std::size_t cell = 0) const { return values_.dial(dial).at(step_, cell); }
  auto outflow(std::size_t sector, CohortCause cause) {
    return outflow_.col(index(sector * cohort_causes + static_cast<std::size_t>(cause)));
  }
  Index door_return() const { return index(labels_.door_return()); }
  Index door_other_sector() const { return index(labels_.door_other_sector()); }

  /// By what a rate with this elasticity to pay is multiplied.
  double pay_response(const std::string& elasticity, std::size_t sector) const {
    return real::pow(1 + at("pay.rise", sector), values_.value(elasticity));
  }

  /// Rate at which people of a kind retire, and die; a year.
  double retires(std::size_t sector, std::size_t kind) const {
    const std::size_t cell = kind % pension_cells_;
    if (cell == 0) return 0;
    if (cell + 1 == pension_cells_) return retirement_after_.at(step_, sector);
    return retirement_.at(step_, retirement_.cell(sector, cell - 1));
  }
  double dies(std::size_t sex, std::size_t kind) const {
    return death_.at(step_, death_.cell(kind / pension_cells_, sex));
  }

  /// Chances of a teacher in `years`: [stage of the career][kind of row].
  std::vector<std::vector<Chances>> chances(std::size_t sector, std::size_t sex, double years) const {
    const Dial& resignation = values_.dial("resignation.rate");
    const Dial& switching = values_.dial("sector_switch.rate");
    const double starters = at("resignation.starters", sector);
    const double promotion = at("promotion.rate", sector);
    const double effect = values_.value("workload_funds.effect_on_resignation");
    const double funds = 1 + effect * std::min(1.0, at("workload_funds.euro_per_year", sector) /
                                                        values_.value("workload_funds.effect_at_euro"));
    const double pay = pay_response("pay.on_resignation", sector);
    std::vector<std::vector<Chances>> result(stages_.size(), std::vector<Chances>(used_.size()));
    for (std::size_t stage = 0; stage < stages_.size(); ++stage)
      for (std::size_t kind = 0; kind < used_.size(); ++kind) {
        if (!used_[kind]) continue;
        const std::size_t band = kind / pension_cells_;
        Chances& c = result[stage][kind];  // rates first
        c.resigns = resignation.at(step_, resignation.cell(sector, band, Labels::tenure_of(stages_[stage]))) *
                    (stages_[stage] < 3 ? starters : 1) * funds * pay;
        c.retires = retires(sector, kind);
        c.dies = dies(sex, kind);
        c.leads = stages_[stage] < promotion_after_ ? 0 : promotion;
        double total = c.resigns + c.retires + c.dies + c.leads;
        for (std::size_t to = 0; to < sectors_; ++to) {
          if (to != sector) c.switches[to] = switching.at(step_, switching.cell(sector, to, band));
          total += c.switches[to];
        }
        c.stays = real::exp(-total * years);
        const double happens = total > 0 ? (1 - c.stays) / total : 0;  // competing exponentials
        for (auto* part : {&c.resigns, &c.retires, &c.dies, &c.leads}) *part *= happens;
        for (auto& part : c.switches) part *= happens;
      }
    return result;
  }

  /// The chance of each active row.
  template <class Column>
  ArrayXd by_row(const Column& of_kind) const {
    ArrayXd result(active_);
    for (Index row = 0; row < active_; ++row) result[row] = of_kind[index(kinds_[static_cast<std::size_t>(row)])];
    return result;
  }

  /// From one moment to another between which nothing changes: teachers, school leaders and students.
  void pass(double from, double to) {
    const double years = (to - from) / minutes_per_year;
    const double middle = (from + to) / 2;
    for (std::size_t sex = 0; sex < sexes; ++sex) pass_teachers(sex, years, middle);
    for (std::size_t sector = 0; sector < sectors_; ++sector)
      for (std::size_t sex = 0; sex < sexes; ++sex) pass_leaders(sector, sex, years);
    for (std::size_t i = 0; i < cohorts_.size(); ++i) {
      if (students_[i] == 0) continue;
      const double turn = cohorts_[i].since.plus_years(1).minutes();
      const double early = std::clamp(turn - from, 0.0, to - from);
      students_[i] *= real::exp(-(at("intake.dropout_first_year", cohorts_[i].route) * early +
                                  at("intake.dropout_later", cohorts_[i].route) * (to - from - early)) /
                                minutes_per_year);
    }
  }

  void pass_teachers(std::size_t sex, double years, double middle) {
    std::vector<std::vector<Index>> columns(stages_.size());  // [stage]
    for (Index c = 0; c < starts_.columns(); ++c)
      if (!starts_.empty(c)) columns[stage_of(starts_.years(c, middle))].push_back(c);
    const Index away = left_.column(middle);
    struct Arrival {
      std::size_t sector;
      Index column;
      ArrayXd persons, fte;
    };
    std::vector<Arrival> arrivals;  // from other sectors, when all have lived through the step

    for (std::size_t sector = 0; sector < sectors_; ++sector) {
      const std::size_t g = group(sector, sex);
      const auto chance = chances(sector, sex, years);
      const double benefit = at("benefits.share_of_leavers", sector);
      const double keeps = market_ ? real::exp(-at("contract_size.rate", sector) * years) : 1;  // the contract size
      const ArrayXd new_size = sizes_[g].col(0).head(active_) * (1 - keeps);
      for (std::size_t s = 0; s < stages_.size(); ++s) {
        if (columns[s].empty()) continue;
        ArrayXd there = ArrayXd::Zero(active_), there_fte = there, stays(active_), resigned(active_);
        for (const Index c : columns[s]) {
          there += teachers_[g].col(c).head(active_);
          there_fte += fte_[g].col(c).head(active_);
        }
        auto resignation = outflow(sector, CohortCause::resignation),
             retirement = outflow(sector, CohortCause::retirement), death = outflow(sector, CohortCause::death),
             leadership = outflow(sector, CohortCause::leadership),
             other_sector = outflow(sector, CohortCause::other_sector), leaders = leaders_[g].col(0);
        for (Index row = 0; row < active_; ++row) {
          const Chances& c = chance[s][kinds_[static_cast<std::size_t>(row)]];
          stays[row] = c.stays;
          resigned[row] = there[row] * c.resigns;
          resignation[row] += resigned[row];
          retirement[row] += there[row] * c.retires;
          death[row] += there[row] * c.dies;
          leadership[row] += there[row] * c.leads;
          leaders[row] += there[row] * c.leads;
        }
        for (std::size_t to = 0; to < sectors_; ++to) {
          if (to == sector) continue;
          // Their careers began as those of the middle of the stage did.
          Arrival going{to, columns[s][columns[s].size() / 2], there, there_fte};
          for (Index row = 0; row < active_; ++row) {
            const double share = chance[s][kinds_[static_cast<std::size_t>(row)]].switches[to];
            going.persons[row] *= share;
            going.fte[row] *= share;
          }
          other_sector.head(active_) += going.persons;
          switched_(index(to), index(sector)) += sum(going.persons);
          if (market_) arrivals.push_back(std::move(going));
        }
        for (const Index c : columns[s]) {
          auto persons = teachers_[g].col(c).head(active_);
          auto fte = fte_[g].col(c).head(active_);
          persons *= stays;
          fte *= stays;
          if (keeps < 1) fte = fte * keeps + persons * new_size;
        }
        if (!market_) continue;
        const Index column = away + (stages_[s] < 3 ? left_.columns() : 0);
        reserve_[g].col(column).head(active_) += resigned * (1 - benefit);
        unemployed_[g].col(column).head(active_) += resigned * benefit;
        left_.note(away, sum(resigned), middle);
      }
    }
    for (const auto& arrival : arrivals) {
      const std::size_t g = group(arrival.sector, sex);
      teachers_[g].col(arrival.column).head(active_) += arrival.persons;
      fte_[g].col(arrival.column).head(active_) += arrival.fte;
      inflow_(index(arrival.sector), door_other_sector()) += sum(arrival.persons);
    }
  }

  void pass_leaders(std::size_t sector, std::size_t sex, double years) {
    const double exit = at("leader_exit.rate", sector), back = at("stepping_back.rate", sector);
    ArrayXd stays = ArrayXd::Zero(index(used_.size())), steps_back = stays;
    for (std::size_t kind = 0; kind < used_.size(); ++kind) {
      if (!used_[kind]) continue;
      const double total = exit + back + retires(sector, kind) + dies(sex, kind);
      stays[index(kind)] = real::exp(-total * years);
      steps_back[index(kind)] = total > 0 ? (1 - stays[index(kind)]) * back / total : 0;
    }
    auto leaders = leaders_[group(sector, sex)].col(0).head(active_);
    const ArrayXd returned = leaders * by_row(steps_back);
    leaders *= by_row(stays);
    if (market_) hire(sector, sex, returned, returned, starts_.earlier(), 0, door_return());
  }

  /// Adds teachers (persons and fte by active row) who began at a moment.
  void hire(std::size_t sector, std::size_t sex, const ArrayXd& persons, const ArrayXd& fte, Index column, double began,
            Index door) {
    const std::size_t g = group(sector, sex);
    teachers_[g].col(column).head(active_) += persons;
    fte_[g].col(column).head(active_) += fte;
    const double all = sum(persons);
    starts_.note(column, all, began);
    inflow_(index(sector), door) += all;
  }

  /// The first of a month: what happens to those in training, in the reserve and with a benefit in the month before;
  /// diplomas.
  void begin_month(Time now) {
    const double minute = now.minutes();
    starts_.reach(minute, [&](Index column) {
      for (auto* arrays : {&teachers_, &fte_, &training_, &training_fte_})
        for (auto& array : *arrays) {
          array.col(starts_.earlier()) += array.col(column);
          array.col(column).setZero();
        }
    });
    left_.reach(minute, [&](Index column) {
      for (auto* arrays : {&reserve_, &unemployed_})
        for (auto& array : *arrays)
          for (const Index first : {Index{0}, left_.columns()}) {
            array.col(first + left_.earlier()) += array.col(first + column);
            array.col(first + column).setZero();
          }
    });
    if (const double years = (minute - month_before_) / minutes_per_year; market_)
      for (std::size_t sector = 0; sector < sectors_; ++sector)
        for (std::size_t sex = 0; sex < sexes; ++sex) {
          pass_training(sector, sex, years, minute);
          pass_reserve(sector, sex, years, minute);
        }
    month_before_ = minute;
    for (std::size_t i = 0; i < cohorts_.size(); ++i)
      if (students_[i] > 0 && cohorts_[i].diploma <= now) graduate(i, now);
  }

  void pass_training(std::size_t sector, std::size_t sex, double years, double now) {
    const std::size_t g = group(sector, sex);
    const double dropout = at("zij_instroom_dropout.rate", sector);
    const double longest = values_.dial("zij_instroom_qualification.years").highest(sector);
    ArrayXd stays = ArrayXd::Zero(index(used_.size())), drops = stays, retire = stays, die = stays;
    for (std::size_t kind = 0; kind < used_.size(); ++kind) {
      if (!used_[kind]) continue;
      const Index k = index(kind);
      const double total = dropout + retires(sector, kind) + dies(sex, kind);
      stays[k] = real::exp(-total * years);
      const double happens = total > 0 ? (1 - stays[k]) / total : 0;
      drops[k] = dropout * happens;
      retire[k] = retires(sector, kind) * happens;
      die[k] = dies(sex, kind) * happens;
    }
    const ArrayXd stay = by_row(stays), drop = by_row(drops), stop = by_row(retire), death = by_row(die);
    for (Index c = 0; c < starts_.columns(); ++c) {
      if (starts_.empty(c) || starts_.years(c, now) > longest + 1) continue;
      auto persons = training_[g].col(c).head(active_);
      auto fte = training_fte_[g].col(c).head(active_);
      outflow(sector, CohortCause::training_dropout).head(active_) += persons * drop;
      outflow(sector, CohortCause::retirement).head(active_) += persons * stop;
      outflow(sector, CohortCause::death).head(active_) += persons * death;
      persons *= stay;
      fte *= stay;
      if (starts_.years(c, now) < at("zij_instroom_qualification.years", sector)) continue;
      teachers_[g].col(c).head(active_) += persons;
      fte_[g].col(c).head(active_) += fte;
      persons.setZero();
      fte.setZero();
    }
  }

  void pass_reserve(std::size_t sector, std::size_t sex, double years, double now) {
    const std::size_t g = group(sector, sex);
    const Dial& returning = values_.dial("return_to_teaching.rate");
    const double starters = values_.value("return_to_teaching.starters");
    const double entitled = values_.dial("benefits.entitlement_months").highest(sector) / 12;
    ArrayXd survival = ArrayXd::Zero(index(used_.size()));
    for (std::size_t kind = 0; kind < used_.size(); ++kind)
      if (used_[kind]) survival[index(kind)] = real::exp(-dies(sex, kind) * years);
    const ArrayXd survive = by_row(survival);
    const auto size = sizes_[g].col(0).head(active_);
    ArrayXd after_long = ArrayXd::Zero(active_);  // who come back and have taught for longer
    for (Index c = 0; c < left_.columns(); ++c) {
      if (left_.empty(c)) continue;
      const double away = left_.years(c, now);
      const double benefit_rate = at(away < 1 ? "return_from_benefit.first_year" : "return_from_benefit.later", sector);
      const double from_benefit = 1 - real::exp(-benefit_rate * years);
      for (const bool brief : {false, true}) {  // a career of less than three years
        const Index column = c + (brief ? left_.columns() : 0);
        const double rate = returning.at(step_, returning.cell(sector, Labels::years_away_of(away))) *
                            pay_response("pay.on_return", sector);
        const double from_reserve = 1 - real::exp(-rate * (brief ? starters : 1) * years);
        auto reserve = reserve_[g].col(column).head(active_);
        reserve *= survive;
        ArrayXd back = reserve * from_reserve;
        reserve -= back;
        if (away < entitled + 1) {  // the benefits of those before have ended
          auto unemployed = unemployed_[g].col(column).head(active_);
          unemployed *= survive;
          back += unemployed * from_benefit;
          unemployed *= 1 - from_benefit;
          if (away >= entitled) {
            reserve += unemployed;
            unemployed.setZero();
          }
        }
        if (brief && c != left_.earlier()) {  // a brief career began shortly before it ended
          const double began = now - away * minutes_per_year;
          hire(sector, sex, back, back * size, starts_.column(began), began, door_return());
        } else {
          after_long += back;
        }
      }
    }
    hire(sector, sex, after_long, after_long * size, starts_.earlier(), 0, door_return());
  }

  void graduate(std::size_t cohort, Time now) {
    const std::size_t route = cohorts_[cohort].route;
    const double persons = students_[cohort];
    students_[cohort] = 0;
    diplomas_.resize(cohorts_.size());
    diplomas_[cohort] = persons;
    if (!market_) return;
    const ArrayXXd births = births_[cohort]->topRows(active_) * (persons / births_[cohort]->sum());
    const Dial& looks = values_.dial("graduation.looks");
    std::size_t likely = 0;  // where most of them look; there the others are in the reserve
    for (std::size_t sector = 0; sector < sectors_; ++sector) {
      const double share = looks.at(step_, looks.cell(route, sector));
      if (share > looks.at(step_, looks.cell(route, likely))) likely = sector;
      for (std::size_t sex = 0; share > 0 && sex < sexes; ++sex) {
        const ArrayXd part = births.col(index(sex)) * share;
        hire(sector, sex, part, part * sizes_[group(sector, sex)].col(0).head(active_), starts_.column(now.minutes()),
             now.minutes(), index(route));
      }
    }
    const Index column = left_.column(now.minutes());
    for (std::size_t sex = 0; sex < sexes; ++sex) {
      const ArrayXd part = births.col(index(sex)) * at("graduation.to_reserve", route);
      reserve_[group(likely, sex)].col(left_.columns() + column).head(active_) += part;
      left_.note(column, sum(part), now.minutes());
    }
  }

  /// The first of a month, after a census: who comes in.
  void enter(Time now) {
    if (market_) {
      for (const Person* p : seekers_) {
        ArrayXd one = ArrayXd::Zero(active_);
        one[row_of(p->agent.birth)] = 1;
        hire(p->sector(), p->woman ? 0 : 1, one, one * (p->desired * fte_per_size), starts_.column(p->started),
             p->started, door_return());
      }
      seekers_.clear();
    }
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      const auto& facts = st_.routes[route];
      const auto year = static_cast<int>(std::lround(at("intake.persons", route)));
      if (facts.zij_sector < 0 && now.month() == 9 && now > begin_) {
        const bool of_assistants = route == assistants_.route(labels_);
        const double more = 1 + values_.value("tuition.on_entrants") * at("tuition.discount", route) / 1000;
        const double others = std::max(0.0, at("intake.persons", route) - (of_assistants ? assistants_.of_intake : 0));
        const double asking = std::round(others * more * pay_response("pay.on_entrants", facts.sector));
        const double persons =
            std::min(asking, std::round(at("enrolment.places", route))) + (of_assistants ? new_from_assistants() : 0);
        const auto births = std::make_shared<ArrayXXd>(births_of(facts, now));
        double before = 0;
        for (std::size_t i = 0; i < facts.years.size(); ++i) {
          const Time diploma = Time::from_date(now.year() + static_cast<int>(facts.years[i]), 7, 1);
          cohorts_.push_back({route, now, diploma, persons * (facts.years_cumulative[i] - before)});
          students_.push_back(cohorts_.back().persons);
          births_.push_back(births);
          before = facts.years_cumulative[i];
        }
      } else if (facts.zij_sector >= 0 && market_) {
        const auto sector = static_cast<std::size_t>(facts.zij_sector);
        const int persons = year * now.month() / 12 - year * (now.month() - 1) / 12;
        const ArrayXXd births = births_of(facts, now) * persons;
        const Index column = starts_.column(now.minutes());
        for (std::size_t sex = 0; sex < sexes; ++sex) {
          const std::size_t g = group(sector, sex);
          training_[g].col(column) += births.col(index(sex));
          training_fte_[g].col(column) += births.col(index(sex)) * sizes_[g].col(0);
        }
        starts_.note(column, persons, now.minutes());
        inflow_(index(sector), index(route)) += persons;
      }
    }
  }

  /// How one entrant is spread over months of birth and sexes.
  ArrayXXd births_of(const Structure::RouteFacts& facts, Time now) const {
    ArrayXXd result = ArrayXXd::Zero(rows_, sexes);
    const double elapsed = years_between(begin_, now) * 12;
    double before = 0;
    for (std::size_t i = 0; i < facts.age_from.size(); ++i) {
      const double share = facts.age_cumulative[i] - before;
      before = facts.age_cumulative[i];
      const double low = 12 * facts.age_from[i], high = 12 * (facts.age_to[i] + 1);
      for (Index row = 0; row < rows_; ++row) {
        const double youngest = oldest_ - static_cast<double>(row) + elapsed;
        const double overlap = std::min(high, youngest + 1) - std::max(low, youngest);
        if (overlap <= 0) continue;
        result(row, 0) += share * overlap / (high - low) * facts.share_women;
        result(row, 1) += share * overlap / (high - low) * (1 - facts.share_women);
      }
    }
    return result;
  }

  /// Rows that reach the state pension: teachers stop or work on, the others go.
  void reach_pension() {
    for (Index row = 0; row < active_; ++row) {
      if (age_months(row) != pension_months_[static_cast<std::size_t>(row)]) continue;
      for (std::size_t sector = 0; sector < sectors_; ++sector) {
        const double stops = at("state_pension.share", sector);
        for (std::size_t sex = 0; sex < sexes; ++sex) {
          const std::size_t g = group(sector, sex);
          for (auto* at_work : {&teachers_, &training_})
            for (Index c = 0; c < starts_.columns(); ++c)
              outflow(sector, CohortCause::retirement)[row] += stops * (*at_work)[g](row, c);
          for (auto* at_work : {&teachers_, &fte_, &training_, &training_fte_}) (*at_work)[g].row(row) *= 1 - stops;
          for (auto* others : {&reserve_, &unemployed_, &leaders_}) (*others)[g].row(row).setZero();
        }
      }
    }
  }

  static double sum(const ArrayXd& values) {
    double total = 0;  // in order, so that it is the same everywhere
    for (Index i = 0; i < values.size(); ++i) total += values[i];
    return total;
  }
  static double sum(const ArrayXXd& values) {
    double total = 0;
    for (Index c = 0; c < values.cols(); ++c)
      for (Index i = 0; i < values.rows(); ++i) total += values(i, c);
    return total;
  }

  CohortCensus census(Time date) const {
    CohortCensus result;
    result.date = date;
    result.teachers = result.employment = ArrayXXd::Zero(rows_, index(sectors_ * sexes));
    result.reserve = result.unemployed = result.leaders = ArrayXd::Zero(index(sectors_));
    for (std::size_t g = 0; g < sectors_ * sexes; ++g) {
      for (Index c = 0; c < starts_.columns(); ++c) {
        result.teachers.col(index(g)) += teachers_[g].col(c) + training_[g].col(c);
        result.employment.col(index(g)) += fte_[g].col(c) + training_fte_[g].col(c);
      }
      result.reserve[index(g / sexes)] += sum(reserve_[g]);
      result.unemployed[index(g / sexes)] += sum(unemployed_[g]);
      result.leaders[index(g / sexes)] += sum(leaders_[g]);
    }
    result.outflow = outflow_;
    result.inflow = inflow_;
    result.switched = switched_;
    result.students = students_;
    result.diplomas = diplomas_;
    result.diplomas.resize(students_.size());
    return result;
  }

  const Structure& st_;
  const Labels& labels_;
  const std::vector<Time>& steps_;
  Time begin_, end_;
  ParameterValues values_;
  const Assistants& assistants_;
  const Dial &retirement_, &retirement_after_, &death_;  // asked for every kind of row
  double promotion_after_;
  bool market_;
  std::size_t sectors_, bands_;
  std::size_t pension_cells_;   // too young to retire, years to the state pension, after it
  std::vector<double> stages_;  // years in the profession at which each begins
  Spans starts_, left_;         // when the career began; when the last job or the study ended

  double oldest_ = 0, youngest_ = 0;  // months at the start
  Index rows_ = 0, active_ = 0;       // all; those old enough by now to be in the model
  int birthdays_ = 0;                 // months of age that all rows have gained
  std::size_t step_ = 0;
  double month_before_ = 0;          // the last first of a month
  std::vector<int> pension_months_;  // [row] age at the state pension
  std::vector<std::size_t> kinds_;   // [row] age band and years to the state pension
  std::vector<bool> used_;           // [kind]

  std::vector<ArrayXXd> teachers_, fte_, training_, training_fte_;  // [group][row][start]
  std::vector<ArrayXXd> reserve_, unemployed_;  // [group][row][left; then the same of those with a brief career]
  std::vector<ArrayXXd> leaders_, sizes_;       // [group][row][0]
  std::vector<const Person*> seekers_;          // at the start
  std::vector<StudentCohort> cohorts_;
  std::map<std::tuple<std::size_t, Time, Time>, std::size_t> cohort_of_;
  std::vector<double> students_;                   // [student cohort]
  std::vector<std::shared_ptr<ArrayXXd>> births_;  // [student cohort][row][sex]
  std::vector<double> diplomas_;                   // [student cohort], as far as there are
  ArrayXXd outflow_, inflow_, switched_;
};

}  // namespace

CohortProjection::CohortProjection(std::shared_ptr<const Structure> structure, Contents& contents,
                                   const std::vector<Time>& steps, const Period& period, const std::vector<Time>& dates)
    : structure_(std::move(structure)), begin_(period.begin) {
  CohortRun projection(*structure_, contents, steps, period);
  oldest_months_ = projection.oldest_months();
  market_ = projection.market();
  has_fte_ = projection.has_fte();
  censuses_ = projection.run(dates);
  student_cohorts_ = projection.student_cohorts();
}

std::size_t CohortProjection::row_of(std::int32_t birth) const {
  return static_cast<std::size_t>(oldest_months_ - std::floor((begin_.minutes() - birth) / minutes_per_month));
}

}  // namespace formatie::teachers
