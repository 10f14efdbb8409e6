#pragma once

#include <memory>

#include "engine/study/model.h"

namespace formatie::teachers {

/// The Dutch teacher labour market: po, vo and mbo, person by person and school by school.
///
/// See models/teachers/README.md for what it represents and what it leaves out.
std::unique_ptr<Model> make_teachers_model();

}  // namespace formatie::teachers
