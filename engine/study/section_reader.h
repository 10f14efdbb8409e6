#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/input/node.h"
#include "engine/study/sections.h"

namespace formatie {

/// Reads one section as it was written by its description, and reports what is wrong with it.
///
/// A key that is needed and lacks is reported by what reads it. Nothing is what a value that is absent or wrong gives.
class SectionReader {
 public:
  /// `node` must outlive the reader.
  SectionReader(const Node& node, const Section& section, Problems& problems)
      : node_(node), section_(section), problems_(problems) {}

  /// Reports keys that have no description; false, with a problem, when it is no mapping at all.
  bool check();

  /// What stands under a key, as it is.
  const Node* find(std::string_view key) const { return node_.find(key); }
  /// The same; reports a key that lacks, or that has nothing.
  const Node* need(std::string_view key);
  /// The same, when there is something: reports a key that is needed and lacks.
  const Node* member(std::string_view key);

  /// "" when there is none.
  std::string text(std::string_view key);
  std::optional<double> number(std::string_view key);
  /// The default of the description, if it has one, when the key lacks.
  std::optional<std::int64_t> whole(std::string_view key);
  std::optional<Time> date(std::string_view key);
  /// Which of the options, by number.
  std::optional<std::size_t> choice(std::string_view key);
  /// The path of the table that is named, which exists; nothing for "none".
  std::optional<std::string> table(std::string_view key);

 private:
  const Node& node_;
  const Section& section_;
  Problems& problems_;
};

/// Reports keys of `node` that are not in `known`; false when it is no mapping. `what`: as messages call it.
bool check_keys(const Node& node, const std::string& what, const std::vector<std::string>& known, Problems& problems);

/// The text of a scalar, "" for nothing; reports anything else.
std::string text_of(const Node* node, const std::string& name, Problems& problems);

/// Reports a text that is not one of `known`, and tells which it is.
std::optional<std::size_t> find_choice(const Node& node, const std::string& name, const std::vector<std::string>& known,
                                       Problems& problems);

}  // namespace formatie
