#!/usr/bin/env bash
# What engine/README.md says under "Adding things" is so: how many files a process and a lever take, counted after
# scripts/new in a copy of the project; and a region of the tiny world, which a run then has. Nothing is compiled.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git ls-files -co --exclude-standard -- models scenarios scripts tests | while read -r file; do
  if [ -f "$file" ]; then printf '%s\n' "$file"; fi
done | tar cf - -T - | tar xf - -C "$scratch"
readme=$PWD/engine/README.md
cd "$scratch"
git init -q .
save() { git add -A && git -c user.name=test -c user.email=test@localhost commit -qm "$1"; }
save before

# counted WHAT: the files that were touched are as many as the table says of WHAT.
counted() {
  local said touched
  said=$(grep -F "| $1 |" "$readme" | cut -d'|' -f3 | tr -d ' ')
  touched=$(git status --porcelain -uall | wc -l)
  if [ "$said" != "$touched" ]; then
    echo "'$1' takes $touched files, and the table says '$said':" >&2
    git status --porcelain -uall >&2
    exit 1
  fi
  save "$1"
}
refused() { if "$@" 2>/dev/null; then echo "not refused: $*" >&2; exit 1; fi; }

scripts/new process early_exit >/dev/null
grep -q '^  ADD(early_exit);$' models/teachers/teachers.cpp
counted "something that happens to a person"
scripts/new lever travel_grant >/dev/null
grep -q '^  ADD(travel_grant);$' models/teachers/teachers.cpp
counted "a lever with a mechanism and a price"
refused scripts/new process early_exit
refused scripts/new process EarlyExit
refused scripts/new window shutter

cd tests/models/teachers/tiny
echo "South,0" >>regions.csv
echo "East,South,25" >>region_neighbours.csv
echo "P6,South,70,40,0" >>schools_po.csv
git checkout -q HEAD~2 -- ../../../../models ../../../../scenarios  # as the program that there is knows them
"$FORMATIE_PROGRAM" run tiny.yaml --replications 1 --out "$scratch/out" --quiet
grep -q '^base,posts,2019-10-01,po,all,South,' "$scratch/out/summary.csv"
