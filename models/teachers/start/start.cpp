#include "models/teachers/start/start.h"

#include "models/teachers/start/steps.h"

namespace formatie::teachers {
namespace {

/// The number of the replication under which the first population is drawn; no study has so many.
constexpr std::uint32_t synthesis_replication = 0x00ffffff;

/// The labels, what is looked up by them, and room for what sectors fill in.
void begin(const Start& start) {
  Structure& st = start.structure;
  st.labels = start.labels;
  for (int year = 0; year <= Structure::oldest; ++year)
    st.band_of_year[static_cast<std::size_t>(year)] = static_cast<std::uint8_t>(start.labels.band_of_age(year));
  for (std::size_t sector = 0; sector < start.labels.sector.size(); ++sector)
    st.pupils_at_start.push_back(start.sources.pupils.on(start.period.begin, sector));
  st.scale.assign(start.labels.sector.size(), 0.0);
  st.size_shares.resize(start.labels.sector.size() * start.labels.age_band.size() * 2);
}

}  // namespace

std::shared_ptr<const Structure> build_start(const Contents& contents, const Period& period, std::uint64_t seed,
                                             Problems& problems) {
  const std::size_t before = problems.size();
  const auto structure = std::make_shared<Structure>();
  const StartSources sources(contents);
  const Start start{contents.get<StartParameters>(),   sources,    contents.labels, period,
                    Luck{seed, synthesis_replication}, *structure, problems};
  begin(start);

  // What the tables say.
  read_schools(start);
  const Distances km = read_distances(start);
  add_posts(start);
  read_state_pension(start);
  read_routes(start);
  const Leaders leaders = read_leaders(start);
  read_assistants(start);
  const TeacherCounts counts = read_teachers(start);
  const ContractSizes sizes = read_contract_sizes(start);
  const Reserve reserve = read_reserve(start);
  check_sectors(start, counts, sizes);
  if (problems.size() != before) return nullptr;

  // Who is there.
  set_homes(start);
  Filled filled(structure->posts.size(), 0);
  for (std::size_t sector = 0; sector < contents.labels.sector.size(); ++sector) {
    TeachersOfSector teachers = make_teachers(start, sector, counts, fit_contract_sizes(start, sector, counts, sizes));
    set_scale(start, sector, teachers);
    place_teachers(start, sector, teachers, filled);
    add_shortage(start, sector, filled);
    structure->people.insert(structure->people.end(), teachers.people.begin(), teachers.people.end());
    add_reserve(start, sector, reserve);
    add_unemployed(start, sector, reserve);
    add_seekers(start, sector, reserve);
    add_leaders(start, sector, leaders, reserve);
    add_assistants(start, sector);
  }
  add_filled(start, filled);
  add_students(start);

  // Whom people see, and where they go.
  set_within_reach(start, km);
  set_relocation(start, km);
  set_reach(start, km);
  return structure;
}

}  // namespace formatie::teachers
