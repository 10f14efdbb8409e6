#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/measure/results.h"

namespace formatie {

/// Where results come from: enough to make them again, and to see later which of two folders is which.
struct Provenance {
  struct Input {
    std::string file;    ///< as the user named it
    std::string sha256;  ///< of the bytes that were read, in hexadecimal
  };

  std::string program;
  std::string version;
  std::string git_revision;  ///< this and the next two as in engine/study/revision.h
  std::string compiler;
  std::string build_type;
  std::chrono::system_clock::time_point started;
  double wall_seconds = 0;
  unsigned threads = 1;
  std::string solver = "persons";  ///< or "cohort"
  std::uint64_t seed = 0;
  std::uint64_t replications_asked = 0;  ///< for a study that stops by itself: at most
  std::uint64_t replications_completed = 0;
  std::uint32_t replications_per_draw = 1;  ///< replications r with the same r / this share a draw
  DifferBy replications_differ_by = DifferBy::chance;
  bool partial = false;  ///< stopped before it was done; the results are of the replications completed
  std::vector<Input> inputs;
};

/// A moment in universal time, to the second: "2026-08-01T12:34:56Z".
std::string iso_utc(std::chrono::system_clock::time_point moment);

/// provenance.json: the fields above under the same names and in the same order, `started` as `iso_utc` writes it.
std::string provenance_json(const Provenance& provenance);

}  // namespace formatie
