#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formatie {

/// A mapping of a scenario that the engine reads, described once: for its reader, its JSON schema and its help.
struct Section {
  /// What may stand under one key.
  struct Key {
    enum class Kind {
      text,      ///< also one that looks like a number or a truth
      number,    ///< from `low` to `high`
      whole,     ///< a whole number, from `lowest` to `highest`
      date,      ///< "2030-10-01"
      choice,    ///< one of `options`
      table,     ///< the name of a csv file, or "none"
      quantity,  ///< a number above 0, with or without its unit
      measure,   ///< the name of a measure of the model
      labels,    ///< a mapping from split columns to labels
      section,   ///< a mapping that has a description of its own
      sections,  ///< a list of such mappings
      model      ///< what it may be only the model can say: a dial, parameters
    };
    std::string name;
    Kind kind;
    std::string meaning;
    bool needed = false;
    double low = -without_bound, high = without_bound;
    std::int64_t lowest = 0, highest = 0;
    std::optional<std::int64_t> otherwise = {};  ///< of a whole number: the value when nothing is said
    std::vector<std::string> options = {};
    const Section* section = nullptr;

    /// "replications of mixes to search with (default: 800)".
    std::string description() const;
  };
  /// A number without a lowest or highest value may be this large: enough for anything, and finite.
  static constexpr double without_bound = 1e15;

  std::string name;  ///< as messages call it
  std::string meaning;
  std::vector<Key> keys;

  /// The description of a key, which must be there.
  const Key& key(std::string_view key_name) const;
  std::vector<std::string> names() const;
  std::vector<std::string> needed() const;
};

/// All sections. What stands in a list is named after one member.
namespace sections {

extern const Section scenario;
extern const Section scenario_texts;  ///< `nl` of the scenario
extern const Section study;
extern const Section until;
extern const Section period;
extern const Section uncertainty;
extern const Section calibration;
extern const Section future;
extern const Section alternative;
extern const Section alternative_texts;  ///< `nl` of an alternative
extern const Section change;             ///< an entry of a policy
extern const Section optimisation;
extern const Section lever;
extern const Section range;  ///< of a number of a lever
extern const Section goal;
extern const Section budget;

}  // namespace sections

/// How strong evidence may be, from strong to a guess.
extern const std::vector<std::string> evidence_grades;

}  // namespace formatie
