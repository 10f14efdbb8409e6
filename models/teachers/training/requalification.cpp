#include "models/teachers/training/qualifications.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// On 1 August some of those who teach without the qualification for it get it: for the subject of the post, in the
/// sector where they work.
class Requalification final : public Rule {
 public:
  explicit Requalification(const Contents& contents)
      : qualifications_(contents.get<Qualifications>()), share_({&contents.labels.sector}) {}

  std::string_view name() const override { return "requalification"; }
  std::string_view meaning() const override { return "unqualified teachers get a qualification, on 1 August"; }
  void fields(Fields& f) override {
    f.dial("share", share_, "share a year", {0, 1}, "unqualified teachers who are qualified a year later");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {8}); }
  void act(Labour& world, Time now) override {
    for (std::uint32_t row = 0; row < world.population().rows(); ++row) {
      const PersonId who(row);
      Person& p = world.person(who);
      if (p.agent.situation == gone || p.state() != State::teaching || p.qualified) continue;
      const std::size_t sector = p.sector();
      Stream luck(world.luck(), purpose::requalification, p.agent.identity, static_cast<std::uint32_t>(now.year()));
      if (!luck.chance(share_.at(world.step(), sector))) continue;
      p.qualified = true;
      if (const Post& post = world.post(p.post); post.subject != no_subject) p.subject = post.subject;
      if (qualifications_.allows(world.step(), p.qualification, sector)) continue;  // lacked the subject only
      for (int q = 1; q < qualification_kinds; ++q)
        if (qualifications_.allows(world.step(), static_cast<Qualification>(q), sector)) {
          p.qualification = static_cast<Qualification>(q);  // the least that allows it
          break;
        }
    }
  }

 private:
  const Qualifications& qualifications_;
  Dial share_;  // by sector; assumption, see scenarios/base.yaml
};

}  // namespace

void add_requalification(Contents& contents) { contents.add<Requalification>(contents); }

}  // namespace formatie::teachers
