#include "models/teachers/content.h"

namespace formatie::teachers {
namespace {

/// Whether a part has parameters; one without does not stand in a scenario.
class FieldCounter final : public Fields {
 public:
  void number(std::string_view, double&, std::string_view, Allowed, std::string_view) override { ++count; }
  void integer(std::string_view, int&, std::string_view, Allowed, std::string_view) override { ++count; }
  void flag(std::string_view, bool&, std::string_view) override { ++count; }
  void choice(std::string_view, std::string&, const std::vector<std::string>&, std::string_view) override { ++count; }
  void date(std::string_view, Time&, std::string_view) override { ++count; }
  void dial(std::string_view, Dial&, std::string_view, Allowed, std::string_view) override { ++count; }
  void file(std::string_view, DataFile&, std::string_view) override { ++count; }
  int count = 0;
};

template <class Part>
void visit(Parts& parts, Part& part) {
  FieldCounter counter;
  part.fields(counter);
  if (counter.count > 0) parts.part(part.name(), part.meaning(), [&](Fields& f) { part.fields(f); });
}

}  // namespace

Content::Content(const Labels& labels)
    : intake{Dial({&labels.route}), Dial({&labels.route}), Dial({&labels.route})},
      pay(labels),
      guidance(labels),
      workload(labels),
      sickness(labels),
      benefits(labels),
      qualifications(labels),
      assistants(labels),
      tuition(labels),
      foundation(labels),
      pupils({&labels.sector}) {
  funds.euro_per_year = Dial({&labels.sector});
  funds.share_on_teachers = Dial({&labels.sector});
  bonus.rate = Dial({&labels.sector});
  catalogue = make_catalogue(shared(labels));
}

Shared Content::shared(const Labels& labels) {
  return {labels,   intake,         pay,        funds,   bonus, guidance, workload, sickness,
          benefits, qualifications, assistants, tuition, pupils};
}

void Content::parts(Parts& parts) {
  parts.part("schools", "schools, their size and where they are", [&](Fields& f) { foundation.schools(f); });
  parts.part("population", "the first population", [&](Fields& f) { foundation.population(f); });
  parts.part("training", "who enters the routes into the profession", [&](Fields& f) { foundation.training(f); });
  parts.part("pupils", "pupils (po, vo) and students (mbo)", [&](Fields& f) {
    f.dial("number", pupils, "persons", {1, 1e8},
           "pupils by calendar year; choose low, base or high with where: {future: ...}");
  });
  parts.part("intake", "entrants to the routes into the profession", [&](Fields& f) {
    f.dial("persons", intake.persons, "persons a year", {0, 1e6}, "entrants by route and calendar year");
    f.dial("dropout_first_year", intake.dropout_first_year, "per year", {0, 20},
           "how often students give up in the first year");
    f.dial("dropout_later", intake.dropout_later, "per year", {0, 20}, "how often students give up later");
  });
  parts.part("pay", "what teachers earn and cost", [&](Fields& f) { pay.fields(f); });
  parts.part("tuition", "what a study costs", [&](Fields& f) { tuition.fields(f); });
  parts.part("full_time_bonus", "a bonus for teachers who work full time", [&](Fields& f) { bonus.fields(f); });
  parts.part("workload_funds", "money for workload, on top of that of the base year",
             [&](Fields& f) { funds.fields(f); });
  parts.part("guidance", "guidance of those who begin", [&](Fields& f) { guidance.fields(f); });
  parts.part("workload", "the workload of schools and what it does", [&](Fields& f) { workload.fields(f); });
  parts.part("sickness", "absence and its replacement", [&](Fields& f) { sickness.fields(f); });
  parts.part("benefits", "benefits of those who lose a teaching job", [&](Fields& f) { benefits.fields(f); });
  parts.part("qualifications", "who may teach what", [&](Fields& f) { qualifications.fields(f); });
  parts.part("assistants", "teaching assistants, some of whom become teachers",
             [&](Fields& f) { assistants.fields(f); });
  for (const auto& process : catalogue.processes) visit(parts, *process);
  for (const auto& rule : catalogue.rules) visit(parts, *rule);
}

Caps Content::caps(const Labels& labels) const {
  const auto& processes = catalogue.processes;
  std::vector<int> ages = {0, 25, 30, 35, 40, 45, 50, 55};
  for (int age = 60; age <= 70; ++age) ages.push_back(age);
  Caps caps(states * labels.sector.size(), processes.size(), ages);
  for (std::size_t p = 0; p < processes.size(); ++p)
    for (const auto& arrow : processes[p]->transitions()) {
      if (processes[p]->dated()) continue;
      for (std::size_t band = 0; band < ages.size(); ++band)
        caps.set(arrow.from, band, p,
                 processes[p]->cap(arrow.from, ages[band], band + 1 < ages.size() ? ages[band + 1] - 1 : 110));
    }
  return caps;
}

}  // namespace formatie::teachers
