#!/usr/bin/env python3
"""A folder of made-up results: 10 alternatives with hostile names, 200 replications, 40 regions, 16 years.

  large_results.py FOLDER     from the root of the project; the same bytes every time
"""
import csv
import json
import math
import random
import sys
from pathlib import Path

SPLITS = ["sector", "kind", "region", "subject", "route", "cause", "sex", "age"]
NAMES = [
    "base",
    "<img src=x onerror=alert(1)> & <b>bold</b>",
    "</script><script>alert(2)</script>",
    "\"quotes\" 'and' `ticks`, comma",
    "=1+1",
    "a name that goes on and on " * 8 + "and ends here",
    "مكافأة العمل بدوام كامل",
    "longwordwithoutanyspace" * 6,
    "helps",
    "does nothing",
]
REPLICATIONS, DRAWS, FIRST, LAST = 200, 100, 2019, 2035


def number(value):
    return "" if math.isnan(value) else f"{value:.10g}"


def quantile(ordered, p):
    place = p * (len(ordered) - 1)
    low = int(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).resolve().parents[2]
    luck = random.Random(1)
    presentation = json.loads((root / "models/teachers/presentation.json").read_text(encoding="utf-8"))
    with open(root / "models/teachers/data/regions.csv", newline="", encoding="utf-8") as file:
        regions = [row["region"] for row in csv.DictReader(file)]
    labels = {name: list(presentation["labels"][name]) for name in SPLITS if name in presentation["labels"]}
    labels["region"] = regions
    labels["age"] = ["<25", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65+"]
    headline = ["employment", "unfilled_posts", "unfilled_share", "shortage_measured", "contract_size"]
    measures, series = {}, {}  # name: unit; (measure, labels): level
    for show in presentation["show"]:
        for measure in show["measures"]:
            if measure.startswith("pabo"):
                measures[measure] = "persons"
                continue
            measures[measure] = "%" if "share" in measure or measure in ("shortage_measured", "vacancy_intensity") else "fte"
            for by in show["by"]:
                combinations = [{}]
                for split in by:
                    wanted = labels[split] if split != "sector" or "subject" not in by else ["vo"]
                    combinations = [{**c, split: label} for c in combinations for label in wanted]
                for c in combinations:
                    level = 12 if measures[measure] == "%" else 1000 if by else 100000
                    series[measure, tuple(c.get(s, "all") for s in SPLITS)] = level * luck.uniform(0.7, 1.3)
    # Pabo entrants: of 1,000 some leave every year, and some begin to teach.
    steps = {"studying_to_studying": 0.6, "studying_to_teaching": 0.3, "studying_to_gone": 0.1, "teaching_to_teaching": 0.9,
             "teaching_to_gone": 0.1, "gone_to_gone": 1}
    doing, cohort = {"studying": 1000.0}, {}
    for d in range(LAST - FIRST + 1):
        if d:
            moved = {step: share * doing.get(step.split("_")[0], 0) for step, share in steps.items()}
            cohort |= {("pabo_moves", step, d): many for step, many in moved.items()}
            doing = {}
            for step, many in moved.items():
                doing[step.split("_")[2]] = doing.get(step.split("_")[2], 0) + many
        cohort |= {("pabo_cohort", what, d): many for what, many in doing.items()}
    for measure, cause, _ in cohort:
        series[measure, tuple(cause if s == "cause" else "all" for s in SPLITS)] = 0.0
    measures |= {"cost": "euro a year", "windfall": "euro a year"}
    for money, level in (("cost", 0.0), ("windfall", 0.0)):
        series[money, ("all",) * len(SPLITS)] = level
    heads = [key for key in series if key[0] in headline + ["cost", "windfall"] and sum(l != "all" for l in key[1]) <= 1
             and all(l == "all" for l in key[1][1:])]
    heads.sort(key=lambda key: (headline + ["cost", "windfall"]).index(key[0]))
    dates = [f"{year}-10-01" for year in range(FIRST, LAST + 1)]

    pool = [luck.gauss(0, 1) for _ in range(9973)]  # luck enough, and quick

    def sample(h, key, a, d):
        """All replications of a number: a level, luck that alternatives share and that grows, an effect, own luck."""
        level, place = series[key], 131 * h + 17 * d
        if key[0] in ("cost", "windfall"):
            return [1e7 * a * (0.4 if key[0] == "windfall" else 1) if d and a != 9 else 0.0] * REPLICATIONS
        effect = 0 if a in (0, 9) or d == 0 else 0.001 * (a if a != 8 else 20) * level
        own = 0 if a in (0, 9) else 0.01 * level * (3 if a == 1 else 0.3)
        half = REPLICATIONS // 2  # own luck comes twice, with both signs: its mean is 0, whatever the pool
        return [level + 0.004 * level * d * pool[(place + k // 2) % 9973] + effect
                + own * pool[(place * 7 + 1009 * a + k % half) % 9973] * (1 if k < half else -1)
                for k in range(REPLICATIONS)]

    def write(name, header, rows):
        with open(folder / name, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(header)
            out.writerows(rows)

    values = {(key, a, d): sample(h, key, a, d)
              for h, key in enumerate(heads) for a in range(len(NAMES)) for d in range(len(dates))}

    def column(key, date):
        parts = "|".join(f"{s}={l}" for s, l in zip(SPLITS, key[1]) if l != "all")
        return f"{key[0]}[{parts}]@{date}" if parts else f"{key[0]}@{date}"

    write("replications.csv", ["replication", "alternative"] + [column(key, date) for key in heads for date in dates],
          ([k, name] + [repr(values[key, a, d][k]) for key in heads for d in range(len(dates))]
           for k in range(REPLICATIONS) for a, name in enumerate(NAMES)))

    def statistics(sample):
        mean = sum(sample) / len(sample)
        draws = [(sample[2 * i] + sample[2 * i + 1]) / 2 for i in range(len(sample) // 2)]
        error = math.sqrt(sum((x - mean) ** 2 for x in draws) / (len(draws) - 1) / len(draws))
        ordered = sorted(sample)
        return mean, error, [quantile(ordered, p) for p in (0.05, 0.25, 0.5, 0.75, 0.95)]

    def levels():
        for a, name in enumerate(NAMES):
            for key, level in series.items():
                for d, date in enumerate(dates):
                    row = [name, key[0], date, *key[1], measures[key[0]], REPLICATIONS]
                    if key in heads:
                        mean, error, quantiles = statistics(values[key, a, d])
                    else:
                        mean, error = level + a * 0.01 * level * bool(d), 0.001 * level
                        if key[0].startswith("pabo"):
                            mean = cohort.get((key[0], key[1][5], d), 0.0)
                        quantiles = [mean * f for f in (0.9, 0.97, 1, 1.03, 1.1)]
                    yield row + [number(x) for x in (mean, error, *quantiles)]

    def differences():
        for a, name in list(enumerate(NAMES))[1:]:
            for key, level in series.items():
                for d, date in enumerate(dates):
                    row = [name, NAMES[0], key[0], date, *key[1], measures[key[0]], REPLICATIONS]
                    if key in heads:
                        mean, error, quantiles = statistics([x - y for x, y in zip(values[key, a, d], values[key, 0, d])])
                    else:
                        mean, error = a * 0.01 * level * bool(d), 0.0005 * level * bool(d)
                        quantiles = [mean * f for f in (0.9, 1, 1, 1, 1.1)]
                    yield row + [number(x) for x in (mean, error, quantiles[0], quantiles[-1], 5)]

    write("summary.csv", ["alternative", "measure", "date", *SPLITS, "unit", "n", "mean", "standard_error", "p05", "p25", "p50", "p75", "p95"], levels())
    write("comparison.csv", ["alternative", "baseline", "measure", "date", *SPLITS, "unit", "n", "mean_difference", "standard_error", "p05", "p95",
                             "variance_ratio"], differences())
    write("uncertainty.csv", ["alternative", "baseline", "measure", "date", *SPLITS, "unit", "n", "variance", "chance", "parameters", "futures"],
          ([name, "", key[0], date, *key[1], measures[key[0]], REPLICATIONS, number(6.0 * d * d), number(1.0 * d * d), number(3.0 * d * d), number(2.0 * d * d)]
           for name in NAMES for key in heads for d, date in enumerate(dates)))
    better = {"employment": "higher", "contract_size": ""}
    write("measures.csv", ["measure", "unit", "decimals", "better", "label_nl", "label_en", "definition_nl", "definition_en"],
          ([m, u, 1 if u == "%" else 0, better.get(m, "lower"), m.replace("_", " ") + " (nl)", m.replace("_", " "), f"wat {m} is <i>", f"what {m} is <i>"] for m, u in measures.items()))
    provenance = {"program": "formatie", "version": "0", "git_revision": "none", "started": "2030-01-02T03:04:05Z", "seed": 1,
                  "replications_asked": 300, "replications_completed": REPLICATIONS, "replications_per_draw": REPLICATIONS // DRAWS, "partial": True, "inputs": []}
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    plan = {"title": "A <large> & \"made-up\" study", "period": {"begin": dates[0], "end": dates[-1]}, "study": {"seed": 1},
            "calibration": {"scenario": "this", "targets": "input/targets.csv"},
            "alternatives": [{"name": n, "description": "described as <u>" + n[:30] + "</u>"} for n in NAMES]}
    (folder / "plan.yaml").write_text(json.dumps(plan, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")  # JSON is YAML
    (folder / "input").mkdir(exist_ok=True)
    columns = "use,name,numerator,denominator,scale,sector,from,until,change_from,value,tolerance,unit,scenario,source,note".split(",")
    write("input/targets.csv", columns, [
        ["base", "counted", "employment", "", 1, "", "2020-10-01", "2020-10-01", "", 78123, 500, "fte", "this", "T<b>1", "as published"],
        ["forecast", "foretold", "unfilled_posts", "", 1, "po", "2025-10-01", "2025-10-01", "", 99, 9, "fte", "this", "T2", "by others"],
        ["base", "of another scenario", "employment", "", 1, "", "2020-10-01", "2020-10-01", "", 1, 1, "fte", "that", "T3", ""]])
    write("validation.csv", "use,target,unit,value,tolerance,n,mean,p05,p95,z,crps,within_tolerance,within_interval,source,note".split(","),
          [["base", "a_figure", "fte", 100, 5, 200, 101, 95, 107, 0.3, 1, 1, 1, "T1", ""], ["backcast", "another", "%", 9, 1, 200, 14, 13, 15, 5, 4, 0, 0, "T2", ""]])


if __name__ == "__main__":
    main()
