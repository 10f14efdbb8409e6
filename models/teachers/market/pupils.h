#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Pupils (po, vo) and students (mbo), from whom schools get their formation.
class Pupils final : public Part {
 public:
  explicit Pupils(Contents& contents);
  std::string_view name() const override { return "pupils"; }
  std::string_view meaning() const override { return "pupils (po, vo) and students (mbo)"; }
  void fields(Fields& f) override {
    f.at_start();
    f.dial("number", number, "persons", {1, 1e8},
           "pupils by calendar year; choose low, base or high with where: {future: ...}");
  }
  void begin(Labour& world) override { world_ = &world; }
  /// On the last barrier, of a sector or of all.
  double now(const Cell& cell) const;

  Dial number;  ///< by sector, by calendar year

 private:
  const Split& sector_;
  const Labour* world_ = nullptr;
};

}  // namespace formatie::teachers
