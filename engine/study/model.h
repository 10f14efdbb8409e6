#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/base/problem.h"
#include "engine/base/time.h"
#include "engine/measure/definition.h"
#include "engine/parameters/fields.h"
#include "engine/study/period.h"
#include "engine/study/uncertainty.h"

namespace formatie {

class Careers;       // engine/study/careers.h
class Lives;         // engine/study/lives.h
class LifeRecorder;  // engine/study/lives.h
class Projection;    // engine/study/projection.h

/// The memory of one replication, used again for the next on the same thread.
class Workspace {
 public:
  virtual ~Workspace() = default;
  /// Recount everything that must add up, see `Model::recounts`, and stop when it does not. Always in debug builds.
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
/// const and shared by all threads. What only some models have is a port, asked for by name: null, at any time, when it
/// is absent.
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
  virtual void meet(const std::vector<const Model*>&) {}

  virtual Layout layout() const = 0;
  /// Whether luck enters: replications of one draw differ. A model without chance is computed once a draw. May be asked
  /// before anything else.
  virtual bool has_chance() const { return true; }
  virtual std::unique_ptr<Workspace> workspace() const { return std::make_unique<Workspace>(); }
  /// Computes one replication with the parameters that it draws; `out` has `layout().size()` places, all of them NaN.
  /// Pure: depends on nothing but its arguments.
  virtual void compute(const Replication&, Workspace&, Parallel&, std::span<double> out) const = 0;
  /// What a computation recounts when `Workspace::verify` is set, and when: "lamps and poles at every barrier"; empty
  /// when it recounts nothing.
  virtual std::string recounts() const { return {}; }
  /// The kinds of evidence by which parameters may differ; none when they do not.
  virtual std::vector<std::string> evidence_kinds() const { return {}; }
  /// What labels are called that the model's own parts name, at any time; a presentation has the others.
  virtual std::vector<LabelText> label_texts() const { return {}; }

  virtual const Careers* careers() const { return nullptr; }
  virtual const LifeRecorder* life_recorder() const { return nullptr; }
  virtual const Projection* projection() const { return nullptr; }  ///< after `freeze`
};

/// Makes a model without parameters; what a program is built around.
using ModelFactory = std::unique_ptr<Model> (*)();

}  // namespace formatie
