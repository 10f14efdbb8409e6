#include "models/illness_death/exact/exact_projection.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/illness_death/start/start.h"

namespace formatie::illness_death {
namespace {

/// An arrow of the chain: the process that it is, and the measure that counts it.
struct Arrow {
  State from, to;
  const char* process;
  const char* measure;
};
constexpr Arrow chain[] = {{State::well, State::mild, "onset", "onsets"},
                           {State::mild, State::well, "recovery", "recoveries"},
                           {State::mild, State::severe, "progression", "progressions"},
                           {State::severe, State::mild, "remission", "remissions"},
                           {State::well, State::dead, "death", "deaths"},
                           {State::mild, State::dead, "death", "deaths"},
                           {State::severe, State::dead, "death", "deaths"}};

Intensities intensities_of(const ParameterValues& values, std::size_t step) {
  Intensities intensities{};
  for (const auto& arrow : chain) {
    const Dial& rate = values.dial(std::string(arrow.process) + ".rate");
    intensities[index(arrow.from)][index(arrow.to)] = rate.at(step, rate.by().empty() ? 0 : index(arrow.from));
  }
  return intensities;
}

}  // namespace

ExactProjection::ExactProjection(Contents& contents, const std::vector<Time>& steps, const Period& period,
                                 const std::vector<Time>& dates)
    : complete_(projection_notes(contents).empty()), censuses_(dates.size()) {
  if (!complete_) return;
  ParameterValues values;
  contents.parts(values);
  const auto persons = contents.get<Start>().persons();
  for (std::size_t began = 0; began < living_states; ++began) {
    Outlook outlook;
    outlook.chance[began] = 1;
    Time now = period.begin;
    std::size_t step = 0;
    for (std::size_t date = 0; date < dates.size(); ++date) {
      Group& group = censuses_[date][began];
      while (now < dates[date]) {
        while (step + 1 < steps.size() && steps[step + 1] <= now) ++step;
        const Time until = step + 1 < steps.size() ? std::min(steps[step + 1], dates[date]) : dates[date];
        const Intensities intensities = intensities_of(values, step);
        outlook.years = {};
        advance(outlook, intensities, years_between(now, until));
        for (std::size_t from = 0; from < living_states; ++from)
          for (std::size_t to = 0; to < states; ++to)
            group.moves[from][to] += persons[began] * outlook.years[from] * intensities[from][to];
        now = until;
      }
      for (std::size_t state = 0; state < states; ++state)
        group.persons[state] = persons[began] * outlook.chance[state];
    }
  }
}

double ExactProjection::value(const Contents& contents, const std::string& measure, const Cell& cell,
                              std::size_t date) const {
  const auto began = cell[contents.began];
  const auto state = cell[contents.state];  // or the one before death, which stands in the same column
  double everybody = 0, there = 0, alive = 0, moved = 0;
  bool is_flow = false;
  for (std::size_t group = 0; group < living_states; ++group) {
    if (began && *began != group) continue;
    const Group& of = censuses_[date][group];
    for (std::size_t s = 0; s < states; ++s) {
      everybody += of.persons[s];
      if (s != index(State::dead)) alive += of.persons[s];
      if (!state || *state == s) there += of.persons[s];
    }
    for (const auto& arrow : chain) {
      if (measure != arrow.measure) continue;
      is_flow = true;
      if (!state || *state == index(arrow.from)) moved += of.moves[index(arrow.from)][index(arrow.to)];
    }
  }
  if (is_flow) return moved;
  if (measure == "alive") return alive;
  if (measure == "patients") return there;
  if (measure == "patient_share") return 100 * there / everybody;
  return std::nan("");
}

std::vector<double> ExactProjection::values(const Contents& contents, const Layout& layout,
                                            const std::vector<Cell>& cells) const {
  std::vector<double> values(layout.size(), std::nan(""));
  if (!complete_) return values;
  for (std::size_t s = 0; s < cells.size(); ++s) {
    const Series& series = layout.series()[s];
    const std::string& measure = layout.measures()[series.measure].name;
    for (std::size_t date = series.first_date; date < layout.dates().size(); ++date)
      values[layout.index(s, date)] = value(contents, measure, cells[s], date);
  }
  return values;
}

std::vector<std::string> projection_notes(const Contents& contents) {
  std::vector<std::string> notes;
  for (const auto& process : contents.catalogue().processes)
    if (std::none_of(std::begin(chain), std::end(chain),
                     [&](const Arrow& arrow) { return arrow.process == process->name(); }))
      notes.push_back(
          fmt::format("process '{}' is not in the projection: all measures are left empty", process->name()));
  return notes;
}

}  // namespace formatie::illness_death
