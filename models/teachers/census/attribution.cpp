#include "models/teachers/census/attribution.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/base/expect.h"

#include "models/teachers/levers/pay/pay.h"
#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// What makes part of a difference in employment. Even numbers add to it, odd ones take away.
enum class LifePart : std::uint8_t {
  works_more,
  works_less,
  stayed,
  left,
  came,
  did_not_come,
  came_back,
  did_not_come_back,
  moved_here,
  moved_away
};
constexpr std::size_t parts = 10;

struct PartText {
  const char* name;
  const char* nl;
  const char* en;
  const char* definition_nl;
  const char* definition_en;
};
constexpr PartText part_texts[parts] = {
    {"works_more", "werken meer uren", "work more hours", "werkt in beide werelden, en in deze meer",
     "works in both worlds, and more in this one"},
    {"works_less", "werken minder uren", "work fewer hours", "werkt in beide werelden, en in deze minder",
     "works in both worlds, and less in this one"},
    {"stayed", "blijven die anders waren vertrokken", "stay who would have left",
     "stond in beide werelden op een eerdere peildatum voor de klas en stopte alleen in de basis",
     "taught in both worlds at an earlier census and stopped in the baseline only"},
    {"left", "vertrekken die anders waren gebleven", "leave who would have stayed",
     "stond in beide werelden op een eerdere peildatum voor de klas en stopte alleen in deze",
     "taught in both worlds at an earlier census and stopped in this one only"},
    {"came", "komen die anders niet waren gekomen", "come who would not have come",
     "stond in de basis nog op geen peildatum voor de klas", "has not taught at any census in the baseline so far"},
    {"did_not_come", "komen niet die anders waren gekomen", "do not come who would have come",
     "stond in deze wereld nog op geen peildatum voor de klas", "has not taught at any census in this world so far"},
    {"came_back", "komen terug die anders waren weggebleven", "come back who would have stayed away",
     "stopte in beide werelden en staat alleen in deze weer voor de klas",
     "stopped in both worlds and teaches again in this one only"},
    {"did_not_come_back", "blijven weg die anders waren teruggekomen", "stay away who would have come back",
     "stopte in beide werelden en staat alleen in de basis weer voor de klas",
     "stopped in both worlds and teaches again in the baseline only"},
    {"moved_here", "werken hier in plaats van in een andere sector of regio",
     "work here in the place of another sector or region",
     "werkt in beide werelden, in deze hier: de uren die in beide hetzelfde zijn",
     "works in both worlds, here in this one: the hours that are the same in both"},
    {"moved_away", "werken in een andere sector of regio in plaats van hier",
     "work in another sector or region in the place of here",
     "werkt in beide werelden, in de basis hier: de uren die in beide hetzelfde zijn",
     "works in both worlds, here in the baseline: the hours that are the same in both"},
};

/// Measures: the difference, its parts, the persons of each part, and what else is told of twins.
constexpr std::size_t effect = 0;
constexpr std::size_t of_part(LifePart part) { return 1 + static_cast<std::size_t>(part); }
constexpr std::size_t persons_of(LifePart part) { return 1 + parts + static_cast<std::size_t>(part); }
constexpr std::size_t anyway = 1 + 2 * parts;
constexpr std::size_t temporary = anyway + 1;
constexpr std::size_t other_school = anyway + 2;
constexpr std::size_t measures = anyway + 3;  // counted person by person; the windfall comes after them
constexpr bool in_fte(std::size_t measure) { return measure <= parts || measure == anyway || measure == temporary; }

constexpr const char* contract_names[] = {"under 0.5 fte", "0.5 to 0.75 fte", "0.8 to 0.95 fte", "full time"};
constexpr std::size_t contract_of(Size size) { return size < 10 ? 0 : size < 16 ? 1 : size < full_time ? 2 : 3; }

/// Where the numbers of a split stand among those of a measure: 0 is the total.
struct Cells {
  explicit Cells(const Labels& labels)
      : sector(1),
        region(sector + labels.sector.size()),
        sex(region + labels.region.size()),
        age(sex + 2),
        contract(age + labels.age_band.size()),
        route(contract + std::size(contract_names)),
        count(route + labels.route.size() + 3) {}
  std::size_t sector, region, sex, age, contract, route, count;
};

}  // namespace

Attribution make_attribution(const Labels& labels, std::vector<Time> dates) {
  using Role = Attribution::Role;
  Attribution attribution{Layout({"sector", "region", "sex", "age", "contract", "route"}, std::move(dates)), {}};
  Layout& layout = attribution.layout;
  const auto add = [&](Measure measure, Role role, std::string of = "") {
    layout.add_measure(std::move(measure));
    attribution.kinds.push_back({role, std::move(of)});
  };
  add({"effect", "fte", "verschil in werkgelegenheid", "difference in employment",
       "werkgelegenheid in deze wereld min die van dezelfde herhaling van de basis",
       "employment in this world less that of the same replication of the baseline", 0, Better::higher},
      Role::difference, "employment");
  for (std::size_t p = 0; p < parts; ++p)
    add({part_texts[p].name, "fte", part_texts[p].nl, part_texts[p].en, part_texts[p].definition_nl,
         part_texts[p].definition_en, 0},
        p % 2 == 0 ? Role::adds : Role::takes_away, "effect");
  for (const auto& part : part_texts)
    add({std::string(part.name) + "_persons", "persons", part.nl, part.en, part.definition_nl, part.definition_en, 0},
        Role::persons, part.name);
  add({"anyway", "fte", "zelfde mensen, zelfde uren", "same people, same hours",
       "werkgelegenheid die er in beide werelden is", "employment that is there in both worlds", 0},
      Role::beside);
  add({"temporary", "fte", "winst die aan het eind weg is", "gain that is gone at the end",
       "van wat mensen meer werken, blijven of komen: dat van wie op de laatste peildatum niet meer werkt dan in de "
       "basis",
       "of what people work more, stay or come: that of persons who at the last census work no more than in the "
       "baseline",
       0},
      Role::temporary, "effect");
  add({"other_school", "persons", "werken op een andere school", "work at another school",
       "werken in beide werelden, op verschillende scholen", "work in both worlds, at different schools", 0},
      Role::beside);
  std::vector<std::string> doors = labels.route.labels();
  doors.emplace_back("return");
  doors.emplace_back("other_sector");
  doors.emplace_back("at_start");
  const std::vector<std::string> contracts(std::begin(contract_names), std::end(contract_names));
  for (std::size_t measure = 0; measure < measures; ++measure) {
    layout.add_series(measure, std::vector<std::string>(6, "all"), measure == effect);
    const std::vector<std::string>* const splits[] = {&labels.sector.labels(),
                                                      &labels.region.labels(),
                                                      &labels.sex.labels(),
                                                      &labels.age_band.labels(),
                                                      &contracts,
                                                      &doors};
    for (std::size_t column = 0; column < std::size(splits); ++column)
      for (const auto& label : *splits[column]) {
        std::vector<std::string> split(6, "all");
        split[column] = label;
        layout.add_series(measure, std::move(split));
      }
  }
  add({"windfall", "euro a year", "betaald voor wat in beide werelden hetzelfde is",
       "paid for what is the same in both worlds",
       "bonus en collegegeld voor wat mensen toch al zouden doen, en van meer loon het deel voor uren die in beide "
       "werelden gewerkt worden",
       "bonuses and tuition for what people would have done anyway, and of a rise of pay the part for hours that are "
       "worked "
       "in both worlds",
       0},
      Role::anyway, "cost");
  layout.add_series(measures, std::vector<std::string>(6, "all"));
  for (const auto& label : labels.sector.labels()) {
    std::vector<std::string> split(6, "all");
    split[0] = label;
    layout.add_series(measures, std::move(split));
  }
  return attribution;
}

void TeachingLives::take(const Contents& contents, const Labour& world, Time now) {
  if (structure_ == nullptr) structure_ = world.shared_structure();
  const auto& ledger = contents.get<teachers::Money>();
  const auto pay = static_cast<std::size_t>(contents.get<Pay>().programme());
  Money& money = money_.emplace_back();
  for (std::size_t sector = 0; sector < world.labels().sector.size(); ++sector) {
    money.pay.push_back(ledger.spent(pay, sector));
    money.windfall.push_back(ledger.windfall(sector));
  }
  auto& jobs = jobs_.emplace_back();
  jobs.reserve(jobs_.size() > 1 ? jobs_[jobs_.size() - 2].size() + 8192 : world.population().rows());
  const auto at_start = static_cast<std::uint8_t>(world.labels().door.size());
  world.population().for_each([&](PersonId, const Person& p) {
    const std::uint16_t origin = p.agent.identity.origin();
    const bool never_left = origin >= first_teachers && origin < first_reserve && p.left == 0;
    if (p.employed())
      jobs.push_back({p.agent.identity, p.post, p.size, static_cast<std::uint8_t>(world.age_band(p, now)),
                      never_left ? at_start : p.route, p.woman});
  });
}

/// The two lives of everybody, census by census.
class TeachingLives::Twins {
 public:
  Twins(const TeachingLives& own, const TeachingLives& baseline) : own_(own.jobs_), baseline_(baseline.jobs_) {
    expect(own_.size() == baseline_.size(), "two worlds of a study have the same census days");
    // Where the two lives of a person stand: those of one origin and cohort lie together, by number.
    std::unordered_map<std::uint32_t, std::uint32_t> highest;
    for (const auto* world : {&own_, &baseline_})
      for (const auto& jobs : *world) {
        std::uint32_t* in_group = nullptr;
        std::uint32_t group = 0;
        for (const Job& job : jobs) {
          const auto its = static_cast<std::uint32_t>(job.who.value() >> 32);
          if (in_group == nullptr || its != group) in_group = &highest[group = its];
          *in_group = std::max(*in_group, job.who.number() + 1);
        }
      }
    std::uint32_t total = 0;
    for (const auto& [group, size] : highest) {
      first_[group] = total;
      total += size;
    }
    lives_.resize(total);
    // Who works more at the last census than in the baseline.
    if (own_.empty()) return;
    std::vector<std::int8_t> more(total);
    for_each(baseline_.back(),
             [&](std::uint32_t life, const Job& job) { more[life] = static_cast<std::int8_t>(-job.size); });
    for_each(own_.back(),
             [&](std::uint32_t life, const Job& job) { more[life] = static_cast<std::int8_t>(more[life] + job.size); });
    for (std::uint32_t life = 0; life < total; ++life) lives_[life].gains_in_the_end = more[life] > 0;
  }

  /// Goes to the next census and calls `part(what, job, twentieths, lasting)` for each part, where `job` is that of
  /// this world or, for one that only the baseline has, of that; `pair(own, baseline)` for everybody who works in both.
  template <class OnPart, class OnPair>
  void next(OnPart part, OnPair pair) {
    const auto& own = own_[static_cast<std::size_t>(census_)];
    const auto& baseline = baseline_[static_cast<std::size_t>(census_)];
    std::uint32_t row = 0;
    for_each(baseline, [&](std::uint32_t life, const Job&) {
      Life& it = lives_[life];
      it.baseline.at_work(census_);
      it.job = row++;
    });
    for_each(own, [&](std::uint32_t life, const Job& job) {
      Life& it = lives_[life];
      it.own.at_work(census_);
      const bool lasting = it.gains_in_the_end;
      if (it.baseline.last == census_) {
        const Job& other = baseline[it.job];
        pair(job, other);
        if (job.size > other.size) part(LifePart::works_more, job, job.size - other.size, lasting);
        if (job.size < other.size)  // where he worked them
          part(LifePart::works_less, other, other.size - job.size, lasting);
      } else {
        const LifePart what = it.baseline.last < 0               ? LifePart::came
                              : it.own.since <= it.baseline.last ? LifePart::stayed
                                                                 : LifePart::came_back;
        part(what, job, job.size, lasting);
      }
    });
    for_each(baseline, [&](std::uint32_t life, const Job& job) {
      const Life& it = lives_[life];
      if (it.own.last == census_) return;
      const LifePart what = it.own.last < 0                    ? LifePart::did_not_come
                            : it.baseline.since <= it.own.last ? LifePart::left
                                                               : LifePart::did_not_come_back;
      part(what, job, job.size, false);
    });
    ++census_;
  }

 private:
  /// A run of census days at work: the present one, or the last that was.
  struct Spell {
    std::int16_t since = -2, last = -2;
    void at_work(std::int16_t census) {
      if (last != census - 1) since = census;
      last = census;
    }
  };
  struct Life {
    Spell own, baseline;
    std::uint32_t job = 0;  // of the baseline, at the present census
    bool gains_in_the_end = false;
  };

  template <class Visit>
  void for_each(const std::vector<Job>& jobs, Visit visit) {
    std::uint32_t first = 0, group = 0;
    bool known = false;
    for (const Job& job : jobs) {
      const auto its = static_cast<std::uint32_t>(job.who.value() >> 32);
      if (!known || its != group) first = first_.at(its);
      known = true;
      group = its;
      visit(first + job.who.number(), job);
    }
  }

  const std::vector<std::vector<Job>>& own_;
  const std::vector<std::vector<Job>>& baseline_;
  std::unordered_map<std::uint32_t, std::uint32_t> first_;  // [origin and cohort] the first of its lives
  std::vector<Life> lives_;
  std::int16_t census_ = 0;
};

void TeachingLives::attribute(const Lives& other, std::span<double> out) const {
  const auto& baseline = dynamic_cast<const TeachingLives&>(other);
  const Structure& st = *structure_;
  const Cells cells(st.labels);
  std::vector<std::int64_t> sums(measures * cells.count);
  Twins twins(*this, baseline);
  for (std::size_t census = 0; census < jobs_.size(); ++census) {
    std::fill(sums.begin(), sums.end(), 0);
    std::vector<std::int64_t> all_hours(st.labels.sector.size());  // of this world
    for (const Job& job : jobs_[census]) all_hours[st.posts[job.post.index()].sector] += job.size;
    const auto add_to = [&](std::size_t measure, std::size_t cell, std::int64_t amount) {
      sums[measure * cells.count + cell] += amount;
    };
    /// In the total and in the splits; of these that by sector only if `in_sector`, that by region only if `in_region`.
    const auto add = [&](std::size_t measure, const Job& job, std::int64_t amount, bool in_sector = true,
                         bool in_region = true, bool in_others = true) {
      const Post& post = st.posts[job.post.index()];
      if (in_sector) add_to(measure, cells.sector + post.sector, amount);
      if (in_region) add_to(measure, cells.region + post.region, amount);
      if (!in_others) return;
      add_to(measure, 0, amount);
      add_to(measure, cells.sex + (job.woman ? 0 : 1), amount);
      add_to(measure, cells.age + job.age_band, amount);
      add_to(measure, cells.contract + contract_of(job.size), amount);
      add_to(measure, cells.route + job.route, amount);
    };
    twins.next(
        [&](LifePart part, const Job& job, int twentieths, bool lasting) {
          const bool gain = static_cast<std::size_t>(part) % 2 == 0;
          const int amount = gain ? twentieths : -twentieths;
          add(effect, job, amount);
          add(of_part(part), job, amount);
          add(persons_of(part), job, 1);
          if (gain && !lasting) add(temporary, job, twentieths);
        },
        [&](const Job& own, const Job& base) {
          const Post& here = st.posts[own.post.index()];
          const Post& there = st.posts[base.post.index()];
          const int same = std::min(own.size, base.size);
          const bool sector = here.sector != there.sector, region = here.region != there.region;
          add(anyway, own, same, !sector, !region);
          if (here.school != there.school) add(other_school, own, 1);
          if (!sector && !region) return;
          // What somebody works in both worlds is no part of the total, but it is of where he works.
          for (const auto& [part, job, sign] :
               {std::tuple(LifePart::moved_here, &own, 1), std::tuple(LifePart::moved_away, &base, -1)}) {
            add(effect, *job, sign * same, sector, region, false);
            add(of_part(part), *job, sign * same, sector, region, false);
            add(persons_of(part), *job, 1, sector, region, false);
          }
        });
    for (std::size_t measure = 0; measure < measures; ++measure)
      for (std::size_t cell = 0; cell < cells.count; ++cell) {
        const auto amount = static_cast<double>(sums[measure * cells.count + cell]);
        out[layout_.index(measure * cells.count + cell, census)] = in_fte(measure) ? amount * fte_per_size : amount;
      }
    double windfall = 0;
    for (std::size_t sector = 0; sector < st.labels.sector.size(); ++sector) {
      const Money &own = money_[census], &base = baseline.money_[census];
      const auto same = static_cast<double>(sums[anyway * cells.count + cells.sector + sector]);
      const double share = all_hours[sector] > 0 ? same / static_cast<double>(all_hours[sector]) : 0;
      const double euro = own.windfall[sector] - base.windfall[sector] + (own.pay[sector] - base.pay[sector]) * share;
      out[layout_.index(measures * cells.count + cells.sector + sector, census)] = euro;
      windfall += euro;
    }
    out[layout_.index(measures * cells.count, census)] = windfall;
  }
}

void TeachingLives::list(const Lives& other, std::size_t date, std::ostream& out) const {
  const auto& baseline = dynamic_cast<const TeachingLives&>(other);
  const Labels& labels = structure_->labels;
  std::vector<std::pair<Identity, std::string>> rows;
  Twins twins(*this, baseline);
  for (std::size_t census = 0; census <= date; ++census)
    twins.next(
        [&](LifePart part, const Job& job, int twentieths, bool) {
          if (census != date) return;
          const Post& post = structure_->posts[job.post.index()];
          const bool gain = static_cast<std::size_t>(part) % 2 == 0;
          rows.emplace_back(job.who,
                            fmt::format("{},{},{:.2f},{},{},{},{},{:.2f}\n", job.who.value(),
                                        part_texts[static_cast<std::size_t>(part)].name,
                                        (gain ? 1 : -1) * twentieths * fte_per_size, labels.sector.label(post.sector),
                                        labels.region.label(post.region), labels.sex.label(job.woman ? 0 : 1),
                                        labels.age_band.label(job.age_band), job.size * fte_per_size));
        },
        [](const Job&, const Job&) {});
  std::sort(rows.begin(), rows.end());
  out << "person,part,fte,sector,region,sex,age,contract\n";
  for (const auto& row : rows) out << row.second;
}

}  // namespace formatie::teachers
