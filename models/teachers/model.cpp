#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/agents/agent_model.h"
#include "engine/study/projection.h"

#include "models/teachers/census/attribution.h"
#include "models/teachers/cohort/cohort.h"
#include "models/teachers/start/start.h"
#include "models/teachers/teachers.h"
#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// How somebody came into the model, from the facts of entry.
std::string entry_of(const Labels& labels, Identity who) {
  const auto door = who.origin();
  struct Origin {
    std::uint16_t first;
    const char* text;
  };
  constexpr Origin origins[] = {{first_assistants, "a teaching assistant in {} at the start"},
                                {first_seekers, "looking for a job in {} at the start"},
                                {first_leaders, "a school leader in {} at the start"},
                                {first_unemployed, "with a benefit, from {}, at the start"},
                                {first_reserve, "in the silent reserve of {} at the start"},
                                {first_teachers, "teaching {} at the start"}};
  if (door >= new_assistants)
    return fmt::format("a new teaching assistant in {} in {}", labels.sector.label(door - new_assistants),
                       who.cohort());
  for (const auto& origin : origins)
    if (door >= origin.first)
      return fmt::format(fmt::runtime(origin.text), labels.sector.label(static_cast<std::size_t>(door - origin.first)));
  return fmt::format("came in by {} in {}", labels.route.label(door), who.cohort());
}

class TeachersModel final : public AgentModel<Labour, Contents>, public LifeRecorder, public Projection {
 public:
  std::string_view name() const override { return "teachers"; }
  std::string recounts() const override { return "persons, fte and vacancies at every barrier"; }
  std::vector<std::string> evidence_kinds() const override { return {"dutch", "international", "stated", "none"}; }

  void labels(Parts& parts) override {
    parts.part("labels", "by what everything is split", [&](Fields& f) { labels_.fields(f); });
  }
  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    AgentModel::load(period, seed, sibling, problems);
    attribution_ = make_attribution(labels_, laid_out().dates());
  }

  const LifeRecorder* life_recorder() const override { return this; }
  const Attribution& attribution() const override { return *attribution_; }
  std::unique_ptr<Lives> lives() const override { return std::make_unique<TeachingLives>(*attribution_); }

  const Projection* projection() const override { return this; }
  std::string meaning() const override { return cohort_meaning(); }
  std::vector<double> project(const Replication& replication) const override {
    const auto contents = drawn(replication);
    return CohortProjection(start(), *contents, steps(), period(), laid_out().dates())
        .values(*contents, laid_out(), cells());
  }
  std::vector<std::string> notes(const Replication& replication) const override {
    return cohort_notes(*drawn(replication));
  }
  std::vector<Comparison> compare(std::span<const double> persons, std::span<const double> cohorts,
                                  std::size_t date) const override {
    return compare_with_cohorts(contents(), laid_out(), cells(), persons, cohorts, date);
  }

 protected:
  void read_labels(Problems& problems) override { labels_.load(problems); }
  std::unique_ptr<Contents> make_contents() const override { return std::make_unique<Contents>(labels_); }
  std::vector<int> cap_ages() const override {
    std::vector<int> ages = {0, 25, 30, 35, 40, 45, 50, 55};
    for (int age = 60; age <= 70; ++age) ages.push_back(age);
    return ages;
  }
  std::size_t situations() const override { return states * labels_.sector.size(); }
  std::shared_ptr<const Structure> make_start(const Contents& contents, const Period& period, std::uint64_t seed,
                                              Problems& problems) const override {
    return build_start(contents, period, seed, problems);
  }
  void populate(Labour& world, const Contents& contents, const std::shared_ptr<const Structure>& start) const override {
    world.populate(start, contents.jobs);
  }
  void record_lives(const Contents& contents, const Labour& world, Time now, Lives& lives) const override {
    dynamic_cast<TeachingLives&>(lives).take(contents, world, now);
  }

  std::vector<std::string> standings() const override { return {state_names, state_names + states}; }
  std::size_t standing(Situation situation) const override { return static_cast<std::size_t>(state_of(situation)); }
  std::string introduce(const Labour& world, const Person& p) const override {
    return fmt::format("born {}, {}, lives in {}{}, {}", Time::from_minutes(p.agent.birth).iso().substr(0, 10),
                       p.woman ? "woman" : "man", labels_.region.label(p.region),
                       p.subject == no_subject ? "" : ", subject " + labels_.subject.label(p.subject),
                       entry_of(world.labels(), p.agent.identity));
  }
  std::string describe(const Labour& world, const Person& p) const override {
    std::string text = state_names[static_cast<int>(p.state())];
    if (p.state() != State::student) text += " " + labels_.sector.label(p.sector());
    if (!p.employed()) return text;
    const Post& post = world.post(p.post);
    text += fmt::format("  {:.2f} fte at {} ({}{})", p.size * fte_per_size, world.school(p.post).name,
                        labels_.region.label(post.region),
                        post.subject == no_subject ? "" : ", " + labels_.subject.label(post.subject));
    if (p.desired > p.size) text += fmt::format(", wants {:.2f}", p.desired * fte_per_size);
    return text;
  }

 private:
  Labels labels_;
  std::optional<Attribution> attribution_;
};

}  // namespace

std::unique_ptr<Model> make_teachers_model() { return std::make_unique<TeachersModel>(); }

}  // namespace formatie::teachers
