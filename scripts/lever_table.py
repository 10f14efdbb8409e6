#!/usr/bin/env python3
"""scenarios/README.md: every lever of the letters with its scenario, mechanism, grade, effect and cost an extra fte.

Runs the scenarios that scenarios/levers/levers.csv names (those without results in --out, or all with --again), compares
each with its own base, and writes the table. Effects are paired differences in employment (fte, all sectors) on 1 October
2030, with 90% of the mean's interval, by `formatie compare`.

  scripts/lever_table.py [--replications N] [--out DIR] [--again]          from the root of the project; an hour
  scripts/lever_table.py --check     only: is every row there, with a scenario that exists or a reason?
"""
import argparse
import csv
import io
import statistics
import subprocess
import sys
from pathlib import Path

ROWS = [str(n) for n in range(1, 55)] + ["49a", "49b", "49c"]
DATE = "2030-10-01"
HALF_WIDTH = 100  # fte, of the 90% interval for which replications are counted
PACKAGES = ["coalition_2017", "package_2024", "deltaplan"]
MAIN = ["../full_time_bonus", "pay", "workload_funds_po", "workload_funds_vo", "zij_instroom", "guidance", "assistants",
        "silent_reserve", "longer_working_lives", "regional_matching"]


def levers(root):
    with open(root / "scenarios/levers/levers.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check(root):
    """What is wrong with the list of levers: rows that are missing, scenarios that are, or that no row names."""
    rows = levers(root)
    wrong = [f"row {row} is not there once" for row in ROWS if sum(r["row"] == row for r in rows) != 1]
    wrong += [f"row {r['row']} is unknown" for r in rows if r["row"] not in ROWS]
    for r in rows:
        if bool(r["scenario"]) == bool(r["reason"]):
            wrong.append(f"row {r['row']} must have a scenario or a reason")
        if r["scenario"] and not (root / "scenarios/levers" / f"{r['scenario']}.yaml").exists():
            wrong.append(f"row {r['row']}: no scenario {r['scenario']}.yaml")
    named = {r["scenario"] for r in rows}
    wrong += [f"no row names {p.name}" for p in sorted((root / "scenarios/levers").glob("*.yaml")) if p.stem not in named]
    page = root / "scenarios/README.md"
    if page.exists():
        text = page.read_text(encoding="utf-8")
        wrong += [f"scenarios/README.md has no row {row}" for row in ROWS if f"\n| {row} |" not in text]
    return wrong


def effects(root, scenario, given):
    """One row an alternative: name, effect with interval, cost, cost an fte."""
    folder = given.out / Path(scenario).name
    file = root / "scenarios/levers" / f"{scenario}.yaml"
    if given.again or not (folder / "measures.csv").exists():
        subprocess.run([given.program, "run", str(file), "--replications", str(given.replications), "--out", str(folder),
                        "--force", "--quiet"], check=True)
    text = subprocess.run([given.program, "compare", str(folder), "--measure", "employment", "--date", DATE, "--format", "csv"],
                          check=True, capture_output=True, text=True).stdout
    return list(csv.DictReader(io.StringIO(text)))


def precision(root, given):
    """Of each alternative of the main levers: how many times more replications independent luck would need, and how many
    replications bring the 90% interval of its effect to HALF_WIDTH, with common luck and without."""
    lines = []
    for scenario in MAIN:
        folder = given.out / Path(scenario).name
        with open(folder / "comparison.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                labels = [row[c] for c in ("sector", "kind", "region", "subject", "route", "cause", "sex", "age")]
                if row["measure"] != "employment" or row["date"] != DATE or set(labels) != {"all"}:
                    continue
                n, error, ratio = int(row["n"]), float(row["standard_error"]), float(row["variance_ratio"] or "nan")
                needed = n * (1.645 * error / HALF_WIDTH) ** 2  # as many replications a draw as there are
                common = "at least 4" if needed < 4 else f"{needed:,.0f}"
                alone = f"{needed * ratio:,.0f}" if ratio == ratio else "-"
                lines.append(f"| {row['alternative']} | {error:,.0f} | {number(row['variance_ratio'])} | {common} | {alone} |")
    return lines


def packages(root, given):
    """Of each package: the sum of its parts alone, and all of it together, which is its last alternative; paired."""
    lines = []
    for scenario in PACKAGES:
        with open(given.out / scenario / "replications.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        column = f"employment@{DATE}"
        by = {}
        for row in rows:
            by.setdefault(int(row["replication"]), []).append(float(row[column]))
        draws = {}
        for replication, values in by.items():
            base, *parts, whole = values
            sums = (sum(part - base for part in parts), whole - base)
            draws.setdefault(replication // 2, []).append((*sums, sums[1] - sums[0]))
        means = [[statistics.mean(v[i] for v in draw) for draw in draws.values()] for i in range(3)]
        cells = [f"{statistics.mean(v):,.0f} ± {statistics.stdev(v) / len(v) ** 0.5:,.0f}" for v in means]
        lines.append(f"| [{scenario}](levers/{scenario}.yaml) | {' | '.join(cells)} |")
    return lines


def number(text, digits=0):
    return f"{float(text):,.{digits}f}" if text not in ("", None) else "-"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--replications", type=int, default=40)
    options.add_argument("--out", type=Path, default=Path("out/levers"))
    options.add_argument("--program", default="build/release/formatie")
    options.add_argument("--again", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    root = Path(__file__).resolve().parents[1]
    wrong = check(root)
    if given.check or any("README" not in w for w in wrong):
        print("\n".join(wrong) or "every lever has a scenario or a reason")
        return 1 if wrong else 0
    lines = []
    for r in levers(root):
        if not r["scenario"]:
            lines.append(f"| {r['row']} | {r['lever']} | not simulated: {r['reason']} | {r['grade'] or '-'} | | |")
            continue
        link = f"[{Path(r['scenario']).name}]({'full_time_bonus.yaml' if r['scenario'].startswith('..') else 'levers/' + r['scenario'] + '.yaml'})"
        for k, e in enumerate(effects(root, r["scenario"], given)):
            effect = f"{number(e['mean_difference'])} ({number(e['low'])} to {number(e['high'])})"
            cost = number(e["cost_per_fte"]) if e["cost_per_fte"] else e["cost_per_fte_is"]
            if abs(float(e["cost"])) < 1e6:  # no more than a side effect on the grants of second-career teachers
                cost = "no price that year"
            head = f"| {r['row']} | {r['lever']} | {link}: {r['mechanism']} | {r['grade'] or '-'} |" if k == 0 else "| | | | |"
            lines.append(f"{head} {e['alternative']}: {effect} | {cost} |")
    page = f"""# Scenarios

`base.yaml` is what the others extend; `full_time_bonus.yaml` is the first question; `portfolio.yaml` asks `formatie optimise`
which mix of levers is the cheapest; `calibration.yaml`, `start_2015.yaml` and the `museum_*.yaml` are for calibration and
validation.

## The levers of the two letters

All measures that the letters to parliament name, by the rows of [levers/levers.csv](levers/levers.csv), where figures,
letter, evidence and grade stand. Made by `scripts/lever_table.py` ({given.replications} replications, in half as many draws of the parameters):
difference with no new policy in employment (fte, all sectors) on 1 October 2030, with the 90% interval of the mean, and what an
extra fte costs in euro a year. "cannot tell": the interval of the effect has 0 in it; "no price that year": the scenario books nothing in it. Sizes that
are an assumption say so in the scenario. A or B is the grade of the evidence, D a guess: effects rest on the lowest of theirs and of the model's.

| row | lever | how | grade | effect, fte | euro an fte |
|---|---|---|---|---|---|
""" + "\n".join(lines) + f"""

## Packages

Fte on that date: the sum of what each part yields alone, what all of it yields together, and the difference of the two
(interaction: below 0 the parts are in one another's way); ± the standard error of the mean.

| package | sum of parts | together | interaction |
|---|---|---|---|
""" + "\n".join(packages(root, given)) + f"""

## How many replications

For the ten main levers, from the same runs: the standard error of the effect, how many times more replications independent luck
would need (the variance ratio of employment on that date), and how many replications bring its 90% interval to {HALF_WIDTH} fte on
either side, with common luck and without. Standard errors of {given.replications} replications are themselves rough.

| alternative | standard error, fte | variance ratio | with common luck | without |
|---|---|---|---|---|
""" + "\n".join(precision(root, given)) + "\n"
    (root / "scenarios/README.md").write_text(page, encoding="utf-8")
    print("scenarios/README.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
