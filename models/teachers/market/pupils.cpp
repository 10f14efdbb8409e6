#include "models/teachers/market/pupils.h"

namespace formatie::teachers {

Pupils::Pupils(Contents& contents) : number({&contents.labels.sector}), sector_(contents.splits.sector) {
  contents.measures.add(
      {.measure = {"pupils", "persons", "leerlingen", "pupils", "leerlingen (po, vo) en studenten (mbo) op 1 oktober",
                   "pupils (po, vo) and students (mbo) on 1 October", 0},
       .by = {&sector_},
       .value = [this](const Cell& cell) { return now(cell); }});
}

double Pupils::now(const Cell& cell) const {
  if (const auto sector = cell[sector_]) return number.at(world_->step(), *sector);
  double sum = 0;
  for (std::size_t sector = 0; sector < sector_.size(); ++sector) sum += number.at(world_->step(), sector);
  return sum;
}

void add_pupils(Contents& contents) { contents.add<Pupils>(contents); }

}  // namespace formatie::teachers
