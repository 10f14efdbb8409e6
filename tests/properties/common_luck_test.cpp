#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/measure/estimate.h"
#include "engine/study/careers.h"

#include "models/teachers/training/intake.h"
#include "tests/models/teachers/sample.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// What happened to each person, in the order of the replay.
std::map<std::uint64_t, std::string> careers(const Plan& plan, std::size_t alternative, std::uint32_t replication) {
  const auto& model = plan.alternatives[alternative].model();
  const auto workspace = model.workspace();
  std::stringstream text;
  model.careers()->replay(plan.replication(replication), *workspace, std::nullopt, text);
  std::map<std::uint64_t, std::string> found;
  std::string when, rest;
  std::uint64_t who = 0;
  while (text >> when >> who && std::getline(text, rest)) found[who] += when + rest + "\n";
  return found;
}

/// The base, and as many entrants to the pabo more a year.
std::string with_more(int persons, const std::string& from = "") {
  return "alternatives=[{name: base}, {name: more pabo, policy: [{dial: intake.persons, where: {route: pabo_full_time},"
         " plus: " +
         std::to_string(persons) + (from.empty() ? "" : ", from: " + from) + "}]}]";
}

/// Who is one of the entrants more: of the route, with a number beyond the cohort of the base.
class Extra {
 public:
  Extra(const ScenarioDocument& document, int from_year) : from_year_(from_year) {
    const World world(document);
    route_ = *world.labels.route.find("pabo_full_time");
    for (int year = from_year; year < 2030; ++year)
      cohort_.push_back(static_cast<std::uint32_t>(
          std::lround(world.part<Intake>().persons.on(Time::from_date(year, 9, 1), route_))));
  }
  bool operator()(std::uint64_t who) const {
    const auto identity = Identity::from_value(who);
    return identity.origin() == route_ && identity.cohort() >= from_year_ &&
           identity.number() >= cohort_[static_cast<std::size_t>(identity.cohort() - from_year_)];
  }

 private:
  int from_year_;
  std::size_t route_ = 0;
  std::vector<std::uint32_t> cohort_;
};

/// How many people other than the entrants more have another career in the second alternative.
std::size_t others_changed(const Plan& plan, const Extra& is_extra, std::uint32_t replication, std::size_t& people) {
  const auto base = careers(plan, 0, replication);
  const auto more = careers(plan, 1, replication);
  std::size_t changed = 0, extra = 0;
  people = base.size();
  for (const auto& [who, career] : more) {
    const auto same = base.find(who);
    if (is_extra(who)) {
      ++extra;
      CHECK(same == base.end());
    } else if (same == base.end() || same->second != career) {
      ++changed;
    }
  }
  for (const auto& [who, career] : base) changed += more.count(who) == 0 ? 1 : 0;
  CHECK(extra > 10);
  return changed;
}

}  // namespace

TEST_CASE("500 students more a year change no draw of anybody else while there is no market") {
  const std::vector<std::string> changes = {"period.end=2022-10-01", "parameters.hiring_round.active=false",
                                            "uncertainty.priors=none", "uncertainty.ensemble=none", "futures=[]"};
  auto policy = changes;
  std::size_t people = 0;
  SUBCASE("from 2020 on") {
    policy.push_back(with_more(500, "2020-01-01"));
    const auto document = read_changed(project_file("scenarios/base.yaml"), policy);
    CHECK(others_changed(plan_of(document), Extra(document, 2020), 0, people) == 0);
    CHECK(people > 50000);
  }
  SUBCASE("always, so that more study at the start too") {
    policy.push_back(with_more(500));
    const Sample sample(20);
    const auto document = sample.document(policy);
    CHECK(others_changed(plan_of(document), Extra(document, 2009), 0, people) == 0);
    CHECK(people > 3000);
  }
}

TEST_CASE("with a market more students change the careers of some others") {
  // How many is no promise of the model; the number is printed to be watched.
  const Sample sample(20);
  const auto document = sample.document({"period.end=2028-10-01", "uncertainty.priors=none",
                                         "uncertainty.ensemble=none", "futures=[]", with_more(25, "2020-01-01")});
  std::size_t people = 0;
  const auto changed = others_changed(plan_of(document), Extra(document, 2020), 0, people);
  CHECK(changed > 0);
  MESSAGE("5% of the country, 25 students more a year from 2020: by October 2028 "
          << changed << " of " << people << " others with an event have another career");
}

TEST_CASE("pairing makes the effect of the full-time bonus more precise than independent luck would") {
  const Sample sample(20);
  const Plan plan = sample.plan({"study.replications=20", "period.end=2030-10-01",
                                 "alternatives=[{name: base}, {name: bonus, policy: [{dial: full_time_bonus.rate,"
                                 " where: {sector: [po, vo]}, set: 0.05, from: 2021-08-01}]}]"});
  const Results results = results_of(plan, 2);
  const Finder find(results.layout());
  const std::size_t last = results.layout().dates().size() - 1;
  const auto difference = [&](std::size_t date) {
    return paired_difference(find.values(results, 1, "employment", {{"sector", "po"}}, date),
                             find.values(results, 0, "employment", {{"sector", "po"}}, date));
  };
  const auto at_end = difference(last);
  // A ratio of 20 pairs of independent numbers is above 1.7 once in 200 seeds (F of 19 and 19 degrees is above 3.4).
  CHECK(at_end.variance_ratio > 1);
  MESSAGE("employment in po in 2030, 5% of the country: effect of the bonus "
          << at_end.mean_difference << " fte, standard error " << at_end.standard_error << ", variance ratio "
          << at_end.variance_ratio);
  for (std::size_t date = 1; date < last; ++date)
    MESSAGE(results.layout().dates()[date].iso() << ": variance ratio " << difference(date).variance_ratio);
}

}  // namespace formatie::teachers
