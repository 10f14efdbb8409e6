#pragma once

#include <memory>

#include "engine/study/model.h"

namespace formatie::illness_death {

/// The illness-death model, without parameters.
std::unique_ptr<Model> make_illness_death_model();

}  // namespace formatie::illness_death
