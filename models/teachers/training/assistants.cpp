#include "models/teachers/training/assistants.h"

#include <cmath>

#include "models/teachers/census/stock.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {

Assistants::Assistants(const Labels& labels)
    : posts({&labels.sector}),
      to_study({&labels.sector}),
      share_women({&labels.sector}),
      routes_(labels.route.labels()) {}

void Assistants::fields(Fields& f) {
  f.at_start();
  f.dial("posts", posts, "persons", {0, 1e6}, "posts of teaching assistants");
  f.dial("to_study", to_study, "share a year", {0, 1}, "assistants who begin to study for teacher on 1 September");
  f.choice("route", route_, routes_, "route on which they study");
  f.number("of_intake", of_intake, "persons a year", {0, 1e5},
           "entrants of that route, as counted in the intake, who were assistants");
  f.file("age", age, "their ages, and those of assistants who begin");
  f.dial("share_women", share_women, "share", {0, 1}, "women among them");
}

namespace {

/// On 1 August schools find teaching assistants for the posts that are free; on 1 September some begin to study for
/// teacher.
class AssistantsYear final : public Rule {
 public:
  explicit AssistantsYear(const Contents& contents)
      : labels_(contents.labels), assistants_(contents.get<Assistants>()) {}

  std::string_view name() const override { return "assistants_year"; }
  std::string_view meaning() const override {
    return "schools find teaching assistants on 1 August, and some of them begin to study on 1 September";
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {8, 9}); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      arrows.push_back({situation_of(State::assisting, sector), situation_of(State::student, 0)});
      arrows.push_back({gone, situation_of(State::assisting, sector)});
    }
    return arrows;
  }
  void act(Labour& world, Time now) override {
    if (now <= world.steps().front()) return;  // the first population is as it is after that day
    auto& list = world.assistants();
    std::vector<std::int32_t> at_work(labels_.sector.size(), 0);
    std::erase_if(list, [&](PersonId who) {
      const Person& p = world.person(who);
      if (p.agent.situation == gone || p.state() != State::assisting) return true;
      ++at_work[p.sector()];
      return now.month() == 9 && studies(world, who, now);
    });
    if (now.month() != 8) return;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const auto posts = static_cast<std::int32_t>(std::lround(assistants_.posts.at(world.step(), sector)));
      for (std::int32_t n = 0; n < posts - at_work[sector]; ++n)
        list.push_back(world.enter(
            new_assistant(world.structure(), world.luck(), sector, now.year(), static_cast<std::uint32_t>(n), now)));
    }
  }

 private:
  /// Whether this assistant begins to study this year, and if so the beginning.
  bool studies(Labour& world, PersonId who, Time now) const {
    Person& p = world.person(who);
    const std::size_t sector = p.sector();
    Stream luck(world.luck(), purpose::entry, p.agent.identity, static_cast<std::uint32_t>(now.year()));
    if (!luck.chance(assistants_.to_study.at(world.step(), sector))) return false;
    begin_study(world.structure(), luck, p, assistants_.route(labels_), now);
    world.simulation().change(world, who, situation_of(State::assisting, sector), now);
    return true;
  }

  const Labels& labels_;
  const Assistants& assistants_;
};

/// A teaching assistant leaves for other work.
class AssistantExit final : public ProcessBySector {
 public:
  explicit AssistantExit(const Contents& contents) : ProcessBySector(contents) {}

  std::string_view name() const override { return "assistant_exit"; }
  std::string_view meaning() const override { return "teaching assistants leave for other work"; }
  std::string_view depends_on() const override { return "sector"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a teaching assistant leaves for other work");
  }
  std::vector<Arrow> arrows() const override { return {{State::assisting, {}}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }
};

}  // namespace

void add_assistants(Contents& contents) { contents.add<Assistants>(contents.labels); }
void add_assistants_year(Contents& contents) { contents.add<AssistantsYear>(contents); }
void add_assistant_exit(Contents& contents) {
  contents.add<AssistantExit>(contents);
  contents.add<Stock>(contents, State::assisting,
                      Measure{"assistants", "persons", "onderwijsassistenten", "teaching assistants",
                              "onderwijsassistenten", "teaching assistants", 0});
}

}  // namespace formatie::teachers
