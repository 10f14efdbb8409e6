#include "engine/report/provenance.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace formatie {

std::string iso_utc(std::chrono::system_clock::time_point moment) {
  const auto second = std::chrono::floor<std::chrono::seconds>(moment);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(second)));
}

std::string provenance_json(const Provenance& provenance) {
  using Json = nlohmann::ordered_json;
  Json inputs = Json::array();
  for (const auto& input : provenance.inputs) inputs.push_back({{"file", input.file}, {"sha256", input.sha256}});
  const Json json = {
      {"program", provenance.program},
      {"version", provenance.version},
      {"git_revision", provenance.git_revision},
      {"compiler", provenance.compiler},
      {"build_type", provenance.build_type},
      {"started", iso_utc(provenance.started)},
      {"wall_seconds", provenance.wall_seconds},
      {"threads", provenance.threads},
      {"solver", provenance.solver},
      {"seed", provenance.seed},
      {"replications_asked", provenance.replications_asked},
      {"replications_completed", provenance.replications_completed},
      {"replications_per_draw", provenance.replications_per_draw},
      {"replications_differ_by", differ_by_names[static_cast<std::size_t>(provenance.replications_differ_by)]},
      {"partial", provenance.partial},
      {"inputs", inputs},
  };
  // A file name need not be UTF-8; provenance with a mark in it beats a study without results.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace formatie
