#pragma once

#include "engine/parameters/values.h"

#include "models/teachers/catalogue.h"
#include "models/teachers/foundation.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {

/// All parameters of the model but the labels, and the processes and rules that hold most of them.
class Content {
 public:
  explicit Content(const Labels& labels);
  void parts(Parts& parts);
  /// What rules, routes and the first population look at together.
  Shared shared(const Labels& labels);
  /// The highest rate of every process, by situation and age; after the dials are frozen.
  Caps caps(const Labels& labels) const;

  Intake intake;
  Pay pay;
  WorkloadFunds funds;
  FullTimeBonus bonus;
  Guidance guidance;
  Workload workload;
  Sickness sickness;
  Benefits benefits;
  Qualifications qualifications;
  Assistants assistants;
  Tuition tuition;
  Foundation foundation;
  Dial pupils;
  Catalogue<Labour> catalogue;
};

}  // namespace formatie::teachers
