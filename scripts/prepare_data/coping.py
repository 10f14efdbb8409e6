"""What a shortage does to schools: sickness, replacement, coping, guidance, workload; leaders, benefits, assistants, degrees.

A number that was not in figures.csv but on a page that was read says so in its row's `source`, and the row stays an
assumption. Rows T10-041 to T10-061 (surveys of shortage) set nothing here: some are printed beside the tables.
"""
import csv
import io
import math

from careers import leaving_60
from common import *
from priors import priors


def written(name):
    """A table made before, as rows of texts."""
    return list(csv.DictReader(io.StringIO(tables[name])))


def write(persons, mean, deaths, retire, at_aow, graduates, looking, entrants):
    people = {(s, b): sum(persons[s, b, x] for x in SEXES) for s in SECTORS for b in BANDS}
    fte = {(s, b): sum(persons[s, b, x] * mean[s, b, x] for x in SEXES) for s in SECTORS for b in BANDS}
    experienced = {s: with_experience(s, people) for s in SECTORS}
    absent = sickness(fte)
    steps()
    replacement(absent, fte)
    start = {s: sum(graduates[r] * looking[r][k] for r in ROUTES) + entrants[f"zij_instroom_{s}"][2019]
             for k, s in enumerate(SECTORS)}
    guidance(start, experienced)
    workload()
    leaders(people, experienced, deaths, retire, at_aow)
    benefits()
    assistants()
    degrees()
    may_teach()
    subject_switch()
    qualifications()
    priors(people, written)


def with_experience(sector, people):
    """Share of teachers with five years or more: the tenure shares behind resignation.csv."""
    young = {"po": 0.25, "vo": 0.20, "mbo": 0.12}[sector]
    part = [young, young, 0.76] + [0.87] * 7
    return sum(people[sector, b] * p for b, p in zip(BANDS, part)) / sum(people[sector, b] for b in BANDS)


# ------------------------------------------------------------------------------------------------ 1: sickness

SICK = {"po": "T06-031", "vo": "T06-033", "mbo": "T06-051"}


def sickness(fte):
    """Short spells the same for all ages, long spells by age, together the published absence of each sector."""
    # Short spells: share of fte. vo: spells a year from absence and the mean spell of 14 days (T06-048), the short ones 5
    # days on average (assumption, 4 to 6). po: fewer and longer spells than vo (DUO, Verzuimonderzoek 2020). mbo between.
    long_months = 5.5  # assumption, 4 to 8: longer than six weeks, at most two years
    a_year = 365 * fig("T06-033") / fig("T06-048") / 100
    long_vo = fig("T06-033") / 100 * 2 / 3 / (long_months / 12)  # about: two thirds of the absence is in long spells
    short = {"po": (0.015, 0.010, 0.021), "vo": tuple((a_year - long_vo) * d / 365 for d in (5, 4, 6)),
             "mbo": (0.016, 0.011, 0.022)}
    limits = {"po": (5.5, 5.9), "vo": (5.2, 6.0), "mbo": (5.2, 6.0)}  # of the absence: T06-027 to T06-034; T06-051 its own
    rows, by_sector, absent = [], [], {}
    ratio = fig("T06-047")
    for s in SECTORS:
        w = [fte[s, b] for b in BANDS]
        steps_up = [min(i, 8) for i in range(10)]  # 65+ as 60-64: who still works is healthy

        def share(g, bands):
            return sum(w[i] * g ** steps_up[i] for i in bands) / sum(w[i] for i in bands)

        g = bisect(lambda x: share(x, (7, 8, 9)) / share(x, (0, 1, 2)) - ratio, 1, 1.5)
        all_bands = share(g, range(10))
        total = fig(SICK[s]) / 100
        absent[s] = 0
        for i, b in enumerate(BANDS):
            here = total * g ** steps_up[i] / all_bands
            long = here - short[s][0]
            assert long > 0, (s, b)
            # a teacher at work falls ill for long at this rate and is away for long_months: share away = r t / (1 + r t)
            rate = long / (1 - long) / (long_months / 12)
            low, high = ((c / 100 - d) / (total - short[s][0]) for c, d in zip(limits[s], (short[s][2], short[s][1])))
            rows.append([s, b, rate, rate * low, rate * high, f"{SICK[s]} T06-047", "assumption"])
            absent[s] += w[i] * (short[s][0] + rate * long_months / 12 / (1 + rate * long_months / 12)) / sum(w)
        by_sector.append([s, *short[s][:1], long_months, *short[s][1:],
                          f"{SICK[s]} T06-048" if s == "vo" else f"{SICK[s]}; split assumed", "assumption"])
        mean_long = sum(float(r[2]) * n for r, n in zip(rows[-10:], w)) / sum(w)
        say(f"sickness {s}: {100 * absent[s]:.2f}% of fte (published {fig(SICK[s]):.1f}), of which short spells {100 * short[s][0]:.2f}; "
            f"55 and over to under 35 {share(g, (7, 8, 9)) / share(g, (0, 1, 2)):.2f}; long spells per teacher and year "
            f"{mean_long:.3f} ({float(rows[-10][2]):.3f} under 25, {float(rows[-2][2]):.3f} at 60-64)")
    facts["spells_vo"] = round(a_year, 2)
    facts["short_vo"] = round(100 * short["vo"][0], 1)
    add("sickness.csv", "sector,age_band,long_spells,low,high,source,status", rows)
    add("sickness_by_sector.csv", "sector,short_share,long_months,low,high,source,status", by_sector)
    # assumption: highest in the winter quarters (CBS says so of all sectors), lowest in the summer holiday
    month = (1.25, 1.30, 1.20, 1.00, 0.95, 0.90, 0.60, 0.55, 0.85, 1.05, 1.15, 1.20)
    assert abs(sum(month) - 12) < 1e-9
    add("sickness_season.csv", "month,factor,low,high,source,status",
        [[m, f, 1 + 0.5 * (f - 1) if f > 1 else 1 - 1.5 * (1 - f), 1 + 1.5 * (f - 1) if f > 1 else 1 - 0.5 * (1 - f),
          "assumed: winter peak; half to one and a half times as pronounced", "assumption"] for m, f in enumerate(month, 1)])
    return absent


# ------------------------------------------------------------------------------- 2-3: what schools do about it

def steps():
    pay = {r["sector"]: float(r["employer_cost_per_fte"]) for r in written("pay.csv")}
    # Extra hours: of those with up to 0.8 fte one in ten adds a day for a while (levers.md row 6, grade C); low 3%, high 25%
    part_time = {s: (fig(t(2, 3 * k + 1)) + fig(t(2, 3 * k + 2))) / 100 for k, s in enumerate(SECTORS)}
    size = {"po": fig("T02-013"), "vo": fig("T02-023"), "mbo": fig("T02-024")}
    extra = {s: tuple(round(part_time[s] * p * 0.2 / size[s], 3) for p in (0.10, 0.03, 0.25)) for s in SECTORS}
    # Agency: po spent EUR 320 million in 2016 (letter of 2020, levers.md row 48): at one and a half times the cost of a
    # teacher that is this share of the fte. vo the same share of money. mbo 7% of the budget for all staff (T01-089).
    more = 0.6  # tariff above own cost. 0.5 (Trouw 2018) to 0.95 (Rekenkamer 2024); 60,000 to 100,000 (Parool 2018)
    bought = 320e6 / ((1 + more) * pay["po"]) / fig("T01-057")
    agency = {"po": (bought, 0.4 * bought, 2 * bought), "vo": (0.03, 0.01, 0.06),
              "mbo": (fig("T01-089") / 100 / (1 + more), 0.02, 0.07)}
    # Other professionals: 22 hours a month of some 94 (940 a year in ten months), so at most 0.23 of a school; few schools
    # asked for it: 10 at first, 61 in 2023/24 (levers.md row 44) of the schools in the G5, so little of it on average.
    school = sum(r["region"] in G5 for r in written("schools_po.csv"))
    most = 22 / 94
    other = tuple(most * n / school for n in (61, 10)) + (most,)
    facts.update(agency_po=round(100 * bought, 1), other_professional=round(100 * other[0], 1), g5_schools=school)
    ladder = {  # assumptions: limit, low, high
        "extra_hours": extra, "agency": agency,
        "unqualified": {"po": (0.05, 0.02, 0.10), "vo": (0.10, 0.05, 0.15), "mbo": (0.08, 0.03, 0.15)},
        "merged_class": {"po": (0.04, 0.01, 0.08), "vo": (0.03, 0.01, 0.06), "mbo": (0.04, 0.01, 0.08)},
        "other_professional": {"po": other, "vo": (0, 0, 0), "mbo": (0, 0, 0)},
        "at_home": {s: (1, 1, 1) for s in SECTORS}}
    source = {"extra_hours": "T02-001 to T02-009; levers.md row 6 (grade C)",
              "agency": {"po": "levers.md row 48; tariff 1.6 x own cost", "vo": "as po; tariff 1.6 x own cost",
                         "mbo": "T01-089; tariff 1.6 x own cost"},
              "unqualified": {"po": "assumed: one post in twenty", "vo": "T14-021: most by subject 9.7%",
                              "mbo": "assumed: instructors"},
              "merged_class": "assumed", "other_professional": "levers.md row 44: 22 hours a month; 61 schools",
              "at_home": "what is left"}
    rows = []
    for s in SECTORS:
        for step, limit in ladder.items():
            where = source[step] if isinstance(source[step], str) else source[step][s]
            rows.append([s, step, limit[s][0], round(more * pay[s]) if step == "agency" else 0, int(step != "at_home"),
                         int(step == "other_professional"), *limit[s][1:], where, "assumption"])
    add("coping.csv", "sector,step,limit,cost,hidden,g5_only,low,high,source,status", rows)
    # Not fitted: Amsterdam, October 2021, a school's shortage spread with a coefficient of variation of a half (gamma, 4)
    can = sum(r[2] for r in rows if r[0] == "po" and r[1] != "at_home")
    gone = fig("T10-055") / 100
    grid = [(i + 0.5) * 1e-3 for i in range(1000)]
    weight = [x ** 3 * math.exp(-4 * x / gone) for x in grid]
    hidden = sum(w * min(x, can) for x, w in zip(grid, weight)) / sum(w * x for x, w in zip(grid, weight))
    say(f"coping: the steps before pupils stay at home cover at most " + ", ".join(
        f"{s} {sum(r[2] for r in rows if r[0] == s and r[1] != 'at_home'):.3f}" for s in SECTORS)
        + f" of a school's formation (po outside the G5 {can - other[0]:.3f})")
    say(f"coping, compared and not fitted: of a shortage of {100 * gone:.1f}% (T10-055) the ladder hides {100 * hidden:.0f}%; "
        f"Amsterdam in October 2021 said {fig('T10-059'):.0f}% (T10-058 T10-059)")


def replacement(absent, fte):
    rows = [["po", 0.85, 0.5, 0.7, 1.0], ["vo", 0.40, 0.05, 0.2, 0.7], ["mbo", 0.40, 0.05, 0.2, 0.7]]  # assumptions
    add("replacement.csv", "sector,share_replaced,pool_share,low,high,source,status",
        [[*r, "assumed: a class needs a teacher; pools are of po" if r[0] == "po" else "assumed: lessons lapse or are taken over",
          "assumption"] for r in rows])
    sick = [absent[s] * sum(fte[s, b] for b in BANDS) for s in SECTORS]
    say("replacement wanted for the sick (fte): " + ", ".join(
        f"{s} {n * r[1]:.0f} of which by a pool {n * r[1] * r[2]:.0f}" for s, n, r in zip(SECTORS, sick, rows)))


# -------------------------------------------------------------------------------------- 4-5: guidance, workload

def school_sizes(start=""):
    """Formation and initial shortage of each school: (sector, fte, share open). `start`: the folder of another start."""
    norm = {r["kind"]: (float(r["pupils_per_fte"]), float(r["fixed_fte"])) for r in written(start + "formation.csv")}
    short = {(r["sector"], r["region"]): float(r["share"]) for r in written(start + "initial_shortage.csv")}
    lists = {"po": [("schools_po.csv", "pupils"), ("schools_special.csv", "pupils")], "vo": [("schools_vo.csv", "pupils")],
             "mbo": [("schools_mbo.csv", "students")]}
    out = {}
    for s, files in lists.items():
        out[s] = []
        for file, column in files:
            for r in written(start + file):
                per, fixed = norm[r.get("kind") or {"po": "bo", "vo": "vo", "mbo": "mbo"}[s]]
                out[s].append((float(r[column]) / per + fixed, short[s, r["region"]]))
    return out


def unguided(hours, needed, eaten, sector, sizes, rate, experienced):
    """Share of entrants without guidance when each school gets a Poisson number of them in proportion to its size."""
    alone = come = 0.0
    for size, open_share in sizes[sector]:
        n = rate * size
        places = math.floor(size * (1 - open_share) * experienced * hours * max(0, 1 - eaten * open_share) / needed + 1e-9)
        p, below, found = math.exp(-n), 0.0, 0.0
        for k in range(places):  # expected number that finds a place: sum of P(more than k)
            below += p
            found += max(0.0, 1 - below)
            p *= n / (k + 1)
        alone += n - min(n, found)
        come += n
    return alone / come


def guidance(start, experienced):
    # Need: a coach an hour a week and an hour of watching lessons and preparing (assumption, 1 to 4; the po agreement gives
    # starters 40 hours a year of their own, vo 20% fewer lessons). Eaten: at 10% uncovered posts 30% of the hours go (1 to 6).
    needed, eaten = 2.0, 3.0
    aim = {"po": (fig("T08-033") + fig("T08-034")) / 200, "vo": (fig("T08-035") + fig("T08-036")) / 200}
    aim["mbo"] = aim["vo"]  # assumption: fewer mbo than vo entrants are content with their guidance (T08-031, T08-032)
    sizes, rows = school_sizes(), []
    for s in SECTORS:
        # entrants a year a fte of formation; they come in the first year and each is guided for that year
        rate = start[s] / sum(n for n, _ in sizes[s])
        hours = bisect(lambda x: aim[s] - unguided(x, needed, eaten, s, sizes, rate, experienced[s]), 0.01, 2)
        hours = round(hours, 3)
        got = unguided(hours, needed, eaten, s, sizes, rate, experienced[s])
        source = "T08-033 T08-034" if s == "po" else "T08-035 T08-036"
        say(f"guidance {s}: {start[s]:.0f} entrants a year over {len(sizes[s])} schools, {100 * experienced[s]:.0f}% of teachers "
            f"5 years or more; {hours} hours a week of each leaves {100 * got:.1f}% of entrants unguided "
            f"({'assumed' if s == 'mbo' else 'zij-instromers'} {100 * aim[s]:.1f}%, {source})")
        # assumption. 1: an American trial of induction found nothing (E31); 2.5: unqualified to qualified starters of vo left
        # their first job in three years with 46 and 22% (E28), so ln(0.54) / ln(0.78). Reviews are positive (E32).
        rows.append([s, hours, needed, eaten, 1.5, 1.0, math.log(0.54) / math.log(0.78),
                     f"{source}; levers.md rows 33 and 39 (E28 E31 E32)", "assumption"])
    add("guidance.csv", "sector,hours_per_mentor,hours_needed,eaten,dropout_factor,low,high,source,status", rows)


def workload():
    # Nothing has been measured in this form: levers.md rows 7 to 11 and 14, "none found". Points: 1 = all posts uncovered.
    add("workload.csv", "sector,weight_open,weight_unguided,weight_support,elasticity_resignation,elasticity_hours,"
        "elasticity_sickness,low,high,source,status",
        [[s, 1.0, 0.1, -0.4, 0.5, -0.1, 0.5, 0.0, 2.0, "levers.md rows 7 to 11: none found", "assumption"] for s in SECTORS])


# ----------------------------------------------------------------------- 6-8: leaders, benefits, assistants

def leader_ages(groups):
    """Shares by band from six 10-year groups of po; vo as much older as its leaders were in 2015, mbo as vo."""
    # each group over its two bands (assumption: older within the group, but fewer after 60)
    halves = ((0.15, 0.85), (0.4, 0.6), (0.45, 0.55), (0.55, 0.45))
    po = [groups[0]] + [groups[1 + i] * h for i, pair in enumerate(halves) for h in pair] + [groups[5]]
    middle = [23, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5, 62.5, 66]
    age = lambda part: sum(a * p for a, p in zip(middle, part)) / sum(part)
    older = age(po) + fig("T03-174") - fig("T03-172")  # vo leaders were this much older in 2015
    tilt = bisect(lambda k: age([p * math.exp(k * a) for p, a in zip(po, middle)]) - older, 0, 0.2)
    vo = [p * math.exp(tilt * a) for p, a in zip(po, middle)]
    return {"po": po, "vo": vo, "mbo": vo}, age


def leaders(people, experienced, deaths, retire, at_aow):
    size = {"po": 0.92, "vo": fig("T01-065") / fig("T01-064")}  # fte a leader; po assumed, 0.85 to 1
    size["mbo"] = size["vo"]
    fte = {"po": fig("T01-098"), "vo": fig("T01-065")}
    fte["mbo"] = round(fig("T01-087") * fig("T01-065") / fig("T01-067"), -2)  # assumption: as many to a teacher as in vo
    number = {s: round(fte[s] / size[s], -2) for s in SECTORS}
    row = ROWS["T01-098"]
    limits = {"po": (round(float(row["low"]), -2), round(float(row["high"]) / 0.85, -2)), "vo": (2700, 3100),
              "mbo": (0.6 * number["mbo"], 1.6 * number["mbo"])}
    part, age = leader_ages([fig(t(3, 49 + i)) for i in range(6)])
    rows, ages = [], []
    for s in SECTORS:
        part[s] = shares(part[s])
        source = "T03-049 to T03-054 (2016)" + ("" if s == "po" else "; T03-172 T03-174" + ("" if s == "vo" else "; as vo"))
        ages += [[s, b, p, *around(p), source, "assumption"] for b, p in zip(BANDS, part[s])]
        # assumptions: 2% a year goes back to the class (0.5 to 4), 2% leaves before 60 for work elsewhere (1 to 5). Promotions
        # are what keeps the number with retirement as of teachers: all leaders come from the teachers.
        back, leave = 0.02, 0.02
        old = sum(part[s][8:]) * leaving_60(retire[s], at_aow[s], deaths[s], 66 + 1 / 3)[0]
        dead = sum(p * d for p, d in zip(part[s][:8], deaths[s]))
        flow = number[s] * (back + leave * sum(part[s][:8]) + old + dead)
        rate = flow / (experienced[s] * sum(people[s, b] for b in BANDS))
        say(f"leaders {s}: {number[s]:.0f} persons, mean age {age(part[s]):.1f}, {100 * sum(part[s][8:]):.0f}% 60 and over; "
            f"a year {100 * old:.1f}% retire; {flow:.0f} promotions keep their number, {1000 * rate:.1f} of 1,000 teachers with 5 years")
        rows.append([s, number[s], fte[s], rate, back, leave, *limits[s],
                     {"po": "T01-098; T01-054 says it fell by 200 in 2017-2019", "vo": "T01-064 T01-065",
                      "mbo": "T01-087 x T01-065 / T01-067"}[s] + "; rates assumed", "assumption"])
    say(f"leaders: mean age published for 2015 po {fig('T03-172')}, vo {fig('T03-174')} (fte); not used: leader shortage of "
        f"October 2021 {fig('T10-060')}% = {fig('T10-061'):.0f} fte (T10-060 T10-061)")
    add("leaders.csv", "sector,persons,fte,promotion_rate,step_back_rate,exit_rate,low,high,source,status", rows)
    add("leaders_age.csv", "sector,age_band,share,low,high,source,status", ages)


def benefits():
    """Stock of October 2019: half way between what is left of the stocks before and what the inflow keeps."""
    teachers = {"po": fig("T01-056") / fig("T01-058"), "vo": fig("T01-066") / fig("T01-072"),
                "mbo": fig("T01-082") / (fig("T01-082") + fig("T01-083"))}
    months, first, later = 24, 0.7, 0.3  # assumptions: 12 to 36; 0.4 to 1.0; 0.15 to 0.5 a year
    stay = (1 - math.exp(-first)) / first + math.exp(-first) * (1 - math.exp(-later * (months / 12 - 1))) / later
    both = fig("T06-026") * fig("T06-026") / fig("T06-025")  # po and vo, one more year of the same fall
    po = fig("T06-019") / (fig("T06-019") + fig("T06-020"))
    stock = {"po": both * po, "vo": both * (1 - po)}
    stock["mbo"] = stock["vo"] * fig("T06-021") / fig("T06-020")
    kept = fig("T06-023") * 1.2 * stay  # January to October to a year
    number = {s: stock[s] * teachers[s] for s in SECTORS}
    number["po"] = (stock["po"] + kept) / 2 * teachers["po"]
    limits = {"po": (1100, 6000), "vo": (600, 2200), "mbo": (150, 700)}  # 6,000: levers.md row 38 (E29)
    say(f"benefits: stock of 2018 carried on po {stock['po']:.0f}, vo {stock['vo']:.0f}, mbo {stock['mbo']:.0f} of all staff; inflow of "
        f"2019 keeps po {kept:.0f} (mean stay {stay:.2f} years); teachers {', '.join(f'{s} {100 * teachers[s]:.0f}%' for s in SECTORS)}")
    # years to a permanent contract: 31% after one (T07-150), the rest at that pace and all after three (the law)
    pace = hazard(fig("T07-150") / 100)
    years = (1 - math.exp(-3 * pace)) / pace
    source = {"po": "T06-019 T06-020 T06-023 T06-025 T06-026 T01-056 T01-058",
              "vo": "T06-019 T06-020 T06-025 T06-026 T01-066 T01-072", "mbo": "T06-020 T06-021 T06-026 T01-082 T01-083"}
    add("benefits.csv", "sector,persons,entitlement_months,return_rate_first_year,return_rate_later,temporary_years,"
        "low,high,source,status",
        [[s, round(number[s], -1), months, first, later, round(years, 2), *limits[s], f"{source[s]}; T07-150; rates assumed",
          "assumption"] for s in SECTORS])
    facts.update(benefit_stock=round(stock["po"] * teachers["po"], -1), benefit_kept=round(kept * teachers["po"], -1))


def assistants():
    leader = float(written("leaders.csv")[0]["persons"])
    support = {"po": fig("T01-058") - fig("T01-056") - leader, "vo": fig("T01-068"), "mbo": fig("T01-083")}
    part = {"po": (0.55, 0.38, 0.70), "vo": (0.20, 0.11, 0.30), "mbo": (0.18, 0.08, 0.29)}  # assumptions
    # po: 328 asked in a year for the grant for assistants who go to the pabo (letter of 2020) of 1,861 part-time entrants
    pabo = {"po": round(328 / fig("T07-064"), 3), "vo": 0.01, "mbo": 0.0}
    source = {"po": "T01-058 T01-056 less leaders; levers.md row 27: 328 / T07-064 (0.08 to 0.40)",
              "vo": "T01-068; a fifth assumed", "mbo": "T01-083; a fifth assumed"}
    count = {s: [round(support[s] * p, -2) for p in part[s]] for s in SECTORS}
    # a year, of each assistant: the 328 of 2019; low and high: those whom the budgets of 2019 and 2023 pay (200 and 800)
    go = {s: tuple(n / count[s][0] for n in asked) for s, asked in (("po", (328, 200, 800)), ("vo", (0.01 * fig("T07-064"), 0, 60)),
                                                                    ("mbo", (0, 0, 20)))}
    leave = (0.08, 0.04, 0.14)  # for other work, without retirement; assumption: teachers of po 0.04, twice as many temporary
    women = {"po": (0.92, 0.86, 0.96), "vo": (0.75, 0.6, 0.88), "mbo": (0.65, 0.5, 0.8)}  # assumptions
    size = {"po": (0.62, 0.55, 0.70), "vo": (0.70, 0.6, 0.8), "mbo": (0.75, 0.65, 0.85)}  # assumptions
    ages = assistants_age()
    middle = [22, 27.5, 32.5, 37.5, 42.5, 47.5, 52.5, 57.5, 62.5, 66]
    age = sum(a * p for a, p in zip(middle, ages))
    facts.update(assistants_to_pabo=f"{go['po'][0]:.3f}", assistants_age=f"{age:.1f}")
    say(f"assistants: mean age {age:.1f} (all support staff of po 2015: {fig('T03-173')} in fte); po a year {328} of {count['po'][0]:.0f} to the pabo, "
        f"{leave[0] * count['po'][0]:.0f} leave for other work, {100 * sum(ages[8:]):.0f}% are 60 and over")
    header = ["sector", "persons", "low", "high", "to_pabo_share"]
    for column, prefix in (("to_pabo_per_year", "to_pabo"), ("leave_per_year", "leave"), ("share_women", "women"), ("mean_age", "age"), ("mean_fte", "fte")):
        header += [column, prefix + "_low", prefix + "_high"]
    add("assistants.csv", ",".join([*header, "source", "status"]),
        [[s, count[s][0], *count[s][1:], pabo[s], *(round(x, 4) for x in go[s]), *leave, *women[s], round(age, 1), 39, 47, *size[s],
          source[s] + "; leaving and women and ages and contract assumed", "assumption"] for s in SECTORS])
    add("assistants_age.csv", "sector,age_band,share,low,high,share_of_new,source,status",
        [[s, b, p, *around(p, 0.4), q, "T03-055 to T03-060 (2016) and a quarter of newcomers" + ("" if s == "po" else "; as po"), "assumption"]
         for s in SECTORS for b, p, q in zip(BANDS, ages, NEW_ASSISTANTS)])


NEW_ASSISTANTS = [0.50, 0.20, 0.08, 0.07, 0.06, 0.05, 0.03, 0.01, 0.0, 0.0]  # ages, assumption: mostly straight from school


def assistants_age():
    """All support staff of po in 2016 by age, each 10-year group over its two bands (assumption), and a quarter of newcomers."""
    halves = ((0.5, 0.5), (0.45, 0.55), (0.45, 0.55), (0.6, 0.4))
    old = [fig("T03-055")] + [fig(t(3, 56 + i)) * h for i, pair in enumerate(halves) for h in pair] + [fig("T03-060")]
    return shares([0.75 * x / sum(old) + 0.25 * y for x, y in zip(old, NEW_ASSISTANTS)])


# --------------------------------------------------------------------------------- 9-10: who may teach what

# subject: share of its lessons in the upper years of havo and vwo before scaling; share of its teachers with a first degree
DEGREES = {
    "nederlands": (0.25, 0.38), "wiskunde": (0.28, 0.42), "beroepsgericht_vmbo": (0.0, 0.03), "engels": (0.24, 0.38),
    "duits": (0.30, 0.40), "lichamelijke_opvoeding": (0.18, 0.80), "economie": (0.45, 0.48), "kunst_ckv": (0.20, 0.70),
    "biologie": (0.35, 0.45), "frans": (0.32, 0.42), "natuurkunde": (0.62, 0.60), "aardrijkskunde": (0.30, 0.42),
    "maatschappijleer": (0.55, 0.45), "natuur_scheikunde": (0.0, 0.10), "techniek": (0.0, 0.08), "geschiedenis": (0.33, 0.46),
    "scheikunde": (0.65, 0.62), "levensbeschouwing": (0.20, 0.40), "informatica": (0.90, 0.55), "klassieke_talen": (0.55, 0.92),
    "gezondheidszorg_en_welzijn": (0.0, 0.03), "overig": (0.10, 0.20)}
UNQUALIFIED = {"wiskunde": 18, "natuurkunde": 19, "natuur_scheikunde": 20, "techniek": 21, "nederlands": 22, "engels": 23,
               "economie": 24, "duits": 25, "frans": 26, "maatschappijleer": 27}  # rows of T14


def degrees():
    subject = {r["subject"]: float(r["employment_fte"]) for r in written("subjects.csv")}
    assert set(subject) == set(DEGREES)
    every = sum(subject.values())
    # vwo 4 to 6 of the years 3 to 6, havo 4 and 5 of 3 to 5
    upper = (fig("T09-100") * 3 / 4 + fig("T09-101") * 2 / 3) / sum(fig(t(9, 99 + i)) for i in range(5))
    scale = upper * every / sum(n * DEGREES[s][0] for s, n in subject.items())
    # 2019 on the line from 2017 to 2020; what the ten published subjects leave is the average of the others
    year = fig("T14-016") + (fig("T14-015") - fig("T14-016")) * 2 / 3
    known = sum(subject[s] * fig(t(14, n)) for s, n in UNQUALIFIED.items())
    rest = (year * every - known) / sum(n for s, n in subject.items() if s not in UNQUALIFIED)
    rows = []
    for s in subject:
        x = min(0.95, DEGREES[s][0] * scale)
        row = t(14, UNQUALIFIED[s]) if s in UNQUALIFIED else None
        rows.append([s, round(x, 3), DEGREES[s][1], round((fig(row) if row else rest) / 100, 4), round(0.7 * x, 3),
                     round(min(1, 1.3 * x), 3), f"T09-099 to T09-103; {row or 'T14-015 T14-016 less the published'}; spread assumed",
                     "assumption"])
    add("degrees.csv", "subject,first_degree_lessons,first_degree_teachers,unqualified_2019,low,high,source,status", rows)
    first = sum(subject[r[0]] * r[2] for r in rows) / every
    asked, alone = (sum(subject[r[0]] * r[c] for r in rows) / every for c in (1, 3))
    facts.update(upper_share=round(100 * upper, 1), unqualified_rest=round(rest, 1), unqualified_2019=round(year, 1))
    say(f"degrees: lessons that ask for a first degree {100 * asked:.1f}% (pupils in upper years {100 * upper:.1f}%), teachers with one "
        f"{100 * first:.0f}% (assumed); unqualified lessons {100 * alone:.2f}% (2019, between T14-016 and T14-015)")


def may_teach():
    """Who may stand before which class without an exception. `lower`: years 1 to 3 of havo and vwo and all of vmbo."""
    places = [("po", "all"), ("vo", "lower"), ("vo", "upper"), ("mbo", "all")]
    may = {"pabo": (1, 0, 0, 0), "second_degree": (0, 1, 0, 1), "first_degree": (0, 1, 1, 1), "mbo_certificate": (0, 0, 0, 1),
           "none": (0, 0, 0, 0)}
    subject, guest = "; the own subject only", "; up to 6 hours a week as a guest"
    exception = {("pabo", "vo", "lower"): "; practical education (pro) only", ("second_degree", "po", "all"): subject,
                 ("first_degree", "po", "all"): subject, ("none", "mbo", "all"): guest, ("none", "vo", "lower"): guest,
                 ("none", "vo", "upper"): guest}
    page = {"mbo_certificate": "mboraad.nl: raamwerk PDG", "none": "WEB art. 4.2.1; WVO 2020 art. 7.19"}
    rows = []
    for q, flags in may.items():
        for (s, years), flag in zip(places, flags):
            source = page.get(q, "rijksoverheid.nl: welke onderwijsbevoegdheden zijn er") + exception.get((q, s, years), "")
            rows.append([q, s, years, flag, None, None, source, "verified"])
    add("may_teach.csv", "qualification,sector,years,may,low,high,source,status", rows)


# subject in need <- subject that somebody is qualified for: how well that goes. All assumptions.
SWITCH = {
    "natuur_scheikunde": {"natuurkunde": 0.8, "scheikunde": 0.8, "techniek": 0.4, "biologie": 0.3},
    "natuurkunde": {"natuur_scheikunde": 0.5, "scheikunde": 0.4, "wiskunde": 0.4},
    "scheikunde": {"natuur_scheikunde": 0.5, "natuurkunde": 0.4, "biologie": 0.4},
    "wiskunde": {"natuurkunde": 0.5, "economie": 0.3, "scheikunde": 0.3, "natuur_scheikunde": 0.3, "informatica": 0.3},
    "informatica": {"wiskunde": 0.4, "natuurkunde": 0.4, "techniek": 0.3, "economie": 0.2},
    "biologie": {"scheikunde": 0.3, "natuur_scheikunde": 0.3, "gezondheidszorg_en_welzijn": 0.3},
    "economie": {"wiskunde": 0.3, "maatschappijleer": 0.3, "aardrijkskunde": 0.2},
    "maatschappijleer": {"geschiedenis": 0.6, "economie": 0.4, "aardrijkskunde": 0.4, "levensbeschouwing": 0.4, "nederlands": 0.2},
    "geschiedenis": {"maatschappijleer": 0.4, "aardrijkskunde": 0.3, "klassieke_talen": 0.3},
    "aardrijkskunde": {"geschiedenis": 0.3, "economie": 0.3, "biologie": 0.3, "maatschappijleer": 0.2},
    "levensbeschouwing": {"maatschappijleer": 0.4, "geschiedenis": 0.4, "klassieke_talen": 0.2},
    "nederlands": {"engels": 0.2, "duits": 0.2, "geschiedenis": 0.2, "klassieke_talen": 0.2},
    "engels": {"nederlands": 0.2, "duits": 0.2, "frans": 0.2},
    "duits": {"nederlands": 0.2, "engels": 0.2},
    "frans": {"klassieke_talen": 0.3, "engels": 0.15},
    "techniek": {"beroepsgericht_vmbo": 0.6, "natuur_scheikunde": 0.4, "natuurkunde": 0.4, "kunst_ckv": 0.3},
    "beroepsgericht_vmbo": {"techniek": 0.5, "gezondheidszorg_en_welzijn": 0.5, "economie": 0.3, "natuur_scheikunde": 0.2},
    "gezondheidszorg_en_welzijn": {"biologie": 0.5, "beroepsgericht_vmbo": 0.5, "lichamelijke_opvoeding": 0.2},
    "kunst_ckv": {"techniek": 0.2},
    "overig": {"maatschappijleer": 0.3, "levensbeschouwing": 0.2, "economie": 0.2, "lichamelijke_opvoeding": 0.2}}


def qualifications():
    """What a route gives, and what those who teach at the start have (vo: degrees.csv says who has a first degree)."""
    given = {"pabo_full_time": "pabo", "pabo_part_time": "pabo", "second_degree_full_time": "second_degree",
             "second_degree_part_time": "second_degree", "first_degree_hbo": "first_degree",
             "first_degree_university": "first_degree", "pdg_mbo": "mbo_certificate", "zij_instroom_po": "pabo",
             "zij_instroom_vo": "second_degree", "zij_instroom_mbo": "mbo_certificate"}
    add("route_qualification.csv", "route,qualification,given,source,status",
        [[route, q, 1, "the diploma of the route", "derived"] for route, q in given.items()])
    start = {"po": "pabo", "vo": "second_degree", "mbo": "mbo_certificate"}
    add("start_qualification.csv", "sector,qualification,share,low,high,source,status",
        [[s, q, 1, 0.9, 1, "assumed: all; vo by degrees.csv", "assumption"] for s, q in start.items()])


def subject_switch():
    for need, others in SWITCH.items():
        assert {need, *others} <= set(DEGREES) and need not in others, need
    add("subject_switch.csv", "subject,other_subject,fit,low,high,source,status",
        [[need, other, fit, 0.5 * fit, min(1, 1.5 * fit), "assumed: kinship of the subjects", "assumption"]
         for need, others in SWITCH.items() for other, fit in others.items()])
