#!/usr/bin/env bash
# models/teachers/measures.csv, from which scripts/check_layers.py knows words of the model, lists the measures that the
# program has. When it does not: scripts/check_layers.py --measures teachers RESULTS/measures.csv --accept
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$FORMATIE_PROGRAM" run tests/models/teachers/tiny/tiny.yaml --replications 1 --out "$folder" --quiet
scripts/check_layers.py --measures teachers "$folder/measures.csv"
