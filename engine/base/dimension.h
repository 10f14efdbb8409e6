#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formatie {

/// A way to split things: its name and its labels ("place": market, harbour). Labels come from data, they are no enums.
class Dimension {
 public:
  Dimension() = default;
  Dimension(std::string name, std::vector<std::string> labels) : name_(std::move(name)), labels_(std::move(labels)) {}
  /// `like[i]`: the label whose figures label i borrows where it has none of its own; "" for none.
  Dimension(std::string name, std::vector<std::string> labels, std::vector<std::string> like)
      : name_(std::move(name)), labels_(std::move(labels)), like_(std::move(like)) {}

  /// One label more; returns its index.
  std::size_t add(std::string label) {
    labels_.push_back(std::move(label));
    return labels_.size() - 1;
  }

  const std::string& name() const { return name_; }
  const std::vector<std::string>& labels() const { return labels_; }
  std::size_t size() const { return labels_.size(); }
  const std::string& label(std::size_t index) const { return labels_[index]; }

  std::optional<std::size_t> find(std::string_view label) const {
    for (std::size_t i = 0; i < labels_.size(); ++i)
      if (labels_[i] == label) return i;
    return std::nullopt;
  }
  /// The label that label `index` borrows from.
  std::optional<std::size_t> like(std::size_t index) const {
    if (index >= like_.size() || like_[index].empty()) return std::nullopt;
    return find(like_[index]);
  }

 private:
  std::string name_;
  std::vector<std::string> labels_;
  std::vector<std::string> like_;
};

}  // namespace formatie
