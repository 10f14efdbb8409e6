#include "models/teachers/start/parameters.h"

namespace formatie::teachers {

StartParameters::StartParameters(const Labels& labels)
    : pupils_per_fte({&labels.kind}),
      fixed_fte({&labels.kind}),
      initial_shortage({&labels.sector, &labels.region}),
      seekers({&labels.sector}) {}

void StartParameters::fields(Fields& f) {
  f.at_start();
  f.file("po", schools_po, "primary schools, one a row, with region, pupils and the mean age of their teachers");
  f.file("special", schools_special, "special primary and special schools, aggregated by region");
  f.file("vo", schools_vo, "secondary institutions with region and pupils");
  f.file("mbo", schools_mbo, "vocational institutions, one a region, with students");
  f.file("neighbours", neighbours, "pairs of regions between which people commute, with distance");
  f.dial("pupils_per_fte", pupils_per_fte, "pupils per fte", {1, 100},
         "pupils for one fte of teachers, beside the fixed base");
  f.dial("fixed_fte", fixed_fte, "fte", {0, 10}, "formation that a school has whatever its size");
  f.dial("initial_shortage", initial_shortage, "share", {0, 0.9},
         "unfilled posts at the start as a share of all posts");
  f.number("commute_km", commute_km, "km", {1, 500},
           "distance over which the attraction of a school falls by a factor e");
  f.number("commute_most_km", commute_most_km, "km", {0, 1000}, "farthest region in which somebody looks for a job");
  f.number("relocation_km", relocation_km, "km", {1, 1000},
           "how fast the chance that somebody goes to live in a region falls with its distance");
  f.number("vacancy_fte", vacancy_fte, "fte", {0.05, 1}, "size of a vacancy at the start");
}

void StartParameters::population(Fields& f) {
  f.at_start();
  f.file("people", people, "persons and mean fte by sector, age band and sex at the start");
  f.file("contract_size_bands", bands, "shares of contract-size bands by sector");
  f.file("contract_size_profile", profile, "how contract sizes are spread within a band");
  f.number("up_to_08_factor", up_to_08_factor, "factor", {0.5, 1.5},
           "correction of the published shares up to 0.8 fte, to reconcile them with the published number of persons");
  f.number("late_start_years", late_start_years, "years", {0.1, 40},
           "mean time after age 22 at which those present began to teach");
  f.number("age_mixing_years", age_mixing_years, "years", {0, 200}, "how widely ages mix within a school");
  f.file("reserve", reserve, "silent reserve at the start by sector");
  f.file("reserve_years_away", reserve_years, "how long the silent reserve is out of education");
  f.file("reserve_age", reserve_age, "ages of the silent reserve");
  f.dial("seekers", seekers, "persons", {0, 1e6}, "teachers without a job who look for one when the period begins");
  f.file("leaders", leaders, "school leaders of each sector");
  f.file("leaders_age", leaders_age, "their ages");
  f.file("aow", aow, "age at which the state pension (AOW) begins, by date of birth");
}

void StartParameters::training(Fields& f) {
  f.at_start();
  f.file("age", study_age, "ages of entrants by route");
  f.file("sex", study_sex, "share of women among entrants by route");
  f.file("duration", study_duration, "years from start to diploma by route, for those who finish");
  f.file("subject", study_subject, "subjects of entrants by route, for routes that lead to vo");
}

namespace {

/// Another part of a scenario whose values `StartParameters` holds.
class PartOfStart final : public Part {
 public:
  using FieldsOf = void (StartParameters::*)(Fields&);
  PartOfStart(const char* name, const char* meaning, StartParameters& parameters, FieldsOf visit)
      : name_(name), meaning_(meaning), parameters_(parameters), visit_(visit) {}
  std::string_view name() const override { return name_; }
  std::string_view meaning() const override { return meaning_; }
  void fields(Fields& f) override { (parameters_.*visit_)(f); }

 private:
  const char *name_, *meaning_;
  StartParameters& parameters_;
  FieldsOf visit_;
};

}  // namespace

void add_start(Contents& contents) {
  auto& parameters = contents.add<StartParameters>(contents.labels);
  contents.add<PartOfStart>("population", "the first population", parameters, &StartParameters::population);
  contents.add<PartOfStart>("training", "who enters the routes into the profession", parameters,
                            &StartParameters::training);
}

}  // namespace formatie::teachers
