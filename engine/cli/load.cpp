#include "engine/cli/load.h"

#include <sched.h>
#include <thread>

#include <fmt/format.h>

#include "engine/base/expect.h"
#include "engine/cli/command.h"
#include "engine/input/text_file.h"
#include "engine/report/career_map.h"

namespace formatie {
namespace {

/// Puts a number in the section `study`, as if the scenario said so; what is no mapping is left for `make_plan`.
void set_in_study(Node& root, const std::string& key, std::uint64_t number) {
  const Origin where{fmt::format("--{} {}", key, number)};
  if (const Node* study = root.find("study"); study == nullptr || study->is_null())
    root.set("study", where, Node::mapping(where));
  Node* study = root.find("study");
  if (study->is_mapping()) study->set(key, where, Node::scalar(std::to_string(number), where));
}

void apply_overrides(Node& root, const Overrides& overrides, Problems& problems) {
  int count = 0;
  for (const auto& assignment : overrides.set) set_value(root, assignment, ++count, problems);
  if (overrides.seed) set_in_study(root, "seed", *overrides.seed);
  if (overrides.replications) {
    set_in_study(root, "replications", *overrides.replications);
    if (Node* study = root.find("study"); study->is_mapping()) study->erase("until");
  }
}

/// A scenario that builds on no other must say all itself; whoever forgot `extends` is told so, not key by key.
void check_complete(const ScenarioDocument& document, const ProgramInfo& info, Problems& problems) {
  if (document.files.size() > 1) return;
  std::string missing;
  for (const char* key : {"study", "period", "parameters"})
    if (document.root.find(key) == nullptr && (key != std::string_view("study") || info.make_model()->has_chance()))
      missing += fmt::format("{}'{}'", missing.empty() ? "" : ", ", key);
  if (missing.empty()) return;
  auto hint =
      fmt::format("Does the scenario extend {}?", std::filesystem::path(info.default_scenario).filename().string());
  for (const auto& entry : document.root.entries())
    if (const auto meant = did_you_mean(entry.key, {"extends"}); !meant.empty())
      hint = fmt::format("It has '{}'. {}", entry.key, meant);
  problems.add(document.root.where(), "no " + missing + " in the scenario", "it extends no other, so all is needed",
               hint);
}

void check_career_map(const Plan& plan) {
  std::string text;
  if (const Careers* careers = plan.alternatives.front().model().careers())
    for (const auto& problem : career_map_problems(careers->map())) text += "\n  " + problem;
  if (!text.empty()) throw BrokenPromise("the career map of the model is broken:" + text);
}

/// The codes of the languages in which the model has its texts.
std::vector<std::string> languages_of(const ProgramInfo& info) {
  const Vocabulary vocabulary(info.presentation.json);
  std::vector<std::string> codes;
  for (const Language language : vocabulary.languages()) codes.emplace_back(language_code(language));
  return codes;
}

/// `usual` if the model has it, else the first that it has.
Language usual_language(Language usual, const ProgramInfo& info) {
  const auto languages = Vocabulary(info.presentation.json).languages();
  return std::count(languages.begin(), languages.end(), usual) > 0 ? usual : languages.front();
}

/// The cores that this program may use.
unsigned all_cores() {
  cpu_set_t cores;
  if (::sched_getaffinity(0, sizeof cores, &cores) == 0) return static_cast<unsigned>(std::max(1, CPU_COUNT(&cores)));
  return std::max(1u, std::thread::hardware_concurrency());
}

std::filesystem::path folder_of_program() {
  std::error_code unknown;
  return std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
}

}  // namespace

std::optional<Study> load_study(const std::filesystem::path& scenario, const Overrides& overrides,
                                const ProgramInfo& info, Problems& problems) {
  const auto before = problems.size();
  auto document = read_scenario(scenario, problems);
  if (!document) return std::nullopt;
  apply_overrides(document->root, overrides, problems);
  check_complete(*document, info, problems);
  if (problems.size() > before) return std::nullopt;
  auto plan = make_plan(*document, info.make_model, problems);
  if (!plan) return std::nullopt;
  check_career_map(*plan);
  return Study{std::move(*document), std::move(*plan)};
}

Option threads_option() { return {"threads", "N", "how many threads (default: all cores)"}; }

unsigned threads_of(const Arguments& arguments, Problems& problems) {
  constexpr std::uint64_t most_threads = 1024;
  return static_cast<unsigned>(arguments.number("threads", 1, most_threads, problems).value_or(all_cores()));
}

Option set_option() {
  return {"set", "PATH=VALUE",
          "change one value of the scenario, such as study.seed=5; in a list by name or number, from 1: "
          "alternatives.NAME.policy.1.set=0.1; may be repeated",
          true};
}

Option evidence_option() {
  return {"evidence", "KIND",
          "on which kind of evidence effects rest: {kinds of evidence} (default: as the scenario says)"};
}

void add_evidence(const Arguments& arguments, std::vector<std::string>& set) {
  if (const auto kind = arguments.text("evidence")) set.push_back("study.evidence=" + *kind);
}

Option language_option(Language usual, const ProgramInfo& info) {
  return {"lang", "L",
          fmt::format("the language: {} (default: {})", joined(languages_of(info)),
                      language_code(usual_language(usual, info)))};
}

Language language_of(const Arguments& arguments, Language usual, const ProgramInfo& info, Problems& problems) {
  const auto given = arguments.text("lang");
  if (!given) return usual_language(usual, info);
  const auto codes = languages_of(info);
  if (std::count(codes.begin(), codes.end(), *given)) return *language_named(*given);
  problems.add({}, fmt::format("'--lang' is '{}'", shown(*given)), "must be one of: " + joined(codes),
               did_you_mean(*given, codes));
  return usual;
}

std::string example_scenario(const ProgramInfo& info) {
  return info.example_scenario.empty() ? info.default_scenario : info.example_scenario;
}

std::string example_folder(const ProgramInfo& info) {
  return "out/" + std::filesystem::path(example_scenario(info)).stem().string();
}

Option scenario_option() { return {"scenario", "FILE", "the scenario (default: the program's base scenario)"}; }

std::optional<std::filesystem::path> project_path(const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return name;
  for (auto folder = folder_of_program(); !folder.empty(); folder = folder.parent_path()) {
    if (std::filesystem::exists(folder / name, ignored)) return folder / name;
    if (folder == folder.parent_path()) break;
  }
  return std::nullopt;
}

std::filesystem::path scenario_or_default(const Arguments& arguments, const ProgramInfo& info) {
  if (const auto given = arguments.text("scenario")) return *given;
  if (const auto found = project_path(info.default_scenario)) return *found;
  throw UsageError(fmt::format("no '{}' here, nor in a folder above the program. Name a scenario with --scenario",
                               info.default_scenario));
}

std::size_t alternative_named(const std::vector<std::string>& names, const std::string& wanted) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == wanted) return i;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::to_string(i + 1) == wanted) return i;
  std::vector<std::string> numbered;
  for (const auto& name : names) numbered.push_back(fmt::format("{} '{}'", numbered.size() + 1, name));
  const auto hint = did_you_mean(wanted, names);
  throw UsageError(fmt::format("no alternative '{}' (alternatives: {}){}", wanted, joined(numbered),
                               hint.empty() ? "" : ". " + hint));
}

const Careers* careers_of(const Model& model, Problems& problems) {
  const Careers* careers = model.careers();
  if (careers == nullptr)
    problems.add({}, fmt::format("the model '{}' has no careers", model.name()),
                 "it follows nobody from situation to situation");
  return careers;
}

int refuse(const Problems& problems, Console& console) {
  console.out.flush();
  console.err << problems.text();
  return exit_code::refused;
}

}  // namespace formatie
