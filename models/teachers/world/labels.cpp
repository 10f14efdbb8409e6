#include "models/teachers/world/labels.h"

#include <algorithm>

#include "models/teachers/world/tables.h"

namespace formatie::teachers {

void Labels::fields(Fields& f) {
  f.at_start();
  f.file("sectors", sectors_, "sectors of education, with the sector whose figures each borrows");
  f.file("kinds", kinds_, "kinds of school in each sector, with their pupil-teacher ratio");
  f.file("regions", regions_, "labour market regions, the five big cities (G5) apart");
  f.file("subjects", subjects_, "vo subjects with their employment");
  f.file("age_bands", age_bands_, "age bands by which rates are given");
  f.file("routes", routes_, "ways into the profession, with the share of women");
}

void Labels::load(Problems& problems) {
  const std::size_t before = problems.size();
  std::vector<std::string> names, like;
  if (TableReader t(sectors_, {"sector", "label_nl", "label_en", "like", "posts_by_subject"}, problems); t.sound()) {
    for (std::size_t row = 0; row < t.rows(); ++row) {
      names.push_back(t.text(row, "sector"));
      like.push_back(t.text(row, "like"));
      sector_nl.push_back(t.text(row, "label_nl"));
      sector_en.push_back(t.text(row, "label_en"));
      with_subjects.push_back(t.number(row, "posts_by_subject", 0, 1) > 0);
    }
    sector = Dimension("sector", names, like);
    from = Dimension("from", names, like);
    from_sector = Dimension("cause", {});
    for (const auto& name : names) from_sector.add("from_" + name);
    to = Dimension("to", names, like);
  }
  if (TableReader t(kinds_, {"sector", "kind"}, problems); t.sound()) {
    names.clear();
    for (std::size_t row = 0; row < t.rows(); ++row) {
      names.push_back(t.text(row, "kind"));
      sector_of_kind.push_back(static_cast<int>(t.label(row, "sector", sector)));
    }
    kind = Dimension("kind", names);
  }
  if (TableReader t(regions_, {"region", "g5"}, problems); t.sound()) {
    names.clear();
    for (std::size_t row = 0; row < t.rows(); ++row) {
      names.push_back(t.text(row, "region"));
      g5.push_back(t.number(row, "g5", 0, 1) > 0);
    }
    region = Dimension("region", names);
  }
  if (TableReader t(subjects_, {"subject", "label_nl", "label_en", "employment_fte"}, problems); t.sound()) {
    names.clear();
    for (std::size_t row = 0; row < t.rows(); ++row) {
      names.push_back(t.text(row, "subject"));
      subject_nl.push_back(t.text(row, "label_nl"));
      subject_en.push_back(t.text(row, "label_en"));
      subject_fte.push_back(t.number(row, "employment_fte", 1, 1e6));
    }
    subject = Dimension("subject", names);
    other_subject = Dimension("other_subject", names);
  }
  if (TableReader t(age_bands_, {"age_band", "from_age"}, problems); t.sound()) {
    names.clear();
    for (std::size_t row = 0; row < t.rows(); ++row) {
      names.push_back(t.text(row, "age_band"));
      const auto age = static_cast<int>(t.number(row, "from_age", 0, 100));
      if (row == 0 ? age != 0 : age <= age_from.back())
        t.problem(row, "from_age", "'from_age' is " + t.text(row, "from_age"), "bands start at 0 and rise");
      age_from.push_back(age);
    }
    age_band = Dimension("age_band", names);
  }
  if (TableReader t(routes_, {"route"}, problems); t.sound()) {
    names.clear();
    for (std::size_t row = 0; row < t.rows(); ++row) names.push_back(t.text(row, "route"));
    route = Dimension("route", names);
    names.insert(names.end(), {"return", "other_sector"});
    door = Dimension("route", names);
  }
  for (const auto* dimension : {&sector, &kind, &region, &subject, &age_band, &route})
    if (dimension->size() == 0 && problems.size() == before)
      problems.add(sectors_.where, "no labels for '" + dimension->name() + "'", "the file is empty");
  if (sector.size() > 8 || region.size() > 250 || subject.size() > 250 || route.size() > 32)
    problems.add(sectors_.where, "too many labels", "at most 8 sectors, 250 regions, 250 subjects and 32 routes");
  for (const auto* dimension : {&sector, &kind, &region, &subject, &age_band, &route})
    for (std::size_t i = 0; i < dimension->size(); ++i)
      if (dimension->label(i).empty() || dimension->label(i) == "all" || *dimension->find(dimension->label(i)) != i)
        problems.add(sectors_.where, "the " + dimension->name() + " '" + dimension->label(i) + "' cannot be a label",
                     "labels differ, are not empty and not 'all'");
}

std::vector<std::vector<bool>> Labels::kinds_of_sector() const {
  std::vector<std::vector<bool>> there(sector.size(), std::vector<bool>(kind.size(), false));
  for (std::size_t k = 0; k < kind.size(); ++k) there[static_cast<std::size_t>(sector_of_kind[k])][k] = true;
  return there;
}

std::vector<std::vector<bool>> Labels::subjects_of_sector() const {
  std::vector<std::vector<bool>> there;
  for (std::size_t s = 0; s < sector.size(); ++s) there.emplace_back(subject.size(), with_subjects[s]);
  return there;
}

}  // namespace formatie::teachers
