#!/usr/bin/env bash
# compare, on a small study that draws its parameters for every two replications: its numbers are those of
# comparison.csv, cost per fte is cost over gain, and a reader that closes the pipe is no failure.
set -euo pipefail
tiny=$PWD/tests/models/teachers/tiny/tiny.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >bonus.yaml <<YAML
extends: $tiny
study: { replications: 8 }
uncertainty: { replications_per_draw: 2 }
alternatives:
  - name: base
  - name: bonus
    parameters: { full_time_bonus: { response: elasticity } }
    policy:
      - { dial: full_time_bonus.rate, set: 0.1, from: 2020-01-01 }
  - name: fewer leave
    policy:
      - { dial: resignation.rate, times: 0.5, from: 2020-01-01 }
YAML
"$FORMATIE_PROGRAM" run bonus.yaml --out results --threads 1 --quiet
"$FORMATIE_PROGRAM" compare results >table.txt
"$FORMATIE_PROGRAM" compare results --sort cost_per_fte --format json >compare.json
"$FORMATIE_PROGRAM" compare results --by sector --format csv >sectors.csv
"$FORMATIE_PROGRAM" compare results --format markdown | head -1 >markdown.txt
python3 - <<'PYTHON'
import csv, json, unicodedata
splits = ["sector", "kind", "region", "subject", "route", "cause", "sex", "age"]
# Every euro is booked to a programme and a sector: both add up to the total.
cost = {}
for row in csv.DictReader(open("results/summary.csv")):
    if row["measure"] == "cost" and all(row[s] == "all" for s in splits if s not in ("sector", "cause")):
        cost[row["alternative"], row["date"], row["sector"], row["cause"]] = float(row["mean"])
totals = [key for key in cost if key[3] == "all"]
assert max(cost[key] for key in totals) > 1000
for alternative, date, sector, cause in totals:
    for part, own in (("cause", 3), ("sector", 2)):
        if own == 2 and sector != "all":
            continue
        parts = sum(v for k, v in cost.items() if k[:2] == (alternative, date) and k[own] != "all"
                    and k[5 - own] == ("all" if own == 2 else sector))
        assert abs(parts - cost[alternative, date, sector, "all"]) <= 1e-8 * abs(parts) + 1e-6, (alternative, date, part)
rows = json.load(open("compare.json"))
assert len(rows) == 2, rows
def written(measure, alternative, **labels):
    for row in csv.DictReader(open("results/comparison.csv")):
        if (row["measure"], row["date"], row["alternative"]) == (measure, "2022-10-01", alternative):
            if all(row[split] == labels.get(split, "all") for split in splits):
                return row
for row in rows:
    own = written("employment", row["alternative"])
    assert row["mean_difference"] == float(own["mean_difference"]), (row, own)
    assert row["standard_error"] == float(own["standard_error"]), (row, own)
    assert row["cost"] == float(written("cost", row["alternative"])["mean_difference"]), row
    assert (row["replications"], row["draws"]) == (8, 4), row
    assert row["low"] <= row["mean_difference"] <= row["high"], row
    told = row["cost_per_fte_is"] == "told"
    assert told == (row["cost_per_fte"] is not None), row
    if told:
        assert row["low"] > 0 and abs(row["cost_per_fte"] * row["mean_difference"] / row["cost"] - 1) < 1e-6, row
        assert row["cost_per_fte_low"] <= row["cost_per_fte"] <= row["cost_per_fte_high"], row
assert [r["cost_per_fte_is"] for r in rows if r["alternative"] == "fewer leave"] == ["no price"], rows
for row in csv.DictReader(open("sectors.csv")):
    own = written("employment", row["alternative"], sector=row["sector"])
    assert row["mean_difference"] == own["mean_difference"] and row["standard_error"] == own["standard_error"], row
assert all(len(line.rstrip("\n")) <= 80 for line in open("table.txt", encoding="utf-8"))
PYTHON
