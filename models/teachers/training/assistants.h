#pragma once

#include <string>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Teaching assistants (onderwijsassistenten), some of whom become teachers. Source: data/SOURCES.md, assistants.csv.
class Assistants final : public Part {
 public:
  explicit Assistants(const Labels& labels);
  std::string_view name() const override { return "assistants"; }
  std::string_view meaning() const override { return "teaching assistants, some of whom become teachers"; }
  void fields(Fields& f) override;

  Dial posts;            ///< by sector, persons
  Dial to_study;         ///< by sector, share a year that begins to study for teacher
  double of_intake = 0;  ///< persons a year who were assistants, among the entrants of that route as counted
  DataFile age;          ///< shares of age bands, of all and of those who begin
  Dial share_women;      ///< by sector

  /// The route on which they study.
  std::size_t route(const Labels& labels) const { return labels.route.find(route_).value_or(0); }

 private:
  std::string route_;
  std::vector<std::string> routes_;
};

}  // namespace formatie::teachers
