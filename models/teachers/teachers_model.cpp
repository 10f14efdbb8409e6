#include "models/teachers/teachers_model.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/study/careers.h"
#include "engine/study/lives.h"
#include "engine/study/projection.h"

#include "models/teachers/attribution.h"
#include "models/teachers/cohort.h"
#include "models/teachers/content.h"
#include "models/teachers/entrants.h"
#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {
namespace {

/// Writes down all values it is shown, of dials those that hold on or before a date: two models with the same text have
/// the same first population.
class ParameterText final : public Fields {
 public:
  explicit ParameterText(Time until) : until_(until) {}
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
      for (std::size_t cell = 0; date <= until_ && cell < v.cells(); ++cell)
        add(n, fmt::format("{} {}", date.minutes(), v.on(date, cell)));
  }
  std::string text;

 private:
  void add(std::string_view name, std::string_view value) { text += fmt::format("{}={}\n", name, value); }
  Time until_;
};

/// The memory of a replication, and the parameters as it draws them.
class LabourWorkspace final : public Workspace {
 public:
  explicit LabourWorkspace(const Labels& labels) : content(labels) { content.parts(values); }
  Content content;
  ParameterValues values;    ///< of `content`
  std::optional<Caps> caps;  ///< the highest of all alternatives in `caps_for`: a study's future, and a draw
  std::pair<const void*, std::uint32_t> caps_for{nullptr, 0};
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
    if (door >= new_assistants)
      entry = fmt::format("a new teaching assistant in {} in {}", labels.sector.label(door - new_assistants),
                          p.agent.identity.cohort());
    else if (door >= first_assistants)
      entry = "a teaching assistant in " + labels.sector.label(door - first_assistants) + " at the start";
    else if (door >= first_seekers)
      entry = "looking for a job in " + labels.sector.label(door - first_seekers) + " at the start";
    else if (door >= first_leaders)
      entry = "a school leader in " + labels.sector.label(door - first_leaders) + " at the start";
    else if (door >= first_unemployed)
      entry = "with a benefit, from " + labels.sector.label(door - first_unemployed) + ", at the start";
    else if (door >= first_reserve)
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

class TeachersModel final : public Model, public Careers, public LifeRecorder, public Projection {
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

  void parts(Parts& parts) override { content_->parts(parts); }

  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    period_ = period;
    Content& c = *content_;
    c.parts(values_);
    ParameterText key(period.begin);
    labels_.fields(key);
    c.foundation.schools(key);
    c.foundation.population(key);
    c.foundation.training(key);
    c.qualifications.fields(key);
    c.benefits.fields(key);
    c.guidance.fields(key);
    c.sickness.fields(key);
    c.assistants.fields(key);
    key.dial("pupils", c.pupils, "", {0, 0}, "");
    key.dial("persons", c.intake.persons, "", {0, 0}, "");
    key.dial("first", c.intake.dropout_first_year, "", {0, 0}, "");
    key.dial("later", c.intake.dropout_later, "", {0, 0}, "");
    structure_key_ = std::move(key.text);
    const auto* other = dynamic_cast<const TeachersModel*>(sibling);
    structure_ = other != nullptr && other->structure_key_ == structure_key_
                     ? other->structure_
                     : c.foundation.build(c.shared(labels_), period, seed, problems);
    definitions_ = make_measures(labels_);
    measures_.emplace(labels_, definitions_, first_of_months(period.begin, period.end, {10}));
    attribution_ = make_attribution(labels_, measures_->layout.dates());
    if (measures_->layout.dates().size() < 2)
      problems.add(
          {},
          fmt::format("the period from {} to {} has fewer than two census days", period.begin.iso(), period.end.iso()),
          "people are counted on 1 October");
  }

  void freeze(const std::vector<Time>& steps) override {
    steps_ = steps;
    for (const auto& entry : values_.entries())
      if (entry.dial != nullptr) entry.dial->freeze(steps);
    barriers_ = make_barriers(content_->catalogue, period_.begin, period_.end, steps_);
  }
  void meet(const std::vector<const Model*>& alternatives) override {
    for (const auto* model : alternatives) alternatives_.push_back(dynamic_cast<const TeachersModel*>(model));
  }

  Layout layout() const override { return measures_->layout; }
  std::string recounts() const override { return "persons, fte and vacancies at every barrier"; }

  const LifeRecorder* life_recorder() const override { return this; }
  const Attribution& attribution() const override { return *attribution_; }
  std::unique_ptr<Lives> lives() const override { return std::make_unique<TeachingLives>(*attribution_); }

  const Careers* careers() const override { return this; }
  CareerMap map() const override {
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

  std::unique_ptr<Workspace> workspace() const override { return std::make_unique<LabourWorkspace>(labels_); }

  void compute(const Replication& replication, Workspace& memory, Parallel& parallel,
               std::span<double> out) const override {
    auto& workspace = dynamic_cast<LabourWorkspace&>(memory);
    Labour& world = workspace.labour;
    world.observer = nullptr;
    world.checking = workspace.verify;
    auto* const lives = dynamic_cast<TeachingLives*>(workspace.lives);
    world.on_census = [&, lives](Labour& labour, Time now) {
      const auto& dates = measures_->layout.dates();
      const auto date = static_cast<std::size_t>(std::find(dates.begin(), dates.end(), now) - dates.begin());
      workspace.snapshot.take(labour, workspace.content.pupils, workspace.content.qualifications.first_degree_lessons,
                              date == 0);
      measures_->record(definitions_, workspace.snapshot, date, out);
      if (lives != nullptr) lives->take(labour, now);
    };
    simulate(workspace, replication, parallel);
  }

  void replay(const Replication& replication, Workspace& memory, std::optional<std::uint64_t> person,
              std::ostream& out) const override {
    auto& workspace = dynamic_cast<LabourWorkspace&>(memory);
    Labour& world = workspace.labour;
    EventWriter writer(person, barriers_, out);
    world.observer = &writer;
    world.on_census = nullptr;
    Parallel serial;
    begin(workspace, replication, serial);
    writer.look(world);
    world.simulation().run(world, barriers_, serial);
    writer.look(world);
    writer.write();
    world.observer = nullptr;
  }

  const Projection* projection() const override { return this; }
  std::string meaning() const override { return cohort_meaning(); }
  std::vector<double> project(const Replication& replication) const override {
    Content content(labels_);
    ParameterValues values;
    content.parts(values);
    values.take_frozen(values_);
    apply_draw(replication.drawn, values);
    return CohortProjection(structure_, content, steps_, period_, measures_->layout.dates())
        .values(*measures_, definitions_);
  }
  std::vector<Comparison> compare(std::span<const double> persons, std::span<const double> cohorts,
                                  std::size_t date) const override {
    return compare_with_cohorts(*measures_, labels_, persons, cohorts, date);
  }

 private:
  /// Puts the parameters in place that the replication draws for this alternative.
  void draw(const Replication& replication, LabourWorkspace& workspace) const {
    workspace.values.take_frozen(values_);
    apply_draw(replication.drawn, workspace.values);
    workspace.content.bonus.prepare(labels_, workspace.content.pay, steps_.size(), steps_);
  }

  void begin(LabourWorkspace& workspace, const Replication& replication, Parallel& parallel) const {
    Content& content = workspace.content;
    if (const std::pair<const void*, std::uint32_t> now(alternatives_.front(), replication.draw);
        workspace.caps_for != now) {
      workspace.caps.reset();
      for (const auto* alternative : alternatives_) {
        alternative->draw(replication, workspace);
        const Caps own = content.caps(labels_);
        workspace.caps ? workspace.caps->raise_to(own) : void(workspace.caps = own);
      }
      workspace.caps->freeze();
      workspace.caps_for = now;
    }
    draw(replication, workspace);
    workspace.labour.begin(structure_, content.catalogue, *workspace.caps, steps_, replication.luck, period_.begin,
                           parallel.lanes());
  }
  void simulate(LabourWorkspace& workspace, const Replication& replication, Parallel& parallel) const {
    begin(workspace, replication, parallel);
    Labour& world = workspace.labour;
    world.simulation().run(world, barriers_, parallel);
  }

  Labels labels_;
  std::unique_ptr<Content> content_;
  ParameterValues values_;  // of content_
  Period period_;
  std::string structure_key_;
  std::shared_ptr<const Structure> structure_;
  std::vector<MeasureDefinition> definitions_;
  std::optional<MeasurePlan> measures_;
  std::optional<Attribution> attribution_;
  std::vector<Time> steps_;
  std::vector<const TeachersModel*> alternatives_;
  std::vector<Barrier> barriers_;
};

}  // namespace

std::unique_ptr<Model> make_teachers_model() { return std::make_unique<TeachersModel>(); }

}  // namespace formatie::teachers
