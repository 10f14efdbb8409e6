#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/input/reader.h"

#include "models/teachers/catalogue.h"
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
    visit(reader);
    reader.finish();
    std::vector<double> pupils_at_start;
    for (std::size_t sector = 0; sector < labels.sector.size(); ++sector)
      pupils_at_start.push_back(content_->pupils.on(period.begin, sector));
    structure = content_->foundation.build(labels, content_->intake, pupils_at_start, period, seed, problems);
    REQUIRE_MESSAGE(problems.empty(), problems.text());

    DialCollector collector;
    visit(collector);
    steps = {period.begin};
    for (const auto& dial : collector.dials)
      for (const Time date : dial.dial->changes(period.begin, period.end)) steps.push_back(date);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    for (const auto& dial : collector.dials) dial.dial->freeze(steps);
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
  struct Content {
    explicit Content(const Labels& l)
        : intake{Dial({&l.route}), Dial({&l.route}), Dial({&l.route})},
          pay{Dial({&l.sector}), Dial({&l.sector}), Dial({&l.sector})},
          foundation(l),
          pupils({&l.sector}) {
      funds.euro_per_year = Dial({&l.sector});
      funds.share_on_teachers = Dial({&l.sector});
      bonus.rate = Dial({&l.sector});
      catalogue = make_catalogue(Shared{l, intake, pay, funds, bonus, pupils});
    }
    Intake intake;
    Pay pay;
    WorkloadFunds funds;
    FullTimeBonus bonus;
    Foundation foundation;
    Dial pupils;
    Catalogue<Labour> catalogue;
  };

  /// Counts parameters.
  class Counter final : public Fields {
   public:
    void number(std::string_view, double&, std::string_view, Allowed, std::string_view) override { ++count; }
    void integer(std::string_view, int&, std::string_view, Allowed, std::string_view) override { ++count; }
    void flag(std::string_view, bool&, std::string_view) override { ++count; }
    void choice(std::string_view, std::string&, const std::vector<std::string>&, std::string_view) override { ++count; }
    void date(std::string_view, Time&, std::string_view) override { ++count; }
    void file(std::string_view, DataFile&, std::string_view) override { ++count; }
    void dial(std::string_view, Dial&, std::string_view, Allowed, std::string_view) override { ++count; }
    int count = 0;
  };

  void visit(Parts& parts) {
    Content& c = *content_;
    const Allowed any{-1e15, 1e15};
    parts.part("schools", "", [&](Fields& f) { c.foundation.schools(f); });
    parts.part("population", "", [&](Fields& f) { c.foundation.population(f); });
    parts.part("training", "", [&](Fields& f) { c.foundation.training(f); });
    parts.part("pupils", "", [&](Fields& f) { f.dial("number", c.pupils, "", any, ""); });
    parts.part("intake", "", [&](Fields& f) {
      f.dial("persons", c.intake.persons, "", any, "");
      f.dial("dropout_first_year", c.intake.dropout_first_year, "", any, "");
      f.dial("dropout_later", c.intake.dropout_later, "", any, "");
    });
    parts.part("pay", "", [&](Fields& f) { c.pay.fields(f); });
    parts.part("full_time_bonus", "", [&](Fields& f) { c.bonus.fields(f); });
    parts.part("workload_funds", "", [&](Fields& f) { c.funds.fields(f); });
    const auto visit_one = [&](auto& part) {
      Counter counter;
      part.fields(counter);
      if (counter.count > 0) parts.part(part.name(), "", [&](Fields& f) { part.fields(f); });
    };
    for (const auto& process : c.catalogue.processes) visit_one(*process);
    for (const auto& rule : c.catalogue.rules) visit_one(*rule);
  }

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
