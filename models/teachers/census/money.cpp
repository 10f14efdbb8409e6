#include "models/teachers/census/money.h"

#include "engine/base/expect.h"

namespace formatie::teachers {

Programme Money::programme(Contents& contents, const std::string& name, const std::string& nl, const std::string& en) {
  contents.label_texts.push_back({"cause", name, nl, en});
  return static_cast<Programme>(programmes_.add(name));
}

void Money::begin_year(Labour& world) {
  for (std::size_t sector = 0; sector < sectors_; ++sector) {
    double all = 0;
    for (std::size_t programme = 0; programme < programmes_.size(); ++programme) all += spent(programme, sector);
    if (world.checking) expect(windfall_[sector] <= all + 0.01, "the windfall is a part of what is paid (euro)");
  }
  begin(world);
}

namespace {

/// What the measures of a scenario cost, on census days.
class Costs final : public Part {
 public:
  explicit Costs(Contents& contents)
      : money_(contents.get<Money>()), programme_(contents.measures.split("cause", money_.programmes())) {
    const Split& sector = contents.splits.sector;
    contents.measures.add(
        {.measure =
             {"cost", "euro a year", "kosten", "cost",
              "publiek geld voor de maatregelen van het scenario sinds de vorige peildatum; loon voor formatie die "
              "er al was telt niet mee",
              "public money for the measures of the scenario since the last census; pay for posts that were there "
              "already is not in it",
              0, Better::lower},
         .by = {&sector, &programme_},
         .value = [this, &sector](const Cell& cell) { return cost(cell[sector], cell[programme_]); },
         .flow = true,
         .headline = MeasureDefinition::Headline::total});
    contents.measures.add(
        {.measure = {"windfall", "euro a year", "meevaller", "windfall",
                     "deel van de kosten dat gaat naar wie zonder de maatregel hetzelfde had gedaan",
                     "part of the cost paid to people who would have done the same without it", 0, Better::lower},
         .by = {&sector},
         .value = [this, &sector](const Cell& cell) { return windfall(cell[sector]); },
         .flow = true,
         .headline = MeasureDefinition::Headline::total});
    sectors_ = sector.size();
  }
  std::string_view name() const override { return "costs"; }

 private:
  double cost(std::optional<std::size_t> sector, std::optional<std::size_t> programme) const {
    double sum = 0;
    for (std::size_t s = sector.value_or(0); s < (sector ? *sector + 1 : sectors_); ++s)
      for (std::size_t p = programme.value_or(0); p < (programme ? *programme + 1 : programme_.size()); ++p)
        sum += money_.spent(p, s);
    return sum;
  }
  double windfall(std::optional<std::size_t> sector) const {
    double sum = 0;
    for (std::size_t s = sector.value_or(0); s < (sector ? *sector + 1 : sectors_); ++s) sum += money_.windfall(s);
    return sum;
  }

  const Money& money_;
  const Split& programme_;
  std::size_t sectors_ = 0;
};

}  // namespace

void add_money(Contents& contents) { contents.add<Money>(contents); }
void add_costs(Contents& contents) { contents.add<Costs>(contents); }

}  // namespace formatie::teachers
