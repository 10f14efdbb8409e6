#!/usr/bin/env python3
"""Holds tests to stand beside what they test: engine/kernel/caps.h has tests/engine/kernel/caps_test.cpp.

    scripts/check_tests.py                check engine/ and models/
    scripts/check_tests.py --self-test    check that what is missing is found

Every header of the engine has a test file of its own path, and so has every file of a model that puts a part into the
table of contents (`void add_NAME(Contents& ...)`). ELSEWHERE has the exceptions, each with the file that tests it, or
with why there is nothing to test.
"""

import re
import sys
from pathlib import Path

# What has no test file of its own: what the file is -> where it is tested, or why it need not be.
NOTHING_TO_TEST = "declares only: no code in it that could be wrong"
ELSEWHERE = {
    "engine/base/parallel.h": "tests/engine/kernel/simulation_test.cpp",
    "engine/cli/answer.h": "tests/engine/cli/program_test.cpp",
    "engine/cli/command.h": "tests/engine/cli/program_test.cpp",
    "engine/cli/console.h": NOTHING_TO_TEST,
    "engine/cli/explain.h": "tests/properties/explain_test.sh",
    "engine/input/dial_input.h": "tests/engine/input/reader_test.cpp",
    "engine/input/value_reader.h": "tests/engine/input/reader_test.cpp",
    "engine/measure/layout.h": "tests/engine/measure/definition_test.cpp",
    "engine/measure/results.h": "tests/engine/measure/compare_test.cpp",
    "engine/parameters/fields.h": NOTHING_TO_TEST,
    "engine/report/language.h": "tests/engine/report/explanation_test.cpp",
    "engine/report/page.h": "tests/report/page_test.cjs",
    "engine/report/workbook.h": "tests/engine/report/digest_test.cpp",
    "engine/report/attribution_reader.h": "tests/engine/report/explanation_test.cpp",
    "engine/report/combined.h": "tests/engine/report/results_reader_test.cpp",
    "engine/report/digest_series.h": "tests/engine/report/digest_test.cpp",
    "engine/report/note.h": "tests/engine/report/digest_test.cpp",
    "engine/report/ranking_records.h": "tests/engine/report/ranking_test.cpp",
    "engine/report/ranking_text.h": "tests/engine/report/ranking_test.cpp",
    "engine/report/results_table.h": "tests/engine/report/table_test.cpp",
    "engine/report/sheets.h": "tests/engine/report/digest_test.cpp",
    "engine/report/split_reader.h": "tests/engine/report/results_reader_test.cpp",
    "engine/report/stored_csv.h": "tests/engine/report/results_reader_test.cpp",
    "engine/study/calibration.h": "tests/engine/study/calibrate_test.cpp",
    "engine/study/careers.h": NOTHING_TO_TEST,
    "engine/study/input_copies.h": "tests/engine/study/plan_test.cpp",
    "engine/study/lives.h": NOTHING_TO_TEST,
    "engine/study/model.h": NOTHING_TO_TEST,
    "engine/study/optimisation.h": "tests/engine/study/optimise_test.cpp",
    "engine/study/period.h": NOTHING_TO_TEST,
    "engine/study/policy.h": "tests/engine/study/plan_test.cpp",
    "engine/study/projection.h": NOTHING_TO_TEST,
    "engine/study/revision.h": NOTHING_TO_TEST,
    "engine/study/series_choice.h": "tests/engine/study/plan_test.cpp",
    "engine/study/stopping.h": "tests/engine/study/plan_test.cpp",
    "engine/study/targets.h": "tests/engine/study/calibrate_test.cpp",
    "engine/study/uncertainty_input.h": "tests/engine/study/uncertainty_test.cpp",
    "models/illness_death/census/census.cpp": "tests/models/illness_death/model_test.cpp",
    "models/illness_death/census/persons.cpp": "tests/models/illness_death/model_test.cpp",
    "models/illness_death/illness/change_of_state.cpp": "tests/models/illness_death/model_test.cpp",
    "models/illness_death/illness/death.cpp": "tests/models/illness_death/model_test.cpp",
    "models/illness_death/start/start.cpp": "tests/models/illness_death/model_test.cpp",
    "models/teachers/start/parameters.cpp": "tests/models/teachers/start/start_test.cpp",
}

PART = re.compile(r"^void add_\w+\(\w*Contents& ", re.MULTILINE)


def test_of(path):
    """The test file that belongs to a file, both from the root of the project."""
    return "tests/" + re.sub(r"\.\w+$", "_test.cpp", path)


def wants_test(path, text):
    return path.startswith("engine/") and path.endswith(".h") or path.endswith(".cpp") and bool(PART.search(text))


def faults(files, tests, elsewhere):
    """What is wrong, a line each. `files`: path -> text; `tests`: paths of all files in tests/."""
    found = []
    for path, text in sorted(files.items()):
        if not wants_test(path, text):
            continue
        own = test_of(path) in tests
        if path not in elsewhere and not own:
            found.append(f"{path} has no test: no '{test_of(path)}'")
        if path in elsewhere and own:
            found.append(f"{path} has a test of its own: take it out of ELSEWHERE in scripts/check_tests.py")
    for path, where in elsewhere.items():
        if path not in files:
            found.append(f"ELSEWHERE in scripts/check_tests.py names '{path}', which is not there")
        elif where != NOTHING_TO_TEST and where not in tests:
            found.append(f"ELSEWHERE in scripts/check_tests.py says that {path} is tested in '{where}', which is not there")
    return found


def self_test():
    part = "void add_death(Contents& contents) { contents.add<Death>(contents); }\n"
    cases = [
        # (files, tests, elsewhere, how many faults)
        ({"engine/kernel/caps.h": ""}, set(), {}, 1),
        ({"engine/kernel/caps.h": ""}, {"tests/engine/kernel/caps_test.cpp"}, {}, 0),
        ({"engine/kernel/caps.cpp": "int x;"}, set(), {}, 0),
        ({"models/a/careers/death.cpp": part}, set(), {}, 1),
        ({"models/a/careers/death.cpp": part}, {"tests/models/a/careers/death_test.cpp"}, {}, 0),
        ({"models/a/careers/death.cpp": part}, {"tests/models/a/death_test.cpp"}, {}, 1),
        ({"models/a/start/shops.cpp": "void add_shops(const Start& start) {}\n"}, set(), {}, 0),
        ({"models/a/world/shop.h": ""}, set(), {}, 0),
        ({"engine/base/a.h": ""}, set(), {"engine/base/a.h": NOTHING_TO_TEST}, 0),
        ({"engine/base/a.h": ""}, {"tests/engine/base/b_test.cpp"}, {"engine/base/a.h": "tests/engine/base/b_test.cpp"}, 0),
        ({"engine/base/a.h": ""}, set(), {"engine/base/a.h": "tests/engine/base/b_test.cpp"}, 1),
        ({"engine/base/a.h": ""}, {"tests/engine/base/a_test.cpp"}, {"engine/base/a.h": NOTHING_TO_TEST}, 1),
        ({}, set(), {"engine/base/a.h": NOTHING_TO_TEST}, 1),
    ]
    wrong = [case for case in cases if len(faults(*case[:3])) != case[3]]
    for case in wrong:
        print(f"self-test: {case[3]} faults expected in {case[:3]}, found {faults(*case[:3])}")
    return not wrong


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 0 if self_test() else 1
    root = Path(__file__).resolve().parent.parent
    files = {}
    for top in ("engine", "models"):
        for suffix in ("*.h", "*.cpp"):
            for path in (root / top).rglob(suffix):
                files[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    tests = {path.relative_to(root).as_posix() for path in (root / "tests").rglob("*_test.*")}
    found = faults(files, tests, ELSEWHERE)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
