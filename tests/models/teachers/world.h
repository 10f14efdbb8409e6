#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/input/reader.h"
#include "engine/input/scalar.h"

#include "models/teachers/content.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {

/// The model put together as the program does it, but with its parts within reach of a test. One alternative, no
/// policy.
class World {
 public:
  explicit World(const ScenarioDocument& document) {
    Problems problems;
    const Node& root = document.root;
    const auto text = [&](const char* part, const char* name) { return root.find(part)->find(name)->text(); };
    period = {*parse_date(text("period", "begin")), *parse_date(text("period", "end"))};
    seed = std::stoull(text("study", "seed"));

    Reader reader(*root.find("parameters"), problems);
    reader.part("labels", "", [&](Fields& f) { labels.fields(f); });
    labels.load(problems);
    REQUIRE_MESSAGE(problems.empty(), problems.text());
    content_ = std::make_unique<Content>(labels);
    content_->parts(reader);
    reader.finish();
    structure = content_->foundation.build(content_->shared(labels), period, seed, problems);
    REQUIRE_MESSAGE(problems.empty(), problems.text());

    ParameterValues values;
    content_->parts(values);
    steps = {period.begin};
    for (const auto& entry : values.entries())
      if (entry.dial != nullptr)
        for (const Time date : entry.dial->changes(period.begin, period.end)) steps.push_back(date);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    for (const auto& entry : values.entries())
      if (entry.dial != nullptr) entry.dial->freeze(steps);
    content_->bonus.prepare(labels, content_->pay, steps.size(), steps);
    make_caps();
    barriers = make_barriers(content_->catalogue, period.begin, period.end, steps);
  }

  /// The world as it stands when a replication begins, with this structure or with the model's own.
  void begin(std::uint32_t replication, std::shared_ptr<const Structure> with = nullptr) {
    labour.checking = true;
    labour.begin(with ? std::move(with) : structure, content_->catalogue, *caps_, steps, Luck{seed, replication},
                 period.begin, 1);
  }
  /// From barrier to barrier, to the end.
  void run() {
    Parallel serial;
    labour.simulation().run(labour, barriers, serial);
  }
  const Event& rule(std::string_view name) const {
    for (const auto& event : content_->catalogue.rules)
      if (event->name() == name) return *event;
    FAIL("no rule " << name);
    return *content_->catalogue.rules.front();
  }
  const Catalogue<Labour>& catalogue() const { return content_->catalogue; }
  const Caps& caps() const { return *caps_; }
  Content& content() { return *content_; }
  const Pay& pay() const { return content_->pay; }
  const Intake& intake() const { return content_->intake; }

  Period period;
  std::uint64_t seed = 0;
  Labels labels;
  std::shared_ptr<const Structure> structure;
  std::vector<Time> steps;
  std::vector<Barrier> barriers;
  Labour labour;

 private:
  /// By whole years of age, finer than the model's own.
  void make_caps() {
    const auto& processes = content_->catalogue.processes;
    std::vector<int> ages;
    for (int age = 0; age <= 75; ++age) ages.push_back(age);
    caps_ = std::make_unique<Caps>(states * labels.sector.size(), processes.size(), ages);
    for (std::size_t p = 0; p < processes.size(); ++p)
      for (const auto& arrow : processes[p]->transitions())
        if (!processes[p]->dated())
          for (std::size_t band = 0; band < ages.size(); ++band)
            caps_->set(arrow.from, band, p,
                       processes[p]->cap(arrow.from, ages[band], band + 1 < ages.size() ? ages[band] : 110));
    caps_->freeze();
  }

  std::unique_ptr<Content> content_;
  std::unique_ptr<Caps> caps_;
};

}  // namespace formatie::teachers
