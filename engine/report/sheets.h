#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/report/digest.h"
#include "engine/report/speech.h"

namespace formatie {

/// A table of a workbook.
struct Sheet {
  using Cell = std::variant<std::monostate, std::string, double>;
  struct Head {
    std::string title;
    double width = 12;  ///< in characters
  };
  std::string name;
  std::string meaning;  ///< for the contents
  std::vector<Head> heads;
  std::vector<std::vector<Cell>> rows;
};

/// The tables of a report, in the order of a workbook; only those that have rows.
std::vector<Sheet> sheets_of(const Digest& digest, const Speech& speech);

}  // namespace formatie
