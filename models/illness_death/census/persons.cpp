#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {
namespace {

/// How many there are in each state, of those who began in each.
class Persons final : public PartOf<Ward>, public Headcount<Ward> {
 public:
  explicit Persons(Contents& contents)
      : began_(contents.began), state_(contents.state), persons_({&contents.began, &contents.state}) {
    using Headline = MeasureDefinition::Headline;
    contents.measures.add({.measure = {"alive", "persons", "in leven", "alive", "wie nog leven", "those who are alive",
                                       0, Better::higher},
                           .by = {&began_},
                           .value = [this](const Cell& cell) { return alive(cell); },
                           .headline = Headline::outer});
    contents.measures.add({.measure = {"patients", "persons", "patiënten", "patients", "personen in elke toestand",
                                       "persons in each state", 0},
                           .by = {&began_, &state_},
                           .value = [this](const Cell& cell) { return persons_.sum(cell); }});
    contents.measures.add({.measure = {"patient_share", "%", "aandeel van de patiënten", "share of patients",
                                       "personen in elke toestand, van wie in dezelfde toestand begonnen",
                                       "persons in each state, of those who began in the same state", 1},
                           .by = {&began_, &state_},
                           .value = [this](const Cell& cell) { return 100 * persons_.sum(cell) / everybody(cell); }});
  }
  std::string_view name() const override { return "persons"; }

  void begin_count(const Ward&) override { persons_.clear(); }
  void count(const Ward&, Situation situation, const Patient* const* people, std::size_t size) override {
    for (std::size_t i = 0; i < size; ++i) ++persons_.at(index(people[i]->began), situation);
  }
  void before_measures(const Ward& ward) override {
    for (std::size_t began = 0; began < began_.size(); ++began)
      persons_.at(began, index(State::dead)) = ward.dead(began);
  }

 private:
  /// All states of those who began as a cell says.
  double everybody(const Cell& cell) const {
    const auto began = cell[began_];
    return persons_.sum(began ? Cell().with(began_, *began) : Cell());
  }
  double alive(const Cell& cell) const {
    return persons_.sum(cell) - persons_.sum(cell.with(state_, index(State::dead)));
  }

  const Split& began_;
  const Split& state_;
  Tally persons_;
};

}  // namespace

void add_persons(Contents& contents) { contents.add<Persons>(contents); }

}  // namespace formatie::illness_death
