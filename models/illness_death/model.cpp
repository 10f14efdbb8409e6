#include <memory>
#include <string>

#include <fmt/format.h>

#include "engine/agents/agent_model.h"
#include "engine/study/projection.h"

#include "models/illness_death/exact/exact_projection.h"
#include "models/illness_death/illness/death.h"
#include "models/illness_death/illness_death.h"
#include "models/illness_death/start/start.h"

namespace formatie::illness_death {
namespace {

class IllnessDeathModel final : public AgentModel<Ward, Contents>, public Projection {
 public:
  std::string_view name() const override { return "illness_death"; }
  std::string recounts() const override { return "persons, present or dead, at every barrier"; }
  void labels(Parts&) override {}

  const Projection* projection() const override { return this; }
  std::string meaning() const override {
    return "Exact expected numbers of the illness-death model: the chance of each state as a matrix exponential, a "
           "stretch of constant intensities after the other.";
  }
  bool is_exact() const override { return true; }
  std::vector<double> project(const Replication& replication) const override {
    const auto contents = drawn(replication);
    return ExactProjection(*contents, steps(), period(), laid_out().dates()).values(*contents, laid_out(), cells());
  }
  std::vector<std::string> notes(const Replication& replication) const override {
    return projection_notes(*drawn(replication));
  }
  std::vector<Comparison> compare(std::span<const double>, std::span<const double>, std::size_t date) const override {
    std::vector<Comparison> list;
    for (std::size_t s = 0; s < cells().size(); ++s)
      if (laid_out().measures()[laid_out().series()[s].measure].name == "patients" && cells()[s][contents().began] &&
          cells()[s][contents().state])
        list.push_back({s, date, "both are of the same chain: they differ by chance"});
    return list;
  }

 protected:
  void read_labels(Problems&) override {}
  std::unique_ptr<Contents> make_contents() const override { return std::make_unique<Contents>(); }
  std::size_t situations() const override { return living_states; }
  std::shared_ptr<const Ward::Start> make_start(const Contents&, const Period&, std::uint64_t,
                                                Problems&) const override {
    return std::make_shared<const Ward::Start>();
  }
  void populate(Ward& ward, const Contents& contents, const std::shared_ptr<const Ward::Start>&) const override {
    ward.admit(contents.get<illness_death::Start>().persons(), contents.get<Death>().since_start());
  }

  std::vector<std::string> standings() const override { return {state_names, state_names + living_states}; }
  std::vector<Situation> entries() const override {
    std::vector<Situation> all;
    for (Situation state = 0; state < living_states; ++state) all.push_back(state);
    return all;
  }
  std::string introduce(const Ward&, const Patient& patient) const override {
    return fmt::format("{} at the start", state_names[index(patient.began)]);
  }
};

}  // namespace

std::unique_ptr<Model> make_illness_death_model() { return std::make_unique<IllnessDeathModel>(); }

}  // namespace formatie::illness_death
