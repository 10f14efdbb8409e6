#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/node.h"
#include "engine/input/reader.h"

namespace formatie {

/// A file that a plan was made from, and its name beside plan.yaml.
struct InputFile {
  std::filesystem::path path;
  std::string copy;  ///< "input/pay.csv"; "" for a scenario file, which is in plan.yaml itself
};

/// Replaces the names of tables by the names of their copies beside plan.yaml.
class InputCopies {
 public:
  /// Each file gets its place in `inputs`, once.
  explicit InputCopies(std::vector<InputFile>& inputs) : inputs_(inputs) {}

  /// The tables that parameters name; `list`: what they are. Nothing happens to what is null or no mapping.
  void rename(Node* parameters, const std::vector<Parameter>& list);
  /// A table that the engine reads itself: `key` of a section, if there, and not "none".
  void rename(Node* section, std::string_view key);

 private:
  Node renamed(const Node& named);
  std::vector<InputFile>& inputs_;
};

}  // namespace formatie
