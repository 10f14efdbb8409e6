#include <optional>
#include <string>

#include "models/teachers/start/steps.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {
namespace {

/// Which row holds for somebody born in each month from the first row on.
void index_by_birth(Structure& st) {
  for (std::size_t row = 0, month = 0; row < st.aow.size(); ++month) {
    const std::int32_t birth =
        st.aow.front().born_from + static_cast<std::int32_t>(month) * Structure::minutes_per_month;
    while (row + 1 < st.aow.size() && birth >= st.aow[row + 1].born_from) ++row;
    st.aow_row_of_birth.push_back(static_cast<std::uint8_t>(row));
    if (row + 1 == st.aow.size()) break;
  }
}

}  // namespace

void read_state_pension(const Start& start) {
  auto& aow = start.structure.aow;
  const DataFile& file = start.parameters.aow;
  TableReader t(file, {"born_from", "aow_months"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const auto date = parse_date(t.text(row, "born_from"));
    if (!date)
      t.problem(row, "born_from", "'born_from' is '" + t.text(row, "born_from") + "'",
                "must be a date such as 1957-03-01");
    const Structure::AowRow next{date.value_or(Time()).minutes(),
                                 static_cast<int>(t.number(row, "aow_months", 60 * 12, 75 * 12))};
    if (!aow.empty() && date && next.born_from <= aow.back().born_from)
      t.problem(row, "born_from", "'born_from' is " + t.text(row, "born_from"), "dates of birth must rise");
    aow.push_back(next);
  }
  index_by_birth(start.structure);
  if (aow.empty() || aow.size() > 200)
    start.problems.add(file.where, "the table of state-pension ages has " + std::to_string(aow.size()) + " rows",
                       "must have from 1 to 200");
}

}  // namespace formatie::teachers
