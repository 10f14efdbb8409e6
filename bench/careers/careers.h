// The careers workload: its numbers, what to expect of a run, and how every program here reports.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <sys/resource.h>

namespace careers {

// The definition. The numbers are made up for the benchmark; README.md has them in words.
inline constexpr int bands = 10;          // of five years: 20-24, 25-29, ..., 65-69
inline constexpr double first_band = 20;  // years of age
inline constexpr double band_width = 5;   // years
inline constexpr double leave_rate[bands] = {.12, .09, .06, .045, .04, .035, .03, .04, .10, .25};  // a year
inline constexpr double change_rate[bands] = {.20, .30, .28, .22, .18, .15, .15, .15, .20, .20};   // a year
inline constexpr double youngest = 22;         // years of age, at the start and on arrival
inline constexpr double oldest_at_start = 60;  // years of age
inline constexpr double oldest_newcomer = 32;  // years of age
inline constexpr double retirement_age = 67;   // years
inline constexpr double newcomer_rate = .05;   // of the persons at the start, a year
inline constexpr double fte_of[4] = {.4, .6, .8, 1};
inline constexpr double fte_share[4] = {.15, .20, .25, .40};

struct Options {
  std::int64_t persons = 100'000;
  int years = 15;
  std::uint64_t seed = 20260801;
  int repeat = 5;
};

/// What one run counted. Events are arrivals, leaves, changes and retirements.
struct Count {
  std::int64_t events = 0;
  std::int64_t head_count = 0;  // at the end
  double fte = 0;               // at the end
};

struct Expectation {
  double head_count = 0;
  double standard_error = 0;  // of one run
};

inline Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    char* end = nullptr;
    const long long value = i + 1 < argc ? std::strtoll(argv[i + 1], &end, 10) : -1;
    const bool whole = end != nullptr && end != argv[i + 1] && *end == '\0';
    if (whole && name == "--persons" && value >= 1 && value <= 100'000'000)
      options.persons = value;
    else if (whole && name == "--years" && value >= 1 && value <= 100)
      options.years = static_cast<int>(value);
    else if (whole && name == "--seed" && value >= 0)
      options.seed = static_cast<std::uint64_t>(value);
    else if (whole && name == "--repeat" && value >= 1 && value <= 1'000'000)
      options.repeat = static_cast<int>(value);
    else {
      std::fprintf(stderr, "usage: %s [--persons 1..100000000] [--years 1..100] [--seed S] [--repeat 1..1000000]\n",
                   argv[0]);
      std::exit(2);
    }
  }
  return options;
}

/// Chance that somebody of this age is still here some years later.
inline double share_still_here(double age, double years) {
  if (age + years >= retirement_age) return 0;
  double hazard = 0;
  for (int band = 0; band < bands; ++band) {
    const double from = std::max(age, first_band + band_width * band);
    const double to = std::min(age + years, first_band + band_width * (band + 1));
    hazard += leave_rate[band] * std::max(0.0, to - from);
  }
  return std::exp(-hazard);
}

/// Expected head count at the end: survival integrated over age, and over time of arrival (midpoint rule; within 1 in
/// 100 000).
///
/// Founders are independent trials of which the number is fixed; newcomers present at the end are Poisson.
inline Expectation expect_head_count(const Options& options) {
  constexpr int ages = 380;
  constexpr int times = 150;
  double mean = 0;
  double variance = 0;
  for (int i = 0; i < ages; ++i) {
    const double p = share_still_here(youngest + (oldest_at_start - youngest) * (i + .5) / ages, options.years);
    mean += p / ages;
  }
  variance = mean * (1 - mean);  // the age of a founder is drawn too, so a founder is one trial with the mean chance
  const double newcomers = newcomer_rate * options.years;
  for (int i = 0; i < ages; ++i)
    for (int j = 0; j < times; ++j) {
      const double p =
          share_still_here(youngest + (oldest_newcomer - youngest) * (i + .5) / ages, options.years * (j + .5) / times);
      mean += newcomers * p / ages / times;
      variance += newcomers * p / ages / times;
    }
  const double persons = static_cast<double>(options.persons);
  return {persons * mean, std::sqrt(persons * variance)};
}

/// Most memory this process has had in use so far, MiB.
inline double peak_rss_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto n = values.size();
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/// Runs `simulate(replication)` as often as asked and prints one line per run and a line of medians.
///
/// Returns the exit status: 1 if a head count is more than four standard errors from the expectation,
/// which a correct program does once in 16 000 runs.
template <class Simulate>
int report(const char* program, const Options& options, Simulate simulate) {
  using Clock = std::chrono::steady_clock;
  const Expectation expected = expect_head_count(options);
  std::vector<double> events, heads, fte, seconds, speed;
  bool credible = true;
  const auto line = [&](const char* suffix, double e, double h, double f, double s, double v) {
    std::printf("%s%s,%lld,%.0f,%.0f,%.1f,%.6f,%.0f,%.1f\n", program, suffix, static_cast<long long>(options.persons),
                e, h, f, s, v, peak_rss_mib());
  };
  std::puts("program,persons,events,head_count,fte,seconds,events_per_second,peak_rss_mib");
  for (int replication = 0; replication < options.repeat; ++replication) {
    const auto start = Clock::now();
    const Count count = simulate(static_cast<std::uint32_t>(replication));
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    events.push_back(static_cast<double>(count.events));
    heads.push_back(static_cast<double>(count.head_count));
    fte.push_back(count.fte);
    seconds.push_back(took);
    speed.push_back(events.back() / took);
    line("", events.back(), heads.back(), fte.back(), took, speed.back());
    const double z = (heads.back() - expected.head_count) / expected.standard_error;
    if (std::abs(z) > 4) {
      std::fprintf(stderr, "%s: head count %.0f is %.1f standard errors from the expected %.0f\n", program,
                   heads.back(), z, expected.head_count);
      credible = false;
    }
  }
  line(":median", median(events), median(heads), median(fte), median(seconds), median(speed));
  return credible ? 0 : 1;
}

}  // namespace careers
