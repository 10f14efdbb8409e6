"""Tables of two other starts, in folders of their own: start_2015/ for the back-cast, museum/ for the old forecasts.

start_2015: nothing that is measured after 1 October 2015 says anything about the state of that day, and no row that a
back-cast is to be scored on (T01-013 to T01-021, T01-052, T06-016 to T06-018, T10-041 and later) nor any row made of
those (T01-043 to T01-051, T01-055, T01-096, T09-180) is read here. Which years of pupils and entrants come after the
start is told to the model, as in intake.csv and pupils.csv.
"""
from collections import defaultdict

from careers import leaving_60
from common import *
from coping import leader_ages, school_sizes, unguided, with_experience
from training import DURATION

OLD = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]   # 10-year groups by persons: <30, 30-39, ... 60+
TEN = [[0], [1, 2], [3, 4], [5, 6], [7, 8], [9]]  # 10-year groups by fte: <25, 25-34, ... 65+


def rows_of(name):
    return list(csv.DictReader(io.StringIO(tables[name])))


def start_2015_and_museum(entrants, drop, deaths, retire, at_aow, looking):
    pupils = {(r["sector"], int(r["year"])): float(r["pupils"]) for r in rows_of("pupils.csv") if r["future"] == "base"}
    persons, mean = people_2015(pupils)
    contract_size_2015(persons, mean)
    schools_2015(pupils, {s: sum(persons[k] * mean[k] for k in persons if k[0] == s) for s in SECTORS})
    reserve_2015(persons)
    diplomas = intake_2015(entrants, drop)
    leaders_2015(persons, deaths, retire, at_aow)
    guidance_2015(persons, {s: sum(n * looking[r][k] for r, n in diplomas.items()) + entrants[f"zij_instroom_{s}"][2015]
                            for k, s in enumerate(SECTORS)})
    unqualified_2015()
    assistants_2015()
    museum_pupils(pupils)
    museum_intake()
    museum_people()
    museum_study()


# ------------------------------------------------------------------------------------------------ people of 1 October 2015

def fte_2015(pupils):
    """Teachers in fte: those of 2014 (staff x share of teachers), moved with the pupils to 2015; the same for 2013 to 2015."""
    level = lambda k, y: fig(t(1, 7 + k + 3 * (y - 2013))) * fig(t(1, 28 + k + 3 * (y - 2013))) / 100
    out = {}
    for k, s in enumerate(SECTORS):
        growth = pupils[s, 2015] / pupils[s, 2014]  # mbo: 1, because the students of 2014 are not known
        out[s] = (level(k, 2014) * growth, [level(k, 2013), level(k, 2014), level(k, 2014) * growth])
        facts[f"s15_fte14_{s}"] = round(level(k, 2014))
    return out


def smooth(xs, ys, x):
    """Monotone cubic through the points (Fritsch and Carlson), flat at both ends."""
    h = [b - a for a, b in zip(xs, xs[1:])]
    d = [(b - a) / w for a, b, w in zip(ys, ys[1:], h)]
    m = [0.0] * len(xs)
    for i in range(1, len(xs) - 1):
        if d[i - 1] * d[i] > 0:
            a, b = 2 * h[i] + h[i - 1], h[i] + 2 * h[i - 1]
            m[i] = (a + b) / (a / d[i - 1] + b / d[i])
    i = max(j for j in range(len(h)) if xs[j] <= x)
    u, w = (x - xs[i]) / h[i], h[i]
    return (ys[i] * (1 + 2 * u) * (1 - u) ** 2 + w * m[i] * u * (1 - u) ** 2
            + ys[i + 1] * u * u * (3 - 2 * u) + w * m[i + 1] * u * u * (u - 1))


def ages_2015(men, contract):
    """Shares of persons by 5-year band.

    The head counts behind the mobility rows (T03-061 to T03-075) are those of October 2013, 2014 and 2015: on average
    2014. One year on: by the change from 2013 to 2014 in all education (T03-193 to T03-258). Half a group: a smooth
    curve. po has the age shares of 2015 in fte beside it (T03-007 to T03-047), in groups that overlap: raked to both.
    """
    sums = {y: [sum(fig(t(3, first + y - 2013)) for first in of) for of in
                ((193, 201), (209, 217), (225, 233), (241, 249), (257,))] for y in (2013, 2014)}
    year_on = [b / a for a, b in zip(sums[2013], sums[2014])]
    facts["s15_year_on"] = ", ".join(f"{x:.3f}" for x in year_on)
    young = {"po": None, "vo": 0.22, "mbo": 0.14}    # assumption: share under 25 of those under 30 (0.15-0.28, 0.08-0.20)
    past = {"po": None, "vo": 0.007, "mbo": 0.008}   # assumption: share of 65 and over (0.002 to 0.015)
    fte = [fig(t(3, i)) for i in (7, 15, 23, 31, 39, 47)]
    out = {}
    for k, s in enumerate(SECTORS):
        groups = [fig(t(3, 61 + 5 * k + i)) * year_on[i] for i in range(5)]
        groups = [x / sum(groups) for x in groups]
        ends, edges = [21, 30, 40, 50, 60, 67], [21, 25, 30, 35, 40, 45, 50, 55, 60, 65, 67]
        below = [sum(groups[:i]) for i in range(6)]
        p = [smooth(ends, below, b) - smooth(ends, below, a) for a, b in zip(edges, edges[1:])]
        if s == "po":
            size = [contract["women"][i] * (1 - men[s][i]) + contract["men"][i] * men[s][i] for i in range(10)]
            for _ in range(100):
                for of, goal, weight in ((OLD, groups, [1] * 10), (TEN, [x / sum(fte) for x in fte], size)):
                    total = sum(x * w for x, w in zip(p, weight))
                    for g, want in zip(of, goal):
                        have = sum(p[i] * weight[i] for i in g) / total
                        for i in g:
                            p[i] *= want / have
            p = [x / sum(p) for x in p]
            worst = max(abs(sum(p[i] for i in g) - want) for g, want in zip(OLD, groups))
            say(f"2015: po ages meet the fte shares of 2015; the groups of persons (moved on one year) within {100 * worst:.2f} point; "
                f"mean age in fte {mean_age(p, size):.1f} (T03-171: {fig('T03-171'):.1f})")
        else:
            p[0], p[1] = young[s] * groups[0], (1 - young[s]) * groups[0]
            p[8], p[9] = groups[4] - past[s], past[s]
        out[s] = p
    return out


def mean_age(p, size):
    middle = [23.3] + [b + 2.5 for b in FROM_AGE[1:9]] + [65.5]
    return sum(a * x * w for a, x, w in zip(middle, p, size)) / sum(x * w for x, w in zip(p, size))


# Men in a band, %: the pattern is an assumption (older teachers are more often men), the level follows the shares below.
MEN = {"po": (14, 12, 11, 11, 12, 13, 15, 20, 28, 40), "vo": (42, 40, 41, 42, 43, 45, 49, 55, 63, 68),
       "mbo": (40, 40, 41, 43, 45, 47, 50, 55, 62, 68)}
# Women among teachers, %: assumptions. All staff of 2015: po 83.5 (T03-169), vo "over 53" (T03-170); of directors and
# caretakers in po more are men, of the support staff in vo more are women. mbo: no figure before 2019.
WOMEN = {"po": (85.5, 84, 87), "vo": (52, 50, 53.5), "mbo": (51, 48, 54)}


def people_2015(pupils):
    fte = fte_2015(pupils)
    # The mobility rows miss some teachers: in mbo, where a count of 2015 stands beside them, 31,000 against the heads
    # moved from the mean of 2013-2015 to 2015. That factor (1.02; assumption 1.00 to 1.04) is used for po and vo too.
    heads = {s: fig(t(4, 18 + 18 * k)) / 3 for k, s in enumerate(SECTORS)}
    last = {s: fte[s][0] / (sum(fte[s][1]) / 3) for s in SECTORS}
    missed = fig("T01-074") / (heads["mbo"] * last["mbo"])
    facts["s15_missed"] = round(missed, 4)
    total = {s: round(heads[s] * last[s] * missed) for s in SECTORS}
    # Contract by age and sex: the guess of the collection (T02-029 to T02-048, no count). Under 30 in po lower: of the
    # pabo graduates of 2014 52% had 0.8 fte or more after a year (T07-181), after 3 and 5 years 61 and 62% (T07-187, T07-190).
    guess = {x: [fig(t(2, 29 + 2 * i + (x == "women"))) for i in range(10)] for x in SEXES}
    contract = {s: {x: list(guess[x]) for x in SEXES} for s in SECTORS}
    contract["po"]["women"][:2], contract["po"]["men"][:2] = [0.74, 0.77], [0.80, 0.88]
    share_men = {s: [x / 100 for x in MEN[s]] for s in SECTORS}
    ages = ages_2015(share_men, contract["po"])
    persons, mean, rows = {}, {}, []
    row_of_mean = {"vo": ("T02-026", "T02-025"), "mbo": ("T02-028", "T02-027")}
    for k, s in enumerate(SECTORS):
        men = [a * m for a, m in zip(ages[s], share_men[s])]
        scale = (1 - WOMEN[s][0] / 100) / sum(men)
        men = [scale * x for x in men]
        cells = [a - m for a, m in zip(ages[s], men)] + men
        for i, n in enumerate(largest_remainder(cells, total[s])):
            persons[s, BANDS[i % 10], SEXES[i // 10]] = n
        for x, row in zip(SEXES, row_of_mean.get(s, (None, None))):
            n = [persons[s, b, x] for b in BANDS]
            level = fig(row) / (sum(a * c for a, c in zip(n, contract[s][x])) / sum(n)) if row else 1
            for b, c in zip(BANDS, contract[s][x]):
                mean[s, b, x] = level * c
        for b in BANDS[:2]:  # assumption: young women do not work more than young men
            mean[s, b, "women"] = min(mean[s, b, "women"], mean[s, b, "men"])
        keep = fte[s][0] / sum(persons[s, b, x] * mean[s, b, x] for b in BANDS for x in SEXES)
        for b in BANDS:
            for x in SEXES:
                mean[s, b, x] *= keep
        ids = {"po": "T04-018 T01-010 T01-031; ages T03-061 to T03-065 and T03-007 T03-015 T03-023 T03-031 T03-039 T03-047",
               "vo": "T04-036 T01-011 T01-032; ages T03-066 to T03-070", "mbo": "T01-074 T01-012 T01-033; ages T03-071 to T03-075"}[s]
        for b in BANDS:
            for x in SEXES:
                n = persons[s, b, x]
                rows.append([s, b, x, n, mean[s, b, x], round(0.85 * n), round(1.15 * n), f"{ids}; sex and contract assumed", "assumption"])
        women = sum(persons[s, b, "women"] for b in BANDS) / total[s]
        old = sum(persons[s, b, x] for b in BANDS[6:] for x in SEXES) / total[s]
        facts[f"s15_fte_{s}"], facts[f"s15_persons_{s}"] = round(fte[s][0]), total[s]
        facts[f"s15_mean_{s}"] = f"{fte[s][0] / total[s]:.3f}"
        say(f"2015: {s} {total[s]} persons, {fte[s][0]:.0f} fte, contract {fte[s][0] / total[s]:.3f}, women {100 * women:.1f}%, "
            f"50 and over {100 * old:.1f}%, highest mean contract of a cell {max(v for q, v in mean.items() if q[0] == s):.3f}")
    add("start_2015/base_population.csv", "sector,age_band,sex,persons,mean_fte,low,high,source,status", rows)
    return persons, mean


def contract_size_2015(persons, mean):
    """No count of 2015: the assumed profile of sizes, tilted to the sector's mean contract."""
    profile = [(float(r["fte"]), float(r["weight"])) for r in rows_of("contract_size_profile.csv")]
    rows = []
    for s in SECTORS:
        goal = sum(persons[k] * mean[k] for k in persons if k[0] == s) / sum(persons[k] for k in persons if k[0] == s)

        def tilted(x):
            return [w * math.exp(x * f) for f, w in profile]

        def miss(x):
            return sum(f * w for (f, _), w in zip(profile, tilted(x))) / sum(tilted(x)) - goal
        weight = tilted(bisect(miss, -20, 20))
        parts = shares([sum(w for (f, _), w in zip(profile, weight) if low < f <= high) for low, high in ((0, 0.5), (0.5, 0.8), (0.8, 1))])
        facts[f"s15_bands_{s}"] = ", ".join(f"{100 * x:.0f}" for x in parts)
        for band, x in zip(("up_to_0.5", "0.5_to_0.8", "over_0.8"), parts):
            rows.append([s, band, x, *around(x, 0.35 if band == "up_to_0.5" else 0.2),
                         "contract_size_profile.csv tilted to the mean contract", "assumption"])
    add("start_2015/contract_size.csv", "sector,band,share,low,high,source,status", rows)


# --------------------------------------------------------------------------------------- schools, formation, shortage, reserve

def schools_2015(pupils, fte):
    bo, sbo, so = fig("T09-076"), fig("T09-057"), fig("T09-058") + fig("T09-034")
    po = rows_of("schools_po.csv")
    add("start_2015/schools_po.csv", "school,region,pupils,mean_teacher_age,disadvantage_score",
        [[r["school"], r["region"], n, r["mean_teacher_age"], r["disadvantage_score"]] for r, n in zip(po, largest_remainder([int(r["pupils_2018"]) for r in po], bo))])
    totals = {"schools_special.csv": ("pupils", (("sbo", sbo), ("so", so))), "schools_vo.csv": ("pupils", ((None, pupils["vo", 2015]),)),
              "schools_mbo.csv": ("students", ((None, pupils["mbo", 2015]),))}
    for name, (column, parts) in totals.items():
        out = []
        for kind, total in parts:
            of = [r for r in rows_of(name) if kind is None or r["kind"] == kind]
            size = largest_remainder([int(r[column]) for r in of], total)
            out += [[r["school"], *([kind] if kind else []), r["region"], n] for r, n in zip(of, size)]
        add("start_2015/" + name, f"school,{'kind,' if 'special' in name else ''}region,{column}", out)
    # Special schools: assumption, round numbers (no ratio before 2017); they only share out the fte of po over kinds of school.
    ratio = {"sbo": (9.3, 8.5, 10.5), "so": (6.0, 5.3, 7.0)}
    rest = fte["po"] - sbo / ratio["sbo"][0] - so / ratio["so"][0]
    facts.update(s15_bo_fte=round(rest), s15_sbo_fte=round(sbo / ratio["sbo"][0]), s15_so_fte=round(so / ratio["so"][0]))
    plain = lambda base: bo / (rest - base * len(po))
    facts["s15_bo_ratio"] = round(plain(0.5), 3)
    vo, mbo = pupils["vo", 2015] / fte["vo"], pupils["mbo", 2015] / fte["mbo"]
    facts.update(s15_vo_ratio=round(vo, 2), s15_mbo_ratio=round(mbo, 2))
    add("start_2015/formation.csv", "sector,kind,pupils_per_fte,low,high,fixed_fte,fixed_low,fixed_high,source,status", [
        ["po", "bo", plain(0.5), plain(0.2), plain(1.0), 0.5, 0.2, 1.0,
         "T09-076 over the fte of base_population.csv less special schools", "assumption"],
        ["po", "sbo", *ratio["sbo"], 0, None, None, "assumed", "assumption"],
        ["po", "so", *ratio["so"], 0, None, None, "assumed", "assumption"],
        ["vo", "vo", vo, 0.985 * vo, 1.015 * vo, 0, None, None, "T09-033 over the fte of base_population.csv", "assumption"],
        ["mbo", "mbo", mbo, 0.95 * mbo, 1.05 * mbo, 0, None, None, "T09-105 x T09-123 / T09-108 over the fte of base_population.csv", "assumption"]])
    # assumption: a surplus, so hardly more than the days between two people in one post
    short = {"po": (0.003, 0.0, 0.01), "vo": (0.007, 0.0, 0.02), "mbo": (0.005, 0.0, 0.015)}
    add("start_2015/initial_shortage.csv", "sector,region,share,low,high,source,status",
        [[s, r, *short[s], "assumed: surplus (T06-019 to T06-021; T07-147)", "assumption"] for s in SECTORS for r in REGIONS])


def reserve_2015(persons):
    both = fig("T06-005") + fig("T06-006")
    rows = []
    for s, n, low, high, source in (("po", fig("T06-004"), fig("T06-004"), 40000, "T06-004: a minimum"),
                                    ("vo", 0.8 * both, 0.7 * both, 0.9 * both, "T06-005 T06-006; split 80/20 assumed"),
                                    ("mbo", 0.2 * both, 0.1 * both, 0.3 * both, "T06-005 T06-006; split 80/20 assumed")):
        women = sum(persons[s, b, "women"] for b in BANDS) / sum(persons[s, b, x] for b in BANDS for x in SEXES)
        rows.append([s, round(n), round(low), round(high), round(women, 3), source, "assumption"])
    add("start_2015/reserve.csv", "sector,persons,low,high,share_women,source,status", rows)

    # Teachers with an unemployment benefit: all staff of 2014 (T06-019 to T06-021) x share of teachers in fte. They left
    # less than three years ago and come on top of those whom reserve_years_away.csv counts there; the others give way.
    benefit = {s: fig(t(6, 19 + k)) * fig(t(1, 31 + k)) / 100 for k, s in enumerate(SECTORS)}
    stock = {r[0]: r[1] for r in rows}
    facts.update({f"s15_benefit_{s}": round(benefit[s] / 10) * 10 for s in SECTORS})
    away = []
    for k, s in enumerate(SECTORS):
        base = {r["years_away"]: float(r["share"]) for r in rows_of("reserve_years_away.csv") if r["sector"] == s}
        recent = {a: base[a] + benefit[s] / 2 / stock[s] for a in AWAY[:2]}
        rest = (1 - sum(recent.values())) / sum(base[a] for a in AWAY[2:])
        parts = shares([recent[a] if a in recent else base[a] * rest for a in AWAY])
        away += [[s, a, x, *around(x), f"reserve_years_away.csv and {t(6, 19 + k)} x {t(1, 31 + k)}", "assumption"] for a, x in zip(AWAY, parts)]
    add("start_2015/reserve_years_away.csv", "sector,years_away,share,low,high,source,status", away)
    if "benefits.csv" in tables:  # the same columns, with the persons of the start
        header = tables["benefits.csv"].split("\n")[0]
        of = {r["sector"]: r for r in rows_of("benefits.csv")}
        for k, s in enumerate(SECTORS):
            of[s].update(persons=round(benefit[s]), low=round(0.6 * benefit[s]), high=round(1.1 * benefit[s]),
                         source=f"{t(6, 19 + k)} (2014) x {t(1, 31 + k)}; rates as in benefits.csv", status="assumption")
        add("start_2015/benefits.csv", header, [[of[s][c] for c in header.split(",")] for s in SECTORS])


# ------------------------------------------------------------------------------------------------------ cohorts before 2015

def finishing(duration, drop, within=99):
    return sum(p * math.exp(-drop[0] - drop[1] * (d - 1)) for d, p in duration.items() if d <= within)


def intake_2015(entrants, drop):
    """Cohorts to 2014 as the number that brings the diplomas seen by 2015 with the drop-out of study_dropout.csv."""
    full = finishing(DURATION["pabo_full_time"], drop["pabo_full_time"], 5)
    wide = (fig("T07-061") - fig("T07-063")) / fig("T07-007")  # all entrants to first-time entrants in 2015
    lost = fig("T07-172") / 100 / full
    facts.update(s15_pabo_factor=round(lost, 3), s15_pabo_wide=round(wide, 3))
    second = ("second_degree_full_time", "second_degree_part_time")
    brings = lambda routes: sum(entrants[r][2014] * finishing(DURATION[r], drop[r]) for r in routes)
    factor = {r: fig("T07-112") / brings(second) for r in second}
    factor["first_degree_hbo"] = fig("T07-110") / brings(["first_degree_hbo"])
    factor["first_degree_university"] = fig("T07-109") / brings(["first_degree_university"])
    for name, r in (("second", second[0]), ("hbo", "first_degree_hbo"), ("ulo", "first_degree_university")):
        facts["s15_" + name] = round(factor[r], 3)
    part = fig("T07-144") / finishing(DURATION["pabo_part_time"], drop["pabo_part_time"])
    ids = {"second_degree_full_time": "T07-003 T07-112", "second_degree_part_time": "T07-004 T07-112",
           "first_degree_hbo": "T07-110", "first_degree_university": "T07-006 T07-109"}
    now = defaultdict(list)
    for r in rows_of("intake.csv"):
        now[r["route"]].append(r)
    out = []
    for route in ROUTES + ZIJ:
        for y in range(2008, 2015):
            if route == "pabo_full_time":
                n = lost * (fig("T07-001") * wide if y == 2014 else 5700)
                source = f"{'T07-001 T07-061 T07-063 T07-007' if y == 2014 else 'T07-078 (5700 in 2013)'} x T07-172 over study_dropout.csv"
            elif route == "pabo_part_time":
                n, source = part, "T07-144 over study_dropout.csv"
            elif route in factor:
                n, source = entrants[route][2014] * factor[route], f"as 2014 x diplomas of 2015: {ids[route]}"
            elif route == "pdg_mbo":
                n, source = 600, "assumed"
            else:
                n, source = entrants[route][2014], "as 2014 in intake.csv; does not enter"
            spread = 0.5 if route == "pdg_mbo" else 0.2
            out.append([route, y, round(n), *map(round, around(n, spread)), source, "assumption"])
        out += [[r[c] or None for c in ("route", "year", "persons", "low", "high", "source", "status")] for r in now[route] if int(r["year"]) >= 2015]
    add("start_2015/intake.csv", "route,year,persons,low,high,source,status", out)
    early = {(r[0], r[1]): r[2] for r in out}
    line, diplomas = [], {}
    for name, of, row in (("pabo", ROUTES[:2], 111), ("second degree", ROUTES[2:4], 112),
                          ("first degree hbo", ROUTES[4:5], 110), ("university", ROUTES[5:6], 109)):
        diplomas.update({r: sum(p * early[r, 2015 - d] * math.exp(-drop[r][0] - drop[r][1] * (d - 1)) for d, p in DURATION[r].items()) for r in of})
        line.append(f"{name} {sum(diplomas[r] for r in of):.0f} ({fig(t(7, row)):.0f})")
    say("2015: diplomas of 2015 that the cohorts bring (published): " + ", ".join(line))
    return diplomas


# ------------------------------------------------------------------------------- leaders, guidance, unqualified lessons

def leaders_2015(persons, deaths, retire, at_aow):
    """School leaders and their ages. Pages, not figures.csv: onderwijstalenten.nl (DUO) and STAMOS 2.1.12."""
    people = {(s, b): sum(persons[s, b, x] for x in SEXES) for s in SECTORS for b in BANDS}
    # po: 7,843 fte in primary schools on 1 October 2015 (DUO); special schools 8% on top (assumption, 3 to 15). vo and mbo: no
    # count before 2019; 3.5% (2.8 to 4.5) and 3% (2 to 5) of all staff of 2014: assumptions.
    fte = {"po": 1.08 * 7843, "vo": 0.035 * fig("T01-011"), "mbo": 0.03 * fig("T01-012")}
    part_of = {"po": (1.03 / 1.08, 1.15 / 1.08), "vo": (0.8, 1.29), "mbo": (0.67, 1.67)}
    size = {"po": 0.92, "vo": 0.96, "mbo": 0.96}  # assumptions, 0.85 to 1
    # fte by age in 2015: under 25, 25-34, 35-44, 45-54, 55-64, 65 and over (STAMOS 2.1.12, po)
    part, age = leader_ages([0.0, 4.0, 18.2, 27.5, 49.5, 0.8])
    source = {"po": "onderwijstalenten.nl (DUO): 7843 fte in bo in 2015; special schools assumed", "vo": "assumed: 3.5% of T01-011",
              "mbo": "assumed: 3% of T01-012"}
    rows, ages = [], []
    for s in SECTORS:
        number = round(fte[s] / size[s], -2)
        part[s] = shares(part[s])
        where = "STAMOS 2.1.12 (2015)" + ("" if s == "po" else "; T03-172 T03-174" + ("" if s == "vo" else "; as vo"))
        ages += [[s, b, p, *around(p), where, "assumption"] for b, p in zip(BANDS, part[s])]
        back, leave = 0.02, 0.02  # as in leaders.csv
        old = sum(part[s][8:]) * leaving_60(retire[s], at_aow[s], deaths[s], 65.5)[0]
        dead = sum(p * d for p, d in zip(part[s][:8], deaths[s]))
        flow = number * (back + leave * sum(part[s][:8]) + old + dead)
        rate = flow / (with_experience(s, people) * sum(people[s, b] for b in BANDS))
        low, high = (round(number * x, -2) for x in part_of[s])
        rows.append([s, number, round(fte[s], -2), rate, back, leave, low, high, source[s] + "; rates as in leaders.csv", "assumption"])
        say(f"2015: leaders {s} {number:.0f} persons, mean age {age(part[s]):.1f}, {flow:.0f} promotions a year keep their number, "
            f"{1000 * rate:.1f} of 1,000 teachers with 5 years")
    say(f"2015: leaders: mean age published po {fig('T03-172')}, vo {fig('T03-174')} (fte)")
    facts["s15_leaders"] = ", ".join(f"{s} {r[1]:.0f}" for s, r in zip(SECTORS, rows))
    add("start_2015/leaders.csv", "sector,persons,fte,promotion_rate,step_back_rate,exit_rate,low,high,source,status", rows)
    add("start_2015/leaders_age.csv", "sector,age_band,share,low,high,source,status", ages)


def guidance_2015(persons, start):
    """vo: of the starters of 2014 and 2015 88 and 92% had a programme of guidance (ocwincijfers.nl, Sectorakkoord vo)."""
    aim = {"vo": 0.10}  # assumption 0.08 to 0.12. po, mbo: nothing published, hours of guidance.csv
    people = {(s, b): sum(persons[s, b, x] for x in SEXES) for s in SECTORS for b in BANDS}
    sizes, rows = school_sizes("start_2015/"), []
    for r in rows_of("guidance.csv"):
        s, needed, eaten = r["sector"], float(r["hours_needed"]), float(r["eaten"])
        experienced, rate = with_experience(s, people), start[s] / sum(n for n, _ in sizes[s])
        hours = float(r["hours_per_mentor"])
        if s in aim:
            hours = round(bisect(lambda x: aim[s] - unguided(x, needed, eaten, s, sizes, rate, experienced), 0.01, 2), 3)
        got = unguided(hours, needed, eaten, s, sizes, rate, experienced)
        say(f"2015: guidance {s}: {start[s]:.0f} entrants a year, {hours} hours a week leave {100 * got:.1f}% unguided "
            f"({'published 10.0%' if s == 'vo' else 'hours of 2019, nothing published'})")
        facts[f"s15_unguided_{s}"], facts[f"s15_hours_{s}"] = f"{100 * got:.1f}", hours
        where = "ocwincijfers.nl: starters with a programme 2014 2015" if s == "vo" else "as guidance.csv: no figure before 2022"
        rows.append([s, hours, r["hours_needed"], r["eaten"], r["dropout_factor"], r["low"], r["high"], where + "; rest as guidance.csv", "assumption"])
    add("start_2015/guidance.csv", "sector,hours_per_mentor,hours_needed,eaten,dropout_factor,low,high,source,status", rows)


def assistants_2015():
    """Support staff of 2014 in fte (staff less teachers, less the leaders of 2015), with the contract and the part of assistants of
    assistants.csv. To the pabo: the share of assistants.csv of the 891 part-time entrants of 2015; there was no grant yet."""
    header = tables["assistants.csv"].split("\n")[0].split(",")
    leader = {r["sector"]: float(r["fte"]) for r in rows_of("start_2015/leaders.csv")}
    part = {"po": (0.55, 0.38, 0.70), "vo": (0.20, 0.11, 0.30), "mbo": (0.18, 0.08, 0.29)}  # as in assistants.csv
    out = []
    for k, r in enumerate(rows_of("assistants.csv")):
        s = r["sector"]
        support = fig(t(1, 10 + k)) * (1 - fig(t(1, 31 + k)) / 100) - leader[s]
        persons = [round(support / float(r["mean_fte"]) * p, -2) for p in part[s]]
        go = float(r["to_pabo_share"]) * fig("T07-063") / persons[0]
        r.update(zip(("persons", "low", "high"), persons), to_pabo_per_year=round(go, 4), to_pabo_low=round(go / 2, 4), to_pabo_high=round(2 * go, 4),
                 source=f"{t(1, 10 + k)} {t(1, 31 + k)} less leaders; T07-063; rest as assistants.csv")
        out.append([r[c] for c in header])
    add("start_2015/assistants.csv", ",".join(header), out)
    facts["s15_assistants"] = ", ".join(f"{r[0]} {r[1]:.0f}" for r in out)


# By how much a subject had more (or less) than the average unqualified lessons: assumptions after what was said of 2014 (most in
# physics and chemistry, least in physical education, history and French; 8.4% in vmbo, 3.5 and 2.6% in havo and vwo).
UNQUALIFIED_2015 = {"natuur_scheikunde": 2.0, "natuurkunde": 1.5, "scheikunde": 1.5, "wiskunde": 1.3, "techniek": 1.5, "beroepsgericht_vmbo": 1.5,
                    "gezondheidszorg_en_welzijn": 1.5, "lichamelijke_opvoeding": 0.4, "geschiedenis": 0.4, "frans": 0.4}


def unqualified_2015():
    """5.1% of the lessons of 1 October 2015 (IPTO 2015; voion.nl of 9 February 2017), shared over subjects by the pattern above."""
    subject = {r["subject"]: float(r["employment_fte"]) for r in rows_of("subjects.csv")}
    weight = {s: UNQUALIFIED_2015.get(s, 1.0) for s in subject}
    level = 0.051 * sum(subject.values()) / sum(n * weight[s] for s, n in subject.items())
    rows = [[s, round(level * w, 4), *(round(x, 4) for x in around(level * w, 0.5)), "IPTO 2015: 5.1% in all (voion.nl); pattern assumed", "assumption"]
            for s, w in weight.items()]
    add("start_2015/unqualified.csv", "subject,unqualified_2015,low,high,source,status", rows)
    whole = sum(subject[r[0]] * r[1] for r in rows) / sum(subject.values())
    say(f"2015: unqualified lessons {100 * whole:.2f}% (published 5.1)")


# ------------------------------------------------------------------------------------- museum: what was known in 2019 and 2020

def museum_pupils(pupils):
    """The pupil forecasts that the official forecasts of 2019 and 2020 used are not in the collection: assumptions.

    po 2019: the path of the demand for teachers that Mirror forecast in 2017 (T09-185 to T09-205). po 2020: that plus
    1,050 fte more demand in 2025 (T09-207) as pupils, in equal steps from 2020 on. vo: demand falls by 8% from 2019 to
    2029 (T09-208, forecast of 2019), a straight line. mbo: Mirror 2017 (T09-186 to T09-206). vo and mbo alike in both.
    """
    more = fig("T09-207") / fig("T01-057") * pupils["po", 2019]
    # The sentence can also mean 1,050 fte more in 2025 than in 2020; with school leaders the percentage is smaller.
    other = pupils["po", 2020] * (1 + fig("T09-207") / fig("T01-057"))
    least = fig("T09-207") / (fig("T01-057") + fig("T01-098")) * pupils["po", 2019] / 2
    path = lambda s, y: fig(t(9, 185 + 2 * (y - 2017) + (s == "mbo"))) / fig(t(9, 189 + (s == "mbo")))
    facts.update(museum_more=round(more / 100) * 100, museum_other=round(other / 1000) * 1000)
    rows = []
    for vintage in (2019, 2020):
        for s in SECTORS:
            for y in range(2019, 2028):
                if y == 2019:
                    rows.append([f"forecast_{vintage}", s, y, round(pupils[s, y]), None, None, "as pupils.csv", "derived"])
                    continue
                steps = y - 2019
                n = pupils[s, 2019] * (1 - 0.01 * -fig("T09-208") * steps / 10 if s == "vo" else path(s, y))
                low, high = n * (1 - 0.0025 * steps), n * (1 + 0.0025 * steps)
                ids = "T09-208" if s == "vo" else f"{t(9, 185 + 2 * (y - 2017) + (s == 'mbo'))} / {t(9, 189 + (s == 'mbo'))}"
                if s == "po" and vintage == 2020:
                    up = (y - 2020) / 5
                    low, high = low + least * up, max(high + more * up, n + more * up + max(0, other - n - more) * up)
                    n, ids = n + more * up, ids + " + T09-207"
                rows.append([f"forecast_{vintage}", s, y, round(n), round(low), round(high), ids, "assumption"])
        n = {r[2]: r[3] for r in rows if r[0] == f"forecast_{vintage}" and r[1] == "po"}
        say(f"museum {vintage}: pupils po 2019 {n[2019]}, 2024 {n[2024]}, 2025 {n[2025]} (seen later: 2022 {pupils['po', 2022]:.0f})")
    add("museum/pupils.csv", "future,sector,year,pupils,low,high,source,status", rows)


def museum_intake():
    """Entrants known, then constant. A forecast of autumn y knows the students of October y - 1; zij-instroom: of 2018 in
    autumn 2019 (918), and of 2020 in autumn 2020 (the letter has 1,777)."""
    last = {"students": {"2019": 2018, "2020": 2019}, "zij_instroom": {"2019": 2018, "2020": 2020}}
    rows = []
    for students in ("2019", "2020"):
        for zij in ("2019", "2020"):
            for r in rows_of("intake.csv"):
                known = last["zij_instroom"][zij] if r["route"] in ZIJ else last["students"][students]
                y = int(r["year"])
                if y > known + 1:
                    continue
                if y <= known:
                    then, n = r, int(r["persons"])
                    rows.append([students, zij, r["route"], y, n, r["low"] or None, r["high"] or None, r["source"], r["status"]])
                else:
                    low, high = (min(round(0.85 * n), int(then["low"] or n)), max(round(1.15 * n), int(then["high"] or n)))
                    rows.append([students, zij, r["route"], y, n, low, high, f"as {known}: not known yet; then constant", "assumption"])
    add("museum/intake.csv", "students,zij_instroom,route,year,persons,low,high,source,status", rows)
    sums = {(r[0], r[1]): 0 for r in rows}
    for r in rows:
        if r[3] == (2019 if r[0] == "2019" else 2020) and r[2].startswith("pabo"):
            sums[r[0], r[1]] += r[4]
    say(f"museum: entrants to the pabo a year once constant: {sums['2019', '2019']} (2019), {sums['2020', '2020']} (2020)")


def museum_people():
    """Contracts: 175,000 fte for 230,000 teachers were known in autumn 2019, 180,000 for 235,000 in autumn 2020."""
    part = (fig("T01-063") / fig("T01-062")) / (fig("T01-102") / fig("T01-101"))
    facts["museum_contract"] = round(part, 4)
    rows = rows_of("base_population.csv")
    out = []
    for s in SECTORS:
        of = [r for r in rows if r["sector"] == s]
        total = sum(int(r["persons"]) for r in of)
        for r, n in zip(of, largest_remainder([int(r["persons"]) for r in of], round(total / part))):
            fte = int(r["persons"]) * float(r["mean_fte"])
            low, high = (int(r["low"]), int(r["high"])) if r["low"] else (round(0.95 * n), round(1.05 * n))
            out.append([s, r["age_band"], r["sex"], n, fte / n if n else float(r["mean_fte"]), low, high,
                        "base_population.csv with the contracts of T01-062 T01-063 (T01-101 T01-102)", "assumption"])
    add("museum/base_population_2019.csv", "sector,age_band,sex,persons,mean_fte,low,high,source,status", out)


def museum_study():
    # Drop-out of the pabo in the first year: cohort 2017 (16%, T07-137) known in autumn 2019, as in study_dropout.csv. In
    # autumn 2020 cohort 2018: no figure; half way to cohort 2019 (11%, T07-138): assumption, 11 to 16%.
    later = (fig("T07-137") + fig("T07-138")) / 2
    part = {c: hazard(x / 100) / hazard(fig("T07-137") / 100) for c, x in (("value", later), ("low", fig("T07-138")), ("high", fig("T07-137")))}
    facts.update(museum_dropout=later, museum_dropout_factor=round(part["value"], 3))
    rows = []
    for vintage in ("2019", "2020"):
        for r in rows_of("study_dropout.csv"):
            if r["study_year"] != "1":
                continue
            x = float(r["rate"])
            if vintage == "2020" and r["route"].startswith("pabo"):
                rows.append([vintage, r["route"], "1", *(x * part[c] for c in ("value", "low", "high")),
                             f"{r['source']} x T07-137 T07-138", "assumption"])
            else:
                rows.append([vintage, *(r[c] for c in ("route", "study_year", "rate", "low", "high", "source", "status"))])
    add("museum/study_dropout.csv", "vintage,route,study_year,rate,low,high,source,status", rows)

    # Graduates of the pabo in education a year later: of 2018 87% (T07-148, base). In autumn 2019 those of 2017 were known: on
    # the line from 77% of 2014 (T07-147), assumption 82 to 87%.
    back = 1 - math.exp(-next(float(r["rate"]) for r in rows_of("return.csv") if r["sector"] == "po" and r["years_away"] == "0-1"))
    kept = 1 - fig("T04-149") / 100
    looking = lambda stay: (stay / 100 - back) / (kept - back)
    line = fig("T07-147") + (fig("T07-148") - fig("T07-147")) * 3 / 4
    part = [looking(x) / looking(fig("T07-148")) for x in (line, 82, 87)]
    facts.update(museum_job=round(line, 1), museum_looking=round(looking(line), 3))
    rows, rest = [], []
    for vintage in ("2019", "2020"):
        gone = defaultdict(float)
        for r in rows_of("job_search.csv"):
            x = float(r["share"])
            if vintage == "2019" and r["route"].startswith("pabo"):
                rows.append([vintage, r["route"], r["sector"], *(x * p for p in part), f"{r['source']} T07-147", "assumption"])
                gone[r["route"]] += x * (1 - part[0])
            else:
                rows.append([vintage, *(r[c] or None for c in ("route", "sector", "share", "low", "high", "source", "status"))])
        for r in rows_of("job_search_rest.csv"):
            x = float(r["share"]) + (gone[r["route"]] if r["rest"] == "reserve" else 0)
            rest.append([vintage, r["route"], r["rest"], x, *around(x), r["source"], r["status"]])
    add("museum/job_search.csv", "vintage,route,sector,share,low,high,source,status", rows)
    add("museum/job_search_rest.csv", "vintage,route,rest,share,low,high,source,status", rest)
