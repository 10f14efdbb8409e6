#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/base/problem.h"
#include "engine/base/random.h"
#include "engine/base/time.h"
#include "engine/measure/layout.h"
#include "engine/parameters/fields.h"
#include "engine/study/cohort_solver.h"
#include "engine/study/uncertainty.h"

namespace formatie {

/// From when until when is simulated.
struct Period {
  Time begin;
  Time end;
};

/// Who can become what by which process.
struct CareerMap {
  struct Arrow {
    std::size_t from;
    std::size_t to;
    std::string process;
  };
  std::vector<std::string> situations;
  std::vector<std::size_t> entries;  ///< situations in which people come into the model
  std::vector<std::size_t> exits;    ///< situations that nobody needs to leave
  std::vector<Arrow> arrows;
};

/// What a model keeps of everybody's life in one replication of one alternative, to be held against the same people in
/// another world with the same luck.
class Lives {
 public:
  virtual ~Lives() = default;
  /// Whose lives the difference with `baseline` is made of; `out` has a place for each number of `Attribution::layout`.
  virtual void attribute(const Lives& baseline, std::span<double> out) const = 0;
  /// Writes csv: a header, then a row for each person who makes part of the difference on a date, by number.
  virtual void list(const Lives& baseline, std::size_t date, std::ostream& out) const = 0;
};

/// How a model takes a paired difference apart by what changes in people's lives.
struct Attribution {
  enum class Role {
    difference,  ///< the paired difference of the measure `of`
    adds,        ///< a part of it; in every series of the same split all parts add up to it
    takes_away,  ///< the opposite of the part before it
    persons,     ///< how many make up the part `of`
    temporary,   ///< of what the parts that add hold: that of people who have no more at the end of the study
    windfall,    ///< part of the measure `of`, a cost: paid for what is the same in both worlds
    beside
  };
  static constexpr const char* role_names[] = {"difference", "adds",     "takes away", "persons",
                                               "temporary",  "windfall", "beside"};
  struct Kind {
    Role role = Role::beside;
    std::string of = {};  ///< a measure of the results or of this layout; empty when there is none
  };
  Layout layout;
  std::vector<Kind> kinds;  ///< [measure]; the first is the difference
};

/// The memory of one replication, used again for the next on the same thread.
class Workspace {
 public:
  virtual ~Workspace() = default;
  /// Recount everything that must add up at every barrier, and stop when it does not. Always in debug builds.
#ifdef NDEBUG
  bool verify = false;
#else
  bool verify = true;
#endif
  /// Where the next replication keeps everybody's life; null: nowhere.
  Lives* lives = nullptr;
};

/// What the engine asks of a model: the seam between the two. One object is one alternative of a study in one future.
///
/// The plan calls `labels`, `load_labels`, `parts`, `load`, `freeze` and `meet` in this order; after that the model is
/// const and shared by all threads.
class Model {
 public:
  virtual ~Model() = default;
  virtual std::string_view name() const = 0;

  /// Visits the parameters that say which labels there are (sectors, regions); they may not be dials.
  virtual void labels(Parts&) = 0;
  virtual void load_labels(Problems&) = 0;
  /// Visits all other parameters, part by part; the dimensions of dials are known by now.
  virtual void parts(Parts&) = 0;
  /// Reads the files and makes what all replications share. `sibling` is an alternative loaded before, or null: what is
  /// the same there need not be made twice.
  virtual void load(const Period&, std::uint64_t seed, const Model* sibling, Problems&) = 0;

  /// `steps`: the first moments of the periods in which no dial of the study changes.
  virtual void freeze(const std::vector<Time>& steps) = 0;
  /// The alternatives of the study in this future, this one among them, frozen: in a replication all of them use the
  /// highest of their caps, so that they meet the same opportunities.
  virtual void meet(const std::vector<const Model*>& alternatives) = 0;

  virtual Layout layout() const = 0;
  /// Nothing, and no lives, for a model that cannot take differences apart.
  virtual std::optional<Attribution> attribution() const { return std::nullopt; }
  virtual std::unique_ptr<Lives> lives() const { return nullptr; }
  virtual CareerMap career_map() const = 0;

  virtual std::unique_ptr<Workspace> workspace() const = 0;
  /// Runs one replication with the parameters that it draws; `out` has `layout().size()` places. Pure: depends on
  /// nothing but its arguments.
  virtual void replicate(const Replication&, Workspace&, Parallel&, std::span<double> out) const = 0;
  /// The same replication, with a line of text an event; of one person when `person` is given.
  virtual void replay(const Replication&, Workspace&, std::optional<std::uint64_t> person, std::ostream& out) const = 0;

  /// The model's cohort solver, after `freeze`; null for a model that has none.
  virtual const CohortSolver* cohort_solver() const { return nullptr; }
};

/// Makes a model without parameters; what a program is built around.
using ModelFactory = std::unique_ptr<Model> (*)();

}  // namespace formatie
