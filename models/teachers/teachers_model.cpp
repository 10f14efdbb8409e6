#include "models/teachers/teachers_model.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/input/reader.h"

#include "models/teachers/catalogue.h"
#include "models/teachers/entrants.h"

namespace formatie::teachers {
namespace {

/// Writes down all values it is shown: two models with the same text have the same structure.
class ValueText final : public Fields {
 public:
  void number(std::string_view n, double& v, std::string_view, Allowed, std::string_view) override {
    add(n, fmt::format("{}", v));
  }
  void integer(std::string_view n, int& v, std::string_view, Allowed, std::string_view) override {
    add(n, fmt::format("{}", v));
  }
  void flag(std::string_view n, bool& v, std::string_view) override { add(n, v ? "true" : "false"); }
  void choice(std::string_view n, std::string& v, const std::vector<std::string>&, std::string_view) override {
    add(n, v);
  }
  void date(std::string_view n, Time& v, std::string_view) override { add(n, v.iso()); }
  void file(std::string_view n, DataFile& v, std::string_view) override { add(n, v.path); }
  void dial(std::string_view n, Dial& v, std::string_view, Allowed, std::string_view) override {
    for (const Time date : v.dates())
      for (std::size_t cell = 0; cell < v.cells(); ++cell)
        add(n, fmt::format("{} {}", date.minutes(), v.on(date, cell)));
  }
  std::string text;

 private:
  void add(std::string_view name, std::string_view value) { text += fmt::format("{}={}\n", name, value); }
};

/// What depends on the labels: everything but the labels.
struct Content {
  explicit Content(const Labels& labels)
      : intake{Dial({&labels.route}), Dial({&labels.route}), Dial({&labels.route})},
        pay{Dial({&labels.sector}), Dial({&labels.sector}), Dial({&labels.sector})},
        foundation(labels),
        pupils({&labels.sector}) {
    funds.euro_per_year = Dial({&labels.sector});
    funds.share_on_teachers = Dial({&labels.sector});
    bonus.rate = Dial({&labels.sector});
    catalogue = make_catalogue(Shared{labels, intake, pay, funds, bonus, pupils});
  }

  Intake intake;
  Pay pay;
  WorkloadFunds funds;
  FullTimeBonus bonus;
  Foundation foundation;
  Dial pupils;
  Catalogue<Labour> catalogue;
};

class LabourWorkspace final : public Workspace {
 public:
  Labour labour;
  Snapshot snapshot;
};

/// Writes a line an event, in the order of time; of one person first who that is.
///
/// The kernel works person by person between two barriers: what happens there waits for the end of it.
class EventWriter final : public Observer<Labour> {
 public:
  EventWriter(std::optional<std::uint64_t> person, const std::vector<Barrier>& barriers, std::ostream& out)
      : person_(person), barriers_(barriers), out_(out) {}

  /// Introduces the person who is asked for, if present and not introduced yet.
  void look(const Labour& world) {
    if (!person_ || introduced_) return;
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.agent.identity.value() == *person_) introduce(world, p);
    });
  }
  void happened(Time when, std::string_view what, const Labour& world, PersonId who) override {
    const Person& p = world.person(who);
    if (person_ && p.agent.identity.value() != *person_) return;
    if (person_ && !introduced_) introduce(world, p);
    if (next_ < barriers_.size() && barriers_[next_].date <= when) {
      write();
      while (next_ < barriers_.size() && barriers_[next_].date <= when) ++next_;
    }
    std::string state = "gone";
    if (p.agent.situation != gone) {
      state = state_names[static_cast<int>(p.state())];
      if (p.state() != State::student) state += " " + world.labels().sector.label(p.sector());
    }
    std::string job;
    if (p.employed()) {
      const Post& post = world.post(p.post);
      job = fmt::format("  {:.2f} fte at {} ({}{})", p.size * fte_per_size, world.structure().schools[post.school].name,
                        world.labels().region.label(post.region),
                        post.subject == no_subject ? "" : ", " + world.labels().subject.label(post.subject));
      if (p.desired > p.size) job += fmt::format(", wants {:.2f}", p.desired * fte_per_size);
    }
    lines_.emplace_back(
        when, fmt::format("{:16}  {:19}  {:26}  {}{}\n", when.iso(), p.agent.identity.value(), what, state, job));
  }
  /// Writes what waits.
  void write() {
    std::stable_sort(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& line : lines_) out_ << line.second;
    lines_.clear();
  }

 private:
  void introduce(const Labour& world, const Person& p) {
    const Labels& labels = world.labels();
    const auto door = p.agent.identity.origin();
    std::string entry;
    if (door >= first_reserve)
      entry = "in the silent reserve of " + labels.sector.label(door - first_reserve) + " at the start";
    else if (door >= first_teachers)
      entry = "teaching " + labels.sector.label(door - first_teachers) + " at the start";
    else
      entry = fmt::format("came in by {} in {}", labels.route.label(door), p.agent.identity.cohort());
    out_ << fmt::format("person {}: born {}, {}, lives in {}{}, {}\n", p.agent.identity.value(),
                        Time::from_minutes(p.agent.birth).iso().substr(0, 10), p.woman ? "woman" : "man",
                        labels.region.label(p.region),
                        p.subject == no_subject ? "" : ", subject " + labels.subject.label(p.subject), entry);
    introduced_ = true;
  }

  std::optional<std::uint64_t> person_;
  const std::vector<Barrier>& barriers_;
  std::ostream& out_;
  std::size_t next_ = 0;                             // the first barrier after the last event
  std::vector<std::pair<Time, std::string>> lines_;  // since the barrier before that
  bool introduced_ = false;
};

class TeachersModel final : public Model {
 public:
  std::string_view name() const override { return "teachers"; }

  void labels(Parts& parts) override {
    parts.part("labels", "by what everything is split", [&](Fields& f) { labels_.fields(f); });
  }
  void load_labels(Problems& problems) override {
    const std::size_t before = problems.size();
    labels_.load(problems);
    if (problems.size() == before) content_ = std::make_unique<Content>(labels_);
  }

  void parts(Parts& parts) override {
    Content& c = *content_;
    parts.part("schools", "schools, their size and where they are", [&](Fields& f) { c.foundation.schools(f); });
    parts.part("population", "the first population", [&](Fields& f) { c.foundation.population(f); });
    parts.part("training", "who enters the routes into the profession", [&](Fields& f) { c.foundation.training(f); });
    parts.part("pupils", "pupils (po, vo) and students (mbo)", [&](Fields& f) {
      f.dial("number", c.pupils, "persons", {1, 1e8},
             "pupils by calendar year; choose low, base or high with where: {future: ...}");
    });
    parts.part("intake", "entrants to the routes into the profession", [&](Fields& f) {
      f.dial("persons", c.intake.persons, "persons a year", {0, 1e6}, "entrants by route and calendar year");
      f.dial("dropout_first_year", c.intake.dropout_first_year, "per year", {0, 20},
             "how often students give up in the first year");
      f.dial("dropout_later", c.intake.dropout_later, "per year", {0, 20}, "how often students give up later");
    });
    parts.part("pay", "what teachers earn and cost", [&](Fields& f) { c.pay.fields(f); });
    parts.part("full_time_bonus", "a bonus for teachers who work full time", [&](Fields& f) { c.bonus.fields(f); });
    parts.part("workload_funds", "money for workload, on top of that of the base year",
               [&](Fields& f) { c.funds.fields(f); });
    for (const auto& process : c.catalogue.processes) visit(parts, *process);
    for (const auto& rule : c.catalogue.rules) visit(parts, *rule);
  }

  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    period_ = period;
    Content& c = *content_;
    std::vector<double> pupils_at_start;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      pupils_at_start.push_back(c.pupils.on(period.begin, sector));
    ValueText key;
    labels_.fields(key);
    c.foundation.schools(key);
    c.foundation.population(key);
    c.foundation.training(key);
    key.dial("pupils", c.pupils, "", {0, 0}, "");
    key.dial("persons", c.intake.persons, "", {0, 0}, "");
    key.dial("first", c.intake.dropout_first_year, "", {0, 0}, "");
    key.dial("later", c.intake.dropout_later, "", {0, 0}, "");
    structure_key_ = std::move(key.text);
    const auto* other = dynamic_cast<const TeachersModel*>(sibling);
    structure_ = other != nullptr && other->structure_key_ == structure_key_
                     ? other->structure_
                     : c.foundation.build(labels_, c.intake, pupils_at_start, period, seed, problems);
    definitions_ = make_measures();
    measures_.emplace(labels_, definitions_, first_of_months(period.begin, period.end, {10}));
    if (measures_->layout.dates().size() < 2)
      problems.add(
          {},
          fmt::format("the period from {} to {} has fewer than two census days", period.begin.iso(), period.end.iso()),
          "people are counted on 1 October");
  }

  Caps caps() const override {
    const auto& processes = content_->catalogue.processes;
    std::vector<int> ages = {0, 25, 30, 35, 40, 45, 50, 55};
    for (int age = 60; age <= 70; ++age) ages.push_back(age);
    Caps caps(states * labels_.sector.size(), processes.size(), ages);
    for (std::size_t p = 0; p < processes.size(); ++p)
      for (const auto& arrow : processes[p]->transitions()) {
        if (processes[p]->dated()) continue;
        for (std::size_t band = 0; band < ages.size(); ++band)
          caps.set(arrow.from, band, p,
                   processes[p]->cap(arrow.from, ages[band], band + 1 < ages.size() ? ages[band + 1] - 1 : 110));
      }
    return caps;
  }

  void freeze(const std::vector<Time>& steps, std::shared_ptr<const Caps> caps) override {
    steps_ = steps;
    caps_ = std::move(caps);
    DialCollector collector;
    parts(collector);
    for (const auto& dial : collector.dials) dial.dial->freeze(steps);
    content_->bonus.prepare(labels_, content_->pay, steps.size(), steps_);
    barriers_ = make_barriers(content_->catalogue, period_.begin, period_.end, steps_);
  }

  Layout layout() const override { return measures_->layout; }

  CareerMap career_map() const override {
    CareerMap map;
    map.situations.assign(state_names, state_names + states);
    map.situations.emplace_back("gone");
    const auto number = [](Situation s) {
      return s == gone ? static_cast<std::size_t>(states) : static_cast<std::size_t>(state_of(s));
    };
    const auto add = [&](const std::vector<Transition>& arrows, std::string_view name) {
      for (const auto& arrow : arrows) {
        if (arrow.from == gone) {
          map.entries.push_back(number(arrow.to));
          continue;
        }
        const CareerMap::Arrow next{number(arrow.from), number(arrow.to), std::string(name)};
        if (std::none_of(map.arrows.begin(), map.arrows.end(), [&](const auto& a) {
              return a.from == next.from && a.to == next.to && a.process == next.process;
            }))
          map.arrows.push_back(next);
      }
    };
    for (const auto& process : content_->catalogue.processes) add(process->transitions(), process->name());
    for (const auto& rule : content_->catalogue.rules) add(rule->transitions(), rule->name());
    std::sort(map.entries.begin(), map.entries.end());
    map.entries.erase(std::unique(map.entries.begin(), map.entries.end()), map.entries.end());
    map.exits = {static_cast<std::size_t>(states)};
    return map;
  }

  std::unique_ptr<Workspace> workspace() const override { return std::make_unique<LabourWorkspace>(); }

  void replicate(const Luck& luck, Workspace& memory, Parallel& parallel, std::span<double> out) const override {
    auto& workspace = dynamic_cast<LabourWorkspace&>(memory);
    Labour& world = workspace.labour;
    world.observer = nullptr;
    world.checking = workspace.verify;
    world.on_census = [&](Labour& labour, Time now) {
      const auto& dates = measures_->layout.dates();
      const auto date = static_cast<std::size_t>(std::find(dates.begin(), dates.end(), now) - dates.begin());
      workspace.snapshot.take(labour, content_->pupils, date == 0);
      measures_->record(definitions_, workspace.snapshot, date, out);
    };
    simulate(world, luck, parallel);
  }

  void replay(const Luck& luck, Workspace& memory, std::optional<std::uint64_t> person,
              std::ostream& out) const override {
    Labour& world = dynamic_cast<LabourWorkspace&>(memory).labour;
    EventWriter writer(person, barriers_, out);
    world.observer = &writer;
    world.on_census = nullptr;
    Parallel serial;
    begin(world, luck, serial);
    writer.look(world);
    world.simulation().run(world, barriers_, serial);
    writer.look(world);
    writer.write();
    world.observer = nullptr;
  }

 private:
  template <class Part>
  static void visit(Parts& parts, Part& part) {
    // A part without parameters does not stand in a scenario.
    ValueText probe;
    part.fields(probe);
    if (!probe.text.empty()) parts.part(part.name(), part.meaning(), [&](Fields& f) { part.fields(f); });
  }

  void begin(Labour& world, const Luck& luck, Parallel& parallel) const {
    world.begin(structure_, content_->catalogue, *caps_, steps_, luck, period_.begin, parallel.lanes());
  }
  void simulate(Labour& world, const Luck& luck, Parallel& parallel) const {
    begin(world, luck, parallel);
    world.simulation().run(world, barriers_, parallel);
  }

  Labels labels_;
  std::unique_ptr<Content> content_;
  Period period_;
  std::string structure_key_;
  std::shared_ptr<const Structure> structure_;
  std::vector<MeasureDefinition> definitions_;
  std::optional<MeasurePlan> measures_;
  std::vector<Time> steps_;
  std::shared_ptr<const Caps> caps_;
  std::vector<Barrier> barriers_;
};

}  // namespace

std::unique_ptr<Model> make_teachers_model() { return std::make_unique<TeachersModel>(); }

}  // namespace formatie::teachers
