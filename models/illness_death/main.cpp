#include "engine/cli/program.h"

#include "models/illness_death/illness_death.h"
#include "models/illness_death/presentation.h"

int main(int argc, char** argv) {
  return formatie::run_program(
      argc, argv,
      {.name = "illness_death",
       .version = "0.1.0",
       .summary = "Simulates the illness-death model: patients who fall ill, recover, get worse and die.",
       .make_model = &formatie::illness_death::make_illness_death_model,
       .default_scenario = "scenarios/illness_death/base.yaml",
       .compared = {.measure = "alive"},
       .presentation = {.json = formatie::illness_death::presentation_json}});
}
