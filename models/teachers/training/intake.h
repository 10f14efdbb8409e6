#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// How many people come into the routes to the profession, and how often students give up.
class Intake final : public Part {
 public:
  explicit Intake(const Labels& labels)
      : persons({&labels.route}), dropout_first_year({&labels.route}), dropout_later({&labels.route}) {}
  std::string_view name() const override { return "intake"; }
  std::string_view meaning() const override { return "entrants to the routes into the profession"; }
  void fields(Fields& f) override {
    f.at_start();
    f.dial("persons", persons, "persons a year", {0, 1e6}, "entrants by route and calendar year");
    f.dial("dropout_first_year", dropout_first_year, "per year", {0, 20},
           "how often students give up in the first year");
    f.dial("dropout_later", dropout_later, "per year", {0, 20}, "how often students give up later");
  }

  Dial persons;             ///< by route, dated: entrants of a year
  Dial dropout_first_year;  ///< by route, per year
  Dial dropout_later;       ///< by route, per year
};

}  // namespace formatie::teachers
