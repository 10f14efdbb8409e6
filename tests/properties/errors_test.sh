#!/usr/bin/env bash
# A broken scenario is refused with all its problems at once, also when the first alternative has some and others follow.
set -euo pipefail
base=$PWD/scenarios/base.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >broken.yaml <<YAML
extends: $base
alternatives:
  - name: base
  - name: stay longer
    policy:
      - { dial: resignation.rte, where: { sector: po }, times: 0.8, from: 2028-08-01 }
      - { dial: resignation.rate, where: { sectr: po }, times: 0.8, from: 2028-13-01 }
parameters:
  retirement: { from_age: 167 }
YAML
status=0
"$FORMATIE_PROGRAM" check broken.yaml 2>problems.txt >output.txt || status=$?
[ "$status" = 2 ] || { echo "exit status $status, not 2" >&2; cat problems.txt >&2; exit 1; }
[ ! -s output.txt ] || { echo "a broken scenario wrote to standard output" >&2; exit 1; }
sed -i 's|(dials: .*)\. Did|(dials: ...). Did|' problems.txt
diff problems.txt - <<'TEXT'
broken.yaml:6:17: no dial 'resignation.rte' (dials: ...). Did you mean 'resignation.rate'?
broken.yaml:7:44: the dial 'resignation.rate' is not split by 'sectr' (it is split by sector, age_band, tenure). Did you mean 'sector'?
broken.yaml:7:75: 'from' is '2028-13-01' (must be a date such as 2030-10-01)
broken.yaml:9:27: 'retirement.from_age' is 167 (must be from 50 to 75)
TEXT
