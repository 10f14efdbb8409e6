#!/usr/bin/env bash
# explain, on a small study: attribution.csv adds up to comparison.csv, the sentences have its numbers in both languages,
# the list of people adds up in a replication, one life is told in both worlds, and wrong use is refused.
set -euo pipefail
tiny=$PWD/tests/models/teachers/tiny/tiny.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >study.yaml <<YAML
extends: $tiny
study: { replications: 8 }
uncertainty: { replications_per_draw: 2 }
alternatives:
  - name: base
  - name: more leave
    grade: B
    policy:
      - { dial: resignation.rate, times: 4, from: 2020-01-01 }
YAML
"$FORMATIE_PROGRAM" run study.yaml --out results --quiet
"$FORMATIE_PROGRAM" explain results >en.txt
"$FORMATIE_PROGRAM" explain results --lang nl --date 2022 --alternative "more leave" >nl.txt
"$FORMATIE_PROGRAM" explain results --people --replication 3 >people.csv
person=$(sed -n 2p people.csv | cut -d, -f1)
"$FORMATIE_PROGRAM" explain results --person "$person" --replication 3 >life.txt
python3 - <<'PYTHON'
import csv
rows = list(csv.DictReader(open("results/attribution.csv")))
kinds = {row["measure"]: row for row in csv.DictReader(open("results/attribution_measures.csv"))}
parts = [name for name, row in kinds.items() if row["role"] in ("adds", "takes away")]
assert len(parts) == 10 and kinds["effect"]["of"] == "employment", kinds
splits = ["sector", "region", "sex", "age", "contract", "route"]
by = {}
for row in rows:
    by[(row["date"], *(row[s] for s in splits), row["measure"])] = row
for key, row in by.items():
    if key[-1] == "effect":
        total = sum(float(by[(*key[:-1], part)]["mean"]) for part in parts)
        assert abs(total - float(row["mean"])) < 1e-6, (key, total, row["mean"])
written = [r for r in csv.DictReader(open("results/comparison.csv")) if r["measure"] == "employment"
           and all(r[s] == "all" for s in ("sector", "kind", "region", "subject", "sex", "age"))]
assert len(written) > 2
for row in written:
    own = by[(row["date"], *("all",) * 6, "effect")]
    assert abs(float(own["mean"]) - float(row["mean_difference"])) < 1e-6, (own, row)
    assert own["standard_error"] == row["standard_error"] or abs(float(own["standard_error"]) - float(row["standard_error"])) < 1e-6
last = written[-1]
effect = float(last["mean_difference"])
assert effect < 0
english, dutch = open("en.txt").read(), open("nl.txt").read()
assert f"together −{abs(effect):.0f} fte" in english, english
assert f"samen −{abs(effect):.0f} fte" in dutch, dutch
assert "grade B" in english and "graad B" in dutch
people = list(csv.DictReader(open("people.csv")))
header, *lines = csv.reader(open("results/replications.csv"))
column = header.index("employment@" + last["date"]) if "employment@" + last["date"] in header else None
own = [float(l[column]) for l in lines if l[0] == "3"]
assert abs(sum(float(p["fte"]) for p in people) - (own[1] - own[0])) < 1e-6, (own, people)
life = open("life.txt").read()
assert life.startswith("person ") and "From there on in 'base':" in life and "From there on in 'more leave':" in life, life
PYTHON
refused() { # command... -- message
  local message="${*: -1}"
  set -- "${@:1:$#-1}"
  if "$FORMATIE_PROGRAM" "$@" >out.txt 2>err.txt; then echo "not refused: $*"; exit 1; fi
  grep -qF -- "$message" err.txt || { echo "$*: no '$message' in"; cat err.txt; exit 1; }
}
refused answer full_time_bonus --rate 0,05 "Write 0.05"
refused answer bonus "Did you mean 'full_time_bonus'?"
"$FORMATIE_PROGRAM" answer --lang nl >levers.txt
grep -qE '^ *[0-9]+  full_time_bonus ' levers.txt && grep -qE '^ *[0-9]+  - ' levers.txt || { echo "not all levers"; cat levers.txt; exit 1; }
refused explain results --lang fr "'--lang' is 'fr' (must be one of: nl, en)"
refused explain results --alternative base "is what the others are held against"
refused explain results --person 1 "no person '1' in replication 0"
refused explain results --replication 2 "'--replication' has nothing to choose"
refused explain nowhere "no folder 'nowhere'"
"$FORMATIE_PROGRAM" run study.yaml --out results --quiet --replications 4 --no-attribution
refused explain results "this file is of another run"
rm results/attribution.csv
refused explain results "'results' has no attribution"
"$FORMATIE_PROGRAM" run study.yaml --out results --quiet
head -c 30000 results/attribution.csv >cut && mv cut results/attribution.csv
refused explain results "the file is cut off"
