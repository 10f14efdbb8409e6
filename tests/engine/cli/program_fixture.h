#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/cli/lamps.h"
#include "tests/engine/input/scratch_folder.h"

namespace formatie {

/// What a run of the program gave.
struct Said {
  int code;
  std::string out;
  std::string err;
};

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REQUIRE(stream.is_open());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// What a run says, whatever time it took: "6 replications in T on 1 thread".
inline std::string without_time(const std::string& text) {
  return std::regex_replace(text, std::regex(" in [0-9.]+ (s|min [0-9]+ s|h [0-9]+ min) on "), " in T on ");
}

/// How many characters the longest line has.
inline std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

/// A folder with scenarios of the street lamps, in which the program runs while the fixture lives.
class LampsFolder {
 public:
  LampsFolder() : before_(std::filesystem::current_path()) {
    folder.write("lamps/data/places.csv", "place\nharbour\nmarket\n");
    folder.write("lamps/data/rates.csv", "place,rate\nharbour,0.8\nmarket,0.4\n");
    folder.write("lamps/base.yaml",
                 "title: How many lamps burn?\n"
                 "study: { seed: 1, replications: 6 }\n"
                 "period: { begin: 2025-01-01, end: 2030-01-01 }\n"
                 "parameters:\n"
                 "  places: { file: data/places.csv }\n"
                 "  population: { lamps: 50 }\n"
                 "  failure:\n"
                 "    rate: { table: data/rates.csv, column: rate, source: 'the makers, 2024', status: derived }\n"
                 "  repair:\n"
                 "    share: { value: 0.8, low: 0.6, high: 0.9, source: a guess, status: assumption }\n"
                 "    month: 3\n"
                 "    crew: own\n"
                 "    weekends: false\n"
                 "    start: 2025-01-01\n");
    folder.write(
        "lamps/better.yaml",
        "extends: base.yaml\n"
        "title: What if better lamps are bought?\n"
        "alternatives:\n"
        "  - { name: as it is, description: The lamps of 2024. }\n"
        "  - name: better lamps\n"
        "    description: >-\n"
        "      From the summer of 2026 on only lamps of the second kind are bought, which break half as often\n"
        "      and cost no more than those of the first.\n"
        "    policy:\n"
        "      - { dial: failure.rate, times: 0.5, from: 2026-07-01 }\n"
        "      - { dial: failure.rate, where: { place: market }, set: 0.1, from: 2028-01-01 }\n");
    std::filesystem::current_path(folder / "");
  }
  ~LampsFolder() {
    lamps::on_replication = nullptr;
    std::filesystem::current_path(before_);
  }

  Said run(const std::vector<std::string>& words, const ProgramInfo& info = lamps::program()) const {
    std::ostringstream out, err;
    Console console{out, err, stop};
    const int code = run_program(words, info, console);
    return {code, out.str(), err.str()};
  }

  ScratchFolder folder;
  const std::atomic<bool>* stop = nullptr;

 private:
  std::filesystem::path before_;
};

}  // namespace formatie
