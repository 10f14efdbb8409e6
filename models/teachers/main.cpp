#include "engine/cli/program.h"

#include "models/teachers/presentation.h"
#include "models/teachers/teachers.h"

int main(int argc, char** argv) {
  return formatie::run_program(
      argc, argv,
      {.name = "formatie",
       .version = "0.1.0",
       .summary = "Simulates the supply of and demand for teachers, person by person and school by school.",
       .make_model = &formatie::teachers::make_teachers_model,
       .default_scenario = "scenarios/base.yaml",
       .example_scenario = "scenarios/full_time_bonus.yaml",
       .compared = {.measure = "employment", .cost = "cost", .anyway = "windfall", .per = "fte"},
       .levers = {.list = "scenarios/levers/levers.csv",
                  .origin_en = "Letter to parliament: {letter}. Figures named: {figures}.",
                  .origin_nl = "Brief aan de Tweede Kamer: {letter}. Genoemde cijfers: {figures}."},
       .presentation = {.json = formatie::teachers::presentation_json, .map = formatie::teachers::presentation_map},
       .examples = {{"run scenarios/base.yaml --solver cohort", "by cohorts, in out/base-cohort"},
                    {"compare out/full_time_bonus --date 2030 --sort cost_per_fte", "the cheapest fte in 2030 first"},
                    {"compare out/a out/b --measure unfilled_posts --by region --format csv",
                     "who gains where, by the alternatives of two runs, for a spreadsheet"},
                    {"explain out/full_time_bonus --alternative 3 --lang nl", "another alternative, in Dutch"},
                    {"answer full_time_bonus --rate 5% --lang nl", "what does a bonus of 5% yield?"},
                    {"answer 10", "why row 10 is not simulated"},
                    {"report out/full_time_bonus --lang en --out bonus.html", "in English"},
                    {"validate scenarios/start_2015.yaml", "the back-cast: from 2015, scored on 2016 to 2021"}}});
}
