#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace formatie {

/// The number of one `Of`: an index that cannot be mixed up with the index of something else.
template <class Of>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_(index) {}
  static constexpr Id none() { return Id(); }

  constexpr std::uint32_t index() const { return index_; }
  constexpr bool is_none() const { return index_ == 0xffffffffu; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t index_ = 0xffffffffu;
};

/// One attribute of all `Of`, indexed only by `Id<Of>`.
template <class Of, class T>
class Column {
 public:
  Column() = default;
  explicit Column(std::size_t size, T value = T()) : values_(size, value) {}
  explicit Column(std::vector<T> values) : values_(std::move(values)) {}

  T& operator[](Id<Of> id) { return values_[id.index()]; }
  const T& operator[](Id<Of> id) const { return values_[id.index()]; }
  std::size_t size() const { return values_.size(); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  void assign(std::size_t size, T value) { values_.assign(size, value); }
  void push_back(T value) { values_.push_back(std::move(value)); }

 private:
  std::vector<T> values_;
};

/// Who somebody is, from the facts of entry; never an index in a list.
///
/// A policy that adds entrants to one cohort must not change the luck of anybody else, so a person's random numbers
/// are keyed by this and nothing else.
class Identity {
 public:
  constexpr Identity() = default;
  /// `origin`: through which door (a way in, the first population); `cohort`: when, as a number of that door's own;
  /// `number`: which one within the cohort.
  static constexpr Identity of(std::uint16_t origin, std::uint16_t cohort, std::uint32_t number) {
    return from_value(std::uint64_t{origin} << 48 | std::uint64_t{cohort} << 32 | number);
  }
  static constexpr Identity from_value(std::uint64_t value) {
    Identity identity;
    identity.value_ = value;
    return identity;
  }

  constexpr std::uint64_t value() const { return value_; }
  constexpr std::uint16_t origin() const { return static_cast<std::uint16_t>(value_ >> 48); }
  constexpr std::uint16_t cohort() const { return static_cast<std::uint16_t>(value_ >> 32); }
  constexpr std::uint32_t number() const { return static_cast<std::uint32_t>(value_); }
  friend constexpr auto operator<=>(Identity, Identity) = default;

 private:
  std::uint64_t value_ = 0;
};

}  // namespace formatie
