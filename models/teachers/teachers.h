#pragma once

#include <memory>

#include "engine/study/model.h"

namespace formatie::teachers {

/// The model of the Dutch teacher labour market, without parameters.
std::unique_ptr<Model> make_teachers_model();

}  // namespace formatie::teachers
