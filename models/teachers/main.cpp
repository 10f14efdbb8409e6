#include "engine/cli/program.h"

#include "models/teachers/presentation.h"
#include "models/teachers/teachers_model.h"

int main(int argc, char** argv) {
  return formatie::run_program(
      argc, argv,
      {.name = "formatie",
       .version = "0.1.0",
       .summary = "Simulates the supply of and demand for teachers, person by person and school by school.",
       .make_model = &formatie::teachers::make_teachers_model,
       .default_scenario = "scenarios/base.yaml",
       .compared = {.measure = "employment", .cost = "cost", .windfall = "windfall", .per = "fte"},
       .levers = "scenarios/levers/levers.csv",
       .presentation = {.json = formatie::teachers::presentation_json, .map = formatie::teachers::presentation_map}});
}
