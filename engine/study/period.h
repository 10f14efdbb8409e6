#pragma once

#include "engine/base/time.h"

namespace formatie {

/// From when until when is simulated.
struct Period {
  Time begin;
  Time end;
};

}  // namespace formatie
