"""Tables 1 to 11: sectors, regions, schools, subjects, pupils, formation, shortage at the start."""
from collections import defaultdict

from common import *


def dimensions():
    add("sectors.csv", "sector,label_nl,label_en,like,posts_by_subject", [
        ["po", "primair onderwijs", "primary education", "", 0],
        ["vo", "voortgezet onderwijs", "secondary education", "", 1],
        ["mbo", "middelbaar beroepsonderwijs", "vocational education", "", 0]])
    add("age_bands.csv", "age_band,from_age", zip(BANDS, FROM_AGE))


def schools_po():
    """Schools with a municipality go by it; others to the region where their board has most pupils; else the largest."""
    schools = read("duo_bo_schools_2019_20.csv")
    pupils = [int(s["pupils_1okt2018"]) for s in schools]
    by_board, by_region = defaultdict(lambda: defaultdict(int)), defaultdict(int)
    for s, n in zip(schools, pupils):
        if s["municipality"]:
            by_board[s["board"]][REGION_OF[s["municipality"]]] += n
            by_region[REGION_OF[s["municipality"]]] += n

    def largest(counts):
        return max(REGIONS, key=lambda r: (counts.get(r, 0), -REGIONS.index(r)))

    now = largest_remainder(pupils, fig("T09-084"))  # list is of 1 Oct 2018; national total of 1 Oct 2019
    rows = []
    for s, old, new in zip(schools, pupils, now):
        if s["municipality"]:
            region, placed = REGION_OF[s["municipality"]], "municipality"
        elif by_board.get(s["board"]):
            region, placed = largest(by_board[s["board"]]), "board"
        else:
            region, placed = largest(by_region), "assumption"
        rows.append([s["brin"], s["board"], region, new, float(s["mean_weighted_teacher_age"]),
                     float(s["disadvantage_score"]), placed, old])
    add("schools_po.csv", "school,board,region,pupils,mean_teacher_age,disadvantage_score,placed,pupils_2018", rows)
    facts.update({f"placed_{p}": sum(r[6] == p for r in rows) for p in ("municipality", "board", "assumption")})
    facts["placed_assumption_pupils"] = sum(r[3] for r in rows if r[6] == "assumption")
    facts["largest_region"] = largest(by_region)
    return rows


def regions(schools):
    pupils, count = defaultdict(int), defaultdict(int)
    for s in schools:
        pupils[s[2]] += s[3]
        count[s[2]] += 1
    where = {r["region"]: r for r in read("regions.csv")}
    add("regions.csv", "region,g5,latitude,longitude,schools_po,pupils_po",
        [[r, int(r in G5), where[r]["latitude"], where[r]["longitude"], count[r], pupils[r]] for r in REGIONS])
    add("region_neighbours.csv", "region_a,region_b,distance_km",
        [[n["region_a"], n["region_b"], n["distance_km"]] for n in read("region_neighbours.csv")])
    return [pupils[r] for r in REGIONS]


# ------------------------------------------------------------------------------------------------- 5-7: other schools

def schools_special(pupils_po):
    rows = []
    for kind, total in (("sbo", fig("T09-065")), ("so", fig("T09-066") + fig("T09-042"))):  # so + vso: staff is in po
        for i, n in enumerate(largest_remainder(pupils_po, total)):
            rows.append([f"{kind.upper()}-{i + 1:02d}", kind, REGIONS[i], n])
    add("schools_special.csv", "school,kind,region,pupils", rows)
    return rows


def schools_vo():
    """Pupils by school: streams of its structure, raked to the national streams and the provincial totals."""
    schools = read("duo_vo_schools.csv")
    total = fig("T09-041")
    # Years 1-2 are not split by stream: shared out by the size of one later year of each stream.
    year = {"VMBO": fig("T09-102") / 2, "HAVO": fig("T09-101") / 3, "VWO": fig("T09-100") / 4}
    stream = {"VMBO": fig("T09-102"), "HAVO": fig("T09-101"), "VWO": fig("T09-100")}
    stream = {s: n + fig("T09-099") * year[s] / sum(year.values()) for s, n in stream.items()}
    vmbo = stream.pop("VMBO")
    stream.update(VBO=0.47 * vmbo, MAVO=0.53 * vmbo, PRO=fig("T09-103"))  # assumption: 0.47, 0.42 to 0.52
    scale = total / sum(stream.values())  # from the CBS definition to that of T09-041
    stream = {s: n * scale for s, n in stream.items()}
    names = ["Groningen", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland", "Utrecht", "Noord-Holland",
             "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg"]
    province = {p: fig(t(9, 209 + i)) for i, p in enumerate(names)}
    scale = total / sum(province.values())
    cells = {(i, s): 1.0 for i, x in enumerate(schools) for s in x["structure"].split("/") if s != "MBO"}
    for _ in range(200):
        for of, goal in ((lambda i, s: s, stream),
                         (lambda i, s: schools[i]["province"], {p: n * scale for p, n in province.items()})):
            have = defaultdict(float)
            for (i, s), n in cells.items():
                have[of(i, s)] += n
            for (i, s), n in cells.items():
                cells[i, s] = n * goal[of(i, s)] / have[of(i, s)]
    size = [sum(cells.get((i, s), 0) for s in stream) for i in range(len(schools))]
    pupils = largest_remainder(size, total)
    rows = [[x["brin"], x["board"], REGION_OF[x["municipality"]], x["structure"], n] for x, n in zip(schools, pupils)]
    add("schools_vo.csv", "school,board,region,structure,pupils", rows)
    facts["vo_pro"] = round(sum(n for (i, s), n in cells.items() if s == "PRO"))
    facts["vo_pro_alone"] = sum(r[4] for r in rows if r[3] == "PRO")
    broad = [r[4] for r in rows if r[3] == "VBO/MAVO/HAVO/VWO"]
    facts["vo_broad_mean"] = round(sum(broad) / len(broad))
    return rows


def schools_mbo(pupils_po):
    rows = [[f"MBO-{i + 1:02d}", REGIONS[i], n]
            for i, n in enumerate(largest_remainder(pupils_po, fig("T09-126")))]
    add("schools_mbo.csv", "school,region,students", rows)
    return rows


# ----------------------------------------------------------------------------------------------- 8: subjects of vo

def identifier(name):
    special = {"natuur-/scheikunde (NASK)": "natuur_scheikunde", "kunst/CKV": "kunst_ckv"}
    return special.get(name, name.lower().replace(" ", "_"))


SUBJECT_EN = {
    "nederlands": "Dutch", "wiskunde": "mathematics", "beroepsgericht_vmbo": "vocational subjects (vmbo)",
    "engels": "English", "duits": "German", "lichamelijke_opvoeding": "physical education", "economie": "economics",
    "kunst_ckv": "arts", "biologie": "biology", "frans": "French", "natuurkunde": "physics",
    "aardrijkskunde": "geography", "maatschappijleer": "social studies", "natuur_scheikunde": "science (vmbo)",
    "techniek": "technology", "geschiedenis": "history", "scheikunde": "chemistry",
    "levensbeschouwing": "religion and philosophy of life", "informatica": "computer science",
    "klassieke_talen": "classical languages", "gezondheidszorg_en_welzijn": "health and welfare", "overig": "other"}


def subjects():
    row_of = {r["quantity"].replace("teacher employment subject ", ""): i for i, r in ROWS.items()
              if r["quantity"].startswith("teacher employment subject ")}
    rows = []
    for s in read("vo_subjects.csv"):
        name = identifier(s["subject"])
        rows.append([name, s["subject"], SUBJECT_EN[name], float(s["employment_fte_est"]), s["low"], s["high"],
                     s["status"], row_of[s["subject"]]])
    add("subjects.csv", "subject,label_nl,label_en,employment_fte,low,high,status,source", rows)
    return [r[0] for r in rows]


# ------------------------------------------------------------------------------------------- 9-11: pupils, formation

def pupils():
    observed = defaultdict(dict)  # (sector) -> year -> (pupils, source, status)
    bo = {2014: 75, 2015: 76, 2016: 77, 2017: 78, 2018: 79, 2019: 84, 2020: 88}
    for y in range(2014, 2021):  # trap 11: vso pupils belong to po, where their teachers are counted
        ids = [t(9, bo[y]), t(9, 55 + 2 * (y - 2014)), t(9, 56 + 2 * (y - 2014)), t(9, 32 + 2 * (y - 2014))]
        observed["po"][y] = (sum(fig(i) for i in ids), " ".join(ids), "derived")
        observed["vo"][y] = (fig(t(9, 31 + 2 * (y - 2014))), t(9, 31 + 2 * (y - 2014)), "verified")
    observed["po"][2021] = (fig("T09-023") + fig("T09-046"), "T09-023 T09-046", "derived")
    observed["vo"][2021] = (fig("T09-045"), "T09-045", "verified")
    observed["po"][2022] = (fig("T09-025") + fig("T09-046"), "T09-025; vso of 2021 T09-046", "derived")
    observed["vo"][2022] = (fig("T09-148"), "T09-148", "verified")
    funded = fig("T09-123") / fig("T09-108")  # before 2018 only the wider count exists
    for y in (2015, 2016, 2017):
        observed["mbo"][y] = (fig(t(9, 105 + y - 2015)) * funded, f"{t(9, 105 + y - 2015)} x T09-123 / T09-108", "derived")
    observed["mbo"][2014] = (observed["mbo"][2015][0], "as 2015: no figure", "assumption")
    for y in range(2018, 2023):
        observed["mbo"][y] = (fig(t(9, 123 + 3 * (y - 2018))), t(9, 123 + 3 * (y - 2018)), "verified")
    rows = []
    for future in ("low", "base", "high"):
        for k, s in enumerate(SECTORS):
            points = {2022: [observed[s][2022][0]] * 3}
            for i, y in enumerate((2025, 2030, 2035, 2040)):
                r = ROWS[t(9, 157 + 4 * k + i)]
                points[y] = [float(r["low"]), float(r["value"]), float(r["high"])]
            for y in range(2014, 2042):
                if y in observed[s]:
                    n, source, status = observed[s][y]
                    limits = [None, None] if status != "assumption" else [round(0.97 * n), round(1.03 * n)]
                    rows.append([future, s, y, round(n), *limits, source, status])
                    continue
                before = max(p for p in points if p <= y)
                after = min([p for p in points if p >= y], default=before)  # 2041 stays at 2040
                part = (y - before) / (after - before) if after > before else 0
                low, base, high = [a + part * (b - a) for a, b in zip(points[before], points[after])]
                n = {"low": low, "base": base, "high": high}[future]
                rows.append([future, s, y, round(n), round(low), round(high),
                             f"{t(9, 157 + 4 * k)} to {t(9, 160 + 4 * k)}", "assumption"])
    add("pupils.csv", "future,sector,year,pupils,low,high,source,status", rows)
    return {s: observed[s][2019][0] for s in SECTORS}


def formation(schools):
    """Levels that reproduce the employment of the first population: 77,200 + 3,800 + 11,600, 59,900 and 27,000 fte."""
    bo, count = fig("T09-084"), len(schools)
    ratio = lambda fixed: bo / (fig("T01-094") - fixed * count)
    special = fig("T09-066") + fig("T09-042")
    so = fig("T01-057") - fig("T01-094") - fig("T01-095")  # not T01-096: that adds the back-cast row T01-052
    facts["so_fte"] = round(so)
    add("formation.csv", "sector,kind,pupils_per_fte,low,high,fixed_fte,fixed_low,fixed_high,source,status", [
        # assumption: 0.5 fte a school whatever its size (0.2 to 1.0); the ratio goes with it so that the total stays
        ["po", "bo", ratio(0.5), ratio(0.2), ratio(1.0), 0.5, 0.2, 1.0, "T09-169 T09-084 T01-094; fixed base assumed", "assumption"],
        ["po", "sbo", fig("T09-065") / fig("T01-095"), 9.2, 9.9, 0, None, None, "T09-175 T09-065 T01-095", "derived"],
        ["po", "so", special / so, 5.3, 6.7, 0, None, None, "T09-066 T09-042 T01-057 T01-094 T01-095; T09-180 for the range", "derived"],
        ["vo", "vo", fig("T09-041") / fig("T01-067"), 15.6, 16.2, 0, None, None, "T09-177: T09-041 / T01-067", "derived"],
        ["mbo", "mbo", fig("T09-126") / fig("T01-087"), 18.0, 18.9, 0, None, None, "T09-126 / T01-087; T09-179 says 18.3", "derived"]])
    facts["bo_ratio"] = round(ratio(0.5), 3)
    return {"bo": (ratio(0.5), 0.5), "sbo": (fig("T09-065") / fig("T01-095"), 0), "so": (special / so, 0)}


def initial_shortage(schools, special, norm):
    fte = 0.0
    for s in schools:
        if s[2] in G5:
            fte += s[3] / norm["bo"][0] + norm["bo"][1]
    for s in special:
        if s[2] in G5:
            fte += s[3] / norm[s[1]][0]
    open_fte = fig("T11-036")
    share = open_fte / (fte + open_fte)
    facts.update(g5_fte=round(fte), g5_share=round(share, 4))
    other = {"po": (0.03, 0.01, 0.06), "vo": (0.02, 0.005, 0.04), "mbo": (0.015, 0.005, 0.03)}  # assumptions
    rows = []
    for s in SECTORS:
        for r in REGIONS:
            if s == "po" and r in G5:
                rows.append([s, r, share, 0.07, 0.12, "T11-036 over teachers there by formation.csv", "derived"])
            else:
                rows.append([s, r, *other[s], "assumed: no national measurement before 2021", "assumption"])
    add("initial_shortage.csv", "sector,region,share,low,high,source,status", rows)
