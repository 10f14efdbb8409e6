#include "models/teachers/census/people.h"

namespace formatie::teachers {
namespace {

/// Who came into the profession and who left it since the last census: what `Labour` counts of jobs, as measures.
class Flows final : public Part {
 public:
  explicit Flows(Contents& contents) : people_(contents.get<People>()), left_(contents.counted(contents.jobs.left)) {
    const Splits& splits = contents.splits;
    contents.measures.add({.measure = {"inflow", "persons a year", "instroom", "inflow",
                                       "personen die sinds de vorige peildatum in de sector leraar werden, zonder "
                                       "overstappen tussen scholen",
                                       "persons who began a teaching job in the sector since the last census, moves "
                                       "between schools left out",
                                       0},
                           .by = {&splits.sector, &splits.region, &splits.door},
                           .value = contents.counted(contents.jobs.inflow),
                           .flow = true});
    contents.measures.add(
        {.measure = {"outflow", "persons a year", "uitstroom", "outflow",
                     "personen die sinds de vorige peildatum in de sector ophielden leraar te zijn",
                     "persons who ended teaching in the sector since the last census", 0, Better::lower},
         .by = {&splits.sector, &splits.region, &splits.cause},
         .value = contents.counted(contents.jobs.outflow),
         .flow = true});
    const std::vector<const Split*> by_age = {&splits.sector, &splits.age};
    const auto leavers = [&](Measure measure, std::function<double(const Cell&)> value) {
      contents.measures.add({.measure = std::move(measure), .by = by_age, .value = std::move(value), .flow = true});
    };
    const std::string nl =
        "leraren van de vorige peildatum die nu niet voor de klas staan en geen school leiden, naar leeftijd toen";
    const std::string en = "teachers of the last census who neither teach nor lead a school at this one, by age then";
    leavers({"leavers", "persons a year", "vertrekkers", "leavers", nl, en, 0, Better::lower}, left_);
    leavers({"teachers_before", "persons", "leraren een jaar eerder", "teachers a year before",
             "personen met een baan als leraar op de vorige peildatum, naar leeftijd toen",
             "persons with a teaching job at the last census, by age then", 0},
            [this](const Cell& cell) { return people_.persons_before(cell); });
    leavers({"left_education", "%", "verlaat het onderwijs", "left education", nl, en, 1, Better::lower},
            [this](const Cell& cell) { return 100 * left_(cell) / people_.persons_before(cell); });
  }
  std::string_view name() const override { return "flows"; }

 private:
  const People& people_;
  std::function<double(const Cell&)> left_;
};

}  // namespace

void add_flows(Contents& contents) { contents.add<Flows>(contents); }

}  // namespace formatie::teachers
