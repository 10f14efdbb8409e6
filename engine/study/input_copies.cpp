#include "engine/study/input_copies.h"

#include <algorithm>

#include <fmt/format.h>

namespace formatie {

void InputCopies::rename(Node* parameters, const std::vector<Parameter>& list) {
  if (parameters == nullptr || !parameters->is_mapping()) return;
  for (const auto& parameter : list) {
    Node* part = parameters->find(parameter.part);
    Node* node = part == nullptr ? nullptr : part->find(parameter.name);
    if (node == nullptr) continue;
    if (parameter.kind == Parameter::Kind::file) {
      Node* value = node->is_mapping() ? node->find("value") : node;
      if (value != nullptr && value->is_scalar()) *value = renamed(*value);
    } else if (parameter.kind == Parameter::Kind::dial && node->is_mapping()) {
      if (Node* table = node->find("table")) *table = renamed(*table);
    }
  }
}

void InputCopies::rename(Node* section, std::string_view key) {
  if (section == nullptr || !section->is_mapping()) return;
  if (Node* file = section->find(key); file != nullptr && file->is_scalar() && file->text() != "none")
    *file = renamed(*file);
}

Node InputCopies::renamed(const Node& named) {
  const auto path = std::filesystem::path(resolve_path(named.text(), named.where()));
  for (const auto& input : inputs_)
    if (input.path == path && !input.copy.empty()) return Node::scalar(input.copy, named.where());
  std::string copy = "input/" + path.filename().string();
  for (int n = 2; std::any_of(inputs_.begin(), inputs_.end(), [&](const auto& i) { return i.copy == copy; }); ++n)
    copy = fmt::format("input/{}-{}{}", path.stem().string(), n, path.extension().string());
  inputs_.push_back({path, copy});
  return Node::scalar(copy, named.where());
}

}  // namespace formatie
