#!/usr/bin/env python3
"""The forecast museum: what this model would have said in autumn 2019 and in autumn 2020, and why that changed.

Runs scenarios/museum_2019.yaml with every combination of the six inputs in which scenarios/museum_2020.yaml differs (64
alternatives of one study, paired), and prints, per sector, the two answers beside the official ones and a waterfall: what
each input is worth on the way from one to the other, averaged over all orders in which they can be exchanged (Shapley
1953), with standard errors over the replications.

The quantity is that of the official forecasts: unfilled posts on top of the base year, five years on (2024 on top of 2019
in the forecast of 2019, 2025 on top of 2020 in that of 2020). The year's shift is the first bar.

  scripts/forecast_museum.py [--replications N] [--threads N] [--out DIR]      from the root of the project; minutes
"""
import argparse
import csv
import itertools
import math
import subprocess
import sys
from pathlib import Path

# As in the comments of both scenarios, in this order.
INPUTS = {
    "pupils": "pupils: { number: { where: { future: forecast_2020 } } }",
    "students": 'intake: { persons: { where: { students: "2020" } } }',
    "zij_instroom": 'intake: { persons: { where: { zij_instroom: "2020" } } }',
    "contract_size": "population: { people: DATA/base_population.csv }",
    "study_success": 'intake: { dropout_first_year: { where: { vintage: "2020" } } }',
    "first_job": 'graduation: { looks: { where: { vintage: "2020" } }, to_reserve: { where: { vintage: "2020" } } }',
}
# Unfilled in October 2025 by the forecast of 2019, %: "about 10%", informatica "about 40%" (letter of 2020).
SUBJECTS = {"natuurkunde": 10, "scheikunde": 10, "klassieke_talen": 10, "duits": 10, "frans": 10, "informatica": 40}
OFFICIAL = {"po": (1971, 1439), "vo": (1350, 1250)}  # T11-008, T11-013; T11-010, T11-014


def name_of(subset):
    return "+".join(subset) or "none"


def scenario(root, replications):
    """A study of all 64 combinations; a later key of one part would replace an earlier one, so parts are merged."""
    lines = [f"extends: {root}/scenarios/museum_2019.yaml", "title: Forecast museum, all combinations",
             f"study: {{ replications: {replications} }}",
             "uncertainty: { ensemble: none, replications_per_draw: 1 }",  # the ensemble knows later figures
             "alternatives:"]
    for size in range(len(INPUTS) + 1):
        for subset in itertools.combinations(INPUTS, size):
            parts = {}
            for key in subset:
                part, rest = INPUTS[key].split(": ", 1)
                inner = rest.strip()[2:-2].replace("DATA", f"{root}/models/teachers/data")
                parts.setdefault(part, []).append(inner)
            merged = {}
            for part, inners in parts.items():
                wheres, others = [], []
                for inner in inners:
                    if inner.startswith("persons: { where: {"):
                        wheres.append(inner[len("persons: { where: {"):-len("} }")].strip())
                    else:
                        others.append(inner)
                if wheres:
                    others.insert(0, "persons: { where: { " + ", ".join(wheres) + " } }")
                merged[part] = "{ " + ", ".join(others) + " }"
            body = ", ".join(f"{part}: {text}" for part, text in merged.items())
            lines.append(f"  - {{ name: {name_of(subset)}, parameters: {{ {body} }} }}" if body
                         else f"  - {{ name: {name_of(subset)} }}")
    return "\n".join(lines) + "\n"


def mean_and_error(values):
    n = len(values)
    mean = sum(values) / n
    return mean, math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n) if n > 1 else float("nan")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--replications", type=int, default=20)
    options.add_argument("--threads", type=int)
    options.add_argument("--out", type=Path, default=Path("out/museum"))
    options.add_argument("--program", default="build/release/formatie")
    given = options.parse_args()
    root = Path(__file__).resolve().parents[1]
    given.out.mkdir(parents=True, exist_ok=True)
    study = given.out / "museum.yaml"
    study.write_text(scenario(root, given.replications), encoding="utf-8")
    command = [given.program, "run", str(study), "--force", "--quiet", "--out", str(given.out / "study")]
    if given.threads:
        command += ["--threads", str(given.threads)]
    if (code := subprocess.call(command)) != 0:
        return code

    # [alternative][replication] of unfilled_posts by sector and date
    rows = {}
    with open(given.out / "study/replications.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["alternative"], []).append(row)
    table = []
    for sector, official in OFFICIAL.items():
        def above(subset, year, base):
            key = f"unfilled_posts[sector={sector}]@{{}}-10-01"
            return [float(r[key.format(year)]) - float(r[key.format(base)]) for r in rows[name_of(subset)]]

        everything = tuple(INPUTS)
        first, last = above((), 2024, 2019), above(everything, 2025, 2020)
        bars = {"a year later": [b - a for a, b in zip(first, above((), 2025, 2020))]}
        n = len(INPUTS)
        for key in INPUTS:
            worth = [0.0] * len(first)
            others = [k for k in INPUTS if k != key]
            for size in range(n):
                weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
                for subset in itertools.combinations(others, size):
                    joined = tuple(k for k in INPUTS if k in subset or k == key)
                    for i, (a, b) in enumerate(zip(above(subset, 2025, 2020), above(joined, 2025, 2020))):
                        worth[i] += weight * (b - a)
            bars[key] = worth
        table.append((sector, "forecast of 2019", *mean_and_error(first), official[0]))
        for key, worth in bars.items():
            table.append((sector, key, *mean_and_error(worth), ""))
        table.append((sector, "forecast of 2020", *mean_and_error(last), official[1]))
        total = sum(mean_and_error(worth)[0] for worth in bars.values())
        assert abs(mean_and_error(first)[0] + total - mean_and_error(last)[0]) < 1e-6, "the bars add up"
    with open(given.out / "waterfall.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sector", "step", "fte", "standard_error", "official"])
        for sector, step, mean, error, official in table:
            writer.writerow([sector, step, f"{mean:.1f}", f"{error:.1f}", official])
    print(f"{'':4}{'':20}{'fte':>10}{'std. error':>12}{'official':>10}")
    for sector, step, mean, error, official in table:
        print(f"{sector:4}{step:20}{mean:10.0f}{error:12.0f}{official:>10}")
    shares = {}  # of vo, by subject: mean and standard error
    with open(given.out / "study/summary.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row["alternative"], row["measure"], row["sector"], row["date"]) == (name_of(()), "unfilled_share", "vo", "2025-10-01"):
                shares[row["subject"]] = float(row["mean"]), float(row["standard_error"])
    with open(given.out / "subjects.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["subject", "unfilled_share", "standard_error", "official"])
        print(f"\nvo, unfilled in October 2025, %{'':15}{'std. error':>12}{'official':>10}")
        for subject in [*SUBJECTS, "all"]:
            mean, error = shares[subject]
            official = SUBJECTS.get(subject, "")
            writer.writerow([subject, f"{mean:.2f}", f"{error:.2f}", official])
            print(f"{subject:24}{mean:10.1f}{error:12.1f}{official:>10}")
    print(f"\n{given.out / 'waterfall.csv'}, {given.out / 'subjects.csv'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
