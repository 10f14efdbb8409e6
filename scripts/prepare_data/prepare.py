#!/usr/bin/env python3
"""Derive the data tables of the teacher model from the collected figures.

Reads figures.csv and the files beside it, writes models/teachers/data/*.csv and SOURCES.md. Standard library only; the
same input gives the same bytes. One function a table: schools.py (1 to 11), careers.py (12 to 20, 27), training.py
(21 to 26), coping.py (what a shortage does), priors.py (which also reads the ranges in scenarios/base.yaml),
start_2015.py (two other starts, in folders of their own), targets.py (what the model is held against, and what
calibration may move). A number written there and not read from a row is an assumption: the comment beside it says so and the table carries its low and high. Ids such as T04-013 are rows of figures.csv. The prose of SOURCES.md is sources.md.in with the
numbers computed here filled in.

  prepare.py [--figures DIR]           write the tables and print the checks
  prepare.py [--figures DIR] --check   write nothing; exit 1 if the tables in the repository differ

Either exits with 1, and writes nothing, when a figure is both fitted or told to the back-cast and scored by it.
"""
import sys

sys.dont_write_bytecode = True

import argparse
import math
import string
from collections import defaultdict
from pathlib import Path

import careers
import coping
import schools
import start_2015
import targets
import training
from common import BANDS, GROUP, ROUTES, SECTORS, SEXES, facts, fig, load, said, say, t, tables

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "models/teachers/data"


def balance(persons, resign, deaths, switching, to, retire, at_aow, graduates, looking, entrants, back):
    """Leavers and entrants a year that tables 16 to 26 imply, against the published totals."""
    say("retirement, steady state from 60: leave a year %, mean age at leaving")
    sixty = {}
    for k, s in enumerate(SECTORS):
        then, now = (careers.leaving_60(retire[s], at_aow[s], deaths[s], x) for x in (65.5, 66 + 1 / 3))
        sixty[s] = (then[0], now[0])
        say(f"  {s:4} AOW 65.5: {100 * then[0]:.1f} {then[1]:.2f}   AOW 66y4m: {100 * now[0]:.1f} {now[1]:.2f}   "
            f"published 2013-2017: {fig(t(4, 13 + 18 * k)):.1f} ({t(4, 13 + 18 * k)})")
    say("leavers a year      resign  60 and over  deaths <60   all    %   published")
    exits = {}
    for base in ("2013-2017", "2019"):
        for k, s in enumerate(SECTORS):
            if base == "2019":
                people = [sum(persons[s, b, x] for x in SEXES) for b in BANDS]
            else:  # 10-year groups of the mobility rows, shared over the 5-year bands as in the first population
                people = [sum(persons[s, b, x] for x in SEXES) for b in BANDS]
                group = [sum(n for n, g in zip(people, GROUP) if g == j) for j in range(5)]
                people = [n / group[g] * fig(t(4, 3 + 18 * k + 3 * g)) / 3 for n, g in zip(people, GROUP)]
            r = sum(n * (1 - math.exp(-resign[s, b])) for n, b in zip(people[:8], BANDS))
            d = sum(n * deaths[s][i] for i, n in enumerate(people[:8]))
            old = sum(people[8:]) * sixty[s][base == "2019"]
            exits[s, base] = r + d + old
            note = f"{fig(t(16, 10 + k)):.0f} ({t(16, 10 + k)})" if base != "2019" else ""
            say(f"  {s:4} {base:10}{r:8.0f}{old:11.0f}{d:12.0f}{r + d + old:9.0f}{100 * (r + d + old) / sum(people):6.1f}  {note}")
    move = defaultdict(float)
    for s in SECTORS:
        n = sum(persons[s, b, x] * (1 - math.exp(-switching[s][i])) for i, b in enumerate(BANDS) for x in SEXES)
        for other, part in to[s]:
            move[s, other] += n * part
    say("switchers a year (2019 population): " + ", ".join(f"{a} to {b} {n:.0f}" for (a, b), n in sorted(move.items()))
        + "; published 2016 vo to mbo 348 (T04-100)")
    say("entrants a year 2019 graduates  zij-instroom  switchers (net)  returners    all   leavers 2019")
    for k, s in enumerate(SECTORS):
        g = sum(graduates[r] * looking[r][k] for r in ROUTES)
        z = entrants[f"zij_instroom_{s}"][2019]
        m = sum(n for (a, b), n in move.items() if b == s) - sum(n for (a, b), n in move.items() if a == s)
        say(f"  {s:4}{g:20.0f}{z:12.0f}{m:15.0f}{back[s]:15.0f}{g + z + m + back[s]:10.0f}{exits[s, '2019']:12.0f}")
    for k, s in enumerate(SECTORS):
        n = sum(persons[s, b, x] for b in BANDS for x in SEXES)
        w = sum(persons[s, b, "women"] for b in BANDS)
        o = sum(persons[s, b, x] for b in BANDS[6:] for x in SEXES)
        say(f"first population {s}: {n} persons, women {100 * w / n:.2f}%, 50 and over {100 * o / n:.1f}%, profile mean contract "
            f"{facts['profile_mean_' + s]} fte (published {fig(('T02-013', 'T02-023', 'T02-024')[k]):.3f})")


def prepare():
    schools.dimensions()
    po = schools.schools_po()
    pupils_po = schools.regions(po)
    special = schools.schools_special(pupils_po)
    vo, mbo = schools.schools_vo(), schools.schools_mbo(pupils_po)
    names = schools.subjects()
    national = schools.pupils()
    say(f"pupils 2019: po {sum(s[3] for s in po) + sum(s[3] for s in special)} in schools, {national['po']:.0f} in pupils.csv; "
        f"vo {sum(s[4] for s in vo)}, {national['vo']:.0f}; mbo {sum(s[2] for s in mbo)}, {national['mbo']:.0f}")
    schools.initial_shortage(po, special, schools.formation(po))
    persons, mean = careers.base_population()
    fte = {s: sum(persons[k] * mean[k] for k in persons if k[0] == s) for s in SECTORS}
    say(f"fte of the first population: po {fte['po']:.0f}, vo {fte['vo']:.0f}, mbo {fte['mbo']:.0f}; "
        f"formation.csv gives po {fig('T01-057'):.0f}, vo {fig('T01-067'):.0f}, mbo {fig('T01-087'):.0f}")
    careers.contract_size()
    returns, back = careers.reserve(persons)
    deaths, switching = careers.mortality(persons), careers.switching_rates()
    resign = careers.resignation(deaths, switching, returns)
    to = careers.moving(switching, persons)
    retire, at_aow = careers.retirement(deaths)
    careers.aow()
    careers.pay()
    entrants = training.intake()
    graduates, drop = training.study(entrants)
    training.study_people(entrants, drop)
    training.study_subject(names)
    looking = training.job_search(returns, fig("T04-149") / 100)
    training.zij_instroom()
    balance(persons, resign, deaths, switching, to, retire, at_aow, graduates, looking, entrants, back)
    coping.write(persons, mean, deaths, retire, at_aow, graduates, looking, entrants)
    start_2015.start_2015_and_museum(entrants, drop, deaths, retire, at_aow, looking)
    targets.targets(persons, deaths, retire, at_aow)
    template = (Path(__file__).parent / "sources.md.in").read_text(encoding="utf-8")
    tables["SOURCES.md"] = string.Template(template).substitute(facts, checks="\n".join(said))


def main():
    options = argparse.ArgumentParser(description="Derive the data tables of the teacher model.")
    options.add_argument("--figures", type=Path, default=ROOT / "../shared/data", help="folder with figures.csv and the files beside it")
    options.add_argument("--check", action="store_true", help="compare instead of write; exit 1 if different")
    chosen = options.parse_args()
    if not (chosen.figures / "figures.csv").exists():
        print(f"{chosen.figures}: no figures.csv there (the tables are derived from it). Give its folder with --figures", file=sys.stderr)
        sys.exit(2)
    load(chosen.figures)
    prepare()
    broken = targets.mixed()
    if broken:
        print("\n".join(broken), file=sys.stderr)
        sys.exit(1)
    if chosen.check:
        here = {p.relative_to(OUT).as_posix() for p in [*OUT.rglob("*.csv"), *OUT.glob("SOURCES.md")]}
        here.discard("posterior.csv")  # made by 'formatie calibrate'
        wrong = sorted(n for n in set(tables) | here
                       if n not in tables or n not in here or (OUT / n).read_bytes() != tables[n].encode("utf-8"))
        for name in wrong:
            print(f"{name}: differs from what prepare.py writes")
        sys.exit(1 if wrong else 0)
    OUT.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        (OUT / name).parent.mkdir(exist_ok=True)
        (OUT / name).write_bytes(content.encode("utf-8"))
    print("\n".join(said))


if __name__ == "__main__":
    main()
