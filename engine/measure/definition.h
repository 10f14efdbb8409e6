#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/dimension.h"
#include "engine/measure/layout.h"

namespace formatie {

/// A way to split results: a column of the csv files, and the labels that may stand in it.
///
/// Several splits may share a column, because a measure has one of them.
struct Split {
  std::size_t at = 0;  ///< number of the column
  const Dimension* labels = nullptr;
  /// [label of the outer split of a measure][label]: which of these exist there, and none without it; empty: all.
  std::vector<std::vector<bool>> within = {};

  std::size_t size() const { return labels->size(); }
};

/// For whom a value is asked: a label of some splits, all of the others.
class Cell {
 public:
  Cell() { labels_.fill(all); }
  Cell with(const Split& split, std::size_t label) const {
    Cell cell = *this;
    cell.labels_[split.at] = static_cast<std::int16_t>(label);
    return cell;
  }
  /// The label of this split, by index; nothing for all.
  std::optional<std::size_t> operator[](const Split& split) const {
    if (labels_[split.at] == all) return std::nullopt;
    return static_cast<std::size_t>(labels_[split.at]);
  }
  friend bool operator==(const Cell&, const Cell&) = default;

  static constexpr std::size_t most_columns = 16;

 private:
  static constexpr std::int16_t all = -1;
  std::array<std::int16_t, most_columns> labels_;
};

/// Calls `visit(place)` for each number of a table of these splits that belongs to a cell; the last split runs fastest.
template <class Visit>
void for_each_place(std::span<const Split* const> by, const Cell& cell, Visit visit) {
  std::array<std::size_t, 3> from{0, 0, 0}, to{1, 1, 1}, size{1, 1, 1};
  for (std::size_t d = 0; d < by.size(); ++d) {
    const auto label = cell[*by[d]];
    size[d] = by[d]->size();
    from[d] = label.value_or(0);
    to[d] = label ? *label + 1 : size[d];
  }
  for (std::size_t a = from[0]; a < to[0]; ++a)
    for (std::size_t b = from[1]; b < to[1]; ++b)
      for (std::size_t c = from[2]; c < to[2]; ++c) visit((a * size[1] + b) * size[2] + c);
}

/// Numbers by up to three splits; a cell's is the sum over the splits that it leaves open.
class Tally {
 public:
  Tally() = default;
  explicit Tally(std::vector<const Split*> by) : by_(std::move(by)) { clear(); }

  double& at(std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) { return values_[index(a, b, c)]; }
  double at(std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) const { return values_[index(a, b, c)]; }
  double sum(const Cell& cell) const;
  void clear();
  const std::vector<const Split*>& by() const { return by_; }
  std::span<double> values() { return values_; }

 private:
  std::size_t index(std::size_t a, std::size_t b, std::size_t c) const { return (a * sizes_[1] + b) * sizes_[2] + c; }
  std::vector<const Split*> by_;
  std::array<std::size_t, 3> sizes_{1, 1, 1};
  std::vector<double> values_;
};

/// What a label is called in reports.
struct LabelText {
  std::string column, label, nl, en;
};

/// One output: what it is, by what it is split, and how it follows from what was counted.
struct MeasureDefinition {
  Measure measure;
  /// Splits by which it is given one at a time. The first is the outer one when `outer`: the others are then given for
  /// each of its labels too.
  std::vector<const Split*> by = {};
  std::function<double(const Cell&)> value = {};
  bool outer = true;
  bool flow = false;  ///< counted over the year that ends on the date: none on the first date
  enum class Headline { no, total, outer };
  Headline headline = Headline::no;  ///< shown on the console: the total, or also each label of the outer split
  std::size_t from_date = 0;         ///< the first date on which it exists, when later than the above
};

/// What a model measures, and the columns by which its results are split.
class Measures {
 public:
  /// A split in this column; columns stand in the order in which they are named first. The dimension must outlive it,
  /// and may grow until `layout` is asked for.
  const Split& split(const std::string& column, const Dimension& labels, std::vector<std::vector<bool>> within = {});
  void add(MeasureDefinition definition) { list_.push_back(std::move(definition)); }

  const std::vector<MeasureDefinition>& list() const { return list_; }
  /// The layout for these dates, and the cell of each series in the same order.
  Layout layout(std::vector<Time> dates) const;
  std::vector<Cell> cells() const;
  /// Works out all values on a date of `layout`, into the places of a replication.
  void record(const Layout& layout, const std::vector<Cell>& cells, std::size_t date, std::span<double> out) const;

 private:
  using Visit = std::function<void(const Cell&, bool headline)>;
  static void for_each_cell(const MeasureDefinition& definition, const Visit& visit);

  std::vector<std::string> columns_;
  std::deque<Split> splits_;  // their addresses stay
  std::vector<MeasureDefinition> list_;
};

}  // namespace formatie
