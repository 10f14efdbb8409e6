#!/usr/bin/env bash
# Every parameter of a model's base scenario tells where its value comes from: a source, or the status assumption with a range.
set -euo pipefail
"$FORMATIE_PROGRAM" describe --format json | python3 -c '
import csv, json, os, sys
bad = []
for p in json.load(sys.stdin):
    name = p["part"] + "." + p["name"]
    if p["kind"] in ("file", "flag"):
        continue
    if str(p["value"]).endswith(".csv"):  # a table: its rows tell
        rows = list(csv.DictReader(l for l in open(os.path.join(os.environ["FORMATIE_SCENARIOS"], p["value"])) if not l.startswith("#")))
        for i, row in enumerate(rows):
            if not row.get("source") or row.get("status") not in ("verified", "derived", "assumption", "constructed"):
                bad.append(f"{name}: row {i + 2} of {p['"'"'value'"'"']} has no source or status")
            elif row["status"] == "assumption" and not (row.get("low") and row.get("high")):
                bad.append(f"{name}: row {i + 2} of {p['"'"'value'"'"']} is an assumption without a range")
        continue
    status = p["status"]
    if status == "assumption" and (p["low"] is None or p["high"] is None):
        bad.append(f"{name}: an assumption without a range")
    elif status in ("verified", "derived") and not p["source"]:
        bad.append(f"{name}: {status} without a source")
    elif status not in ("verified", "derived", "assumption", "choice"):
        bad.append(f"{name}: no status")
print("\n".join(bad))
sys.exit(1 if bad else 0)
'
