#include "engine/study/plan.h"

#include <doctest/doctest.h>

#include "engine/input/yaml.h"
#include "engine/study/run.h"

#include "tests/engine/input/scratch_folder.h"
#include "tests/engine/study/ferries.h"

using namespace formatie;
using ferries::Ferries;

namespace {

constexpr std::string_view sound =
    "title: Ferries\n"                                  // 1
    "study:\n"                                          // 2
    "  seed: 7\n"                                       // 3
    "  replications: 4\n"                               // 4
    "period: { begin: 2025-01-01, end: 2030-01-01 }\n"  // 5
    "parameters:\n"                                     // 6
    "  harbours: { file: harbours.csv }\n"              // 7
    "  fleet: { boats: 50, built: 1990-01-01 }\n"       // 8
    "  breakdown:\n"                                    // 9
    "    rate: { table: rates.csv, column: rate }\n"    // 10
    "  mending:\n"                                      // 11
    "    rate: 4\n"                                     // 12
    "  sale: { share: 0.1, month: 3 }\n"                // 13
    "alternatives:\n"                                   // 14
    "  - name: base\n"                                  // 15
    "  - name: care\n"                                  // 16
    "    policy:\n"                                     // 17
    "      - { dial: breakdown.rate, where: { harbour: north }, times: 0.5, from: 2027-01-01, until: 2029-01-01 }\n";

/// A scenario in a folder of its own, and what came of planning it.
struct Planning {
  ScratchFolder folder;
  std::optional<Plan> plan;
  std::string problems;

  explicit Planning(std::string_view text) {
    folder.write("harbours.csv", "harbour\nnorth\nsouth\neast\n");
    folder.write("rates.csv", "harbour,rate\nnorth,2\nsouth,1\neast,0.5\n");
    read(folder.write("x.yaml", text));
  }
  void read(const std::filesystem::path& file) {
    Problems found;
    const auto document = read_scenario(file, found);
    plan.reset();
    if (document) plan = make_plan(*document, ferries::make_ferries, found);
    problems = folder.text(found);
    CHECK(plan.has_value() == found.empty());
  }
  const Plan& operator*() const {
    REQUIRE(plan);
    return *plan;
  }
  const Plan* operator->() const { return &**this; }
  const Ferries& model(std::size_t alternative) const {
    return dynamic_cast<const Ferries&>((**this).alternatives.at(alternative).model());
  }
};

std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  const auto at = result.find(from);
  REQUIRE(at != std::string::npos);
  return result.replace(at, from.size(), to);
}

/// The sound scenario with this list of policies, one a line, for the alternative "care".
std::string with_policy(std::string_view policy) {
  return std::string(sound.substr(0, sound.rfind("    policy:"))) + "    policy:\n" + std::string(policy);
}
/// The sound scenario with a stopping rule.
std::string with_until(std::string_view until) {
  return with(sound, "replications: 4", "until: { " + std::string(until) + ", at_least: 4, at_most: 8 }");
}

Time date(int year, int month = 1, int day = 1) { return Time::from_date(year, month, day); }

}  // namespace

TEST_CASE("a sound scenario gives a plan that says what the scenario says") {
  const Planning planned(sound);
  CHECK(planned.problems == "");
  CHECK(planned->title == "Ferries");
  CHECK(planned->seed == 7);
  CHECK(planned->period.begin == date(2025));
  CHECK(planned->period.end == date(2030));
  CHECK(planned->stopping.at_least == 4);
  CHECK(planned->stopping.at_most == 4);
  CHECK_FALSE(planned->stopping.rule);
  REQUIRE(planned->alternatives.size() == 2);
  CHECK(planned->alternatives[0].name == "base");
  CHECK(planned->alternatives[1].name == "care");
  CHECK(planned->layout->measures().size() == 2);
  CHECK(planned->parts.size() == 5);
  CHECK(planned->parts[0].first == "harbours");
  CHECK(planned->parts[4] == std::pair<std::string, std::string>{"sale", "Ferries are sold."});
  CHECK(planned->parameters.size() == 7);
  CHECK(planned->parameters[3].path() == "breakdown.rate");
  CHECK(planned.model(0).loaded_with_seed == 7);
  CHECK(planned.model(0).loaded_after == nullptr);
  CHECK(planned.model(1).loaded_after == &planned.model(0));
}

TEST_CASE("a scenario without alternatives has one, called base") {
  for (const std::string_view list : {"", "alternatives:\n"}) {
    const Planning planned(std::string(sound.substr(0, sound.find("alternatives:"))) + std::string(list));
    CHECK(planned.problems == "");
    REQUIRE(planned->alternatives.size() == 1);
    CHECK(planned->alternatives[0].name == "base");
    CHECK(planned->alternatives[0].schedule.empty());
  }
}

TEST_CASE("every way to break a scenario has its message") {
  struct Broken {
    std::string_view from, to, message;
  };
  const Broken cases[] = {
      // The scenario as a whole.
      {"study:\n  seed: 7\n  replications: 4\n", "", "x.yaml:1:1: no 'study' in 'the scenario' (it is needed)\n"},
      {"title: Ferries", "titel: Ferries",
       "x.yaml:1:1: unknown key 'titel' in 'the scenario' (known: extends, title, description, nl, study, period, "
       "parameters, uncertainty, calibration, optimisation, futures, alternatives). Did you mean 'title'?\n"},
      {"title: Ferries", "title: [Ferries]", "x.yaml:1:8: 'title' is a list (must be a text)\n"},
      {"title: Ferries", "description: { a: 1 }", "x.yaml:1:14: 'description' is a mapping (must be a text)\n"},
      // The study.
      {"  seed: 7\n", "", "x.yaml:3:3: no 'seed' in 'study' (it is needed)\n"},
      {"seed: 7", "seed: -1", "x.yaml:3:9: 'seed' is -1 (must be at least 0)\n"},
      {"seed: 7", "seed: seven", "x.yaml:3:9: 'seed' is 'seven' (must be a whole number)\n"},
      {"seed: 7", "seed: '7'", "x.yaml:3:9: 'seed' is '7' (must be a whole number)\n"},
      {"seed: 7", "seed: [7]", "x.yaml:3:9: 'seed' is a list (must be a whole number)\n"},
      {"seed: 7", "sead: 7",
       "x.yaml:3:3: unknown key 'sead' in 'study' (known: seed, replications, until, evidence). Did you mean 'seed'?\n"
       "x.yaml:3:3: no 'seed' in 'study' (it is needed)\n"},
      {"  replications: 4\n", "", "x.yaml:3:3: no 'replications' in 'study' (it is needed)\n"},
      {"replications: 4", "replications: 0", "x.yaml:4:17: 'replications' is 0 (must be at least 1)\n"},
      {"replications: 4", "replications: 1000001",
       "x.yaml:4:17: 'replications' is 1000001 (must be at most 1000000)\n"},
      {"replications: 4", "replications: 4.5", "x.yaml:4:17: 'replications' is '4.5' (must be a whole number)\n"},
      {"study:\n  seed: 7\n  replications: 4\n", "study: 5\n",
       "x.yaml:2:8: 'study' is a value (must be a mapping with seed, replications, until, evidence)\n"},
      // When to stop.
      {"replications: 4", "until: 5",
       "x.yaml:4:10: 'until' is a value (must be a mapping with measure, where, date, half_width, of, at_least, "
       "at_most)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 5, at_least: 4, at_most: 8, untill: 3 }",
       "x.yaml:4:69: unknown key 'untill' in 'until' (known: measure, where, date, half_width, of, at_least, "
       "at_most)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 5 }",
       "x.yaml:4:10: no 'at_least' in 'until' (it is needed)\n"
       "x.yaml:4:10: no 'at_most' in 'until' (it is needed)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 5, at_least: 1, at_most: 8 }",
       "x.yaml:4:54: 'at_least' is 1 (must be at least 2)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 5, at_least: 9, at_most: 8 }",
       "x.yaml:4:66: 'at_most' is 8 (must be at least 'at_least', which is 9)\n"},
      {"replications: 4", "until: { at_least: 4, at_most: 8 }",
       "x.yaml:4:10: no 'measure' in 'until' (it is needed)\n"
       "x.yaml:4:10: no 'half_width' in 'until' (it is needed)\n"},
      {"replications: 4", "until: { measure: dokced, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:21: no measure 'dokced' (measures: docked, mended). Did you mean 'docked'?\n"},
      {"replications: 4", "until: { measure: docked, half_width: wide, at_least: 4, at_most: 8 }",
       "x.yaml:4:41: 'half_width' is 'wide' (must be a number above 0, with or without its unit)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 0, at_least: 4, at_most: 8 }",
       "x.yaml:4:41: 'half_width' is '0' (must be a number above 0, with or without its unit)\n"},
      {"replications: 4", "until: { measure: docked, half_width: 5 fte, at_least: 4, at_most: 8 }",
       "x.yaml:4:41: 'half_width' is '5 fte' (the unit of 'docked' is boats)\n"},
      {"replications: 4",
       "until: { measure: docked, where: { habour: north }, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:38: unknown key 'habour' in 'where' (known: harbour). Did you mean 'harbour'?\n"},
      {"replications: 4",
       "until: { measure: docked, where: { harbour: west }, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:21: the measure 'docked' is not counted for west (no such combination of harbour)\n"},
      {"replications: 4",
       "until: { measure: mended, where: { harbour: north }, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:21: the measure 'mended' is not counted for north (no such combination of harbour)\n"},
      {"replications: 4", "until: { measure: docked, date: 2026-06-01, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:35: nothing is measured on 2026-06-01 (the dates are each year from 2025-01-01 to 2030-01-01)\n"},
      {"replications: 4", "until: { measure: docked, date: soon, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:35: 'date' is 'soon' (must be a date such as 2030-10-01)\n"},
      {"replications: 4", "until: { measure: docked, of: median, half_width: 5, at_least: 4, at_most: 8 }",
       "x.yaml:4:33: 'of' is 'median' (must be one of: mean, difference). Did you mean 'mean'?\n"},
      // The period.
      {"period: { begin: 2025-01-01, end: 2030-01-01 }\n", "",
       "x.yaml:1:1: no 'period' in 'the scenario' (it is needed)\n"},
      {"begin: 2025-01-01, ", "", "x.yaml:5:9: no 'begin' in 'period' (it is needed)\n"},
      {"begin: 2025-01-01", "begin: 2025-02-30",
       "x.yaml:5:18: 'begin' is '2025-02-30' (must be a date such as 2030-10-01)\n"},
      {"begin: 2025-01-01", "begin: 1025-01-01",
       "x.yaml:5:18: 'begin' is 1025-01-01 (must lie between 1900 and 2200)\n"},
      {"end: 2030-01-01", "end: 2025-01-01",
       "x.yaml:5:35: 'end' is 2025-01-01 (must be later than 'begin', which is 2025-01-01)\n"},
      {"end: 2030-01-01", "end: 2126-01-01", "x.yaml:5:35: 'end' is 2126-01-01 (a period has at most 100 years)\n"},
      {"end: 2030-01-01 }", "end: 2030-01-01, step: 1 }",
       "x.yaml:5:47: unknown key 'step' in 'period' (known: begin, end)\n"},
      {"{ begin: 2025-01-01, end: 2030-01-01 }", "2025",
       "x.yaml:5:9: 'period' is a value (must be a mapping with begin, end)\n"},
      // Parameters.
      {"parameters:\n", "parameters: 5\nunknown:\n",
       "x.yaml:6:13: 'parameters' is a value (must be a mapping)\n"
       "x.yaml:7:1: unknown key 'unknown' in 'the scenario' (known: extends, title, description, nl, study, period, "
       "parameters, uncertainty, calibration, optimisation, futures, alternatives)\n"},
      {"  fleet: { boats: 50, built: 1990-01-01 }\n", "",
       "x.yaml:7:3: no value for 'fleet.boats' (every parameter needs one). Does the scenario extend base.yaml?\n"
       "x.yaml:7:3: no value for 'fleet.built' (every parameter needs one). Does the scenario extend base.yaml?\n"},
      {"boats: 50", "boats: 0", "x.yaml:8:19: 'fleet.boats' is 0 (must be from 1 to 1000000)\n"},
      {"file: harbours.csv", "file: harbors.csv", "harbors.csv: no such file. Did you mean 'harbours.csv'?\n"},
      {"table: rates.csv", "table: rate.csv",
       "x.yaml:10:20: no file 'rate.csv' (named here as the table of 'breakdown.rate')\n"},
      {"sale: {", "sael: {",
       "x.yaml:7:3: no value for 'sale.share' (every parameter needs one). Does the scenario extend base.yaml?\n"
       "x.yaml:7:3: no value for 'sale.month' (every parameter needs one). Does the scenario extend base.yaml?\n"
       "x.yaml:13:3: unknown part 'sael' in 'parameters' (known: harbours, fleet, breakdown, mending, sale). Did you "
       "mean 'sale'?\n"},
      {"built: 1990-01-01", "built: 2026-01-01",
       "ferries built on 2026-01-01 (must be there when the period begins)\n"},
      // Alternatives.
      {"alternatives:\n", "alternatives: 5\nextra:\n",
       "x.yaml:14:15: 'alternatives' is a value (must be a list of mappings with name and policy)\n"
       "x.yaml:15:1: unknown key 'extra' in 'the scenario' (known: extends, title, description, nl, study, period, "
       "parameters, uncertainty, calibration, optimisation, futures, alternatives)\n"},
      {"  - name: base\n", "  - base\n",
       "x.yaml:15:5: 'alternatives' is a value (must be a mapping with name, description, nl, grade, policy, "
       "parameters)\n"},
      {"name: care", "nmae: care",
       "x.yaml:16:5: unknown key 'nmae' in 'alternatives' (known: name, description, nl, grade, policy, parameters). "
       "Did "
       "you mean "
       "'name'?\n"
       "x.yaml:16:5: no 'name' in 'alternatives' (it is needed)\n"},
      {"name: care", "name: ''", "x.yaml:16:11: an alternative has an empty name (it stands in every table)\n"},
      {"name: care", "name:", "x.yaml:16:5: no 'name' in 'alternatives' (it is needed)\n"},
      {"name: care", "name: base", "x.yaml:16:11: a second alternative 'base' (names must differ)\n"},
      {"name: care", "name: [care]", "x.yaml:16:11: 'name' is a list (must be a text)\n"},
      {"name: base\n", "name: base\n    parameters: 5\n",
       "x.yaml:16:17: 'parameters' is a value (must be a mapping)\n"},
      {"name: base\n", "name: base\n    parameters: { fleet: { boats: 0 } }\n",
       "x.yaml:16:35: 'fleet.boats' is 0 (must be from 1 to 1000000)\n"},
      {"name: base\n", "name: base\n    parameters: { flet: { boats: 5 } }\n",
       "x.yaml:16:19: unknown part 'flet' in 'parameters' (known: harbours, fleet, breakdown, mending, sale). Did you "
       "mean 'fleet'?\n"},
      {"name: base\n", "name: base\n    description: [a]\n",
       "x.yaml:16:18: 'description' is a list (must be a text)\n"},
      {"name: base\n", "name: base\n    policy: 5\n",
       "x.yaml:16:13: 'policy' is a value (must be a list of changes of dials)\n"},
      // Policies.
      {"      - { dial:", "      - 5\n      - { dial:",
       "x.yaml:18:9: 'policy' is a value (must be a mapping with dial, where, set, plus, times, from, until, note)\n"},
      {"dial: breakdown.rate, ", "", "x.yaml:18:9: no 'dial' in 'policy' (it is needed)\n"},
      {"dial: breakdown.rate", "dial: breakdwon.rate",
       "x.yaml:18:17: no dial 'breakdwon.rate' (dials: breakdown.rate, mending.rate). Did you mean "
       "'breakdown.rate'?\n"},
      {"dial: breakdown.rate, where: { harbour: north }, times: 0.5", "dial: breakdwon.rate, times: half",
       "x.yaml:18:17: no dial 'breakdwon.rate' (dials: breakdown.rate, mending.rate). Did you mean "
       "'breakdown.rate'?\n"
       "x.yaml:18:40: 'times' is 'half' (must be a number)\n"},
      {"dial: breakdown.rate", "dial: sale.share",
       "x.yaml:18:17: 'sale.share' is no dial (it holds for the whole period). Put it under 'parameters:' of the "
       "alternative\n"},
      {"times: 0.5, ", "",
       "x.yaml:18:9: none of 'set', 'plus', 'times' in the policy for 'breakdown.rate' (exactly one says what to "
       "do)\n"},
      {"times: 0.5", "times: 0.5, plus: 1",
       "x.yaml:18:9: more than one of 'set', 'plus', 'times' in the policy for 'breakdown.rate' (exactly one says what "
       "to do)\n"},
      {"times: 0.5", "multiply: 0.5",
       "x.yaml:18:9: none of 'set', 'plus', 'times' in the policy for 'breakdown.rate' (exactly one says what to do)\n"
       "x.yaml:18:60: unknown key 'multiply' in 'policy' (known: dial, where, set, plus, times, from, until, note)\n"},
      {"times: 0.5", "times: half", "x.yaml:18:67: 'times' is 'half' (must be a number)\n"},
      {"times: 0.5", "times: '0.5'", "x.yaml:18:67: 'times' is '0.5' (must be a number). Write 0.5\n"},
      {"times: 0.5", "times: 50%", "x.yaml:18:67: 'times' is '50%' (must be a number). Write 0.5\n"},
      {"times: 0.5", "times: 100", "x.yaml:18:67: the policy makes 'breakdown.rate' 200 (must stay from 0 to 10)\n"},
      {"times: 0.5", "plus: -3", "x.yaml:18:66: the policy makes 'breakdown.rate' -1 (must stay from 0 to 10)\n"},
      {"times: 0.5", "set: 10.5", "x.yaml:18:65: the policy makes 'breakdown.rate' 10.5 (must stay from 0 to 10)\n"},
      {"from: 2027-01-01", "from: 2030-01-01",
       "x.yaml:18:78: 'from' is 2030-01-01 (the period ends on 2030-01-01)\n"
       "x.yaml:18:97: 'until' is 2029-01-01 (must be later than 'from', which is 2030-01-01)\n"},
      {"from: 2027-01-01", "from: later", "x.yaml:18:78: 'from' is 'later' (must be a date such as 2030-10-01)\n"},
      {"from: 2027-01-01", "from: 1500-01-01", "x.yaml:18:78: 'from' is 1500-01-01 (must lie between 1900 and 2200)\n"},
      {"from: 2027-01-01", "from: 2029-01-01",
       "x.yaml:18:97: 'until' is 2029-01-01 (must be later than 'from', which is 2029-01-01)\n"},
      {"from: 2027-01-01, until: 2029-01-01", "until: 2025-01-01",
       "x.yaml:18:79: 'until' is 2025-01-01 (the period begins on 2025-01-01)\n"},
      {"until: 2029-01-01", "until: never", "x.yaml:18:97: 'until' is 'never' (must be a date such as 2030-10-01)\n"},
      {"where: { harbour: north }", "where: north",
       "x.yaml:18:40: 'where' is a value (must be a mapping such as {place: market})\n"},
      {"where: { harbour: north }", "where: { port: north }",
       "x.yaml:18:42: the dial 'breakdown.rate' is not split by 'port' (it is split by harbour)\n"},
      {"where: { harbour: north }", "where: { harbour: nort }",
       "x.yaml:18:51: unknown harbour 'nort' (known: north, south, east). Did you mean 'north'?\n"},
      {"where: { harbour: north }", "where: { harbour: [south, west] }",
       "x.yaml:18:59: unknown harbour 'west' (known: north, south, east)\n"},
      {"dial: breakdown.rate", "dial: mending.rate",
       "x.yaml:18:40: the dial 'mending.rate' is not split by 'harbour' (it is one number)\n"},
  };
  for (const auto& broken : cases) {
    CAPTURE(broken.from);
    CAPTURE(broken.to);
    CHECK(Planning(with(sound, broken.from, broken.to)).problems == broken.message);
  }
}

TEST_CASE("all problems are told at once, in the order of the lines") {
  auto text = with(sound, "title: Ferries", "titel: Ferries");
  text = with(text, "seed: 7", "seed: -1");
  text = with(text, "replications: 4", "replications: 0");
  text = with(text, "begin: 2025-01-01", "begin: 2025-13-01");
  text = with(text, "boats: 50", "boats: none");
  text = with(text, "name: care", "nmae: care");
  const Planning planned(text);
  CHECK(planned.problems ==
        "x.yaml:1:1: unknown key 'titel' in 'the scenario' (known: extends, title, description, nl, study, period, "
        "parameters, uncertainty, calibration, optimisation, futures, alternatives). Did you mean 'title'?\n"
        "x.yaml:3:9: 'seed' is -1 (must be at least 0)\n"
        "x.yaml:4:17: 'replications' is 0 (must be at least 1)\n"
        "x.yaml:5:18: 'begin' is '2025-13-01' (must be a date such as 2030-10-01)\n"
        "x.yaml:8:19: 'fleet.boats' is 'none' (must be a whole number)\n"
        "x.yaml:16:5: unknown key 'nmae' in 'alternatives' (known: name, description, nl, grade, policy, parameters). "
        "Did "
        "you "
        "mean 'name'?\n"
        "x.yaml:16:5: no 'name' in 'alternatives' (it is needed)\n");
}

TEST_CASE("wrong parameters do not hide wrong policies") {
  auto text = with(sound, "boats: 50", "boats: none");
  text = with(text, "harbour: north }, times", "harbour: nrth }, times");
  CHECK(Planning(text).problems ==
        "x.yaml:8:19: 'fleet.boats' is 'none' (must be a whole number)\n"
        "x.yaml:18:51: unknown harbour 'nrth' (known: north, south, east). Did you mean 'north'?\n");
}

TEST_CASE("a problem of the base scenario is told once, however many alternatives have it") {
  CHECK(Planning(with(sound, "boats: 50", "boats: 0")).problems ==
        "x.yaml:8:19: 'fleet.boats' is 0 (must be from 1 to 1000000)\n");
}

TEST_CASE(
    "an alternative whose labels differ from those of the first is refused, for its results would differ in shape") {
  Planning planned(sound);
  planned.folder.write("more.csv", "harbour\nnorth\nsouth\neast\nwest\n");
  planned.folder.write("more_rates.csv", "harbour,rate\nnorth,2\nsouth,1\neast,0.5\nwest,1\n");
  planned.read(planned.folder.write(
      "x.yaml", with(sound, "name: care\n",
                     "name: care\n    parameters: { harbours: { file: more.csv }, breakdown: { rate: { table: "
                     "more_rates.csv } } }\n")));
  CHECK_FALSE(planned.plan);
}

TEST_CASE("a study has at most 1000 alternatives") {
  auto text = std::string(sound.substr(0, sound.find("alternatives:"))) + "alternatives:\n";
  for (int i = 0; i < 1001; ++i) text += "  - name: number " + std::to_string(i) + "\n";
  CHECK(Planning(text).problems == "x.yaml:15:3: 1001 alternatives (a study has at most 1000)\n");
}

// --- Stopping. ---

TEST_CASE("a stopping rule names its series by measure and labels, and its date; the end when it says none") {
  const Planning planned(with_until("measure: docked, half_width: 5, where: { harbour: south }, date: 2027-01-01"));
  CHECK(planned.problems == "");
  const auto& stopping = planned->stopping;
  CHECK(stopping.at_least == 4);
  CHECK(stopping.at_most == 8);
  REQUIRE(stopping.rule);
  REQUIRE(stopping.rule->series.size() == 1);
  const auto& series = planned->layout->series()[stopping.rule->series[0]];
  CHECK(planned->layout->measures()[series.measure].name == "docked");
  CHECK(series.split == std::vector<std::string>{"south"});
  CHECK(planned->layout->dates()[stopping.rule->date] == date(2027));
  CHECK(stopping.rule->half_width == 5);
  CHECK_FALSE(stopping.rule->of_difference);

  const Planning total(with_until("measure: docked, half_width: 5"));
  const auto& rule = *total->stopping.rule;
  CHECK(total->layout->series()[rule.series[0]].split == std::vector<std::string>{"all"});
  CHECK(total->layout->dates()[rule.date] == date(2030));
}

TEST_CASE("a date on which a flow does not exist yet is refused with the dates on which it does") {
  CHECK(Planning(with_until("measure: mended, date: 2025-01-01, half_width: 5")).problems ==
        "x.yaml:4:35: nothing is measured on 2025-01-01 (the dates are each year from 2026-01-01 to 2030-01-01)\n");
}

TEST_CASE("a stopping rule on a flow is refused when the period is too short to have one") {
  CHECK_FALSE(Planning(with(with_until("measure: mended, half_width: 5"), "end: 2030-01-01", "end: 2025-06-01")).plan);
}

TEST_CASE("a half-width may have the unit of its measure") {
  CHECK(Planning(with_until("measure: docked, half_width: 2.5 boats"))->stopping.rule->half_width == 2.5);
  CHECK(Planning(with_until("measure: mended, half_width: 7 boats a year"))->stopping.rule->half_width == 7);
}

TEST_CASE("a stopping rule may ask for the difference between alternatives, when there are two") {
  const auto until = with_until("measure: docked, half_width: 5, of: difference");
  CHECK(Planning(until)->stopping.rule->of_difference);
  CHECK_FALSE(Planning(with_until("measure: docked, half_width: 5, of: mean"))->stopping.rule->of_difference);
  CHECK(Planning(until.substr(0, until.find("alternatives:"))).problems ==
        "x.yaml:4:48: 'of' is 'difference' (there is one alternative, and nothing to differ from)\n");
}

TEST_CASE("a stopping rule goes before a number of replications that a base scenario gives") {
  const Planning planned(
      with(sound, "replications: 4",
           "replications: 100\n  until: { measure: docked, half_width: 5, at_least: 4, at_most: 8 }"));
  CHECK(planned->stopping.at_most == 8);
  CHECK(Planning(with(sound, "replications: 4", "replications: 100\n  until:"))->stopping.at_most == 100);
}

// --- Policies. ---

TEST_CASE("a policy moves its cells from its date until its date, in its alternative only") {
  const Planning planned(sound);
  const Dial& base = planned.model(0).breakdown().dial();
  const Dial& care = planned.model(1).breakdown().dial();
  CHECK(base.on(date(2028), 0) == 2);
  CHECK(care.on(date(2026, 12, 31), 0) == 2);
  CHECK(care.on(date(2027), 0) == 1);
  CHECK(care.on(date(2028, 12, 31), 0) == 1);
  CHECK(care.on(date(2029), 0) == 2);
  CHECK(care.on(date(2028), 1) == 1);
}

TEST_CASE("a policy may name several labels, or none for all") {
  const Planning planned(
      with_policy("      - { dial: breakdown.rate, where: { harbour: [north, east] }, plus: 1 }\n"
                  "      - { dial: breakdown.rate, set: 3, from: 2029-01-01 }\n"
                  "      - { dial: mending.rate, times: 2, from: 2028-01-01 }\n"));
  CHECK(planned.problems == "");
  const Dial& rate = planned.model(1).breakdown().dial();
  CHECK(rate.on(date(2026), 0) == 3);
  CHECK(rate.on(date(2026), 1) == 1);
  CHECK(rate.on(date(2026), 2) == 1.5);
  for (const std::size_t cell : {0, 1, 2}) CHECK(rate.on(date(2029), cell) == 3);
  CHECK(planned.model(1).mending().dial().on(date(2028)) == 8);
}

TEST_CASE("policies on one dial work in the order of the list") {
  const std::string plus = "      - { dial: mending.rate, plus: 1, from: 2026-01-01 }\n";
  const std::string times = "      - { dial: mending.rate, times: 2, from: 2026-01-01 }\n";
  CHECK(Planning(with_policy(plus + times)).model(1).mending().dial().on(date(2027)) == 10);
  CHECK(Planning(with_policy(times + plus)).model(1).mending().dial().on(date(2027)) == 9);
}

TEST_CASE(
    "a policy that leaves a dial what it may be only together with an earlier one is refused where it leaves it") {
  CHECK(Planning(with_policy("      - { dial: breakdown.rate, times: 4, from: 2026-01-01 }\n"
                             "      - { dial: breakdown.rate, plus: 5, from: 2027-01-01, until: 2028-01-01 }\n"))
            .problems == "x.yaml:19:39: the policy makes 'breakdown.rate' 13 (must stay from 0 to 10)\n");
}

TEST_CASE("a policy for no label at all is refused") {
  CHECK_FALSE(Planning(with_policy("      - { dial: breakdown.rate, where: { harbour: [] }, times: 0.5 }\n")).plan);
}

TEST_CASE("an amount that is too large is refused for being too large") {
  CHECK(Planning(with_policy("      - { dial: mending.rate, times: 1e16 }\n")).problems ==
        "x.yaml:18:38: 'times' is 1e16 (must be at most 1000000000000000)\n");
}

TEST_CASE("a policy may have a note, and may begin before the period") {
  const Planning planned(
      with_policy("      - { dial: mending.rate, times: 2, from: 2020-01-01, note: of long ago }\n"));
  CHECK(planned.problems == "");
  CHECK(planned.model(1).mending().dial().on(date(2025)) == 8);
  REQUIRE(planned->alternatives[1].schedule.size() == 1);
  CHECK(planned->alternatives[1].schedule[0].rows.size() == 1);
}

TEST_CASE("the schedule of an alternative shows the dials that it moves, their cells and their dates in the period") {
  const Planning planned(
      with_policy("      - { dial: breakdown.rate, where: { harbour: [north, south] }, times: 0.5, "
                  "from: 2027-01-01, until: 2029-01-01 }\n"
                  "      - { dial: mending.rate, plus: 1, from: 2028-01-01, until: 2050-01-01 }\n"));
  CHECK(planned->alternatives[0].schedule.empty());
  const auto& schedule = planned->alternatives[1].schedule;
  REQUIRE(schedule.size() == 2);
  CHECK(schedule[0].dial == "breakdown.rate");
  CHECK(schedule[0].unit == "per year");
  std::string rows;
  for (const auto& dial : schedule)
    for (const auto& row : dial.rows)
      rows += dial.dial + " " + row.from.iso() + " [" + row.cells + "] " + std::to_string(row.value) + "\n";
  CHECK(rows ==
        "breakdown.rate 2025-01-01 [harbour north] 2.000000\n"
        "breakdown.rate 2025-01-01 [harbour south] 1.000000\n"
        "breakdown.rate 2025-01-01 [harbour east] 0.500000\n"
        "breakdown.rate 2027-01-01 [harbour north] 1.000000\n"
        "breakdown.rate 2027-01-01 [harbour south] 0.500000\n"
        "breakdown.rate 2029-01-01 [harbour north] 2.000000\n"
        "breakdown.rate 2029-01-01 [harbour south] 1.000000\n"
        "mending.rate 2025-01-01 [] 4.000000\n"
        "mending.rate 2028-01-01 [] 5.000000\n");
}

TEST_CASE("a policy that changes nothing is no change") {
  const Planning planned(with_policy("      - { dial: mending.rate, times: 1, from: 2027-01-01 }\n"));
  CHECK(planned.problems == "");
  CHECK(planned.model(1).given_steps() == std::vector<Time>{date(2025)});
}

// --- What alternatives share. ---

TEST_CASE("the caps of all alternatives are the highest value that any of them has at any time") {
  const Planning planned(
      with_policy("      - { dial: breakdown.rate, where: { harbour: south }, times: 7, "
                  "from: 2028-01-01, until: 2028-02-01 }\n"
                  "      - { dial: mending.rate, times: 0.5 }\n"));
  for (const std::size_t alternative : {0, 1}) {
    CHECK(planned.model(alternative).given_caps().cap(ferries::sailing, 0, 0).value == 7);
    CHECK(planned.model(alternative).given_caps().cap(ferries::docked, 0, 1).value == 4);
  }
}

TEST_CASE("the steps are the dates on which any dial of any alternative changes, in all alternatives the same") {
  Planning planned(sound);
  planned.folder.write("rates.csv", "year,harbour,rate\n2024,north,2\n2024,south,1\n2024,east,0.5\n2026,south,1.5\n");
  planned.read(planned.folder / "x.yaml");
  CHECK(planned.problems == "");
  const std::vector<Time> steps = {date(2025), date(2026), date(2027), date(2029)};
  CHECK(planned.model(0).given_steps() == steps);
  CHECK(planned.model(1).given_steps() == steps);
}

// --- What goes to plan.yaml. ---

TEST_CASE("the effective input is the whole scenario, with tables called by the names of their copies") {
  const Planning planned(sound);
  CHECK(write_yaml(planned->effective) ==
        "title: Ferries\n"
        "study:\n"
        "  seed: 7\n"
        "  replications: 4\n"
        "period:\n"
        "  begin: 2025-01-01\n"
        "  end: 2030-01-01\n"
        "parameters:\n"
        "  harbours:\n"
        "    file: input/harbours.csv\n"
        "  fleet:\n"
        "    boats: 50\n"
        "    built: 1990-01-01\n"
        "  breakdown:\n"
        "    rate:\n"
        "      table: input/rates.csv\n"
        "      column: rate\n"
        "  mending:\n"
        "    rate: 4\n"
        "  sale:\n"
        "    share: 0.1\n"
        "    month: 3\n"
        "alternatives:\n"
        "  - name: base\n"
        "  - name: care\n"
        "    policy:\n"
        "      - dial: breakdown.rate\n"
        "        where:\n"
        "          harbour: north\n"
        "        times: 0.5\n"
        "        from: 2027-01-01\n"
        "        until: 2029-01-01\n");
  std::string inputs;
  for (const auto& input : planned->inputs)
    inputs += std::filesystem::relative(input.path, planned.folder / "").string() + " [" + input.copy + "]\n";
  CHECK(inputs == "x.yaml []\nharbours.csv [input/harbours.csv]\nrates.csv [input/rates.csv]\n");
}

TEST_CASE("two tables of one name get two copies, one table that is named twice gets one") {
  Planning planned(sound);
  planned.folder.write("other/rates.csv", "harbour,rate\nnorth,1\nsouth,1\neast,1\n");
  planned.read(planned.folder.write(
      "x.yaml", with(with(sound, "name: base\n",
                          "name: base\n    parameters: { breakdown: { rate: { table: other/rates.csv } } }\n"),
                     "name: care\n", "name: care\n    parameters: { breakdown: { rate: { table: rates.csv } } }\n")));
  CHECK(planned.problems == "");
  std::string copies;
  for (const auto& input : planned->inputs) copies += input.copy + " ";
  CHECK(copies == " input/harbours.csv input/rates.csv input/rates-2.csv ");
  const auto& list = planned->effective.find("alternatives")->items();
  const auto table = [&](std::size_t a) {
    return list[a].find("parameters")->find("breakdown")->find("rate")->find("table")->text();
  };
  CHECK(table(0) == "input/rates-2.csv");
  CHECK(table(1) == "input/rates.csv");
  CHECK(planned->effective.find("parameters")->find("breakdown")->find("rate")->find("table")->text() ==
        "input/rates.csv");
  CHECK(planned.model(0).breakdown().dial().on(date(2025), 0) == 1);
  CHECK(planned.model(1).breakdown().dial().on(date(2025), 0) == 2);
}

TEST_CASE("the effective input with its copies is a scenario that makes the same plan and the same numbers") {
  Planning planned(sound);
  planned.folder.write("other/rates.csv", "harbour,rate\nnorth,1\nsouth,1\neast,1\n");
  planned.read(planned.folder.write(
      "x.yaml", with(sound, "name: base\n",
                     "name: base\n    parameters: { breakdown: { rate: { table: other/rates.csv } } }\n")));
  REQUIRE(planned.plan);
  const auto out = planned.folder / "out";
  std::filesystem::create_directories(out / "input");
  for (const auto& input : planned->inputs)
    if (!input.copy.empty()) std::filesystem::copy_file(input.path, out / input.copy);
  const std::string effective = write_yaml(planned->effective);
  Planning again(sound);
  again.read(planned.folder.write("out/plan.yaml", effective));
  CHECK(again.problems == "");
  CHECK(write_yaml(again->effective) == effective);
  const auto first = run_study(*planned, {});
  const auto second = run_study(*again, {});
  REQUIRE(first.results.count() == 4);
  REQUIRE(second.results.count() == 4);
  for (const std::size_t a : {0, 1})
    for (std::size_t k = 0; k < 4; ++k) {
      const auto x = first.results.values(a, k), y = second.results.values(a, k);
      CHECK(std::equal(x.begin(), x.end(), y.begin(), y.end()));
    }
}
