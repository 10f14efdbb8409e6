#!/usr/bin/env python3
"""What the careers workload must come to, by integration instead of simulation.

A person of age a is still here d years later with probability exp(-leave hazard lived through), if not yet 67.
Leaves, changes and retirements follow from the same survival; all is exact per person and integrated over age,
and for newcomers over time of arrival, by the midpoint rule.
"""

import argparse
import math

# The definition; README.md has it in words, careers.h the same numbers for the C++ programs.
FIRST_BAND, BAND_WIDTH = 20, 5  # years of age
LEAVE_RATE = [.12, .09, .06, .045, .04, .035, .03, .04, .10, .25]  # a year, by age band
CHANGE_RATE = [.20, .30, .28, .22, .18, .15, .15, .15, .20, .20]  # a year, by age band
YOUNGEST, OLDEST_AT_START, OLDEST_NEWCOMER, RETIREMENT_AGE = 22, 60, 32, 67  # years of age
NEWCOMER_RATE = .05  # of the persons at the start, a year
FTE_OF = [.4, .6, .8, 1.]
FTE_SHARE = [.15, .20, .25, .40]
OUTCOMES = ["head_count", "leaves", "changes", "retirements"]


def survival(age):
    """Chance that somebody who starts at 20 has not left at this age."""
    hazard = 0
    for band, rate in enumerate(LEAVE_RATE):
        hazard += rate * min(max(age - FIRST_BAND - BAND_WIDTH * band, 0), BAND_WIDTH)
    return math.exp(-hazard)


def changes_since_20(age):
    """Expected changes of contract size between 20 and this age: change rate times survival, integrated per band."""
    total = 0
    for band, (leave, change) in enumerate(zip(LEAVE_RATE, CHANGE_RATE)):
        start = FIRST_BAND + BAND_WIDTH * band
        if age > start:
            total += change / leave * (survival(start) - survival(min(age, start + BAND_WIDTH)))
    return total


def career(age, years):
    """Expected outcomes of one person who is here at this age, after so many years; in the order of OUTCOMES."""
    to = min(age + years, RETIREMENT_AGE)
    reaches = survival(to) / survival(age)
    retires = age + years >= RETIREMENT_AGE
    changes = (changes_since_20(to) - changes_since_20(age)) / survival(age)
    return [0 if retires else reaches, 1 - reaches, changes, reaches if retires else 0]


def expect(persons, years, ages=380, times=100):
    """Expected outcomes at the end, and the standard error of the head count of one run."""
    def age(oldest, i):
        return YOUNGEST + (oldest - YOUNGEST) * (i + .5) / ages

    def mean(careers):
        careers = list(careers)
        return [math.fsum(values) / len(careers) for values in zip(*careers)]

    founders = mean(career(age(OLDEST_AT_START, i), years) for i in range(ages))
    newcomers = mean(career(age(OLDEST_NEWCOMER, i), years * (j + .5) / times)
                     for i in range(ages) for j in range(times))
    arrivals = NEWCOMER_RATE * years  # a founder
    result = {name: persons * (f + arrivals * n) for name, f, n in zip(OUTCOMES, founders, newcomers)}
    result["arrivals"] = persons * arrivals
    result["events"] = result["arrivals"] + result["leaves"] + result["changes"] + result["retirements"]
    result["fte"] = result["head_count"] * sum(size * share for size, share in zip(FTE_OF, FTE_SHARE))
    # Founders are independent trials with the mean chance; newcomers here at the end are Poisson.
    result["standard_error"] = math.sqrt(persons * (founders[0] * (1 - founders[0]) + arrivals * newcomers[0]))
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--years", type=float, default=15)
    options = parser.parse_args()
    expected = expect(options.persons, options.years)
    print("quantity,expected")
    for name in ["head_count", "standard_error", "fte", "arrivals", "leaves", "changes", "retirements", "events"]:
        print(f"{name},{expected[name]:.0f}")
