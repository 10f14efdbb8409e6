#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace formatie {

struct Replication;
class Workspace;

/// Who can become what by which process.
struct CareerMap {
  struct Arrow {
    std::size_t from;
    std::size_t to;
    std::string process;
  };
  /// A process or a rule, as the description of a model has it.
  struct Mover {
    std::string name;
    std::string meaning;
    std::string depends_on;  ///< of a process
    bool is_rule = false;
  };
  std::vector<std::string> situations;
  std::vector<std::size_t> entries;  ///< situations in which people come into the model
  std::vector<std::size_t> exits;    ///< situations that nobody needs to leave
  std::vector<Arrow> arrows;
  std::vector<Mover> movers = {};  ///< processes, then rules, in the order in which equal times are handled
};

/// What a model of people can tell of them one by one: a port of `Model`.
class Careers {
 public:
  virtual ~Careers() = default;
  virtual CareerMap map() const = 0;
  /// A replication once more, with a line of text an event, in the order of time; of one person when `person` is given.
  virtual void replay(const Replication&, Workspace&, std::optional<std::uint64_t> person, std::ostream& out) const = 0;
};

}  // namespace formatie
