#include "models/teachers/foundation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "engine/base/real.h"

#include "models/teachers/entrants.h"
#include "models/teachers/shared.h"
#include "models/teachers/tables.h"

namespace formatie::teachers {
namespace {

/// The number of the replication under which the first population is drawn; no study has so many.
constexpr std::uint32_t synthesis_replication = 0x00ffffff;

std::vector<double> cumulative(const std::vector<double>& weights) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> result;
  double sum = 0;
  for (const double weight : weights) result.push_back((sum += weight) / total);
  if (!result.empty()) result.back() = 1;
  return result;
}

/// Whole numbers near `shares * total` that add up to `total` (largest remainders; ties go to the first).
std::vector<int> apportion(const std::vector<double>& shares, int total) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<int> result(shares.size(), 0);
  if (sum <= 0) return result;
  std::vector<std::pair<double, std::size_t>> rest;
  int given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] / sum * total;
    result[i] = static_cast<int>(exact);
    given += result[i];
    rest.emplace_back(-(exact - result[i]), i);
  }
  std::sort(rest.begin(), rest.end());
  for (int i = 0; i < total - given; ++i) ++result[rest[static_cast<std::size_t>(i)].second];
  return result;
}

/// Shortest distances between regions over the neighbour graph, km [a][b].
std::vector<std::vector<double>> distances(const Labels& labels, const DataFile& file, Problems& problems) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
  Graph graph(labels.region.size());
  TableReader t(file, {"region_a", "region_b", "distance_km"}, problems);
  for (std::size_t row = 0; row < t.rows(); ++row)
    boost::add_edge(t.label(row, "region_a", labels.region), t.label(row, "region_b", labels.region),
                    t.number(row, "distance_km", 0, 1000), graph);
  std::vector<std::vector<double>> result;
  for (std::size_t from = 0; from < labels.region.size(); ++from) {
    std::vector<double> km(labels.region.size(), 1e9);
    boost::dijkstra_shortest_paths(graph, from, boost::distance_map(km.data()));
    result.push_back(std::move(km));
  }
  return result;
}

/// The mean size (fte) of a profile tilted by exp(tilt * size).
double tilted_mean(const Eigen::ArrayXd& profile, double tilt) {
  double weight = 0, sum = 0;
  for (int s = 0; s < full_time; ++s) {
    const double fte = (s + 1) * fte_per_size;
    const double w = profile[s] * real::exp(tilt * (fte - 0.7));
    weight += w;
    sum += w * fte;
  }
  return sum / weight;
}

/// The number between `low` and `high` at which a rising function reaches `target`, or the nearer end.
template <class Function>
double solve(Function function, double target, double low, double high) {
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (function(middle) < target ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Which of the published bands a size is in: up to 0.5, up to 0.8, above.
int band_of_size(int size) { return size <= 10 ? 0 : size <= 16 ? 1 : 2; }

/// One sector's people by age and sex (rows) and contract size (columns), as real numbers.
///
/// Rows keep `persons`; the three bands get `bands` (shares of all); the seed of a row is the profile tilted to the
/// row's own mean size, and one further tilt for all rows brings the total to `fte`.
Eigen::ArrayXXd fit_sizes(const Eigen::ArrayXd& persons, const Eigen::ArrayXd& mean_fte, const Eigen::Array3d& bands,
                          const Eigen::ArrayXd& profile, double fte) {
  const auto rows = persons.size();
  Eigen::ArrayXXd seed(rows, full_time);
  for (Eigen::Index r = 0; r < rows; ++r) {
    const double tilt = solve([&](double t) { return tilted_mean(profile, t); }, mean_fte[r], -60, 60);
    for (int s = 0; s < full_time; ++s) seed(r, s) = profile[s] * real::exp(tilt * ((s + 1) * fte_per_size - 0.7));
  }
  const auto fitted = [&](double tilt) {
    Eigen::ArrayXXd table = seed;
    for (int s = 0; s < full_time; ++s) table.col(s) *= real::exp(tilt * ((s + 1) * fte_per_size - 0.7));
    for (int round = 0; round < 200; ++round) {
      Eigen::Array3d sums = Eigen::Array3d::Zero();
      for (Eigen::Index r = 0; r < rows; ++r) {
        const double sum = table.row(r).sum();
        if (sum > 0) table.row(r) *= persons[r] / sum;
      }
      for (int s = 0; s < full_time; ++s) sums[band_of_size(s + 1)] += table.col(s).sum();
      for (int s = 0; s < full_time; ++s) {
        const int band = band_of_size(s + 1);
        if (sums[band] > 0) table.col(s) *= bands[band] * persons.sum() / sums[band];
      }
    }
    for (Eigen::Index r = 0; r < rows; ++r) {
      const double sum = table.row(r).sum();
      if (sum > 0) table.row(r) *= persons[r] / sum;
    }
    return table;
  };
  const auto total = [&](double tilt) {
    const auto table = fitted(tilt);
    double sum = 0;
    for (int s = 0; s < full_time; ++s) sum += table.col(s).sum() * (s + 1) * fte_per_size;
    return sum;
  };
  return fitted(solve(total, fte, -30, 30));
}

}  // namespace

AliasTable::AliasTable(const std::vector<double>& weights, const std::vector<std::uint32_t>& values) {
  // Vose's variant; stacks are filled in order, so the table is the same everywhere.
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(total > 0)) return;
  std::vector<double> scaled;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    scaled.push_back(weights[i] / total);
    entries_.push_back({0xffffffffu, {values[i], values[i]}});
  }
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < scaled.size(); ++i) {
    scaled[i] *= static_cast<double>(scaled.size());
    (scaled[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const auto s = small.back();
    const auto l = large.back();
    small.pop_back();
    entries_[s].below = static_cast<std::uint32_t>(scaled[s] * 4294967295.0);
    entries_[s].values[1] = entries_[l].values[0];
    scaled[l] -= 1 - scaled[s];
    if (scaled[l] < 1) {
      large.pop_back();
      small.push_back(l);
    }
  }
}

Foundation::Foundation(const Labels& labels)
    : pupils_per_fte_({&labels.kind}),
      fixed_fte_({&labels.kind}),
      initial_shortage_({&labels.sector, &labels.region}),
      seekers_({&labels.sector}) {}

void Foundation::schools(Fields& f) {
  f.file("po", schools_po_, "primary schools, one a row, with region, pupils and the mean age of their teachers");
  f.file("special", schools_special_, "special primary and special schools, aggregated by region");
  f.file("vo", schools_vo_, "secondary institutions with region and pupils");
  f.file("mbo", schools_mbo_, "vocational institutions, one a region, with students");
  f.file("neighbours", neighbours_, "pairs of regions between which people commute, with distance");
  f.dial("pupils_per_fte", pupils_per_fte_, "pupils per fte", {1, 100},
         "pupils for one fte of teachers, beside the fixed base");
  f.dial("fixed_fte", fixed_fte_, "fte", {0, 10}, "formation that a school has whatever its size");
  f.dial("initial_shortage", initial_shortage_, "share", {0, 0.9},
         "unfilled posts at the start as a share of all posts");
  f.number("commute_km", commute_km_, "km", {1, 500},
           "distance over which the attraction of a school falls by a factor e");
  f.number("commute_most_km", commute_most_km_, "km", {0, 1000}, "farthest region in which somebody looks for a job");
  f.number("relocation_km", relocation_km_, "km", {1, 1000},
           "how fast the chance that somebody goes to live in a region falls with its distance");
  f.number("vacancy_fte", vacancy_fte_, "fte", {0.05, 1}, "size of a vacancy at the start");
}

void Foundation::population(Fields& f) {
  f.file("people", people_, "persons and mean fte by sector, age band and sex at the start");
  f.file("contract_size_bands", bands_, "shares of contract-size bands by sector");
  f.file("contract_size_profile", profile_, "how contract sizes are spread within a band");
  f.number("up_to_08_factor", up_to_08_factor_, "factor", {0.5, 1.5},
           "correction of the published shares up to 0.8 fte, to reconcile them with the published number of persons");
  f.number("late_start_years", late_start_years_, "years", {0.1, 40},
           "mean time after age 22 at which those present began to teach");
  f.number("age_mixing_years", age_mixing_years_, "years", {0, 200}, "how widely ages mix within a school");
  f.file("reserve", reserve_, "silent reserve at the start by sector");
  f.file("reserve_years_away", reserve_years_, "how long the silent reserve is out of education");
  f.file("reserve_age", reserve_age_, "ages of the silent reserve");
  f.dial("seekers", seekers_, "persons", {0, 1e6}, "teachers without a job who look for one when the period begins");
  f.file("leaders", leaders_, "school leaders of each sector");
  f.file("leaders_age", leaders_age_, "their ages");
  f.file("aow", aow_, "age at which the state pension (AOW) begins, by date of birth");
}

void Foundation::training(Fields& f) {
  f.file("age", study_age_, "ages of entrants by route");
  f.file("sex", study_sex_, "share of women among entrants by route");
  f.file("duration", study_duration_, "years from start to diploma by route, for those who finish");
  f.file("subject", study_subject_, "subjects of entrants by route, for routes that lead to vo");
}

std::shared_ptr<const Structure> Foundation::build(const Shared& shared, const Period& period, std::uint64_t seed,
                                                   Problems& problems) const {
  const Labels& labels = shared.labels;
  const Intake& intake = shared.intake;
  const Guidance& guidance = shared.guidance;
  const Sickness& sickness = shared.sickness;
  const Benefits& benefits = shared.benefits;
  const Qualifications& qualifications = shared.qualifications;
  const Assistants& assistants = shared.assistants;
  const std::size_t before = problems.size();
  auto structure = std::make_shared<Structure>();
  Structure& st = *structure;
  st.labels = labels;
  for (int year = 0; year <= Structure::oldest; ++year)
    st.band_of_year[static_cast<std::size_t>(year)] = static_cast<std::uint8_t>(labels.band_of_age(year));
  for (std::size_t sector = 0; sector < labels.sector.size(); ++sector)
    st.pupils_at_start.push_back(shared.pupils.on(period.begin, sector));
  const Luck luck{seed, synthesis_replication};
  const std::size_t sectors = labels.sector.size();
  const std::size_t regions = labels.region.size();

  // Schools.
  const auto add_schools = [&](const DataFile& file, std::string_view fixed_kind, std::string_view pupils_column,
                               bool ages) {
    std::vector<std::string> columns = {"school", "region", std::string(pupils_column)};
    if (ages) columns.insert(columns.end(), {"mean_teacher_age", "disadvantage_score"});
    if (fixed_kind.empty()) columns.push_back("kind");
    TableReader t(file, columns, problems);
    if (!t.sound()) return;
    for (std::size_t row = 0; row < t.rows(); ++row) {
      School school;
      school.name = t.text(row, "school");
      const auto kind =
          fixed_kind.empty() ? t.label(row, "kind", labels.kind) : labels.kind.find(fixed_kind).value_or(0);
      school.kind = static_cast<std::uint8_t>(kind);
      school.sector = static_cast<std::uint8_t>(labels.sector_of_kind[kind]);
      school.region = static_cast<std::uint8_t>(t.label(row, "region", labels.region));
      school.pupils = t.number(row, pupils_column, 0, 1e7);
      if (ages) {
        school.teacher_age = t.number(row, "mean_teacher_age", 0, 100);
        school.disadvantage = t.number(row, "disadvantage_score", 0, 1e6) / std::max(1.0, school.pupils);
      }
      st.schools.push_back(std::move(school));
    }
  };
  add_schools(schools_po_, "bo", "pupils", true);
  double pupils = 0, score = 0, above = 0;
  for (const auto& school : st.schools) pupils += school.pupils, score += school.disadvantage * school.pupils;
  for (auto& school : st.schools) {
    school.disadvantage = std::clamp(school.disadvantage - score / std::max(1.0, pupils), 0.0, most_disadvantage);
    above += school.disadvantage * school.pupils;
  }
  st.mean_disadvantage = above / std::max(1.0, pupils);
  add_schools(schools_special_, "", "pupils", false);
  add_schools(schools_vo_, "vo", "pupils", false);
  add_schools(schools_mbo_, "mbo", "students", false);
  const auto km = distances(labels, neighbours_, problems);

  // Subjects, and the posts of the schools.
  std::vector<double> subject_weights(labels.subject.size(), 0.0);
  const auto load_subject_shares = [&](TableReader& t, std::vector<std::vector<double>>& shares) {
    for (std::size_t row = 0; row < t.rows(); ++row)
      shares[t.label(row, "route", labels.route)][t.label(row, "subject", labels.subject)] =
          t.number(row, "share", 0, 1);
  };
  for (std::size_t s = 0; s < labels.subject.size(); ++s) subject_weights[s] = labels.subject_fte[s];
  st.subject_cumulative = cumulative(subject_weights);
  st.schools_of_sector.resize(sectors);
  for (std::uint32_t i = 0; i < st.schools.size(); ++i) {
    School& school = st.schools[i];
    school.first_post = static_cast<std::uint32_t>(st.posts.size());
    st.schools_of_sector[school.sector].push_back(i);
    const double total = std::accumulate(subject_weights.begin(), subject_weights.end(), 0.0);
    if (labels.with_subjects[school.sector])
      for (std::size_t s = 0; s < labels.subject.size(); ++s)
        st.posts.push_back({i, school.sector, school.region, static_cast<std::uint8_t>(s), subject_weights[s] / total});
    else
      st.posts.push_back({i, school.sector, school.region, no_subject, 1.0});
    school.posts = static_cast<std::uint32_t>(st.posts.size()) - school.first_post;
  }

  for (const auto& post : st.posts) st.region_of_post.push_back(post.region);

  // The state pension.
  if (TableReader t(aow_, {"born_from", "aow_months"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      const auto date = parse_date(t.text(row, "born_from"));
      if (!date)
        t.problem(row, "born_from", "'born_from' is '" + t.text(row, "born_from") + "'",
                  "must be a date such as 1957-03-01");
      const Structure::AowRow next{date.value_or(Time()).minutes(),
                                   static_cast<int>(t.number(row, "aow_months", 60 * 12, 75 * 12))};
      if (!st.aow.empty() && date && next.born_from <= st.aow.back().born_from)
        t.problem(row, "born_from", "'born_from' is " + t.text(row, "born_from"), "dates of birth must rise");
      st.aow.push_back(next);
    }
  for (std::size_t row = 0, month = 0; row < st.aow.size(); ++month) {
    const std::int32_t birth =
        st.aow.front().born_from + static_cast<std::int32_t>(month) * Structure::minutes_per_month;
    while (row + 1 < st.aow.size() && birth >= st.aow[row + 1].born_from) ++row;
    st.aow_row_of_birth.push_back(static_cast<std::uint8_t>(row));
    if (row + 1 == st.aow.size()) break;
  }
  if (st.aow.empty() || st.aow.size() > 200)
    problems.add(aow_.where, "the table of state-pension ages has " + std::to_string(st.aow.size()) + " rows",
                 "must have from 1 to 200");

  // The routes into the profession.
  st.routes.resize(labels.route.size());
  if (TableReader t(study_sex_, {"route", "share_women"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      st.routes[t.label(row, "route", labels.route)].share_women = t.number(row, "share_women", 0, 1);
  if (TableReader t(study_age_, {"route", "age_from", "age_to", "probability"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      auto& facts = st.routes[t.label(row, "route", labels.route)];
      facts.age_from.push_back(t.number(row, "age_from", 15, 75));
      facts.age_to.push_back(t.number(row, "age_to", 15, 75));
      facts.age_cumulative.push_back(t.number(row, "probability", 0, 1));
      if (facts.age_to.back() < facts.age_from.back())
        t.problem(row, "age_to", "'age_to' is " + t.text(row, "age_to"), "must be at least 'age_from'");
    }
  if (TableReader t(study_duration_, {"route", "years", "probability"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      auto& facts = st.routes[t.label(row, "route", labels.route)];
      facts.years.push_back(t.number(row, "years", 1, 10));
      if (facts.years.back() != std::floor(facts.years.back()))
        t.problem(row, "years", "'years' is " + t.text(row, "years"),
                  "must be a whole number: diplomas come on 1 July");
      facts.years_cumulative.push_back(t.number(row, "probability", 0, 1));
    }
  std::vector<std::vector<double>> subject_shares(labels.route.size(), std::vector<double>(labels.subject.size(), 0.0));
  if (TableReader t(study_subject_, {"route", "subject", "share"}, problems); t.sound())
    load_subject_shares(t, subject_shares);
  for (std::size_t r = 0; r < st.routes.size(); ++r) {
    auto& facts = st.routes[r];
    const auto& name = labels.route.label(r);
    for (std::size_t s = 0; s < sectors; ++s)
      if (name == "zij_instroom_" + labels.sector.label(s)) facts.zij_sector = static_cast<int>(s);
    if (facts.age_cumulative.empty())
      problems.add(study_age_.where, "no ages for the route '" + name + "'", "every route needs them");
    if (facts.years.empty() && facts.zij_sector < 0)
      problems.add(study_duration_.where, "no durations for the route '" + name + "'",
                   "every route of study needs them");
    for (int q = 0; q < qualification_kinds; ++q)
      if (qualifications.of_route.on(period.begin, qualifications.of_route.cell(r, static_cast<std::size_t>(q))) > 0.5)
        facts.qualification = static_cast<Qualification>(q);
    if (facts.zij_sector >= 0) facts.sector = static_cast<std::size_t>(facts.zij_sector);
    for (std::size_t sector = sectors; facts.zij_sector < 0 && sector-- > 0;)
      if (qualifications.may_teach_in(period.begin, facts.qualification, sector)) facts.sector = sector;
    facts.age_cumulative = cumulative(facts.age_cumulative);
    facts.years_cumulative = cumulative(facts.years_cumulative);
    if (std::accumulate(subject_shares[r].begin(), subject_shares[r].end(), 0.0) > 0)
      facts.subject_cumulative = cumulative(subject_shares[r]);
  }

  // School leaders.
  std::vector<std::uint32_t> leaders(sectors, 0);
  std::vector<std::vector<double>> leader_ages(sectors, std::vector<double>(labels.age_band.size(), 0.0));
  if (TableReader t(leaders_, {"sector", "persons"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      leaders[t.label(row, "sector", labels.sector)] =
          static_cast<std::uint32_t>(std::lround(t.number(row, "persons", 0, 1e6)));
  if (TableReader t(leaders_age_, {"sector", "age_band", "share"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      leader_ages[t.label(row, "sector", labels.sector)][t.label(row, "age_band", labels.age_band)] =
          t.number(row, "share", 0, 1);
  for (std::size_t sector = 0; sector < sectors; ++sector)
    if (leaders[sector] > 0 && std::accumulate(leader_ages[sector].begin(), leader_ages[sector].end(), 0.0) <= 0)
      problems.add(leaders_age_.where, "no ages for the school leaders of '" + labels.sector.label(sector) + "'",
                   "shares by age band are needed");

  // Teaching assistants.
  st.assistants.resize(sectors);
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    auto& facts = st.assistants[sector];
    facts.age_cumulative.assign(labels.age_band.size(), 0.0);
    facts.age_of_new_cumulative = facts.age_cumulative;
    facts.share_women = assistants.share_women.on(period.begin, sector);
  }
  if (TableReader t(assistants.age, {"sector", "age_band", "share", "share_of_new"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      auto& facts = st.assistants[t.label(row, "sector", labels.sector)];
      const auto band = t.label(row, "age_band", labels.age_band);
      facts.age_cumulative[band] = t.number(row, "share", 0, 1);
      facts.age_of_new_cumulative[band] = t.number(row, "share_of_new", 0, 1);
    }
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (auto* ages : {&st.assistants[sector].age_cumulative, &st.assistants[sector].age_of_new_cumulative}) {
      if (std::accumulate(ages->begin(), ages->end(), 0.0) <= 0)
        problems.add(assistants.age.where, "no ages for the assistants of '" + labels.sector.label(sector) + "'",
                     "shares by age band are needed");
      *ages = cumulative(*ages);
    }

  // Persons by sector, age band and sex; contract-size bands; profile.
  const std::size_t bands = labels.age_band.size();
  std::vector<Eigen::ArrayXd> persons(sectors, Eigen::ArrayXd::Zero(static_cast<Eigen::Index>(bands * 2)));
  auto mean_fte = persons;
  if (TableReader t(people_, {"sector", "age_band", "sex", "persons", "mean_fte"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      const std::size_t before_row = problems.size();
      const auto sector = t.label(row, "sector", labels.sector);
      const auto cell =
          static_cast<Eigen::Index>(t.label(row, "age_band", labels.age_band) * 2 + t.label(row, "sex", labels.sex));
      if (problems.size() == before_row && persons[sector][cell] > 0)
        t.problem(
            row, "sector",
            "a second row for " + t.text(row, "sector") + ", " + t.text(row, "age_band") + ", " + t.text(row, "sex"),
            "each group has one");
      persons[sector][cell] = t.number(row, "persons", 0, 5e6);
      mean_fte[sector][cell] = t.number(row, "mean_fte", 0.05, 1);
    }
  std::vector<Eigen::Array3d> size_bands(sectors, Eigen::Array3d::Zero());
  const Dimension band_names("band", {"up_to_0.5", "0.5_to_0.8", "over_0.8"});
  if (TableReader t(bands_, {"sector", "band", "share"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      size_bands[t.label(row, "sector", labels.sector)][static_cast<Eigen::Index>(t.label(row, "band", band_names))] =
          t.number(row, "share", 0, 1);
  Eigen::ArrayXd profile = Eigen::ArrayXd::Zero(full_time);
  if (TableReader t(profile_, {"fte", "weight"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      const int size = static_cast<int>(std::lround(t.number(row, "fte", 0.05, 1) * full_time));
      profile[size - 1] = t.number(row, "weight", 0, 1e6);
    }
  std::vector<double> reserve_persons(sectors, 0.0), reserve_women(sectors, 0.0);
  if (TableReader t(reserve_, {"sector", "persons", "share_women"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row) {
      const auto sector = t.label(row, "sector", labels.sector);
      reserve_persons[sector] = t.number(row, "persons", 0, 5e6);
      reserve_women[sector] = t.number(row, "share_women", 0, 1);
    }
  std::vector<std::vector<double>> years_away(sectors, std::vector<double>(labels.years_away.size(), 0.0));
  if (TableReader t(reserve_years_, {"sector", "years_away", "share"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      years_away[t.label(row, "sector", labels.sector)][t.label(row, "years_away", labels.years_away)] =
          t.number(row, "share", 0, 1);
  std::vector<double> reserve_ages(bands, 0.0);
  if (TableReader t(reserve_age_, {"age_band", "share"}, problems); t.sound())
    for (std::size_t row = 0; row < t.rows(); ++row)
      reserve_ages[t.label(row, "age_band", labels.age_band)] = t.number(row, "share", 0, 1);
  for (std::size_t s = 0; s < sectors; ++s) {
    if (persons[s].sum() <= 0)
      problems.add(people_.where, "nobody in sector '" + labels.sector.label(s) + "'", "every sector needs people");
    if (size_bands[s].sum() <= 0)
      problems.add(bands_.where, "no contract sizes for sector '" + labels.sector.label(s) + "'",
                   "every sector needs them");
    if (st.schools_of_sector[s].empty())
      problems.add(schools_po_.where, "no school in sector '" + labels.sector.label(s) + "'", "every sector needs one");
  }
  if (profile.sum() <= 0)
    problems.add(profile_.where, "no contract sizes in the profile", "at least one weight must be above 0");
  if (problems.size() != before) return nullptr;

  // Where people live: as the pupils of primary schools do.
  std::vector<double> population_weight(regions, 0.0);
  for (const auto& school : st.schools)
    if (school.sector == 0) population_weight[school.region] += school.pupils;
  st.region_cumulative = cumulative(population_weight);

  // What a teacher of the first population is qualified for, and whether the beginners among them found guidance.
  const auto qualification_of = [&](std::size_t sector, double uniform) {
    double sum = 0;
    for (int q = 0; q < qualification_kinds; ++q) {
      sum +=
          qualifications.at_start.on(period.begin, qualifications.at_start.cell(sector, static_cast<std::size_t>(q)));
      if (uniform < sum) return static_cast<Qualification>(q);
    }
    return Qualification::none;
  };
  const auto describe_teacher = [&](Person& person, std::size_t sector) {
    Stream stream(luck, purpose::start, person.agent.identity, 0);
    person.qualification = qualification_of(sector, stream.uniform());
    const double first_degree = stream.uniform(), unqualified = stream.uniform(), unguided = stream.uniform();
    if (labels.with_subjects[sector]) {
      if (first_degree < qualifications.first_degree_start.on(period.begin, person.subject))
        person.qualification = Qualification::first_degree;
      if (unqualified < qualifications.unqualified_start.on(period.begin, person.subject))
        person.qualification = Qualification::none;
    }
    person.qualified = person.qualification != Qualification::none;
    // On long sick leave at the start: as many as fall sick in the mean length of it.
    const double months = sickness.long_months.on(period.begin, sector);
    const auto band =
        labels.band_of_age(static_cast<int>(years_between(Time::from_minutes(person.agent.birth), period.begin)));
    const double share = sickness.long_spells.on(period.begin, sickness.long_spells.cell(sector, band)) * months / 12;
    const bool sick = stream.chance(share);
    const double left = months / 12 * stream.uniform();
    if (sickness.active && person.employed() && sick) person.until = period.begin.plus_years(left).minutes();
    if (guidance.active && years_between(Time::from_minutes(person.started), period.begin) < guidance.years)
      person.guided = unguided >= guidance.usual_unguided.on(period.begin, sector);
  };

  // Contract sizes, then people one by one.
  const auto age_in_band = [&](std::size_t band, double u) {
    const double low = band == 0 ? 21 : labels.age_from[band];
    const double high = band + 1 == bands ? 68 : labels.age_from[band + 1];
    return low + u * (high - low);
  };
  st.size_shares.resize(sectors * bands * 2);
  st.scale.assign(sectors, 0.0);
  st.base_demand.assign(st.posts.size(), 0);
  std::vector<std::int32_t> filled(st.posts.size(), 0);
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    Eigen::Array3d shares = size_bands[sector] / size_bands[sector].sum();
    const double low = std::min(0.99, (shares[0] + shares[1]) * up_to_08_factor_);
    shares =
        Eigen::Array3d(shares[0] / (shares[0] + shares[1]) * low, shares[1] / (shares[0] + shares[1]) * low, 1 - low);
    const auto table =
        fit_sizes(persons[sector], mean_fte[sector], shares, profile, (persons[sector] * mean_fte[sector]).sum());

    std::vector<Person> members;
    std::vector<double> ages;
    std::uint32_t number = 0;
    for (std::size_t band = 0; band < bands; ++band)
      for (std::size_t sex = 0; sex < 2; ++sex) {
        const auto cell = static_cast<Eigen::Index>(band * 2 + sex);
        std::vector<double> row(full_time);
        for (int s = 0; s < full_time; ++s) row[static_cast<std::size_t>(s)] = table(cell, s);
        if (std::accumulate(row.begin(), row.end(), 0.0) <= 0) row.assign(full_time, 1.0);
        const auto sums = cumulative(row);
        std::copy(sums.begin(), sums.end(), st.size_shares[st.size_cell(sector, band, sex == 0)].begin());
        const auto counts = apportion(row, static_cast<int>(persons[sector][cell]));
        for (int s = 0; s < full_time; ++s)
          for (int n = 0; n < counts[static_cast<std::size_t>(s)]; ++n) {
            Person person;
            person.agent.identity = Identity::of(static_cast<std::uint16_t>(first_teachers + sector), 0, number++);
            Stream stream(luck, purpose::synthesis, person.agent.identity, 0);
            const double age = age_in_band(band, stream.uniform());
            person.agent.birth = period.begin.plus_years(-age).minutes();
            person.agent.situation = situation_of(State::teaching, sector);
            // Began to teach at 22 plus an exponential time, given that this was before now.
            const double room = std::max(0.5, age - 22);
            const double u = stream.uniform() * (1 - real::exp(-room / late_start_years_));
            person.started = period.begin.plus_years(-(room + late_start_years_ * real::log(1 - u))).minutes();
            person.since = person.started;
            person.size = person.desired = person.desired_without = static_cast<Size>(s + 1);
            person.woman = sex == 0;
            person.past_aow = st.aow_date(person.agent.birth) <= period.begin;
            person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
            person.route = static_cast<std::uint8_t>(labels.route.size());  // no flow: was there at the start
            describe_teacher(person, sector);
            ages.push_back(age);
            members.push_back(person);
          }
      }

    // Each school's share of the sector's employment: formation less the initial shortage of its region.
    double employment = 0;
    for (const auto& person : members) employment += person.size;
    const auto weight_of = [&](const School& school) {
      return fixed_fte_.on(period.begin, school.kind) + school.pupils / pupils_per_fte_.on(period.begin, school.kind);
    };
    const auto shortage_of = [&](std::size_t region) {
      return initial_shortage_.on(period.begin, initial_shortage_.cell(sector, region));
    };
    double staffed_weight = 0;
    for (const auto i : st.schools_of_sector[sector])
      staffed_weight += weight_of(st.schools[i]) * (1 - shortage_of(st.schools[i].region));
    st.scale[sector] = employment * fte_per_size / staffed_weight;

    // People go to schools: per subject where posts have one, the young rather to schools with young staff.
    std::vector<std::vector<std::uint32_t>> groups(labels.with_subjects[sector] ? labels.subject.size() : 1);
    for (std::uint32_t i = 0; i < members.size(); ++i)
      groups[labels.with_subjects[sector] ? members[i].subject : 0].push_back(i);
    for (std::size_t subject = 0; subject < groups.size(); ++subject) {
      auto& group = groups[subject];
      std::vector<std::pair<double, std::uint32_t>> order;
      for (const auto i : group) {
        Stream stream(luck, purpose::synthesis, members[i].agent.identity, 1);
        order.emplace_back(ages[i] + age_mixing_years_ * (stream.uniform() + stream.uniform() - 1), i);
      }
      std::sort(order.begin(), order.end());
      std::vector<std::pair<double, std::uint32_t>> schools;
      for (const auto i : st.schools_of_sector[sector]) {
        Stream stream(luck, purpose::synthesis, Identity::of(0xffff, static_cast<std::uint16_t>(subject), i), 0);
        schools.emplace_back(st.schools[i].teacher_age > 0 ? st.schools[i].teacher_age : 100 * stream.uniform(), i);
      }
      std::sort(schools.begin(), schools.end());
      double group_size = 0, weight = 0;
      for (const auto i : group) group_size += members[i].size;
      double sum_weight = 0;
      for (const auto& [age, i] : schools)
        sum_weight += weight_of(st.schools[i]) * (1 - shortage_of(st.schools[i].region));
      std::size_t at = 0;
      double placed = 0;
      for (const auto& [key, i] : order) {
        // The middle of this person's contract, as a share of all, falls into a school's share of all.
        const double position = (placed + members[i].size / 2.0) / group_size;
        for (;;) {
          const auto& school = st.schools[schools[at].second];
          const double next = weight + weight_of(school) * (1 - shortage_of(school.region)) / sum_weight;
          if (position <= next || at + 1 == schools.size()) break;
          weight = next;
          ++at;
        }
        const auto& school = st.schools[schools[at].second];
        members[i].post = PostId(school.first_post + (school.posts > 1 ? static_cast<std::uint32_t>(subject) : 0));
        members[i].region = school.region;
        filled[members[i].post.index()] += members[i].size;
        placed += members[i].size;
      }
    }

    // The initial shortage, vacancy by vacancy, over the posts of each region in proportion to their size.
    for (std::size_t region = 0; region < regions; ++region) {
      std::vector<double> weights;
      std::vector<std::uint32_t> posts;
      double staffed = 0;
      for (std::uint32_t p = 0; p < st.posts.size(); ++p)
        if (st.posts[p].sector == sector && st.posts[p].region == region) {
          posts.push_back(p);
          weights.push_back(filled[p] + 1.0);
          staffed += filled[p];
        }
      if (posts.empty()) continue;
      const double share = shortage_of(region);
      int left = static_cast<int>(std::lround(staffed * share / (1 - share)));
      const int piece = std::max(1, static_cast<int>(std::lround(vacancy_fte_ * full_time)));
      const AliasTable draw(weights, posts);
      Stream stream(luck, purpose::synthesis,
                    Identity::of(0xfffe, static_cast<std::uint16_t>(sector), static_cast<std::uint32_t>(region)), 0);
      std::uint32_t next_draw = 1;
      for (int n = 0; left > 0; ++n) {
        if (n % 1000 == 999)
          stream = Stream(luck, purpose::synthesis,
                          Identity::of(0xfffe, static_cast<std::uint16_t>(sector), static_cast<std::uint32_t>(region)),
                          next_draw++);
        const int size = std::min(left, piece);
        st.base_demand[draw.draw(stream.word())] += size;
        left -= size;
      }
    }
    st.people.insert(st.people.end(), members.begin(), members.end());

    // The silent reserve of the sector.
    const auto age_sums = cumulative(reserve_ages);
    const auto year_sums = cumulative(years_away[sector]);
    constexpr double years_from[] = {0, 1, 3, 5, 10}, years_to[] = {1, 3, 5, 10, 20};
    for (std::uint32_t n = 0; n < static_cast<std::uint32_t>(reserve_persons[sector]); ++n) {
      Person person;
      person.agent.identity = Identity::of(static_cast<std::uint16_t>(first_reserve + sector), 0, n);
      Stream stream(luck, purpose::synthesis, person.agent.identity, 0);
      const double age = age_in_band(stream.choose(age_sums), stream.uniform());
      person.agent.birth = period.begin.plus_years(-age).minutes();
      person.agent.situation = situation_of(State::reserve, sector);
      const auto band = stream.choose(year_sums);
      const double away =
          std::min(years_from[band] + stream.uniform() * (years_to[band] - years_from[band]), std::max(0.0, age - 22));
      person.since = person.left = period.begin.plus_years(-away).minutes();
      person.started = period.begin.plus_years(-std::max(away, age - 23)).minutes();
      person.woman = stream.chance(reserve_women[sector]);
      person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
      person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
      describe_teacher(person, sector);
      st.people.push_back(person);
    }

    // Those with a benefit, who lost their jobs at an even pace within its length; those who look for a job; and the
    // school leaders.
    const double months = benefits.entitlement_months.on(period.begin, sector);
    const auto without_job = [&](std::uint16_t origin, const Dial& persons_of, State state) {
      const auto persons_without = static_cast<std::uint32_t>(std::lround(persons_of.on(period.begin, sector)));
      for (std::uint32_t n = 0; n < persons_without; ++n) {
        Person person;
        person.agent.identity = Identity::of(static_cast<std::uint16_t>(origin + sector), 0, n);
        Stream stream(luck, purpose::synthesis, person.agent.identity, 0);
        const double age = age_in_band(stream.choose(age_sums), stream.uniform());
        person.agent.birth = period.begin.plus_years(-age).minutes();
        person.agent.situation = situation_of(state, sector);
        const double away = stream.uniform() * months / 12;
        person.since = person.left = period.begin.plus_years(-away).minutes();
        person.started = period.begin.plus_years(-std::max(away, age - 23)).minutes();
        person.woman = stream.chance(reserve_women[sector]);
        person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
        person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
        person.route = static_cast<std::uint8_t>(labels.route.size());  // comes back
        if (state == State::unemployed)
          person.until = period.begin.plus_years(months / 12 - away).minutes();
        else
          person.desired = person.desired_without =
              draw_size(st, sector, static_cast<int>(age), person.woman, stream.uniform());
        describe_teacher(person, sector);
        st.people.push_back(person);
      }
    };
    without_job(first_unemployed, benefits.persons_at_start, State::unemployed);
    without_job(first_seekers, seekers_, State::seeking);
    const auto leader_sums = cumulative(leader_ages[sector]);
    for (std::uint32_t n = 0; n < leaders[sector]; ++n) {
      Person person;
      person.agent.identity = Identity::of(static_cast<std::uint16_t>(first_leaders + sector), 0, n);
      Stream stream(luck, purpose::synthesis, person.agent.identity, 0);
      const double age = std::max(28.0, age_in_band(stream.choose(leader_sums), stream.uniform()));
      person.agent.birth = period.begin.plus_years(-age).minutes();
      person.agent.situation = situation_of(State::leading, sector);
      person.since = person.started = period.begin.plus_years(-(age - 23)).minutes();
      person.woman = stream.chance(reserve_women[sector]);
      person.past_aow = st.aow_date(person.agent.birth) <= period.begin;
      person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
      person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
      describe_teacher(person, sector);
      st.people.push_back(person);
    }
    const auto at_work = static_cast<std::uint32_t>(std::lround(assistants.posts.on(period.begin, sector)));
    for (std::uint32_t n = 0; n < at_work; ++n)
      st.people.push_back(new_assistant(st, luck, sector, 0, n, period.begin));
  }
  for (std::size_t p = 0; p < st.posts.size(); ++p) st.base_demand[p] += filled[p];

  // Who studies at the start: those of earlier cohorts who have neither given up nor finished.
  for (std::size_t route = 0; route < labels.route.size(); ++route) {
    if (st.routes[route].zij_sector >= 0) continue;
    for (int year = period.begin.year() - 10; year <= period.begin.year(); ++year) {
      const Time start = Time::from_date(year, 9, 1);
      if (start > period.begin) break;
      const auto cohort = static_cast<std::uint32_t>(std::lround(intake.persons.on(start, route)));
      const double studied = years_between(start, period.begin);
      const double stays = real::exp(-intake.dropout_first_year.on(start, route) * std::min(studied, 1.0) -
                                     intake.dropout_later.on(start, route) * std::max(studied - 1, 0.0));
      for (std::uint32_t n = 0; n < cohort; ++n) {
        const Person person = new_student(st, luck, route, year, n);
        Stream stream(luck, purpose::synthesis, person.agent.identity, 0);
        if (person.started > period.begin.minutes() && stream.chance(stays)) st.people.push_back(person);
      }
    }
  }

  // Whom a seeker sees: schools of a sector within reach of home, large and near ones more often.
  for (std::size_t home = 0; home < regions; ++home) {
    st.within_reach.emplace_back();
    for (std::size_t region = 0; region < regions; ++region)
      st.within_reach.back().push_back(km[home][region] <= commute_most_km_);
  }
  // Where those go who leave their region: near regions and large ones more often.
  for (std::size_t home = 0; home < regions; ++home) {
    std::vector<double> weights;
    std::vector<std::uint32_t> values;
    for (std::uint32_t region = 0; region < regions; ++region) {
      weights.push_back(region == home ? 0 : population_weight[region] * real::exp(-km[home][region] / relocation_km_));
      values.push_back(region);
    }
    st.relocation.emplace_back(weights, values);
  }
  st.reach.resize(sectors);
  st.nearby.resize(sectors);
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (std::size_t home = 0; home < regions; ++home) {
      std::vector<double> weights, near;
      std::vector<std::uint32_t> first_posts;
      for (const auto i : st.schools_of_sector[sector]) {
        const auto& school = st.schools[i];
        const double distance = km[home][school.region];
        const double size =
            fixed_fte_.on(period.begin, school.kind) + school.pupils / pupils_per_fte_.on(period.begin, school.kind);
        weights.push_back(distance <= commute_most_km_ ? size * real::exp(-distance / commute_km_) : 0);
        near.push_back(school.region == home ? size : 0);
        first_posts.push_back(school.first_post);
      }
      st.reach[sector].emplace_back(weights, first_posts);
      st.nearby[sector].emplace_back(near, first_posts);
    }
  return structure;
}

}  // namespace formatie::teachers
