#!/usr/bin/env bash
# How fast the large page of the report draws: bench/page/page.sh [REPEAT] [PROGRAM...], from the root of the project. Each
# program writes the page of the same made-up results (tests/report/large_results.py); the pages are opened in turn.
set -euo pipefail
repeat=${1:-9}
[ $# -gt 1 ] && programs=("${@:2}") || programs=(build/release/formatie)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 tests/report/large_results.py "$folder/large"
pages=()
for i in "${!programs[@]}"; do
  program=$(realpath "${programs[$i]}")
  (cd "$folder" && "$program" report large --lang en --out "$((i + 1)).html" >/dev/null)
  pages+=("$folder/$((i + 1)).html")
done
NODE_PATH=${NODE_PATH:-build/release/node/node_modules} node bench/page/page.cjs "$repeat" "${pages[@]}"
