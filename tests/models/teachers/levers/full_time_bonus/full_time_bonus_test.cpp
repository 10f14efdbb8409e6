#include "models/teachers/levers/full_time_bonus/full_time_bonus.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace formatie::teachers {
namespace {

Time date(int year, int month) { return Time::from_date(year, month, 1); }

/// A bonus in one sector of two. Pay is 48,000 euro a year and half of a gross euro is left, so a rate of r for
/// full-time work is 2,000 r euro net a month.
struct Fixture {
  explicit Fixture(std::vector<Time> step_starts = {date(2019, 10)}) : starts(std::move(step_starts)) {
    pay.gross_year_pay.set_all(48000);
    bonus.net_share = 0.5;
    bonus.threshold = 1;
    bonus.response = "stated";
    bonus.paid = "quarterly";
    bonus.stated_low_euro = 150;
    bonus.stated_low_share = 0.10;
    bonus.stated_high_euro = 400;
    bonus.stated_high_share = 0.40;
    bonus.hours_elasticity = 0.225;
  }
  void rate(double value, Time from = Time::from_minutes(-2000000000)) { bonus.rate.set(from, 0, value); }
  void prepare() {
    bonus.rate.freeze(starts);
    pay.gross_year_pay.freeze(starts);
    bonus.prepare(starts);
  }
  double share(int size, std::size_t step = 0) const { return bonus.share_moved(step, 0, static_cast<Size>(size)); }

  std::vector<Time> starts;
  Labels labels = two_sectors();
  Contents contents{labels};
  Pay& pay = contents.get<Pay>();
  FullTimeBonus& bonus = contents.get<FullTimeBonus>();

 private:
  static Labels two_sectors() {
    Labels labels;
    labels.sector = Dimension("sector", {"po", "vo"});
    labels.with_subjects = {false, false};
    return labels;
  }
};

}  // namespace

TEST_CASE("without a bonus nobody is moved") {
  Fixture f;
  f.rate(0);
  f.prepare();
  for (int size = 1; size <= full_time; ++size) CHECK(f.share(size) == 0);
  CHECK_FALSE(f.bonus.ever(0));
}

TEST_CASE("the stated response passes through both published points") {
  Fixture low;
  low.rate(150.0 / 2000);
  low.prepare();
  CHECK(low.share(16) == doctest::Approx(0.10).epsilon(1e-9));  // one day is missing: 150 euro for it
  Fixture high;
  high.rate(400.0 / 2000);
  high.prepare();
  CHECK(high.share(16) == doctest::Approx(0.40).epsilon(1e-9));
}

TEST_CASE("the stated response is to the euro for a day that is missing, of which there is at least one") {
  Fixture f;
  f.rate(300.0 / 2000);
  f.prepare();
  CHECK(f.share(12) == doctest::Approx(0.10).epsilon(1e-9));  // two days are missing: 150 euro for each
  CHECK(f.share(18) == f.share(16));                          // half a day is missing: the same as a whole one
  CHECK(f.share(19) == f.share(16));
  CHECK(f.share(20) == 0);
}

TEST_CASE("a threshold below full time is met from there on, and pays only its own part") {
  Fixture f;
  f.bonus.threshold = 0.8;
  f.rate(150.0 / 1600);  // of 0.8 of the pay
  f.prepare();
  CHECK(f.bonus.threshold_size() == 16);
  CHECK(f.share(12) == doctest::Approx(0.10).epsilon(1e-9));
  for (int size = 16; size <= full_time; ++size) CHECK(f.share(size) == 0);
}

TEST_CASE("a threshold between two contract sizes is met from the larger one on") {
  Fixture f;
  f.bonus.threshold = 0.83;
  f.rate(0.1);
  f.prepare();
  CHECK(f.bonus.threshold_size() == 17);
  CHECK(f.share(17) == 0);
  CHECK(f.share(16) > 0);
}

TEST_CASE("a higher bonus moves more people, and those nearer to full time first") {
  double last[full_time + 1] = {};
  for (int percent = 1; percent <= 100; ++percent) {
    Fixture f;
    f.rate(percent / 100.0);
    f.prepare();
    for (int size = 1; size <= full_time; ++size) {
      const double share = f.share(size);
      CHECK(share >= last[size]);
      CHECK(share <= 1);
      if (size < full_time) CHECK(share > 0);
      if (size > 1 && size < full_time) CHECK(share >= f.share(size - 1));
      last[size] = share;
    }
  }
}

TEST_CASE("the elasticity turns hours at the margin into people who go to the threshold") {
  Fixture f;
  f.bonus.response = "elasticity";
  f.rate(0.05);
  f.prepare();
  // At 0.8 fte the bonus of 0.05 raises the pay of the missing 0.2 by 0.05 / 0.2 = 25%; hours rise by 0.225 x 25% of
  // 0.8 = 0.045 fte, which is 22.5% of the people times 0.2.
  CHECK(f.share(16) == doctest::Approx(0.225).epsilon(1e-12));
  // At 0.5: 10% more pay, 0.225 x 10% of 0.5 = 0.01125 fte, by 2.25% of the people.
  CHECK(f.share(10) == doctest::Approx(0.0225).epsilon(1e-12));
  // At 0.95 the rule asks for more than everybody.
  CHECK(f.share(19) == 1);
  CHECK(f.share(20) == 0);
}

TEST_CASE("evidence 'none' means no response, also to a high bonus") {
  Fixture f;
  f.bonus.response = "none";
  f.rate(1);
  f.prepare();
  for (int size = 1; size <= full_time; ++size) CHECK(f.share(size) == 0);
  CHECK(f.bonus.ever(0));
}

TEST_CASE("a bonus in one sector is none in the other") {
  Fixture f;
  f.rate(0.1);
  f.prepare();
  CHECK(f.bonus.ever(0));
  CHECK_FALSE(f.bonus.ever(1));
  for (int size = 1; size <= full_time; ++size) CHECK(f.bonus.share_moved(0, 1, static_cast<Size>(size)) == 0);
}

TEST_CASE("people react when they have made up their mind, and go back when the bonus ends") {
  // Steps: no bonus; another dial moves; the bonus; another dial moves; the bonus is over; another dial moves.
  const std::vector<Time> starts = {date(2019, 10), date(2020, 1), date(2021, 8),
                                    date(2022, 1),  date(2023, 1), date(2024, 1)};
  Fixture f(starts);
  f.rate(0.2, date(2021, 8));
  f.rate(0, date(2023, 1));
  f.prepare();
  const double share = f.share(16, 2);
  CHECK(share == doctest::Approx(0.4));
  CHECK(f.share(16, 3) == share);
  CHECK(f.share(16, 1) == 0);
  CHECK(f.share(16, 4) == 0);
  const double bar = 0.1;
  const auto next = [&](Time now, std::size_t step, double delay, bool attracted, double own_bar) {
    return f.bonus.next_change(now, step, 0, 16, own_bar, delay, attracted);
  };

  CHECK(next(date(2019, 10), 0, 0, false, bar) == date(2021, 8));
  CHECK(next(date(2019, 10), 0, 0.5, false, bar) == date(2021, 8).plus_years(0.5));
  CHECK(next(date(2020, 1), 1, 0.5, false, bar) == date(2021, 8).plus_years(0.5));
  // The step of the other dial does not start the thinking again.
  CHECK(next(date(2021, 8), 3, 0.5, false, bar) == date(2021, 8).plus_years(0.5));
  // Somebody who comes later reacts at once when the time to think is over.
  CHECK(next(date(2022, 9), 3, 0.5, false, bar) == date(2022, 9));
  // Who needs longer than the bonus lasts (17 months) never reacts.
  CHECK(next(date(2019, 10), 0, 1.5, false, bar).is_never());
  // Whose bar is above the share never reacts.
  CHECK(next(date(2019, 10), 0, 0, false, 0.41).is_never());
  // Who has been moved goes back after the end, as slowly as he came.
  CHECK(next(date(2021, 8), 2, 0, true, bar) == date(2023, 1));
  CHECK(next(date(2021, 8), 3, 0.5, true, bar) == date(2023, 1).plus_years(0.5));
  CHECK(next(date(2023, 3), 4, 0.5, true, bar) == date(2023, 1).plus_years(0.5));
  // After the end nobody is moved any more.
  CHECK(next(date(2023, 1), 4, 0, false, bar).is_never());
}

}  // namespace formatie::teachers
