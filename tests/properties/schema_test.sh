#!/usr/bin/env bash
# The committed JSON Schema of scenario files is the one that the program writes today.
set -euo pipefail
if ! diff <("$FORMATIE_PROGRAM" describe --format schema) scenarios/scenario.schema.json >/dev/null; then
  echo "scenarios/scenario.schema.json is old; renew it: formatie describe --format schema > scenarios/scenario.schema.json" >&2
  exit 1
fi
