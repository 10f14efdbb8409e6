#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {
namespace {

/// A patient goes from one living state to another, as often for one as for another.
class ChangeOfState final : public Process<Ward> {
 public:
  /// `events`: the measure that counts them.
  ChangeOfState(Contents& contents, std::string name, std::string meaning, State from, State to, Measure events)
      : name_(std::move(name)),
        meaning_(std::move(meaning)),
        from_(from),
        to_(to),
        events_(contents.counters.declare({&contents.began})) {
    contents.measures.add(
        {.measure = std::move(events), .by = {&contents.began}, .value = contents.counted(events_), .flow = true});
  }

  std::string_view name() const override { return name_; }
  std::string_view meaning() const override { return meaning_; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 50}, "how often it happens to somebody in the state before it");
  }
  std::vector<Transition> transitions() const override { return {{situation_of(from_), situation_of(to_)}}; }
  PerYear rate(const Ward& ward, Ward::PersonId, Time) const override { return {rate_.at(ward.step())}; }
  PerYear cap(Situation, int, int) const override { return {rate_.highest()}; }
  void then(Ward& ward, Ward::PersonId who, Moment& moment) const override {
    Patient& patient = ward.person(who);
    ward.count(moment, events_, index(patient.began));
    patient.agent.situation = situation_of(to_);
  }

 private:
  std::string name_, meaning_;
  State from_, to_;
  Dial rate_;  // source: data/intensities.csv
  Counter events_;
};

}  // namespace

void add_onset(Contents& contents) {
  contents.add<ChangeOfState>(
      contents, "onset", "the illness begins", State::well, State::mild,
      Measure{"onsets", "persons a year", "nieuw ziek", "onsets", "overgangen van gezond naar licht ziek in het jaar",
              "changes from well to mild in the year", 0, Better::lower});
}

void add_recovery(Contents& contents) {
  contents.add<ChangeOfState>(contents, "recovery", "a mild illness is over", State::mild, State::well,
                              Measure{"recoveries", "persons a year", "hersteld", "recoveries",
                                      "overgangen van licht ziek naar gezond in het jaar",
                                      "changes from mild to well in the year", 0, Better::higher});
}

void add_progression(Contents& contents) {
  contents.add<ChangeOfState>(contents, "progression", "a mild illness becomes severe", State::mild, State::severe,
                              Measure{"progressions", "persons a year", "verergerd", "progressions",
                                      "overgangen van licht naar ernstig ziek in het jaar",
                                      "changes from mild to severe in the year", 0, Better::lower});
}

void add_remission(Contents& contents) {
  contents.add<ChangeOfState>(contents, "remission", "a severe illness becomes mild", State::severe, State::mild,
                              Measure{"remissions", "persons a year", "verbeterd", "remissions",
                                      "overgangen van ernstig naar licht ziek in het jaar",
                                      "changes from severe to mild in the year", 0, Better::higher});
}

}  // namespace formatie::illness_death
