#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

constexpr const char* doings[] = {"studying", "teaching", "seeking", "reserve", "other", "gone"};
constexpr std::size_t doing_kinds = std::size(doings), doing_gone = doing_kinds - 1;

/// What somebody of this state does: an index in `doings`.
std::size_t doing_of(State state) {
  switch (state) {
    case State::student:
      return 0;
    case State::teaching:
    case State::in_training:
      return 1;
    case State::seeking:
      return 2;
    case State::reserve:
      return 3;
    case State::unemployed:
    case State::leading:
    case State::assisting:
      break;
  }
  return 4;
}

/// The persons who began a pabo in the year of the first census: what they do on each census day, and did before.
class PaboCohort final : public Part, public Headcount<Labour> {
 public:
  explicit PaboCohort(Contents& contents)
      : now_({&contents.measures.split("cause", doing_)}), moves_({&contents.measures.split("cause", moving_)}) {
    for (const char* doing : doings) doing_.add(doing);
    for (const std::string before : doings)
      for (const std::string now : doings) moving_.add(before + "_to_" + now);
    now_.clear();
    moves_.clear();
    contents.measures.add(
        {.measure =
             {"pabo_cohort", "persons", "pabo-starters", "pabo entrants",
              "personen die in het jaar van de eerste peildatum aan een pabo begonnen, naar wat zij op de datum doen",
              "persons who began a pabo in the year of the first census, by what they do on the date", 0},
         .by = now_.by(),
         .value = [this](const Cell& cell) { return now_.sum(cell); },
         .outer = false});
    contents.measures.add({.measure = {"pabo_moves", "persons", "stappen van pabo-starters", "moves of pabo entrants",
                                       "dezelfde personen, naar wat zij op de vorige datum deden en op de datum doen",
                                       "the same persons, by what they did on the date before and do on the date", 0},
                           .by = moves_.by(),
                           .value = [this](const Cell& cell) { return moves_.sum(cell); },
                           .outer = false,
                           .flow = true});
  }
  std::string_view name() const override { return "pabo_cohort"; }

  void begin(Labour& world) override {
    did_.clear();
    first_ = true;
    pabo_.clear();
    for (const auto& route : world.structure().routes)
      pabo_.push_back(route.zij_sector < 0 && route.qualification == Qualification::pabo);
  }
  void begin_count(const Labour& world) override {
    if (first_) year_ = world.now().year();
    for (auto& [who, did] : did_) did = {did.now, doing_gone};
  }
  void count(const Labour&, Situation situation, const Person* const* people, std::size_t size) override {
    const std::size_t doing = doing_of(state_of(situation));
    for (std::size_t i = 0; i < size; ++i) {
      const Identity who = people[i]->agent.identity;
      if (who.cohort() != year_ || who.origin() >= pabo_.size() || !pabo_[who.origin()]) continue;
      if (const auto found = first_ ? did_.try_emplace(who).first : did_.find(who); found != did_.end())
        found->second.now = doing;
    }
  }
  void before_measures(const Labour&) override {
    now_.clear();
    moves_.clear();
    for (const auto& [who, did] : did_) {
      now_.at(did.now) += 1;
      moves_.at(did.before * doing_kinds + did.now) += 1;
    }
    first_ = false;
  }

 private:
  struct Did {
    std::size_t before = 0, now = 0;  // indices in `doings`
  };
  Dimension doing_{"cause", {}}, moving_{"cause", {}};
  Tally now_, moves_;
  std::map<Identity, Did> did_;  // of those who were in training then
  std::vector<bool> pabo_;       // [route] studies that lead to the pabo diploma
  int year_ = 0;                 // of the first census
  bool first_ = true;
};

}  // namespace

void add_pabo_cohort(Contents& contents) { contents.add<PaboCohort>(contents); }

}  // namespace formatie::teachers
