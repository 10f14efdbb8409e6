#pragma once

#include <array>

#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {

/// With whom a study begins.
class Start final : public PartOf<Ward> {
 public:
  explicit Start(const Contents& contents) : persons_({&contents.living}) {}
  std::string_view name() const override { return "start"; }
  std::string_view meaning() const override { return "the patients with whom a study begins"; }
  void fields(Fields& f) override {
    f.dial("persons", persons_, "persons", {0, 1e8}, "how many there are in each state at the start");
  }
  /// [state] whole persons.
  std::array<std::uint32_t, living_states> persons() const;

 private:
  Dial persons_;  // by state; what it is later does not matter
};

}  // namespace formatie::illness_death
