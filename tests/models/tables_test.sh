#!/usr/bin/env bash
# The tables of processes and rules in the model's README.md are what these say of themselves today.
set -euo pipefail
scripts/model_tables.py "$FORMATIE_PROGRAM" "$FORMATIE_MODEL/README.md" --check
