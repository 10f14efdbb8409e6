"""What is not known exactly: for each uncertain parameter of scenarios/base.yaml from where to where, and on what that rests."""
import re
from pathlib import Path

from common import *

BASE = Path(__file__).resolve().parents[2] / "scenarios/base.yaml"


def scenario():
    """Parameters of base.yaml by dotted name: {} or the value, low and high of a number."""
    out, above = {}, []
    inside = False
    for line in BASE.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            inside = line.startswith("parameters:") if line.strip() and not line.startswith("#") else inside
            continue
        found = re.match(r"( +)([a-z0-9_]+):(.*)", line)
        if not inside or not found:
            continue
        depth = len(found[1]) // 2 - 1
        above[depth:] = [found[2]]
        if depth == 1:
            number = {k: re.search(rf"\b{k}: (-?[0-9.]+)[, ]", found[3]) for k in ("value", "low", "high")}
            out[".".join(above)] = {k: float(m[1]) for k, m in number.items() if m}
    return out


def priors(people, written):
    """`people`: persons by sector and age band; `written`: reads a table made before."""
    base = scenario()
    total = {s: sum(people[s, b] for b in BANDS) for s in SECTORS}
    stock = {r["sector"]: float(r["persons"]) for r in written("reserve.csv")}
    entering = defaultdict(float)
    for r in written("intake.csv"):
        if r["year"] == "2019":
            entering[r["route"]] += float(r["persons"])
    in_reserve = {(r["sector"], r["years_away"]): stock[r["sector"]] * float(r["share"]) for r in written("reserve_years_away.csv")}
    by_band = lambda r: people[r["sector"], r["age_band"]]
    by_sector = lambda r: total[r["sector"]]
    by_route = lambda r: entering[r["route"]]
    sixty = lambda r: people[r["sector"], "60-64"]
    rows = []

    def put(name, form, shape, grade, setting, source, low=None, high=None, status="assumption"):
        if name not in base:
            raise SystemExit(f"priors.py: scenarios/base.yaml has no parameter {name}")
        if low is None:
            b = base[name]
            if not {"value", "low", "high"} <= set(b):
                raise SystemExit(f"priors.py: scenarios/base.yaml gives no value, low and high for {name}")
            low, high = (b["low"], b["high"]) if form != "factor" else (b["low"] / b["value"], b["high"] / b["value"])
        middle = 1 if form == "factor" else base[name].get("value")
        assert low <= high and (form == "start" or low <= middle <= high), (name, low, middle, high)
        rows.append([name, low, high, form, shape, grade, setting, source, status])

    def spread(file, column, weight, low="low", high="high", where=lambda r: True):
        """Low and high of a factor on a whole table: its own columns, weighted; a cell without them is certain."""
        sums = [0.0, 0.0, 0.0]
        for r in filter(where, written(file)):
            for i, c in enumerate((column, low, high)):
                sums[i] += weight(r) * float(r[c] or r[column])
        return {"low": round(sums[1] / sums[0], 3), "high": round(sums[2] / sums[0], 3)}

    # A: counted for the whole country; B: counted with an assumption in between; C: stated, or of another time or place;
    # D: nobody has measured it.
    once = "the first population is made once a study"
    nl = "NL po vo mbo"
    put("schools.pupils_per_fte", "start", "triangular", "B", f"NL 2019; {once}", "formation.csv",
        **spread("formation.csv", "pupils_per_fte", by_sector, where=lambda r: r["kind"] != "so"))  # its range rests on T09-180
    put("schools.fixed_fte", "start", "triangular", "D", f"po; {once}", "formation.csv",
        **spread("formation.csv", "fixed_fte", by_sector, "fixed_low", "fixed_high", lambda r: float(r["fixed_fte"]) > 0))
    put("schools.initial_shortage", "start", "triangular", "D", f"NL 2019; {once}", "initial_shortage.csv; G5 po T11-036",
        **spread("initial_shortage.csv", "share", by_sector))
    put("schools.commute_km", "start", "triangular", "D", f"NL; reach of homes: {once}", "base.yaml")
    put("schools.commute_most_km", "start", "triangular", "D", f"NL; reach of homes: {once}", "base.yaml")
    put("schools.vacancy_fte", "start", "triangular", "D", f"NL 2019; {once}", "base.yaml")
    put("population.people", "start", "normal", "B", f"NL 2019; factor on a band; {once}", "base_population.csv",
        **spread("base_population.csv", "persons", lambda r: 1.0))
    put("population.contract_size_profile", "start", "uniform", "D", f"NL 2019; factor on a weight; {once}", "contract_size_profile.csv",
        **spread("contract_size_profile.csv", "weight", lambda r: 1.0))
    put("population.up_to_08_factor", "start", "triangular", "B", f"NL po vo 2019; {once}", "T02-011 T02-012; base.yaml")
    put("population.late_start_years", "start", "triangular", "D", f"NL; {once}", "base.yaml")
    put("population.age_mixing_years", "start", "triangular", "C", f"NL po 2018; {once}", "T03-179; base.yaml")
    put("population.reserve", "start", "triangular", "B", f"NL 2015; {once}", "T06-004 T06-005 T06-006; reserve.csv",
        **spread("reserve.csv", "persons", lambda r: 1.0))
    put("population.reserve_years_away", "start", "triangular", "D", f"NL; factor on a share; {once}", "reserve_years_away.csv",
        **spread("reserve_years_away.csv", "share", lambda r: stock[r["sector"]]))
    put("population.reserve_age", "start", "triangular", "D", f"NL; factor on a share; {once}", "reserve_age.csv",
        **spread("reserve_age.csv", "share", lambda r: 1.0))
    put("population.aow", "start", "uniform", "B", "NL; announced to 2031 then projections; dates are read once", "T05-020 T05-021 T05-023; aow.csv",
        **spread("aow.csv", "aow_months", lambda r: 1.0, where=lambda r: r["born_from"] >= "1964"))
    put("training.age", "start", "triangular", "C", "NL 2016; factor on a probability; the table is read once", "study_age.csv",
        **spread("study_age.csv", "probability", by_route))
    put("training.duration", "start", "triangular", "D", "NL; factor on a probability; the table is read once", "study_duration.csv",
        **spread("study_duration.csv", "probability", by_route))
    put("training.subject", "start", "triangular", "C", "NL 2020; factor on a share; the table is read once", "study_subject.csv",
        **spread("study_subject.csv", "share", by_route))

    run = lambda r: 2019 <= int(r["year"]) < 2035
    put("intake.persons", "factor", "triangular", "B", f"{nl}; observed to 2024 and constant after it; moves observed years too", "intake.csv",
        **spread("intake.csv", "persons", lambda r: 1.0, where=run), status="derived")
    put("intake.dropout_first_year", "factor", "triangular", "B", "NL cohorts 2015 to 2019", "T07-137 T07-139 T07-140; study_dropout.csv",
        **spread("study_dropout.csv", "rate", by_route, where=lambda r: r["study_year"] == "1"), status="derived")
    put("intake.dropout_later", "factor", "triangular", "B", "NL 2018 to 2020: fitted to diplomas", "T07-143; study_dropout.csv",
        **spread("study_dropout.csv", "rate", by_route, where=lambda r: r["study_year"] != "1"), status="derived")
    cost = spread("pay.csv", "employer_cost_per_fte", by_sector)
    put("pay.gross_year_pay", "factor", "triangular", "C", "NL 2020; scale only", "T14-041 T14-042; pay.csv", **cost)
    put("pay.employer_cost", "factor", "triangular", "C", "NL 2020; scale and a factor", "T14-041 T14-042; pay.csv", **cost)
    put("pay.support_cost", "factor", "triangular", "D", "NL 2020", "pay.csv",
        **spread("pay.csv", "support_cost_per_fte", by_sector, "support_low", "support_high"))
    put("full_time_bonus.net_share", "value", "triangular", "C", "NL tax and premium 2020", "base.yaml")
    put("full_time_bonus.reaction_months", "value", "triangular", "D", "none found", "base.yaml")
    put("full_time_bonus.stated_low_share", "value", "triangular", "C", "NL po vo mbo vignettes 2023: stated", "levers.md row 6 (E6 E7)")
    put("full_time_bonus.stated_high_share", "value", "triangular", "C", "NL po vo mbo vignettes 2023: stated", "levers.md row 6 (E6 E7)")
    put("full_time_bonus.hours_elasticity", "value", "uniform", "C", "NL vo 1990s", "levers.md part L (E8)", status="verified")
    # the range of base.yaml leans on T01-052, which is for back-casts: this one does not
    put("workload_funds.share_on_teachers", "factor", "triangular", "D", "NL po; the value itself rests on T01-052: not for back-casts",
        "levers.md row 7; range assumed without T01-052", 0.3, 2.0)
    put("workload_funds.effect_on_resignation", "value", "triangular", "D", "none found", "levers.md row 7")

    looks = lambda r: entering[r["route"]] if not r["route"].startswith("zij") else 0
    put("graduation.looks", "factor", "triangular", "B", "NL graduates of 2018; with to_reserve cut off at 1",
        "T07-148 T07-404 T07-405 T07-406; job_search.csv",
        **spread("job_search.csv", "share", looks), status="derived")
    put("graduation.to_reserve", "factor", "triangular", "D", "NL", "job_search_rest.csv",
        **spread("job_search_rest.csv", "share", looks, where=lambda r: r["rest"] == "reserve"))
    # the grant allows two years (T08-024); some finish sooner or later
    put("zij_instroom_qualification.years", "factor", "triangular", "C", "NL; two years by the grant", "T08-024; range assumed", 0.75, 1.25)
    put("zij_instroom_dropout.rate", "factor", "triangular", "D", "NL 2020", "T08-037; zij_instroom.csv",
        **spread("zij_instroom.csv", "dropout_rate", lambda r: entering[f"zij_instroom_{r['sector']}"]))
    put("state_pension.share", "factor", "triangular", "C", "NL 2013 to 2020", "T05-039; retirement_at_aow.csv",
        **spread("retirement_at_aow.csv", "share", sixty))
    tenure = {"0-1": 0.06, "1-3": 0.11, "3-5": 0.09, "5+": 0.74}  # about all ages together: the ranges hardly differ by tenure
    put("resignation.rate", "factor", "normal", "A", "NL 2013 to 2017 administrative; years differ this much", "T04-001 to T04-078; resignation.csv",
        **spread("resignation.csv", "rate", lambda r: by_band(r) * tenure[r["tenure"]]), status="derived")
    # not the range of the cells: those are about the shape; the level is held by the outflow of those of 60 and over
    put("retirement.rate", "factor", "triangular", "B", "NL 2013 to 2017: level counted and shape constructed", "T04-013 T04-031 T04-049", 0.85, 1.15)
    put("retirement.rate_after", "factor", "triangular", "D", "NL", "T05-029 T05-030; retirement_at_aow.csv",
        **spread("retirement_at_aow.csv", "rate_after", sixty, "rate_after_low", "rate_after_high"))
    women = {"po": fig("T03-163"), "vo": fig("T03-164"), "mbo": fig("T03-175")}
    sex = lambda r: sum(people[s, r["age_band"]] * (women[s] if r["sex"] == "women" else 100 - women[s]) for s in SECTORS)
    put("death.rate", "factor", "triangular", "C", "NL population 2015 to 2019; people at work are healthier", "mortality.csv",
        **spread("mortality.csv", "rate", sex))
    years = [sum(fig(t(4, 79 + 6 * y + i)) for i in range(6)) for y in range(4)]
    least = min(years) / (sum(years) / 4)
    put("sector_switch.rate", "factor", "lognormal", "A", "NL 2013 to 2016 administrative; years differ this much", "T04-079 to T04-102",
        round(least, 3), round(1 / least, 3), status="derived")
    put("school_move.rate", "factor", "triangular", "D", "NL 2018", "T04-157 T04-158 T04-159; school_move.csv",
        **spread("school_move.csv", "rate", by_band))
    put("contract_size.rate", "factor", "triangular", "D", "none found", "base.yaml")
    put("return_to_teaching.rate", "factor", "triangular", "C", "NL 2018: what the other flows leave", "T06-012 T16-014 T16-016 T16-017; return.csv",
        **spread("return.csv", "rate", lambda r: in_reserve[r["sector"], r["years_away"]]))
    put("return_to_teaching.shortage_response", "value", "triangular", "D", "none found", "base.yaml")
    put("return_to_teaching.most_rise", "value", "triangular", "D", "none found", "base.yaml")
    put("giving_up.rate", "factor", "lognormal", "D", "none found", "base.yaml")
    put("school_year.pupil_response", "value", "triangular", "B", "NL: funding follows pupils", "T15-006; base.yaml")
    put("hiring_round.schools_seen", "value", "triangular", "D", "none found", "base.yaml")
    put("hiring_round.schools_seen_in_season", "value", "triangular", "D", "none found", "base.yaml")
    put("hiring_round.least_share", "value", "triangular", "D", "none found", "base.yaml")
    put("hiring_round.movers_look_further", "factor", "triangular", "D", "NL po 2018", "T04-157 T04-160; region_move.csv",
        **spread("region_move.csv", "share", by_sector))
    put("hiring_round.taste_for_qualified", "value", "triangular", "D", "none found", "base.yaml")
    none = "none found in this form; wide"
    for name, low, high in (("guidance.dropout_factor", 0.7, 1.65), ("guidance.hours_per_mentor", 0.8, 1.25),
                            ("guidance.eaten", 0.2, 2), ("workload.on_resignation", 0.02, 4), ("workload.on_hours", 0.02, 4),
                            ("workload.on_sickness", 0.02, 4)):
        put(name, "factor", "triangular", "D", none, "guidance.csv" if name < "h" else "workload.csv", low, high)
    put("sickness.long_spells", "factor", "triangular", "B", "NL 2018 to 2022", "T06-027 to T06-051; sickness.csv", 0.85, 1.2)
    put("sickness.share_replaced", "factor", "triangular", "D", "NL", "replacement.csv", 0.7, 1.18)
    put("promotion.rate", "factor", "triangular", "D", "NL", "leaders.csv", 0.8, 1.2)
    put("return_from_benefit.first_year", "factor", "triangular", "D", "NL", "benefits.csv", 0.6, 1.5)
    put("return_from_benefit.later", "factor", "triangular", "D", "NL", "benefits.csv", 0.5, 1.8)
    put("benefits.share_of_leavers", "factor", "triangular", "D", "NL", "base.yaml", 0.4, 1.6)
    put("hiring_round.stand_in_share", "value", "triangular", "D", "none found", "base.yaml")
    put("hiring_round.workload_aversion", "value", "triangular", "D", "none found", "base.yaml")
    put("hiring_round.disadvantage_aversion", "value", "triangular", "D", "NL 2019", "SOURCES.md: schools of much disadvantage")
    put("school_move.on_disadvantage", "value", "triangular", "D", "NL; Norway", "SOURCES.md: schools of much disadvantage")
    put("relocation.rate", "factor", "triangular", "C", "NL G4 2013 and 2017", "relocation.csv", 0.3, 1.3)
    put("assistants.to_study", "factor", "triangular", "D", "NL po 2019", "assistants.csv", 0.6, 2.4)
    put("assistant_exit.rate", "factor", "triangular", "D", "none found", "assistants.csv", 0.5, 1.75)
    add("priors.csv", "parameter,low,high,form,distribution,grade,setting,source,status", rows)
    facts.update(priors_drawn=sum(r[3] != "start" for r in rows), priors_start=sum(r[3] == "start" for r in rows))
    names = {r[0] for r in rows}
    ranged = [n for n, b in base.items() if {"low", "high"} <= set(b) and n not in names]
    say(f"priors: {facts['priors_drawn']} drawn, {facts['priors_start']} of the first population; with a range in base.yaml and no "
        f"prior: {', '.join(ranged) or 'none'}")
