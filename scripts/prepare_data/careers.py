"""Tables 12 to 20 and 27: the first population, the reserve, leaving, moving, retiring, pay."""
from collections import defaultdict

from common import *


# ------------------------------------------------------------------------------------- 12-15: first population, reserve

def base_population():
    """Persons by sector, band and sex; in po men make room for women so that 87% are women (T03-163)."""
    persons, fte = defaultdict(int), defaultdict(float)
    for r in read("base_population_2019.csv"):
        key = (r["sector"] if r["sector"] in SECTORS else "po", r["age_band"], r["sex"])
        persons[key] += int(r["persons"])
        fte[key] += int(r["persons"]) * float(r["mean_fte"])
    mean = {k: fte[k] / persons[k] for k in persons}
    band = {b: persons["po", b, "women"] + persons["po", b, "men"] for b in BANDS}
    before = sum(fte[k] for k in fte if k[0] == "po")
    facts["women_before"] = round(100 * sum(persons["po", b, "women"] for b in BANDS) / sum(band.values()), 2)
    men = largest_remainder([persons["po", b, "men"] for b in BANDS], round((1 - fig("T03-163") / 100) * sum(band.values())))
    for b, n in zip(BANDS, men):
        persons["po", b, "men"], persons["po", b, "women"] = n, band[b] - n
    keep = before / sum(persons[k] * mean[k] for k in persons if k[0] == "po")  # total fte of po stays
    facts["po_fte_factor"] = round(keep, 5)
    for k in mean:
        mean[k] *= keep if k[0] == "po" else 1
    rows = []
    for s, totals, first in (("po", "T01-056 T01-057", 135), ("vo", "T01-066 T01-067", 145), ("mbo", "T01-086 T01-087", 124)):
        for i, b in enumerate(BANDS):
            row = ROWS[t(3, first + i)]  # share of the band; of po and vo an assumption with a range, of mbo observed
            limits = [float(row[c]) / float(row["value"]) if row[c] else None for c in ("low", "high")]
            for x in SEXES:
                n = persons[s, b, x]
                rows.append([s, b, x, n, mean[s, b, x], *(None if p is None else round(n * p) for p in limits),
                             f"{totals} {row['id']}", "derived" if s == "mbo" else "assumption"])
    add("base_population.csv", "sector,age_band,sex,persons,mean_fte,low,high,source,status", rows)
    return persons, mean


def contract_size():
    rows = []
    for k, s in enumerate(SECTORS):
        parts = shares([fig(t(2, 3 * k + i)) for i in (1, 2, 3)])
        for i, band in enumerate(("up_to_0.5", "0.5_to_0.8", "over_0.8")):
            rows.append([s, band, parts[i], t(2, 3 * k + i + 1), "verified"])
    add("contract_size.csv", "sector,band,share,source,status", rows)
    # assumption: people work whole and half days; a day is 0.2 fte. The small sizes pull the means of the bands down to
    # what the mean contract (T02-013, T02-023, T02-024) asks.
    spikes = {0.10: 1, 0.15: 1, 0.20: 4, 0.25: 1, 0.30: 2, 0.35: 1, 0.40: 6, 0.45: 1, 0.50: 4,
              0.55: 3, 0.60: 11, 0.65: 2, 0.70: 3, 0.75: 1, 0.80: 7, 0.85: 4, 0.90: 7, 0.95: 2, 1.00: 12}
    rows = []
    for i in range(1, 21):
        w = float(spikes.get(round(0.05 * i, 2), 0))
        rows.append([f"{0.05 * i:.2f}", w, *around(w, 0.5), "assumed: whole and half days", "assumption"])
    add("contract_size_profile.csv", "fte,weight,low,high,source,status", rows)
    for k, s in enumerate(SECTORS):
        mean = 0
        for j, (low, high) in enumerate(((0, 0.5), (0.5, 0.8), (0.8, 1.0))):
            inside = [(f, w) for f, w in spikes.items() if low < f <= high]
            mean += fig(t(2, 3 * k + j + 1)) / 100 * sum(f * w for f, w in inside) / sum(w for f, w in inside)
        facts[f"profile_mean_{s}"] = round(mean, 3)


def reserve(persons):
    vo_part = 0.8  # assumption: T06-005 and T06-006 do not split vo and mbo; 0.7 to 0.9
    both = fig("T06-005") + fig("T06-006")
    stock = {"po": fig("T06-004"), "vo": both * vo_part, "mbo": both * (1 - vo_part)}
    limits = {"po": (25000, 40000), "vo": (both * 0.7, both * 0.9), "mbo": (both * 0.1, both * 0.3)}
    rows = []
    for s in SECTORS:
        women = sum(persons[s, b, "women"] for b in BANDS) / sum(persons[s, b, x] for b in BANDS for x in SEXES)
        rows.append([s, round(stock[s]), *map(round, limits[s]), round(women, 2),
                     "T06-004 (2015; minimum)" if s == "po" else "T06-005 T06-006 (2015); split 80/20 assumed", "assumption"])
    add("reserve.csv", "sector,persons,low,high,share_women,source,status", rows)
    # assumption: roughly what the yearly leavers under 60 (T04) leave behind after returning; in vo the stock is large
    # beside its leavers because many holders of a degree never taught
    away = {"po": (0.14, 0.20, 0.15, 0.24, 0.27), "vo": (0.06, 0.10, 0.10, 0.24, 0.50), "mbo": (0.11, 0.17, 0.14, 0.24, 0.34)}
    add("reserve_years_away.csv", "sector,years_away,share,low,high,source,status",
        [[s, a, x, *around(x), "assumed: see SOURCES.md", "assumption"] for s in SECTORS for a, x in zip(AWAY, away[s])])
    age = (0.02, 0.12, 0.17, 0.17, 0.16, 0.14, 0.11, 0.08, 0.03, 0.0)  # assumption; T06-004 says mostly under 50
    add("reserve_age.csv", "age_band,share,low,high,source,status",
        [[b, x, *around(x), "T06-004: mostly under 50", "assumption"] for b, x in zip(BANDS, age)])

    # 15. Returning. Shape over time away: assumption (T06-013 and T15-004 say only: declines strongly).
    shape = (1.0, 0.55, 0.30, 0.15, 0.05)
    # Flow wanted in persons a year. po: half way T06-012 and T16-014. vo: T16-016. mbo: T16-017 less the pedagogical
    # certificates that intake.csv brings, because one residual is filled by two processes.
    pdg = 480
    flow = {"po": (3850, 3000, 4700), "vo": (2300, 1500, 3200), "mbo": (1100 - pdg, 300, 1200)}
    source = {"po": "T06-012 T06-013 T16-014", "vo": "T16-016", "mbo": "T16-017 less pdg_mbo"}
    rates, rows = {}, []
    for s in SECTORS:
        per = stock[s] * sum(a * b for a, b in zip(away[s], shape))
        rates[s] = [flow[s][0] / per * x for x in shape]
        facts[f"return_{s}"] = ", ".join(f"{r:.3f}" for r in rates[s])
        facts[f"flow_{s}"] = flow[s][0]
        facts[f"stock_{s}"] = round(stock[s])
        facts[f"weight_{s}"] = round(sum(a * b for a, b in zip(away[s], shape)), 4)
        for a, x in zip(AWAY, shape):
            rows.append([s, a, *(f / per * x for f in flow[s]), source[s], "assumption"])
    add("return.csv", "sector,years_away,rate,low,high,source,status", rows)
    return rates, {s: flow[s][0] for s in SECTORS}


# ---------------------------------------------------------------------------------------- 16-20: leaving the profession

# Rough Dutch life table, deaths a year (assumption, from memory of the tables of 2015-2019)
DEATHS = {"women": (0.00017, 0.00022, 0.00032, 0.0005, 0.0008, 0.0014, 0.0023, 0.0038, 0.0058, 0.0088),
          "men": (0.00035, 0.00045, 0.00055, 0.00075, 0.0011, 0.0018, 0.0031, 0.0053, 0.0088, 0.0140)}


def mortality(persons):
    # low: half, because people at work are healthier than the population
    add("mortality.csv", "age_band,sex,rate,low,high,source,status",
        [[b, x, DEATHS[x][i], 0.5 * DEATHS[x][i], 1.1 * DEATHS[x][i], "rough Dutch life table", "assumption"]
         for i, b in enumerate(BANDS) for x in SEXES])
    out = {}
    for s in SECTORS:
        out[s] = [sum(persons[s, b, x] * DEATHS[x][i] for x in SEXES) / sum(persons[s, b, x] for x in SEXES)
                  for i, b in enumerate(BANDS)]
    return out


def gone(resign, other, returns, until):
    """Share of starters no longer in the sector after `until` years: resigned and not back, switched or dead.

    `resign` is the rate in the tenure bands, `returns` the rates of return.csv; a returner counts as back at once.
    """
    step, here, out, lost = 1 / 24, 1.0, [], 0.0  # out[i]: left i steps ago
    for n in range(round(until * 24)):
        tenure = (n + 0.5) * step
        r = resign[0 if tenure < 1 else 1 if tenure < 3 else 2 if tenure < 5 else 3]
        back = 0.0
        for i, x in enumerate(out):
            rate = next(q for q, to in zip(returns, AWAY_TO) if (i + 0.5) * step < to)
            out[i] = x * math.exp(-rate * step)
            back += x - out[i]
        leave = here * (1 - math.exp(-r * step))
        moved = here * (1 - math.exp(-other * step))
        here += back - leave - moved
        lost += moved
        out.insert(0, leave)
    return sum(out) + lost


def resignation(deaths, switching, returns):
    # Shares of teachers by years in the profession. Assumption: under 30, starters come at 21 to 29, in vo and mbo later.
    young = {"po": (0.18, 0.31, 0.26, 0.25), "vo": (0.20, 0.34, 0.26, 0.20), "mbo": (0.28, 0.38, 0.22, 0.12)}
    later = {"30-34": (0.05, 0.09, 0.10, 0.76)}
    older = (0.03, 0.05, 0.05, 0.87)
    # Starters of the first five years: share out of the sector after 1, 3 and 5 years
    goal = {"po": {1: fig("T04-149") / 100, 3: fig("T04-151") / 100},
            "vo": {1: fig("T04-124") / 100, 3: fig("T04-146") / 100, 5: fig("T04-142") / 100},
            "mbo": {1: fig("T04-156") / 100}}  # itself an assumption (15 to 28%): the pooled rate does the rest
    goal_rows = {"po": "T04-149 T04-151", "vo": "T04-124 T04-142 T04-146", "mbo": "T04-156"}
    spread = {"po": 0.10, "vo": 0.15, "mbo": 0.25}  # years differ: T04-056 to T04-078
    rates, rows = {}, []
    for k, s in enumerate(SECTORS):
        for i, b in enumerate(BANDS):
            row = t(4, 1 + 18 * k + 3 * GROUP[i])
            pooled = hazard(fig(row) / 100) - deaths[s][i]
            if GROUP[i] == 4:
                for n in TENURE:
                    rows.append([s, b, n, 0, None, None, "retirement.csv has all leaving from 60", "derived"])
                rates[s, b] = (0, 0, 0, 0)
                continue
            if GROUP[i] == 0:
                if b == "<25":
                    other = switching[s][i] + deaths[s][i]
                    floor = hazard(fig(t(4, 4 + 18 * k)) / 100)
                    fitted, note = fit_starters(s, goal[s], young[s], pooled, floor, other, returns[s])
                    facts[f"starters_{s}"] = note
                rate, source = fitted, f"{row} {goal_rows[s]}"
            else:
                part = later.get(b, older)
                factor = (1.5, 1.2, 1.0, 1.0)  # assumption: the first years in the profession are a little riskier
                rate = [pooled * f / sum(p * q for p, q in zip(part, factor)) for f in factor]
                source = f"{row} less mortality.csv"
            rates[s, b] = rate
            for n, r in zip(TENURE, rate):
                rows.append([s, b, n, r, r * (1 - spread[s]), r * (1 + spread[s]), source, "derived"])
    add("resignation.csv", "sector,age_band,tenure,rate,low,high,source,status", rows)
    return {k: sum(p * r for p, r in zip(young[k[0]] if k[1] in BANDS[:2] else later.get(k[1], older), v))
            for k, v in rates.items()}


def fit_starters(sector, goal, part, pooled, floor, other, returns):
    """Rates by tenure under 30: starters' losses first, then the rest of the pooled rate to the longer tenures.

    A longer tenure never leaves more often than a shorter one, and at least as often as `floor`, the rate of the
    thirties. Where that makes the pooled figure unreachable the losses of starters move inside their tolerance,
    in equal steps, until the pooled figure is within one point.
    """
    tolerance = {1: 0.02, 3: 0.03, 5: 0.02}

    def solve(step):
        want = {y: g + 0.1 * step * tolerance[y] for y, g in goal.items()}
        r = [bisect(lambda x: gone([x] * 4, other, returns, 1) - want[1], 0, 1)]
        if 3 in want:
            r.append(min(r[0], bisect(lambda x: gone([r[0], x, x, x], other, returns, 3) - want[3], 0, 1)))
        if 5 in want:
            r.append(min(r[1], bisect(lambda x: gone([r[0], r[1], x, x], other, returns, 5) - want[5], 0, 1)))
        rest = (pooled - sum(p * x for p, x in zip(part, r))) / sum(part[len(r):])
        r += [max(floor, min(rest, r[-1]))] * (4 - len(r))
        return r, sum(p * x for p, x in zip(part, r))

    way = 1 if solve(0)[1] < pooled else -1
    for step in range(11):
        r, got = solve(way * step)
        if abs(math.exp(-got) - math.exp(-pooled)) < 0.0095:
            break
    years = {y: round(100 * gone(r, other, returns, y), 1) for y in (1, 2, 3, 5)}
    note = (f"rates {', '.join(f'{x:.4f}' for x in r)}; gone after 1, 2, 3, 5 years "
            f"{years[1]}, {years[2]}, {years[3]}, {years[5]}%; pooled {100 * (1 - math.exp(-got)):.2f}% "
            f"where the rows say {100 * (1 - math.exp(-pooled)):.2f}% (both without deaths)")
    say(f"starters {sector}: {note}")
    return r, note


def switching_rates():
    return {s: [hazard(fig(t(4, 2 + 18 * k + 3 * g)) / 100) for g in GROUP] for k, s in enumerate(SECTORS)}


def moving(switching, persons):
    to = {"po": (("vo", 0.01 * fig("T04-106")), ("mbo", 1 - 0.01 * fig("T04-106"))),
          "vo": (("po", 1 - 0.01 * fig("T04-107")), ("mbo", 0.01 * fig("T04-107"))),
          "mbo": (("po", 1 - 0.01 * fig("T04-108")), ("vo", 0.01 * fig("T04-108")))}
    rows = []
    for k, s in enumerate(SECTORS):
        for where, part in to[s]:
            for i, b in enumerate(BANDS):
                rows.append([s, where, b, switching[s][i] * part,
                             f"{t(4, 2 + 18 * k + 3 * GROUP[i])} {t(4, 106 + k)}", "derived"])
    add("sector_switch.csv", "from,to,age_band,rate,source,status", rows)
    profile = (2.0, 2.0, 1.5, 1.0, 1.0, 0.7, 0.7, 0.4, 0.4, 0.4)  # assumption: the young move more; mean kept
    rows = []
    for k, s in enumerate(SECTORS):
        r = ROWS[t(4, 157 + k)]
        people = [sum(persons[s, b, x] for x in SEXES) for b in BANDS]
        mean = sum(n * f for n, f in zip(people, profile)) / sum(people)
        for b, f in zip(BANDS, profile):
            rows.append([s, b, *(hazard(float(r[c]) / 100) * f / mean for c in ("value", "low", "high")), t(4, 157 + k), "assumption"])
    add("school_move.csv", "sector,age_band,rate,low,high,source,status", rows)
    part = fig("T04-160") / fig("T04-157")
    facts["region_share"] = round(part, 3)
    # DUO's counts of teachers who change schools between the four big cities and elsewhere (arbeidsmarktplatformpo.nl,
    # "Stijgend vertrek": 2017 818 out, 448 in; 2013 128 and 141), less the some 170 a year of the model's own school moves,
    # over their 15,300 teachers, two thirds under 50, of whom three in four find a school. Almere as the four. Of those who
    # leave another region few go to one of the four: 2% a year gives 448.
    out, into = (818 - 170) / 0.75 / (0.66 * 15300), 0.02
    add("relocation.csv", "sector,region,rate,low,high,source,status",
        [["po", r, *((out, 0.01, 1.3 * out) if r in G5 else (into, 0.005, 0.03)),
          "arbeidsmarktplatformpo.nl: G4 818 out and 448 in (2017); 128 and 141 (2013)", "assumption"]
         for r in REGIONS])
    add("region_move.csv", "sector,share,low,high,source,status",
        [[s, part, 0.17, 0.57, "T04-160 / T04-157" + ("" if s == "po" else "; as po"), "assumption"] for s in SECTORS])
    return to


def retirement(deaths):
    """Hazards by completed years before the AOW date, less deaths, which mortality.csv has."""
    multiplier = {s: fig(t(16, 1 + k)) for k, s in enumerate(SECTORS)}
    # assumption: share that stops on the date itself, so that with rate_after somebody of 65.5 leaves within the year
    # with the 90% of T05-039; the rate after it: two more years on average
    stop = {"po": 0.83, "vo": 0.80, "mbo": 0.80}
    after = (0.5, 0.25, 1.0)
    rates, rows = {}, []
    for s in SECTORS:
        rates[s] = {}
        for years in range(6, 0, -1):
            r = ROWS[t(5, 39 - years)]
            dead = deaths[s][9 if years == 1 else 8]
            values = [max(0.0, hazard(min(0.95, float(r[c]) / 100 * multiplier[s])) - dead) for c in ("value", "low", "high")]
            rates[s][years] = values[0]
            rows.append([s, years, *values, f"{t(5, 39 - years)} x {t(16, 1 + SECTORS.index(s))} less deaths", "assumption"])
    add("retirement.csv", "sector,years_to_aow,rate,low,high,source,status", rows)
    add("retirement_at_aow.csv", "sector,share,low,high,rate_after,rate_after_low,rate_after_high,source,status",
        [[s, stop[s], 0.6, 0.98, *after, "T05-039; T05-029 and T05-030 for the direction", "assumption"] for s in SECTORS])
    return rates, {s: (stop[s], after[0]) for s in SECTORS}


def leaving_60(rates, at_aow, deaths, aow, ages=0.02):
    """Steady state from 60 on: (share of those of 60 and over who leave within a year, mean age at leaving)."""
    here, stock, first, moment, left, age = 1.0, 0.0, 0.0, 0.0, 0.0, 60.0
    passed = False
    while age < 75:
        if not passed and age >= aow - 1e-9:
            go = here * at_aow[0]
            here, left, moment, passed = here - go, left + go, moment + go * age, True
        years = min(6, max(1, math.ceil(aow - age - 1e-9)))
        rate = (at_aow[1] if passed else rates[years]) + (deaths[8] if age < 65 else deaths[9])
        go = here * (1 - math.exp(-rate * ages))
        stock += here * ages
        first += here * ages if age < 61 - 1e-9 else 0
        here, left, moment, age = here - go, left + go, moment + go * (age + ages / 2), age + ages
    return first / stock, moment / left


def aow():
    """Birth cohorts: whoever is born on a date gets the AOW age of the calendar year in which he reaches it."""
    months = {y: round(12 * fig(t(5, y - 2012))) for y in range(2013, 2032)}
    known = {2031: months[2031], 2035: round(12 * fig("T05-020")), 2040: round(12 * fig("T05-023")), 2050: round(12 * fig("T05-021"))}
    for y in range(2032, 2071):  # between the projections a straight line; by law the age rises by whole 3 months a year
        a = max(k for k in known if k <= y and k < 2050)
        b = min(k for k in known if k > a)
        line = known[a] + (known[b] - known[a]) * (y - a) / (b - a)
        months[y] = max(months[y - 1], 3 * math.floor(line / 3 + 1e-9))

    def minus(year, age):  # 1 January of the year less an age in months
        n = year * 12 - age
        return f"{n // 12:04d}-{n % 12 + 1:02d}-01"

    rows, last = [["1945-01-01", 780, 780, 781, "65 before 2013", "assumption"]], 780
    for y in range(2013, 2071):
        if months[y] == last:
            continue
        row = t(5, min(y, 2031) - 2012)
        status = "verified" if 2018 <= y <= 2028 else "assumption"
        slack = 6 if y > 2031 else 1 if y < 2018 else 3
        source = row if y < 2032 else "T05-020" if y <= 2035 else "T05-020 T05-023" if y <= 2040 else "T05-021 T05-023"
        limits = (months[y] - slack, months[y] + slack) if status == "assumption" else (None, None)
        rows.append([minus(y, last), months[y], *limits, f"{source}: reached from {y}", status])
        last = months[y]
    add("aow.csv", "born_from,aow_months,low,high,source,status", rows)


def pay():
    months = 12 * (1 + 0.08 + 0.0833)  # holiday pay 8%, end-of-year pay 8.33%
    mid = (fig("T14-041") + fig("T14-042")) / 2  # assumption: on average half way the scale
    scale = {"po": (1.0, 0.93, 1.12), "vo": (1.12, 1.0, 1.25), "mbo": (1.12, 1.0, 1.25)}  # assumption: more LC and LD posts; gap before 2022
    factor, support = 1.3, 2400 * months * 1.3  # assumption: employer 30% on top; support staff EUR 2,400 a month
    rows = []
    for s in SECTORS:
        gross = [mid * months * f for f in scale[s]]
        rows.append([s, round(gross[0]), *(round(g * factor) for g in gross), round(support), round(0.87 * support), round(1.15 * support),
                     "T14-041 T14-042; factor 1.3 and scale mix assumed; price level 2020", "assumption"])
    add("pay.csv", "sector,gross_year_pay_per_fte,employer_cost_per_fte,low,high,"
        "support_cost_per_fte,support_low,support_high,source,status", rows)
