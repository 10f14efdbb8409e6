#!/usr/bin/env bash
# The committed JSON Schema of scenario files and the table of parameters are those that the program writes today.
set -euo pipefail
if ! diff <("$FORMATIE_PROGRAM" describe --format schema) scenarios/scenario.schema.json >/dev/null; then
  echo "scenarios/scenario.schema.json is old; renew it: formatie describe --format schema > scenarios/scenario.schema.json" >&2
  exit 1
fi
if ! diff <("$FORMATIE_PROGRAM" describe --format markdown) models/teachers/PARAMETERS.md >/dev/null; then
  echo "models/teachers/PARAMETERS.md is old; renew it: formatie describe --format markdown > models/teachers/PARAMETERS.md" >&2
  exit 1
fi
