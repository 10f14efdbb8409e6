"""Tables 21 to 26: who starts to study for teacher, who finishes when, and where graduates look."""
from collections import defaultdict

from common import *


# ------------------------------------------------------------------------------------------- 21-26: training of teachers

def intake():
    first = lambda what, y: fig(t(7, 1 + 6 * (y - 2014) + what))  # 0 pabo full-time, 1 part-time, 2, 3 vo, 4 master, 5 ulo
    rows = {r: {} for r in ROUTES + ZIJ}

    def put(route, year, n, source, status="derived", low=None, high=None):
        n = round(n)
        if status == "assumption":
            low, high = round(low or 0.85 * n), round(high or 1.15 * n)
        rows[route][year] = [n, low, high, source, status]

    # pabo: one definition throughout, "all entrants" (trap 6); full-time includes dual and academic
    # "ratio": all entrants to first-time entrants, straight line from 2015 to 2019
    full = {2015: fig("T07-061") - fig("T07-063"), 2019: fig("T07-062") - fig("T07-064")}
    part = {2015: fig("T07-063"), 2019: fig("T07-064"), 2018: fig("T07-064") / 1.25}  # +25% in the last year
    ratio = {y: full[2015] / first(0, 2015) + (full[2019] / first(0, 2019) - full[2015] / first(0, 2015)) *
             max(0, y - 2015) / 4 for y in range(2014, 2020)}
    ratio[2020] = ratio[2019]
    for y in range(2015, 2021):
        put("pabo_full_time", y, full.get(y, first(0, y) * ratio[y]),
            {2015: "T07-061 - T07-063", 2019: "T07-062 - T07-064"}.get(y, f"{t(7, 1 + 6 * (y - 2014))} x all entrants / first-time"))
    # The cohorts before the entrance tests of 2015 dropped out far more often (T07-172: 46% finished in 5 years) and must not be
    # given the drop-out of later ones: entered as the number that brings as many diplomas. Assumption: 0.78, 0.65 to 1.0.
    # T07-078 also says: 5,700 four years before 2017.
    before = {2013: (5700 * first(0, 2017) * ratio[2017] / fig("T07-078"), "T07-078"), 2014: (first(0, 2014) * ratio[2014], "T07-001")}
    for y, (n, row) in before.items():
        put("pabo_full_time", y, 0.78 * n, f"{row} as all entrants x 0.78: drop-out before the tests", "assumption", 0.65 * n, n)
    grow = (part[2018] / part[2015]) ** (1 / 3)
    for y in (2016, 2017):
        put("pabo_part_time", y, part[2015] * grow ** (y - 2015), "between T07-063 and T07-064 / 1.25")
    for y in (2013, 2014):
        put("pabo_part_time", y, 1.15 * part[2015], "15% above T07-063: the years before the entrance tests", "assumption")
    put("pabo_part_time", 2015, part[2015], "T07-063", "verified")
    put("pabo_part_time", 2018, part[2018], "T07-064 / 1.25")
    put("pabo_part_time", 2019, part[2019], "T07-064", "verified")
    scale = fig("T07-062") / fig("T07-066")  # all entrants to the series of the universities of applied sciences
    put("pabo_part_time", 2020, part[2019] * fig("T07-084") / fig("T07-083"), "T07-064 x T07-084 / T07-083")
    series = {2021: (fig("T07-067") + fig("T07-077") - fig("T07-074")) / 2, 2023: fig("T07-077"), 2024: fig("T07-076")}
    series[2022] = series[2021] + fig("T07-074")  # 2021 unknown: equal steps from 2020 to 2021 and from 2022 to 2023
    # After 2020 the factor from that series to all entrants cannot stay 1.35: students enrolled (T07-293 to T07-307) fell by
    # 1% from 2020 to 2024. Assumption: 1.15, which keeps them level; low 1.0 (already all entrants), high 1.35. Part-time
    # enrolment grew and full-time fell: 30% part-time (assumption, inside that range).
    after, part_after = 1.15, 0.30
    for y in (2021, 2022, 2023, 2024):
        for route, share in (("pabo_full_time", 1 - part_after), ("pabo_part_time", part_after)):
            n = after * series[y] * share
            put(route, y, n, f"{ {2021: 'T07-067 T07-074 T07-077', 2022: 'T07-074', 2023: 'T07-077', 2024: 'T07-076'}[y]} x 1.15",
                "assumption", n / after, n / after * scale)

    # Second degree: first-time series of hbo. Part-time all entrants by the factor of pabo; full-time as it is: it also counts
    # first-degree courses, and only so do students enrolled and diplomas both fit. From 2021 -10% in 2022 (T07-075), and the
    # steps beside it such that students enrolled fall as they did (T07-308 and the file by subject).
    wide = {"second_degree_full_time": (2, 1.0, "as it is"), "second_degree_part_time": (3, part[2019] / first(1, 2019), "x T07-064 / T07-032")}
    for route, (what, factor, how) in wide.items():
        for y in range(2013, 2021):
            n = first(what, max(y, 2014)) * factor
            put(route, y, n, f"{t(7, 1 + 6 * (max(y, 2014) - 2014) + what)} {how}", "assumption", 0.8 * n, 1.25 * n)
        top = rows[route][2020][0]
        for y, f in ((2021, 0.92), (2022, 0.92 * 0.9), (2023, 0.78), (2024, 0.78)):
            put(route, y, top * f, f"2020 x {f:.2f}; T07-075 for 2022", "assumption")

    # First degree at hbo: masters T07-070, T07-071; physical education and arts from their enrolment (2020, 3.3 years)
    arts = sum(n[0] for (kind, _), n in ENROLLED.items() if kind in ("alo eerstegraads", "kunstvakdocent")) / 3.3
    facts["alo_arts_intake"] = round(arts)
    for y in range(2013, 2025):
        master = {2019: fig("T07-070"), 2020: fig("T07-071")}.get(y, 600)
        put("first_degree_hbo", y, master + arts, "T07-070 T07-071 + enrolment of alo and arts / 3.3", "assumption")
    # University: T07-072 and T07-073; earlier years by the number enrolled; after 2020 back to 700 (600 to 830)
    for y in range(2013, 2020):
        put("first_degree_university", y, fig("T07-072") * first(5, max(y, 2014)) / first(5, 2019),
            "T07-072" if y == 2019 else f"T07-072 x {t(7, 6 + 6 * (max(y, 2014) - 2014))} / T07-036", "verified" if y == 2019 else "derived")
    put("first_degree_university", 2020, fig("T07-073"), "T07-073", "verified")
    for y in range(2021, 2025):
        put("first_degree_university", y, 700, "assumed: between T07-072 and T07-073", "assumption", 600, 830)
    for y in range(2013, 2025):  # assumption: closes T16-017 together with returners
        put("pdg_mbo", y, 600, "assumed: closes T16-017", "assumption", 300, 900)

    # zij-instroom: subsidies granted; sector split of 2020 for later years, of the ceilings of 2018 for vo and mbo before
    vo_mbo = fig("T08-021") / (fig("T08-021") + fig("T08-023"))
    for y in range(2013, 2017):
        put("zij_instroom_po", y, fig("T08-011"), "T08-011", "assumption", 20, 60)
        put("zij_instroom_vo", y, 100, "assumed", "assumption", 50, 200)
        put("zij_instroom_mbo", y, 190, "assumed", "assumption", 100, 300)
    for y, row, po in ((2017, "T08-001", fig("T08-008")), (2018, "T08-002", fig("T08-009"))):
        vo = round((fig(row) - po) * vo_mbo)
        for r, n in zip(ZIJ, (po, vo, fig(row) - po - vo)):
            put(r, y, n, f"{row} {t(8, 8 + y - 2017)}; ceilings T08-021 T08-023")
    for y, row in ((2019, "T08-003"), (2020, "T08-004"), (2021, "T08-007"), (2022, "T08-005"), (2023, "T08-006")):
        split = [ROWS[t(8, (12 if y == 2019 else 15) + i)] for i in range(3)]
        for r, x, n in zip(ZIJ, split, largest_remainder([float(x["value"]) for x in split], fig(row))):
            put(r, y, n, f"{row}; split {split[0]['id']} to {split[2]['id']}", "assumption",
                *(n * float(x[c]) / float(x["value"]) for c in ("low", "high")))
    out = []
    for r in ROUTES + ZIJ:
        last = max(rows[r])
        for y in YEARS:
            if y > last:  # assumption: stays; 15% up and down, or the range of the last year where that is wider
                n, low, high = rows[r][last][:3]
                put(r, y, n, f"assumed: as {last}", "assumption", min(0.85 * n, low or n), max(1.15 * n, high or n))
            out.append([r, y, *rows[r][y]])
    add("intake.csv", "route,year,persons,low,high,source,status", out)
    return {r: {y: rows[r][y][0] for y in YEARS} for r in rows}


# Years from start to diploma of those who finish (assumption, spread of 30% a share)
DURATION = {
    "pabo_full_time": {4: 0.62, 5: 0.25, 6: 0.09, 7: 0.04},
    "pabo_part_time": {2: 0.12, 3: 0.28, 4: 0.32, 5: 0.18, 6: 0.10},
    "second_degree_full_time": {4: 0.55, 5: 0.27, 6: 0.12, 7: 0.06},
    "second_degree_part_time": {2: 0.10, 3: 0.25, 4: 0.38, 5: 0.18, 6: 0.09},
    "first_degree_hbo": {2: 0.13, 3: 0.10, 4: 0.44, 5: 0.22, 6: 0.08, 7: 0.03},  # masters 2-3, physical education and arts 4-7
    "first_degree_university": {1: 0.45, 2: 0.40, 3: 0.15},
    "pdg_mbo": {1: 0.20, 2: 0.65, 3: 0.15}}


def finishing(entrants, duration, drop, year):
    """Diplomas in a year: entrants of d years before, who take d years and have not dropped out."""
    return sum(p * entrants[max(year - d, 2013)] * math.exp(-drop[0] - drop[1] * (d - 1)) for d, p in duration.items())


def enrolled(entrants, duration, drop, year):
    """Students on 1 October: those who started k years ago, are not finished and have not dropped out."""
    return sum(entrants[max(year - k, 2013)] * (1 if k == 0 else math.exp(-drop[0] - drop[1] * (k - 1))) *
               sum(p for d, p in duration.items() if d > k) for k in range(max(duration)))


def study(entrants):
    # First year: pabo T07-139 and T07-140; others assumed. Later years: fitted to diplomas where "fit" stands.
    first = {"pabo_full_time": fig("T07-139") / 100, "pabo_part_time": fig("T07-140") / 100, "second_degree_full_time": 0.28,
             "second_degree_part_time": 0.28, "first_degree_hbo": 0.20, "first_degree_university": 0.05, "pdg_mbo": 0.12}
    later = {"pabo_part_time": 0.05, "second_degree_part_time": 0.10, "first_degree_university": 0.03, "pdg_mbo": 0.08}
    goal = {"pabo_full_time": (fig("T07-143"), ["pabo_part_time"], "T07-143"),
            "second_degree_full_time": ((fig("T07-124") + fig("T07-128") + fig("T07-132")) / 3, ["second_degree_part_time"], "T07-124 T07-128 T07-132"),
            "first_degree_hbo": ((fig("T07-122") + fig("T07-126") + fig("T07-130")) / 3, [], "T07-122 T07-126 T07-130")}
    drop = {r: [hazard(first[r]), later.get(r, 0.0)] for r in ROUTES}
    mean = lambda r: sum(finishing(entrants[r], DURATION[r], drop[r], y) for y in (2018, 2019, 2020)) / 3
    for r, (want, beside, _) in goal.items():
        def miss(x):
            drop[r][1] = x
            return want - mean(r) - sum(mean(b) for b in beside)
        drop[r][1] = bisect(miss, 0, 1)
    rows = []
    for r in ROUTES:
        known = r.startswith("pabo")
        rows.append([r, "1", drop[r][0], *around(drop[r][0]), {"pabo_full_time": "T07-139", "pabo_part_time": "T07-140"}.get(r, "assumed"),
                     "verified" if known else "assumption"])
        rows.append([r, "2+", drop[r][1], *around(drop[r][1]), f"fitted to {goal[r][2]}" if r in goal else "assumed",
                     "derived" if r in goal else "assumption"])
    add("study_dropout.csv", "route,study_year,rate,low,high,source,status", rows)
    add("study_duration.csv", "route,years,probability,low,high,source,status",
        [[r, d, p, *around(p), "assumed", "assumption"] for r in ROUTES for d, p in DURATION[r].items()])
    say("diplomas a year     2018   2019   2020   mean  2021 2022 2023 2024  published (2018-2020)")
    groups = (("pabo", ROUTES[:2], "3610 (T07-143); 3400 3600 3600 rounded (T07-123 T07-127 T07-131)"), ("second degree", ROUTES[2:4], "3200 3200 3400"),
              ("first degree hbo", ROUTES[4:5], "1700 1700 1800"), ("university", ROUTES[5:6], "700 700 700"), ("pdg mbo", ROUTES[6:], "no figure"))
    for name, of, published in groups:
        n = [sum(finishing(entrants[r], DURATION[r], drop[r], y) for r in of) for y in range(2018, 2025)]
        say(f"  {name:16}" + "".join(f"{x:7.0f}" for x in n[:3]) + f"{sum(n[:3]) / 3:7.0f}" + "".join(f"{x:5.0f}" for x in n[3:]) + f"  {published}")
    say("students on 1 October       2020   2024  enrolled (2020, 2024)")
    for r, of in (("pabo_full_time", [("pabo", "voltijd"), ("pabo", "duaal")]), ("pabo_part_time", [("pabo", "deeltijd")]),
                  ("second_degree_full_time", [("tweedegraads", "voltijd")]),
                  ("second_degree_part_time", [("tweedegraads", "deeltijd"), ("tweedegraads", "duaal")]),
                  ("first_degree_hbo", [k for k in ENROLLED if k[0][:3] in ("alo", "kun", "hbo")])):
        say(f"  {r:24}" + "".join(f"{enrolled(entrants[r], DURATION[r], drop[r], y):7.0f}" for y in (2020, 2024)) +
            "  " + " ".join(str(sum(ENROLLED[k][i] for k in of)) for i in (0, 4)))
    for r in ROUTES:
        facts[f"finish_{r}"] = round(100 * sum(p * math.exp(-drop[r][0] - drop[r][1] * (d - 1)) for d, p in DURATION[r].items()))
    return {r: sum(finishing(entrants[r], DURATION[r], drop[r], y) for y in (2018, 2019, 2020)) / 3 for r in ROUTES}, drop


ENTRY_AGE = {  # completed ages from, to, share (assumption)
    "pabo_full_time": [(17, 19, 0.70), (20, 24, 0.25), (25, 29, 0.03), (30, 49, 0.02)],
    "pabo_part_time": [(18, 24, 0.22), (25, 29, 0.24), (30, 34, 0.18), (35, 39, 0.15), (40, 44, 0.11), (45, 54, 0.10)],
    "second_degree_full_time": [(17, 19, 0.55), (20, 24, 0.35), (25, 29, 0.06), (30, 49, 0.04)],
    "second_degree_part_time": [(18, 24, 0.16), (25, 29, 0.22), (30, 34, 0.16), (35, 39, 0.13), (40, 44, 0.11), (45, 49, 0.10), (50, 57, 0.12)],
    "first_degree_hbo": [(17, 19, 0.45), (20, 24, 0.30), (25, 29, 0.11), (30, 39, 0.09), (40, 50, 0.05)],
    "first_degree_university": [(21, 24, 0.55), (25, 29, 0.28), (30, 39, 0.10), (40, 50, 0.07)],
    "pdg_mbo": [(25, 29, 0.15), (30, 39, 0.35), (40, 49, 0.33), (50, 57, 0.17)],
    **{z: [(23, 29, 0.16), (30, 39, 0.41), (40, 49, 0.31), (50, 58, 0.12)] for z in ZIJ}}


def study_people(entrants, drop):
    rows = []
    for r in ROUTES + ZIJ:
        source = "T07-239 to T07-252 (ages of students)" if r in ROUTES[:4] else "T08-039: mean 39" if r in ZIJ else "assumed"
        for a, b, p in ENTRY_AGE[r]:
            rows.append([r, a, b, p, *around(p), source, "assumption"])
    add("study_age.csv", "route,age_from,age_to,probability,low,high,source,status", rows)
    for pair, row in ((ROUTES[:2], 239), (ROUTES[2:4], 240)):  # students of 2016 by age against these entry ages
        got = [0.0] * 5  # <20, 20-24, 25-29, 30-44, 45+
        for r in pair:
            for a, b, p in ENTRY_AGE[r]:
                for age in range(a, b + 1):
                    for k in range(max(DURATION[r])):
                        n = entrants[r][max(2013, 2016 - k)] * p / (b - a + 1) * sum(q for d, q in DURATION[r].items() if d > k)
                        n *= 1 if k == 0 else math.exp(-drop[r][0] - drop[r][1] * (k - 1))
                        x = age + k
                        got[0 if x < 20 else 1 if x < 25 else 2 if x < 30 else 3 if x < 45 else 4] += n
        seen = [fig(t(7, row + 2 * i)) for i in range(7)]
        seen = seen[:3] + [sum(seen[3:6]), seen[6]]
        say(f"students by age 2016 ({pair[0][:-10]}; <20, 20-24, 25-29, 30-44, 45+, %): "
            + " ".join(f"{100 * x / sum(got):.0f}" for x in got) + " published " + " ".join(f"{100 * x / sum(seen):.0f}" for x in seen))
    hbo1 = [0, 0]
    for r in read("hbo_teacher_training_enrolment_2020_2024.csv"):
        if r["type"] in ("alo eerstegraads", "kunstvakdocent", "hbo-master eerstegraads") and r["sex"] != "onbekend":
            hbo1[r["sex"] == "vrouw"] += int(r["2020"] or 0)
    women = {"pabo_full_time": (1 - fig("T07-053") / 100, "T07-053", "derived"), "pabo_part_time": (1 - fig("T07-054") / 100, "T07-054", "derived"),
             "second_degree_full_time": (1 - fig("T07-057") / 100, "T07-057", "derived"),
             "second_degree_part_time": (1 - fig("T07-058") / 100, "T07-058", "derived"),
             "first_degree_hbo": (hbo1[1] / sum(hbo1), "enrolment 2020: alo arts hbo-master", "derived"),
             "first_degree_university": (1 - fig("T07-060") / 100, "T07-060", "derived"),
             "pdg_mbo": (fig("T03-175") / 100, "T03-175: as the teachers of mbo", "assumption"), "zij_instroom_po": (0.70, "assumed", "assumption"),
             "zij_instroom_vo": (0.50, "assumed", "assumption"), "zij_instroom_mbo": (0.50, "assumed", "assumption")}
    add("study_sex.csv", "route,share_women,low,high,source,status",
        [[r, x, *((x - 0.1, x + 0.1) if status == "assumption" else (None, None)), source, status] for r, (x, source, status) in women.items()])


# Name of a study -> subjects it qualifies for. Physics and chemistry of the second degree also teach science in vmbo.
STUDY_SUBJECT = {
    "Lichamelijke Opvoeding": "lichamelijke_opvoeding", "Aardrijkskunde": "aardrijkskunde", "Algemene Economie": "economie",
    "Bedrijfseconomie": "economie", "Economie": "economie", "Biologie": "biologie", "Duits": "duits", "Engels": "engels", "Frans": "frans",
    "Fries": "overig", "Spaans": "overig", "Pedagogiek": "overig", "omgangskunde": "overig", "Geschiedenis": "geschiedenis",
    "Godsdienst": "levensbeschouwing", "Islamgodsdienst": "levensbeschouwing", "Maatschappijleer": "maatschappijleer",
    "Natuurkunde": "natuurkunde", "Nederlands": "nederlands", "Scheikunde": "scheikunde", "Wiskunde": "wiskunde",
    "Docent Beeldende Kunst en Vormgeving": "kunst_ckv", "Docent Dans": "kunst_ckv", "Docent Muziek": "kunst_ckv", "Docent Theater": "kunst_ckv",
    "Consumptieve Techniek I en II": "beroepsgericht_vmbo", "Technisch Beroepsonderwijs": "beroepsgericht_vmbo",
    "Gezondheidszorg en Welzijn": "gezondheidszorg_en_welzijn", "Mens en Technologie": "techniek", "Techniek": "techniek"}
TO_NASK = {"Natuurkunde": 0.5, "Scheikunde": 0.4}  # assumption, 0.2 to 0.7; second degree only


def study_subject(names):
    counts, mapping = defaultdict(float), {}
    for r in read("hbo_teacher_training_enrolment_2020_2024.csv"):
        if r["type"] == "pabo" or not int(r["2020"] or 0):
            continue
        kind = r["type"]
        second = kind == "tweedegraads"
        route = ("second_degree_full_time" if r["form"] == "voltijd" else "second_degree_part_time") if second else "first_degree_hbo"
        years = 1 if second else 2.6 if kind.startswith("hbo-master") else 4.6  # first degree: from students to graduates
        nask = TO_NASK.get(r["subject"], 0) if second else 0
        for subject, part in ((STUDY_SUBJECT[r["subject"]], 1 - nask), ("natuur_scheikunde", nask)):
            if part:
                counts[route, subject] += int(r["2020"]) * part / years
                limits = (None, None) if part == 1 else (part - 0.2, part + 0.2)
                mapping[kind, r["subject"], subject] = [float(part), *limits, "own reading of the name", "assumption" if nask else "derived"]
    add("subject_of_study.csv", "type,study_name,subject,share,low,high,source,status", [[*k, *v] for k, v in sorted(mapping.items())])
    ulo = dict(zip(("wiskunde", "natuurkunde", "scheikunde", "nederlands", "engels", "duits", "frans", "klassieke_talen", "informatica",
                    "economie"), (fig(t(7, 407 + i)) for i in range(10))))
    facts["ulo_known"] = round(sum(ulo.values()))
    ulo.update(geschiedenis=70, biologie=55, maatschappijleer=50, aardrijkskunde=40, levensbeschouwing=25, kunst_ckv=17, overig=35)  # assumption
    rows = []
    for route in ROUTES[2:6] + ["zij_instroom_vo"]:
        if route == "first_degree_university":
            n, source, status = [float(ulo.get(s, 0)) for s in names], "T07-407 to T07-416; the rest of 700 assumed", "assumption"
        elif route == "zij_instroom_vo":  # assumption: adults as in part-time second degree, and 3% computer science
            n = [counts["second_degree_part_time", s] for s in names]
            n = [0.97 * x / sum(n) + (0.03 if s == "informatica" else 0) for x, s in zip(n, names)]
            source, status = "as second_degree_part_time; informatica 3% assumed", "assumption"
        else:
            n, source, status = [counts[route, s] for s in names], "enrolment 2020 by subject_of_study.csv", "derived"
        for s, x in zip(names, shares(n)):
            rows.append([route, s, x, *(around(x) if status == "assumption" else (None, None)), source, status])
    add("study_subject.csv", "route,subject,share,low,high,source,status", rows)


def job_search(returns, starters_gone):
    """Share of graduates who look for a first job as a teacher, by sector, within the year; the rest beside it.

    pabo: 87% are in education a year later (T07-148). Of those who look at once some are gone again by then (T04-149),
    of those who do not some have come out of the reserve. The looking share x solves x (1 - gone) + (1 - x) back = 0.87.
    """
    back = 1 - math.exp(-returns["po"][0])
    looking = (fig("T07-148") / 100 - back) / (1 - starters_gone - back)
    in_po = fig("T07-214") / 100
    facts["pabo_looking"] = round(looking, 3)
    # in education after a year; already a teacher when graduating (assumption); split of sectors (assumption near T16-015 to T16-017)
    plan = {"second_degree_full_time": (fig("T07-404"), 0.0, (0.10, 0.70, 0.20), "T07-404"),
            "second_degree_part_time": (fig("T07-404"), 0.5, (0.10, 0.70, 0.20), "T07-404; half already teach: assumed"),
            "first_degree_hbo": (fig("T07-406"), 0.4, (0.15, 0.77, 0.08), "T07-406; 40% already teach: assumed"),
            "first_degree_university": (fig("T07-405"), 0.25, (0.02, 0.93, 0.05), "T07-405; 25% already teach: assumed"),
            "pdg_mbo": (90, 0.0, (0.0, 0.0, 1.0), "assumed")}
    rows, rest, out = [], [], {}
    for r in ROUTES + ZIJ:
        if r.startswith("pabo"):
            x, source, status = (looking * in_po, looking * (1 - in_po) * 0.7, looking * (1 - in_po) * 0.3), "T07-148 T07-214 T04-149", "derived"
            teach, spread = 0.0, 0.05
        elif r in ZIJ:
            x, source, status, teach, spread = tuple(float(r.endswith(s)) for s in ("_po", "_vo", "_mbo")), "in their sector", "derived", 0.0, 0.0
        else:
            stay, teach, split, source = plan[r]
            x, status, spread = tuple(stay / 100 * (1 - teach) * p for p in split), "assumption", 0.15
        out[r] = x
        for s, v in zip(SECTORS, x):
            rows.append([r, s, v, *((v * (1 - spread), min(1.0, v * (1 + spread))) if spread else (None, None)), source, status])
        left = 1 - sum(x) - teach
        reserve_part = left if r.startswith("pabo") else 0.5 * left  # assumption
        for name, x in (("reserve", reserve_part), ("already_teaching", teach), ("elsewhere", left - reserve_part)):
            rest.append([r, name, max(0.0, round(x, 6)), *around(max(0.0, round(x, 6))), "assumed: pabo all to the reserve; others half", "assumption"])
    add("job_search.csv", "route,sector,share,low,high,source,status", rows)
    add("job_search_rest.csv", "route,rest,share,low,high,source,status", rest)
    return out


def zij_instroom():
    r = ROWS["T08-037"]
    stay = [hazard(1 - float(r[c]) / 100) / 2 for c in ("value", "high", "low")]
    size = ROWS["T08-038"]
    # exactly 20,000 and 25,000 a person: what was granted over how many got it (letter of 2024, answer 6)
    add("zij_instroom_grant.csv", "year,euro,source,status",
        [[2015, 20000, "levers.md row 32: EUR 39.86 million to 1993 persons in 2022; before it assumed", "derived"],
         [2023, 25000, "levers.md row 32: EUR 57.125 million to 2285 persons in 2023", "derived"]])
    add("zij_instroom.csv", "sector,dropout_rate,low,high,years,mean_fte,mean_fte_low,mean_fte_high,source,status",
        [[s, *stay, 2, float(size["value"]), size["low"], size["high"], "T08-037 T08-038", "assumption"] for s in SECTORS])
