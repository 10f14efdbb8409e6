#pragma once

#include "models/teachers/careers/unemployment.h"
#include "models/teachers/guidance/guidance.h"
#include "models/teachers/market/pupils.h"
#include "models/teachers/sickness/sickness.h"
#include "models/teachers/training/assistants.h"
#include "models/teachers/training/intake.h"
#include "models/teachers/training/qualifications.h"

namespace formatie::teachers {

/// What the first population depends on beside parameters of its own; each says so itself (`Fields::at_start`).
struct StartSources {
  explicit StartSources(const Contents& contents)
      : intake(contents.get<Intake>()),
        guidance(contents.get<Guidance>()),
        sickness(contents.get<Sickness>()),
        benefits(contents.get<Benefits>()),
        qualifications(contents.get<Qualifications>()),
        assistants(contents.get<Assistants>()),
        pupils(contents.get<Pupils>().number) {}

  const Intake& intake;
  const Guidance& guidance;
  const Sickness& sickness;
  const Benefits& benefits;
  const Qualifications& qualifications;
  const Assistants& assistants;
  const Dial& pupils;  ///< by sector, by calendar year
};

}  // namespace formatie::teachers
