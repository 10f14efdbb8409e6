#!/usr/bin/env bash
# The report in a browser: see page_test.cjs. Its results: a small study as `run` writes it, a large one that is made up.
set -euo pipefail
here=$PWD/tests/report
tiny=$PWD/tests/models/teachers/tiny/tiny.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1" >&2; exit 1; }
for program in chromium node pdftotext; do
  command -v $program >/dev/null || fail "$program is not installed (scripts/install_deps)"
done
cat >"$folder/bonus.yaml" <<YAML
extends: $tiny
title: A small study
study: { replications: 8 }
uncertainty: { replications_per_draw: 2 }
alternatives:
  - { name: base, description: nothing new }
  - name: bonus
    parameters: { full_time_bonus: { response: elasticity } }
    policy:
      - { dial: full_time_bonus.rate, set: 0.1, from: 2020-01-01 }
  - name: fewer leave
    nl: { name: minder vertrek, description: de helft neemt ontslag }
    policy:
      - { dial: resignation.rate, times: 0.5, from: 2020-01-01 }
YAML
python3 "$here/large_results.py" "$folder/large"
cd "$folder"
"$FORMATIE_PROGRAM" run bonus.yaml --out small --threads 1 --quiet
"$FORMATIE_PROGRAM" run "$tiny" --out single --threads 1 --report >said.txt
grep -qx 'report: single/report.html' said.txt || fail "run --report does not say where it is"
"$FORMATIE_PROGRAM" report small --out small.html >said.txt
grep -qx 'small.html' said.txt || fail "report does not say where it is"
"$FORMATIE_PROGRAM" report large --lang en --out large.html >/dev/null
[ "$(stat -c %s large.html)" -lt 6000000 ] || fail "10 alternatives, 40 regions, 16 years take $(stat -c %s large.html) bytes"

# Results that lack a file are refused, and nothing is written.
cp -r small broken
rm broken/summary.csv
status=0
"$FORMATIE_PROGRAM" report broken --out broken.html 2>problems.txt || status=$?
[ "$status" = 2 ] && [ ! -e broken.html ] || fail "broken results: exit status $status"
grep -q 'summary.csv' problems.txt || fail "it does not tell what is missing: $(cat problems.txt)"
head -c -3 small/summary.csv >broken/summary.csv
status=0
"$FORMATIE_PROGRAM" report broken --out broken.html 2>problems.txt || status=$?
[ "$status" = 2 ] && [ ! -e broken.html ] && grep -q 'cut off' problems.txt || fail "cut off: $(cat problems.txt)"
status=0
"$FORMATIE_PROGRAM" report small --format pdf --lang de --out nowhere/x 2>problems.txt || status=$?
[ "$status" = 2 ] && [ "$(wc -l <problems.txt)" -ge 3 ] || fail "three problems: $(cat problems.txt)"

# A report that is there is not left behind by a new run.
echo old >small/report.html
"$FORMATIE_PROGRAM" run bonus.yaml --out small --threads 1 --quiet
grep -q '<html lang="nl">' small/report.html || fail "a report of earlier results is left"
rm small/report.html

node "$here/page_test.cjs" "$folder"

# The workbook and the note have the numbers of the csv files too.
"$FORMATIE_PROGRAM" report small --format xlsx --lang en --out small.xlsx >/dev/null
"$FORMATIE_PROGRAM" report large --format xlsx --out large.xlsx >/dev/null
"$FORMATIE_PROGRAM" report small --format markdown --lang en --out small.md >/dev/null
python3 - <<'PYTHON'
import csv, re, xml.etree.ElementTree as xml, zipfile
space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
def read(file, wanted=None):
    book = zipfile.ZipFile(file)
    shared = ["".join(t.text or "" for t in s.iter("{%s}t" % space["x"])) for s in xml.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [s.get("name") for s in xml.fromstring(book.read("xl/workbook.xml")).find("x:sheets", space)]
    sheets = {}
    for i, name in enumerate(names, start=1):
        if wanted not in (None, name):
            continue
        tree = xml.fromstring(book.read(f"xl/worksheets/sheet{i}.xml"))
        pane = tree.find(".//x:pane", space)
        assert pane is not None and pane.get("state") == "frozen", f"{name}: heads are not frozen"
        assert tree.find(".//x:f", space) is None, f"{name}: a formula"
        rows = []
        for row in tree.iter("{%s}row" % space["x"]):
            cells = {}
            for c in row:
                v = c.find("x:v", space)
                if v is not None:
                    cells[re.match("[A-Z]+", c.get("r")).group()] = shared[int(v.text)] if c.get("t") == "s" else float(v.text)
            rows.append(cells)
        sheets[name] = rows
    return sheets
small = read("small.xlsx")
assert list(small)[:3] == ["Contents", "Comparison", "Levels"], list(small)
assert {"Differences", "Definitions", "Provenance"} <= set(small), list(small)
heads = {title: column for column, title in small["Differences"][0].items()}
found = 0
rows = {(r["alternative"], r["measure"], r["date"], r["sector"]): r for r in csv.DictReader(open("small/comparison.csv"))
        if all(r[s] == "all" for s in ["kind", "region", "subject", "route", "cause", "sex", "age"])}
for row in small["Differences"][1:]:
    get = lambda title: row.get(heads[title], "")
    if any(get(s) != "all" for s in ["kind", "region", "subject", "route", "cause", "sex", "age"]):
        continue
    own = rows[get("alternative"), get("measure"), get("date"), get("sector")]
    for title, name in (("difference", "mean_difference"), ("standard error", "standard_error"), ("p05", "p05")):
        assert get(title) == ("" if own[name] == "" else float(own[name])), (title, row, own)
    found += 1
assert found > 100, found
assert any("<img src=x onerror=alert(1)>" in str(v) for row in read("large.xlsx", "Inhoud")["Inhoud"] for v in row.values())
note = open("small.md").read()
own = rows["bonus", "employment", "2022-10-01", "all"]
line = next(l for l in note.splitlines() if l.startswith("| bonus "))
shown = float(line.split("|")[3].replace(",", ""))
assert abs(shown - float(own["mean_difference"])) <= 0.5, (line, own)
PYTHON
