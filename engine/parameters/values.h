#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/parameters/fields.h"

namespace formatie {

/// The values of a model's parameters by name ("part.name"): to find them, to copy them, to move them.
///
/// Two models of one kind visit their parameters in the same order, so that entry k of one is entry k of the other.
class ParameterValues final : public Parts, public Fields {
 public:
  /// A parameter and the variable that holds it: one of the pointers is not null.
  struct Entry {
    std::string name;
    std::string unit;
    Allowed allowed{0, 0};
    double* number = nullptr;
    int* integer = nullptr;
    Dial* dial = nullptr;
  };

  void part(std::string_view name, std::string_view, const std::function<void(Fields&)>& fields) override {
    part_ = name;
    fields(*this);
  }
  void number(std::string_view name, double& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).number = &value;
  }
  void integer(std::string_view name, int& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).integer = &value;
  }
  void flag(std::string_view, bool& value, std::string_view) override { flags_.push_back(&value); }
  void choice(std::string_view, std::string& value, const std::vector<std::string>&, std::string_view) override {
    choices_.push_back(&value);
  }
  void date(std::string_view, Time& value, std::string_view) override { dates_.push_back(&value); }
  void dial(std::string_view name, Dial& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).dial = &value;
  }
  void file(std::string_view, DataFile&, std::string_view) override {}

  /// Numbers, integers and dials.
  const std::vector<Entry>& entries() const { return entries_; }
  /// Index in `entries`; their number when there is none of this name.
  std::size_t find(std::string_view name) const;
  /// A parameter, or the part of a dial with one label: "resignation.rate[sector=po]".
  struct Part {
    std::size_t entry = 0;  ///< the number of entries when there is none of this name
    std::size_t dimension = everywhere;
    std::size_t label = 0;
    static constexpr std::size_t everywhere = 1000;
    friend bool operator==(const Part&, const Part&) = default;
  };
  Part find_part(std::string_view name) const;

  /// Takes over the values of another model of this kind, of dials those for the steps of the study. File names stay.
  void take_frozen(const ParameterValues& from) const;
  /// Multiplies a parameter (of a dial, in all cells, the values for the steps of the study), or gives a number this
  /// value; what is then outside of what the parameter may be is put on its edge.
  void multiply(const Part& part, double factor) const;
  void assign(std::size_t entry, double value) const;

 private:
  Entry& add(std::string_view name, std::string_view unit, Allowed allowed) {
    Entry entry;
    entry.name = part_ + "." + std::string(name);
    entry.unit = unit;
    entry.allowed = allowed;
    entries_.push_back(std::move(entry));
    return entries_.back();
  }

  std::string part_;
  std::vector<Entry> entries_;
  std::vector<bool*> flags_;
  std::vector<std::string*> choices_;
  std::vector<Time*> dates_;
};

}  // namespace formatie
