#include "engine/cli/output_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/input/yaml.h"
#include "engine/report/sha256.h"
#include "engine/study/revision.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

std::string bytes_of(const fs::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) fail("cannot read", path, errno != 0 ? errno : EIO);
  return bytes;
}

/// The line in which two texts begin to differ, from 1.
std::size_t first_difference(const std::string& a, const std::string& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return 1 + static_cast<std::size_t>(std::count(a.begin(), end, '\n'));
}

bool has_no_files(const fs::path& folder) {
  return std::all_of(fs::directory_iterator(folder), fs::directory_iterator(),
                     [](const auto& entry) { return entry.path().filename().string().starts_with('.'); });
}

/// The plan `ours` with the number of replications of the plan `there`, or the rule that decides it, when both say it
/// and are alike in the rest of `study`.
std::string with_replications_of(const std::string& there, const std::string& ours) {
  Problems ignored;
  const auto theirs = read_yaml_text(there, "", ignored);
  auto own = read_yaml_text(ours, "", ignored);
  if (!theirs || !own) return ours;
  const Node* from = theirs->find("study");
  Node* to = own->find("study");
  if (from == nullptr || to == nullptr || !from->is_mapping() || !to->is_mapping()) return ours;
  const auto rest = [](Node study) {
    study.erase("replications");
    study.erase("until");
    return study;
  };
  if (!(rest(*from) == rest(*to))) return ours;
  *to = *from;
  return write_yaml(*own);
}

/// Why nothing can be made in a folder that exists; nothing when it can.
///
/// Permissions do not tell: a file system may be read-only, or no real one (/proc).
std::optional<std::string> obstacle(const fs::path& folder) {
  if (!fs::is_directory(folder)) return "it is no folder";
  auto trial = (folder / ".trial-XXXXXX").string();
  if (::mkdtemp(trial.data()) != nullptr) {
    ::rmdir(trial.c_str());
    return std::nullopt;
  }
  if (errno == EACCES || errno == EPERM || errno == ENOENT) return "permission denied";
  if (errno == EROFS) return "it is read-only";
  fail("cannot write in", folder, errno);
}

/// What a folder's provenance.json says; an object without entries when it cannot be understood, or is not there.
nlohmann::json provenance_in(const fs::path& folder) {
  if (!fs::exists(folder / "provenance.json")) return nlohmann::json::object();
  auto json = nlohmann::json::parse(bytes_of(folder / "provenance.json"), nullptr, false);
  return json.is_object() ? json : nlohmann::json::object();
}

/// Why this folder is not one for the study; nothing when it is.
std::optional<std::string> objection(const fs::path& folder, const std::vector<NamedText>& study,
                                     const std::string& solver) {
  if (!fs::exists(folder / "plan.yaml")) {
    if (has_no_files(folder)) return std::nullopt;
    return "it has files, but no plan.yaml";
  }
  for (const auto& file : study) {
    if (!fs::exists(folder / file.name)) continue;
    const auto there = bytes_of(folder / file.name);
    const auto here = file.name == "plan.yaml" ? with_replications_of(there, file.text) : file.text;
    if (there == here || there == file.text) continue;
    return fmt::format("its {} differs, first in line {}", file.name, first_difference(there, here));
  }
  const auto json = provenance_in(folder);
  const auto there = json.find("solver");
  if (there != json.end() && there->is_string() && *there != solver)
    return fmt::format("its results are of --solver {}", there->get<std::string>());
  return std::nullopt;
}

}  // namespace

std::vector<NamedText> study_files(const Plan& plan) {
  std::vector<NamedText> files = {{"plan.yaml", write_yaml(plan.effective)}};
  for (const auto& input : plan.inputs)
    if (!input.copy.empty()) files.push_back({input.copy, bytes_of(input.path)});
  return files;
}

Provenance provenance_of(const Plan& plan, const std::vector<NamedText>& study, const ProgramInfo& info) {
  Provenance provenance;
  provenance.program = info.name;
  provenance.version = info.version;
  provenance.git_revision = git_revision();
  provenance.compiler = compiler();
  provenance.build_type = build_type();
  provenance.seed = plan.seed;
  for (const auto& file : study) provenance.inputs.push_back({file.name, sha256(file.text)});
  return provenance;
}

void check_output_folder(const fs::path& folder, const std::vector<NamedText>& study, const std::string& solver,
                         bool force, Problems& problems) {
  std::error_code no_access;  // what cannot be seen counts as not there: `obstacle` finds out
  if (fs::exists(folder, no_access) && !fs::is_directory(folder)) {
    problems.add({}, fmt::format("cannot write to '{}'", folder.string()), "it is no folder",
                 "Name a folder with --out");
    return;
  }
  fs::path nearest = fs::absolute(folder).lexically_normal();
  while (!fs::exists(nearest, no_access) && nearest != nearest.parent_path()) nearest = nearest.parent_path();
  if (const auto why = obstacle(nearest)) {
    problems.add({}, fmt::format("cannot write in '{}': {}", nearest.string(), *why), "",
                 "Name another folder with --out");
    return;
  }
  if (!force && fs::exists(folder))
    if (const auto why = objection(folder, study, solver))
      problems.add({}, fmt::format("'{}' is not the folder of this study", folder.string()), *why,
                   "Name another folder with --out, or write over it with --force");
}

std::uint64_t finished_replications(const fs::path& folder) {
  const auto json = provenance_in(folder);
  if (!json.contains("partial") || json["partial"] != false) return 0;
  const auto count = json.find("replications_completed");
  return count != json.end() && count->is_number_unsigned() ? count->get<std::uint64_t>() : 0;
}

}  // namespace formatie
