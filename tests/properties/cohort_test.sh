#!/usr/bin/env bash
# The cohort solver gives the same bytes every time, of covered cells only, and keeps the results of persons.
set -euo pipefail
scenario=$PWD/tests/models/teachers/tiny/tiny.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$1" >&2; exit 1; }
"$FORMATIE_PROGRAM" run "$scenario" --solver cohort >said.txt
"$FORMATIE_PROGRAM" run "$scenario" --solver cohort --out again --quiet
cmp out/tiny-cohort/results.csv again/results.csv
cmp out/tiny-cohort/plan.yaml again/plan.yaml
head -n 1 again/results.csv | grep -qx \
  'alternative,measure,date,sector,kind,region,subject,route,cause,sex,age,unit,value' || fail "another header"
grep -q '^base,teachers,2022-10-01,all,all,all,all,all,all,all,all,persons,[0-9.]*$' again/results.csv || fail "no teachers"
! grep -Eq ',$|^base,unfilled_posts' again/results.csv || fail "a cell that is not covered"
grep -q '"solver": "cohort"' again/provenance.json || fail "provenance does not tell the solver"
grep -q 'without chance, friction' said.txt || fail "it does not say what it is"
! grep -q 'std. error' said.txt || fail "a standard error without chance"
[ ! -e again/summary.csv ] || fail "a summary of replications"

"$FORMATIE_PROGRAM" run "$scenario" --quiet --out persons
status=0
"$FORMATIE_PROGRAM" run "$scenario" --solver cohort --out persons 2>problems.txt || status=$?
[ "$status" = 2 ] || fail "exit status $status, not 2"
echo "'persons' is not the folder of this study (its results are of --solver persons). Name another folder with --out, or write over it with --force" |
  diff problems.txt -
