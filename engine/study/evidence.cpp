#include "engine/study/evidence.h"

#include <fmt/format.h>

#include "engine/study/section_reader.h"

namespace formatie {
namespace {

constexpr const char* no_kinds = "the model knows no kinds of evidence";

}  // namespace

std::optional<Evidence> read_evidence(const Node& study, std::vector<std::string> kinds, Problems& problems) {
  Evidence evidence{"", std::move(kinds)};
  const Node* node = study.find("evidence");
  if (node == nullptr || node->is_null()) return evidence;
  if (evidence.kinds.empty()) {
    problems.add(node->where(), "'evidence' in 'study'", no_kinds);
    return std::nullopt;
  }
  const auto chosen = find_choice(*node, "evidence", evidence.kinds, problems);
  if (!chosen) return std::nullopt;
  evidence.chosen = evidence.kinds[*chosen];
  return evidence;
}

void choose_evidence(Node& node, const Evidence& evidence, Problems& problems) {
  if (node.is_sequence())
    for (auto& item : node.items()) choose_evidence(item, evidence, problems);
  if (!node.is_mapping()) return;
  if (const Node* kinds = node.find("by_evidence")) {
    if (evidence.kinds.empty()) {
      problems.add(kinds->where(), "a value 'by_evidence'", no_kinds);
      return;
    }
    if (!check_keys(*kinds, "by_evidence", evidence.kinds, problems)) return;
    if (node.entries().size() > 1)
      problems.add(node.where(), "'by_evidence' has something beside it",
                   "what depends on the evidence stands under it");
    const Node* chosen = kinds->find(evidence.chosen);
    if (chosen == nullptr) {
      problems.add(kinds->where(), fmt::format("no '{}' in 'by_evidence'", evidence.chosen),
                   "the scenario rests on this kind of evidence (study.evidence)");
      return;
    }
    const Node copy = *chosen;
    node = copy;
  }
  if (!node.is_mapping()) return;
  std::vector<std::string> keys;
  for (const auto& entry : node.entries()) keys.push_back(entry.key);
  for (const auto& key : keys) choose_evidence(*node.find(key), evidence, problems);
}

}  // namespace formatie
