#!/usr/bin/env bash
# The committed JSON Schema of a model's scenario files and its table of parameters are those that its program writes today.
set -euo pipefail
check() {
  diff <("$FORMATIE_PROGRAM" describe --format "$1") "$2" >/dev/null && return
  echo "$2 is old; renew it: $(basename "$FORMATIE_PROGRAM") describe --format $1 > $2" >&2
  exit 1
}
check schema "$FORMATIE_SCENARIOS/scenario.schema.json"
check markdown "$FORMATIE_MODEL/PARAMETERS.md"
