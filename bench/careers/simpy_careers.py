#!/usr/bin/env python3
"""The careers workload with SimPy: a process for each person, one for the newcomers, one for the monthly census.

SimPy has no keyed luck; Python's own generator serves, so runs agree with the C++ programs in distribution only.
"""

import argparse
import gc
import random
import resource
import statistics
import sys
import time

import simpy

from cohort_check import (BAND_WIDTH, CHANGE_RATE, FIRST_BAND, FTE_OF, FTE_SHARE, LEAVE_RATE, NEWCOMER_RATE,
                          OLDEST_AT_START, OLDEST_NEWCOMER, RETIREMENT_AGE, YOUNGEST, expect)

TOTAL_RATE = [leave + change for leave, change in zip(LEAVE_RATE, CHANGE_RATE)]
LEAVE_SHARE = [leave / total for leave, total in zip(LEAVE_RATE, TOTAL_RATE)]
FIFTHS = [round(5 * size) for size, share in zip(FTE_OF, FTE_SHARE) for _ in range(round(20 * share))]


class Office:
    """Head count, contract sizes in fifths of a full-time job, and events so far."""

    def __init__(self):
        self.heads = self.fifths = self.events = 0
        self.months = []


def next_opportunity(age, wait):
    """Age and band at which a unit exponential is used up; band None for retirement."""
    band = int((age - FIRST_BAND) / BAND_WIDTH)
    while True:
        end = min(FIRST_BAND + BAND_WIDTH * (band + 1), RETIREMENT_AGE)
        hazard = TOTAL_RATE[band] * (end - age)
        if wait < hazard:
            return age + wait / TOTAL_RATE[band], band
        if end == RETIREMENT_AGE:
            return end, None
        wait -= hazard
        age = end
        band += 1


def person(env, office, luck, age):
    fifths = FIFTHS[int(20 * luck())]
    office.heads += 1
    office.fifths += fifths
    while True:
        then, band = next_opportunity(age, luck.exponential())
        yield env.timeout(then - age)
        age = then
        office.events += 1
        office.fifths -= fifths
        if band is None or luck() < LEAVE_SHARE[band]:
            office.heads -= 1
            return
        fifths = FIFTHS[int(20 * luck())]
        office.fifths += fifths


def newcomers(env, office, luck, a_year):
    while True:
        yield env.timeout(luck.exponential() / a_year)
        office.events += 1
        env.process(person(env, office, luck, YOUNGEST + (OLDEST_NEWCOMER - YOUNGEST) * luck()))


def census(env, office, years):
    for month in range(12 * years):
        yield env.timeout((month + 1) / 12 - env.now)
        office.months.append((office.heads, office.fifths))


class Luck(random.Random):
    def __call__(self):
        return self.random()

    def exponential(self):
        return self.expovariate(1)


def simulate(persons, years, seed):
    env, office, luck = simpy.Environment(), Office(), Luck(seed)
    for _ in range(persons):
        env.process(person(env, office, luck, YOUNGEST + (OLDEST_AT_START - YOUNGEST) * luck()))
    env.process(newcomers(env, office, luck, NEWCOMER_RATE * persons))
    env.process(census(env, office, years))
    env.run(until=years + 1e-9)
    heads, fifths = office.months[-1]
    return office.events, heads, fifths / 5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--years", type=int, default=15)
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()

    expected = expect(options.persons, options.years)
    runs, credible = [], True

    def line(program, events, heads, fte, seconds, speed):
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{program},{options.persons},{events:.0f},{heads:.0f},{fte:.1f},{seconds:.6f},{speed:.0f},{memory:.1f}",
              flush=True)

    print("program,persons,events,head_count,fte,seconds,events_per_second,peak_rss_mib")
    for replication in range(options.repeat):
        gc.collect()  # the run before must not slow down this one
        start = time.perf_counter()
        events, heads, fte = simulate(options.persons, options.years, f"{options.seed}/{replication}")
        took = time.perf_counter() - start
        runs.append((events, heads, fte, took, events / took))
        line("simpy", *runs[-1])
        z = (heads - expected["head_count"]) / expected["standard_error"]
        if abs(z) > 4:  # wrong once in 16 000 runs
            where = f"{z:.1f} standard errors from the expected {expected['head_count']:.0f}"
            print(f"simpy: head count {heads} is {where}", file=sys.stderr)
            credible = False
    line("simpy:median", *(statistics.median(values) for values in zip(*runs)))
    return 0 if credible else 1


if __name__ == "__main__":
    sys.exit(main())
