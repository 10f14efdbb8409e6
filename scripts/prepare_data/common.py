"""What all tables share: the figures, the labels, the writing of a table, a little arithmetic."""
import csv
import io
import math
from collections import defaultdict

SECTORS = ["po", "vo", "mbo"]
SEXES = ["women", "men"]
BANDS = ["<25", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65+"]
FROM_AGE = [0, 25, 30, 35, 40, 45, 50, 55, 60, 65]
GROUP = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]  # 5-year band -> 10-year age group of the mobility rows T04
TENURE = ["0-1", "1-3", "3-5", "5+"]
AWAY = ["0-1", "1-3", "3-5", "5-10", "10+"]
AWAY_TO = [1, 3, 5, 10, 99]
G5 = ["Amsterdam", "Rotterdam", "s-Gravenhage", "Utrecht", "Almere"]
ROUTES = ["pabo_full_time", "pabo_part_time", "second_degree_full_time", "second_degree_part_time",
          "first_degree_hbo", "first_degree_university", "pdg_mbo"]
ZIJ = ["zij_instroom_po", "zij_instroom_vo", "zij_instroom_mbo"]
YEARS = range(2013, 2041)

ROWS = {}       # id -> row of figures.csv
REGIONS = []    # the 40, in the order of labour_market_regions.csv
REGION_OF = {}  # municipality -> region
ENROLLED = {}   # (type, form) -> students 2020..2024
folder = []     # where the figures are

tables = {}  # file name -> text
said = []    # lines of the checks: printed, and put into SOURCES.md
facts = {}   # numbers that the prose of SOURCES.md quotes


def load(path):
    folder[:] = [path]
    ROWS.update({r["id"]: r for r in read("figures.csv")})
    REGIONS.extend(r["region"] for r in read("labour_market_regions.csv"))
    REGION_OF.update({r["municipality"]: r["region"] for r in read("municipality_region.csv")})
    for r in read("hbo_teacher_training_enrolment_2020_2024.csv"):
        n = ENROLLED.setdefault((r["type"], r["form"]), [0] * 5)
        for i in range(5):
            n[i] += int(r[str(2020 + i)] or 0)


def read(name):
    with open(folder[0] / name, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def fig(row):
    """The value of a row of figures.csv by its id."""
    return float(ROWS[row]["value"])


def t(topic, number):
    """An id of figures.csv: t(4, 13) is T04-013."""
    return f"T{topic:02d}-{number:03d}"


def text(x):
    return "" if x is None else f"{x:.6g}" if isinstance(x, float) else str(x)


def add(name, header, rows):
    """A table: its rows as csv, six significant digits, with no commas inside a cell."""
    out = io.StringIO()
    w = csv.writer(out, lineterminator="\n")
    w.writerow(header.split(","))
    for row in rows:
        cells = [text(x) for x in row]
        assert len(cells) == header.count(",") + 1 and not any("," in c or '"' in c for c in cells), (name, row)
        named = dict(zip(header.split(","), cells))
        assert named.get("status") != "assumption" or (named["low"] and named["high"]), (name, row)
        w.writerow(cells)
    tables[name] = out.getvalue()


def hazard(p):
    """Rate per year of somebody who has probability p of the event within a year."""
    return -math.log(1 - p)


def largest_remainder(weights, total):
    """Whole numbers in proportion to the weights that add up to the total; ties go to the first."""
    scale = total / sum(weights)
    whole = [math.floor(w * scale) for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (whole[i] - weights[i] * scale, i))
    for i in order[:round(total) - sum(whole)]:
        whole[i] += 1
    return whole


def shares(weights):
    """Shares in six decimals that add up to exactly 1."""
    return [n / 1e6 for n in largest_remainder(weights, 1_000_000)]


def around(x, part=0.3):
    """Low and high of an assumption without a better range: plus and minus a part of it."""
    return x * (1 - part), x * (1 + part)


def bisect(f, low, high):
    """The x where the increasing function f is zero, or the nearer end."""
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) < 0 else (low, mid)
    return (low + high) / 2


def say(line):
    said.append(line)
