#include "engine/kernel/caps.h"

#include <algorithm>
#include <cmath>

namespace formatie {

Caps::Caps(std::size_t situations, std::size_t processes, std::vector<int> ages)
    : situations_(situations), processes_(processes), ages_(std::move(ages)) {
  expect(!ages_.empty() && ages_.front() == 0 && ages_.size() < 200, "age bands start at 0");
  for (std::size_t b = 0; b < ages_.size(); ++b) {
    const bool last = b + 1 == ages_.size();
    expect(last || ages_[b] < ages_[b + 1], "age bands rise");
    upper_.push_back(last ? Time::never().minutes()
                          : static_cast<std::int32_t>(std::ceil(ages_[b + 1] * minutes_per_year)));
    const int end = last ? ages_[b] + 1 : ages_[b + 1];
    for (int year = ages_[b]; year < end; ++year) band_of_year_.push_back(static_cast<std::uint8_t>(b));
  }
  caps_.assign(situations_ * bands() * processes_, 0.0);
  certain_.assign(caps_.size(), false);
  freeze();
}

void Caps::set(std::size_t situation, std::size_t band, std::size_t process, PerYear cap, bool certain) {
  expect(cap.value >= 0 && std::isfinite(cap.value), "a cap is a finite number of at least 0");
  const std::size_t i = (situation * bands() + band) * processes_ + process;
  caps_[i] = cap.value;
  certain_[i] = certain;
}

void Caps::raise_to(const Caps& other) {
  expect(other.caps_.size() == caps_.size() && other.ages_ == ages_, "caps of one study have one shape");
  for (std::size_t i = 0; i < caps_.size(); ++i) {
    certain_[i] = certain_[i] && other.certain_[i] && caps_[i] == other.caps_[i];
    caps_[i] = std::max(caps_[i], other.caps_[i]);
  }
}

void Caps::freeze() {
  steps_.assign(situations_ * bands(), Step());
  segments_.clear();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    Step& step = steps_[i];
    step.first = static_cast<std::uint32_t>(segments_.size());
    double end = 0;
    for (std::size_t p = 0; p < processes_; ++p) {
      const double cap = caps_[i * processes_ + p];
      if (cap <= 0) continue;
      segments_.push_back({end, end + cap, static_cast<std::uint32_t>(p), certain_[i * processes_ + p]});
      end += cap;
    }
    step.last = static_cast<std::uint32_t>(segments_.size());
    step.total_per_year = end;
    step.total = end / minutes_per_year;
    step.inverse = end > 0 ? minutes_per_year / end : 0;
  }
  cells_per_clock_.assign(situations_, 0.0);
  band_at_.assign(situations_ * cells, 0);
  for (std::size_t situation = 0; situation < situations_; ++situation) {
    Step* steps = &steps_[situation * bands()];
    double clock = 0, age = 0;  // where the band begins
    for (std::size_t b = 0; b < bands(); ++b) {
      steps[b].clock_at_birth = clock - steps[b].total * age;
      steps[b].age_at_clock_0 = age - steps[b].inverse * clock;
      if (b + 1 == bands() && clock > 0) cells_per_clock_[situation] = static_cast<double>(cells - 1) / clock;
      clock += steps[b].total * (upper_[b] - age);
      steps[b].clock_at_end = clock;
      age = upper_[b];
    }
    std::size_t b = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double begin = static_cast<double>(cell);
      while (b + 1 < bands() && steps[b].clock_at_end * cells_per_clock_[situation] <= begin) ++b;
      band_at_[situation * cells + cell] = static_cast<std::uint8_t>(b);
    }
  }
}

}  // namespace formatie
