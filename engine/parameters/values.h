#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/parameters/fields.h"

namespace formatie {

/// The values of a model's parameters by name ("part.name"): to find them, to copy them, to move them, to compare them.
///
/// Two models of one kind visit their parameters in the same order, so that entry k of one is entry k of the other.
class ParameterValues final : public Parts, public Fields {
 public:
  /// A parameter and the variable that holds it: one of the pointers is not null.
  struct Entry {
    std::string name;
    std::string unit;
    Allowed allowed{0, 0};
    bool at_start = false;  ///< has a say in the start, see `Fields::at_start`
    double* number = nullptr;
    int* integer = nullptr;
    Dial* dial = nullptr;
    bool* flag = nullptr;
    std::string* choice = nullptr;
    Time* date = nullptr;
    DataFile* file = nullptr;

    /// Whether it can be drawn and moved.
    bool is_numeric() const { return number != nullptr || integer != nullptr || dial != nullptr; }
  };

  void part(std::string_view name, std::string_view, const std::function<void(Fields&)>& fields) override {
    part_ = name;
    at_start_ = false;
    fields(*this);
  }
  void number(std::string_view name, double& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).number = &value;
  }
  void integer(std::string_view name, int& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).integer = &value;
  }
  void flag(std::string_view name, bool& value, std::string_view) override { add(name, "", {0, 1}).flag = &value; }
  void choice(std::string_view name, std::string& value, const std::vector<std::string>&, std::string_view) override {
    add(name, "", {0, 0}).choice = &value;
  }
  void date(std::string_view name, Time& value, std::string_view) override { add(name, "", {0, 0}).date = &value; }
  void dial(std::string_view name, Dial& value, std::string_view unit, Allowed allowed, std::string_view) override {
    add(name, unit, allowed).dial = &value;
  }
  void file(std::string_view name, DataFile& value, std::string_view) override { add(name, "", {0, 0}).file = &value; }
  void at_start() override { at_start_ = true; }

  const std::vector<Entry>& entries() const { return entries_; }
  /// The names of what can be drawn and moved: numbers, integers and dials.
  std::vector<std::string> numeric_names() const;
  /// Index in `entries`; their number when there is none of this name.
  std::size_t find(std::string_view name) const;
  /// A dial by name; it must be there.
  const Dial& dial(std::string_view name) const;
  /// A number, an integer or a flag (1 or 0) by name; it must be there.
  double value(std::string_view name) const;

  /// A parameter, or the part of a dial with one label: "failure.rate[place=market]".
  struct Part {
    std::size_t entry = 0;  ///< the number of entries when there is none of this name, or it is not numeric
    std::size_t dimension = everywhere;
    std::size_t label = 0;
    static constexpr std::size_t everywhere = 1000;
    friend bool operator==(const Part&, const Part&) = default;
  };
  Part find_part(std::string_view name) const;

  /// All values that have a say in the start, a line each; of dials those that hold on or before a date. Two models
  /// with the same text have the same start.
  std::string start_text(Time until) const;

  /// Lays out all dials for these steps, see `Dial::freeze`.
  void freeze(const std::vector<Time>& steps) const;
  /// Takes over the values of another model of this kind, of dials those for the steps of the study. File names stay.
  void take_frozen(const ParameterValues& from) const;
  /// Multiplies a parameter (of a dial, in all cells, the values for the steps of the study), or gives a number this
  /// value; what is then outside of what the parameter may be is put on its edge.
  void multiply(const Part& part, double factor) const;
  void assign(std::size_t entry, double value) const;

 private:
  Entry& add(std::string_view name, std::string_view unit, Allowed allowed);

  std::string part_;
  bool at_start_ = false;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t, std::less<>> index_;  // of the first of each name
};

}  // namespace formatie
