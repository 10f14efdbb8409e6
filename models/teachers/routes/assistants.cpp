#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teaching assistant leaves for other work.
class AssistantExit final : public RouteBySector {
 public:
  explicit AssistantExit(const Labels& labels) : RouteBySector(labels) {}

  std::string_view name() const override { return "assistant_exit"; }
  std::string_view meaning() const override { return "teaching assistants leave for other work"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a teaching assistant leaves for other work");
  }
  std::vector<Arrow> arrows() const override { return {{State::assisting, {}}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }
};

}  // namespace

std::unique_ptr<Route> make_assistant_exit(const Shared& shared) {
  return std::make_unique<AssistantExit>(shared.labels);
}

}  // namespace formatie::teachers
