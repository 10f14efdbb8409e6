#!/usr/bin/env bash
# The program from the command line: run by persons and exactly, compare, report, validate, graph, replay.
set -euo pipefail
root=$PWD
scenarios=$root/scenarios/illness_death
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$1" >&2; exit 1; }
has() { grep -Eq -- "$1" "$2" || { cat "$2" >&2; fail "$2 has no '$1'"; }; }

"$FORMATIE_PROGRAM" run "$scenarios/treatment.yaml" --replications 4 --out persons --quiet
"$FORMATIE_PROGRAM" run "$scenarios/treatment.yaml" --solver cohort --out exact >said.txt
has 'matrix exponential' said.txt
"$root/scripts/check_layers.py" --measures illness_death persons/measures.csv || fail "measures.csv of the model is old"
[ "$(head -n 1 exact/results.csv)" = alternative,measure,date,began_as,health,unit,value ] || fail "another header"
! grep -Eq ',$' exact/results.csv || fail "a cell that the projection leaves empty"

"$FORMATIE_PROGRAM" compare persons >said.txt
has '^alive \(persons\) on 2011-01-01' said.txt
has '1\. slower progression, fewer onsets' said.txt

"$FORMATIE_PROGRAM" report persons --format markdown --lang en >/dev/null
has 'slower progression' report.md
if "$FORMATIE_PROGRAM" report persons --out report.html 2>/dev/null >said.txt; then  # not when built without it
  has 'begonnen licht ziek' report.html
  has 'began mildly ill' report.html
fi

"$FORMATIE_PROGRAM" validate "$scenarios/base.yaml" --replications 2 --out . >said.txt
has 'recounted, and agreed: persons' said.txt
has '12 of 12 within the tolerance' said.txt
# The exact projection is scored: its replications do not differ.
has '^backcast,well_to_dead,%,50\.52207,0\.01,2,(50\.5[0-9]*),\1,\1,' validation.csv

"$FORMATIE_PROGRAM" graph --scenario "$scenarios/base.yaml" >map.dot
has 's1 -> s2 \[label="progression"\]' map.dot
has 's2 -> s3 \[label="death"\]' map.dot

"$FORMATIE_PROGRAM" replay "$scenarios/base.yaml" --set 'parameters.start.persons={well: 20, mild: 0, severe: 0}' >events.txt
has ' onset +mild$' events.txt
has ' death +gone$' events.txt
