#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/study/model.h"

/// A model without chance and without persons: money on an account, which earns interest at the end of each year.
namespace formatie::savings {

struct Account {
  double start = 0;
  Dial rate;
  void parts(Parts& parts) {
    parts.part("account", "Money on an account.", [&](Fields& f) {
      f.number("start", start, "euro", {0, 1e12}, "What is on it at first.");
      f.dial("rate", rate, "per year", {-1, 1}, "The interest.");
    });
  }
};

class Savings final : public Model {
 public:
  std::string_view name() const override { return "savings"; }
  void labels(Parts&) override {}
  void load_labels(Problems&) override {}
  void parts(Parts& parts) override { account_.parts(parts); }
  void load(const Period& period, std::uint64_t, const Model*, Problems&) override {
    for (Time date = period.begin; date <= period.end; date = date.plus_months(12)) dates_.push_back(date);
    account_.parts(values_);
  }
  void freeze(const std::vector<Time>& steps) override {
    steps_ = steps;
    account_.rate.freeze(steps);
  }
  Layout layout() const override {
    Layout layout({}, dates_);
    layout.add_measure({"balance", "euro", "saldo", "balance", "", "What is on the account.", 2, Better::higher});
    layout.add_measure({"interest", "euro a year", "rente", "interest", "", "What a year earned.", 2});
    layout.add_series(0, {}, true);
    layout.add_series(1, {}, true, 1);
    return layout;
  }
  bool has_chance() const override { return false; }
  void compute(const Replication& replication, Workspace&, Parallel&, std::span<double> out) const override {
    Account account;
    ParameterValues values;
    account.parts(values);
    values.take_frozen(values_);
    apply_draw(replication.drawn, values);
    const Layout numbers = layout();
    double balance = account.start;
    out[numbers.index(0, 0)] = balance;
    for (std::size_t year = 1; year < dates_.size(); ++year) {
      // The rate is that of the first day of the year.
      const auto later = std::upper_bound(steps_.begin(), steps_.end(), dates_[year - 1]);
      const double interest = balance * account.rate.at(static_cast<std::size_t>(later - steps_.begin()) - 1);
      balance += interest;
      out[numbers.index(0, year)] = balance;
      out[numbers.index(1, year)] = interest;
    }
  }

 private:
  Account account_;
  ParameterValues values_;  // of account_
  std::vector<Time> dates_, steps_;
};

inline std::unique_ptr<Model> make_savings() { return std::make_unique<Savings>(); }

}  // namespace formatie::savings
