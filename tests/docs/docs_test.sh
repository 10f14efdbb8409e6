#!/usr/bin/env bash
# The papers are true: links, paths, excerpts, examples of scenarios, commands and what they print.
set -euo pipefail
scripts/check_docs.py --self-test
exec scripts/check_docs.py "$(dirname "$FORMATIE_PROGRAM")"
