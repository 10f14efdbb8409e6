#include "engine/study/run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "engine/measure/estimate.h"
#include "engine/study/lives.h"

namespace formatie {
namespace {

/// Pieces of one replication on the threads of an arena.
class ThreadedParallel final : public Parallel {
 public:
  explicit ThreadedParallel(unsigned threads) : threads_(threads), arena_(static_cast<int>(threads)) {}
  unsigned lanes() const override { return threads_; }
  void for_each(std::size_t pieces, const std::function<void(std::size_t, unsigned)>& work) override {
    arena_.execute([&] {
      tbb::parallel_for(
          tbb::blocked_range<std::size_t>(0, pieces, 1),
          [&](const tbb::blocked_range<std::size_t>& range) {
            const auto lane = static_cast<unsigned>(tbb::this_task_arena::current_thread_index());
            for (std::size_t piece = range.begin(); piece < range.end(); ++piece) work(piece, lane);
          },
          tbb::simple_partitioner());
    });
  }

 private:
  unsigned threads_;
  tbb::task_arena arena_;
};

/// Workspaces that wait for the next task; each is used by one task at a time.
class Workspaces {
 public:
  explicit Workspaces(const Plan& plan) : plan_(plan) {}

  /// All alternatives of a study share one kind of workspace.
  std::unique_ptr<Workspace> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto workspace = std::move(idle_.back());
        idle_.pop_back();
        return workspace;
      }
    }
    return plan_.alternatives.front().model().workspace();
  }
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

 private:
  const Plan& plan_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

/// Holds the lives of each alternative against those of the first, as soon as both are there, and keeps them no longer.
class Twins {
 public:
  Twins(std::size_t replications, std::size_t alternatives, std::size_t size)
      : size_(size), worlds_(replications), parts_(replications, std::vector<std::vector<double>>(alternatives - 1)) {
    for (auto& world : worlds_) world.to_come = alternatives;
  }

  void take(std::size_t replication, std::size_t alternative, std::unique_ptr<Lives> lives) {
    World& world = worlds_[replication];
    std::vector<std::pair<std::size_t, std::unique_ptr<Lives>>> ready;
    std::shared_ptr<const Lives> baseline;
    {
      const std::lock_guard lock(mutex_);
      if (alternative == 0)
        world.baseline = std::move(lives);
      else
        world.waiting.emplace_back(alternative, std::move(lives));
      if (world.baseline != nullptr) ready = std::exchange(world.waiting, {});
      baseline = world.baseline;
      if (--world.to_come == 0) world.baseline.reset();
    }
    for (const auto& [number, own] : ready) {
      std::vector<double> parts(size_, std::nan(""));
      own->attribute(*baseline, parts);
      parts_[replication][number - 1] = std::move(parts);
    }
  }
  /// [alternative but the first], to be taken once.
  std::vector<std::vector<double>> parts(std::size_t replication) { return std::move(parts_[replication]); }

 private:
  struct World {
    std::shared_ptr<const Lives> baseline;
    std::vector<std::pair<std::size_t, std::unique_ptr<Lives>>> waiting;
    std::size_t to_come = 0;  // alternatives
  };
  std::size_t size_;
  std::mutex mutex_;
  std::vector<World> worlds_;                            // [replication]
  std::vector<std::vector<std::vector<double>>> parts_;  // [replication][alternative but the first]
};

/// The half-width of the stopping rule's interval, the widest over alternatives.
double widest_half_width(const Results& results, const Stopping::Rule& rule) {
  double widest = 0;
  for (const std::size_t series : rule.series) {
    const std::size_t index = results.layout().index(series, rule.date);
    for (std::size_t a = rule.of_difference ? 1 : 0; a < results.alternatives().size(); ++a) {
      std::vector<double> values;
      for (std::size_t k = 0; k < results.count(); ++k)
        values.push_back(results.values(a, k)[index] - (rule.of_difference ? results.values(0, k)[index] : 0.0));
      const Estimate found = estimate(values, results.draws());
      const double half_width = student_half_width(found.draws, found.standard_error, 0.90);
      widest = std::max(widest, std::isnan(half_width) ? HUGE_VAL : half_width);  // what is not known is not precise
    }
  }
  return widest;
}

/// Runs tasks 0 to `tasks` on the threads: one at a time `within` each of which they are spent, or else each on one.
template <class RunTask>
void run_tasks(std::size_t tasks, unsigned threads, bool within, const RunTask& run_task) {
  if (threads == 1 || within) {
    ThreadedParallel threaded(threads);
    Parallel serial;
    for (std::size_t task = 0; task < tasks; ++task)
      run_task(task, threads == 1 ? serial : static_cast<Parallel&>(threaded));
    return;
  }
  std::atomic<std::size_t> next = 0;  // tasks begin in order, so that a stop leaves few replications half done
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_for(
        0u, threads,
        [&](unsigned) {
          Parallel serial;
          for (std::size_t task = next++; task < tasks; task = next++) run_task(task, serial);
        },
        tbb::simple_partitioner());
  });
}

}  // namespace

Outcome run_study(const Plan& plan, const RunOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const unsigned threads = std::max(1u, options.threads);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);

  std::vector<std::string> names;
  for (const auto& alternative : plan.alternatives) names.push_back(alternative.name);
  Outcome outcome{Results(*plan.layout, names, plan.uncertainty.replications_per_draw, plan.differ_by()), std::nullopt,
                  false, true, 0};
  if (options.attribution && names.size() > 1)
    if (const auto* recorder = plan.alternatives.front().model().life_recorder())
      outcome.attribution.emplace(recorder->attribution().layout, std::vector(names.begin() + 1, names.end()),
                                  plan.uncertainty.replications_per_draw, plan.differ_by());

  const std::size_t alternatives = plan.alternatives.size();
  const std::size_t most = std::size_t{plan.stopping.at_most} * alternatives;
  Workspaces workspaces(plan);
  std::atomic<std::size_t> done = 0;
  const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };

  std::uint32_t first = plan.stopping.first;
  const std::uint32_t end = first + plan.stopping.at_most;
  while (first < end && !outcome.partial) {
    // A batch: what is needed at least, then a tenth more at a time.
    const std::uint32_t before = first - plan.stopping.first;
    const std::uint32_t size = before == 0 ? plan.stopping.at_least : std::max<std::uint32_t>(1, before / 10);
    const std::uint32_t last = std::min(end, first + size);
    const std::size_t tasks = std::size_t{last - first} * alternatives;
    std::vector<std::vector<std::vector<double>>> found(last - first, std::vector<std::vector<double>>(alternatives));
    std::optional<Twins> twins;
    if (outcome.attribution) twins.emplace(last - first, alternatives, outcome.attribution->layout().size());

    const auto run_task = [&](std::size_t task, Parallel& parallel) {
      if (stopped()) return;
      const std::size_t replication = task / alternatives;
      const std::size_t alternative = task % alternatives;
      auto workspace = workspaces.take();
      workspace->verify = workspace->verify || options.verify;
      std::vector<double> values(plan.layout->size(), std::nan(""));
      const Replication drawn = plan.replication(first + static_cast<std::uint32_t>(replication));
      const Model& model = *plan.alternatives[alternative].models[drawn.future];
      auto lives = twins ? model.life_recorder()->lives() : nullptr;
      workspace->lives = lives.get();
      model.compute(drawn, *workspace, parallel, values);
      workspace->lives = nullptr;
      workspaces.give_back(std::move(workspace));
      if (twins) twins->take(replication, alternative, std::move(lives));
      found[replication][alternative] = std::move(values);
      const std::size_t now_done = ++done;
      if (options.progress) options.progress(now_done, most);
    };
    run_tasks(tasks, threads, options.within_replication, run_task);

    for (std::uint32_t replication = first; replication < last; ++replication) {
      auto& values = found[replication - first];
      const bool complete = std::all_of(values.begin(), values.end(), [](const auto& v) { return !v.empty(); });
      const std::uint32_t future = plan.replication(replication).future;
      if (!complete) {
        outcome.partial = true;
        continue;
      }
      outcome.results.add(replication, std::move(values), future);
      if (twins) outcome.attribution->add(replication, twins->parts(replication), future);
    }
    first = last;
    if (plan.stopping.rule && !outcome.partial) {
      outcome.precise = widest_half_width(outcome.results, *plan.stopping.rule) <= plan.stopping.rule->half_width;
      if (outcome.precise) break;
    }
  }
  outcome.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return outcome;
}

}  // namespace formatie
