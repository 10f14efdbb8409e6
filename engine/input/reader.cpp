#include "engine/input/reader.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"

namespace formatie {
namespace {

std::string range_text(Allowed allowed) {
  if (allowed.high >= 1e15) return fmt::format("must be at least {}", allowed.low);
  return fmt::format("must be from {} to {}", allowed.low, allowed.high);
}

bool inside(double value, Allowed allowed) { return value >= allowed.low && value <= allowed.high; }

/// Keys that may stand beside `value` or `table`.
const std::vector<std::string> note_keys = {"low", "high", "source", "status", "note"};
const std::vector<std::string> statuses = {"verified", "derived", "assumption", "choice"};

/// Reads the fields of one part from its mapping.
class PartReader final : public Fields {
 public:
  PartReader(std::string part, const Node* node, Origin where, Problems& problems, std::vector<Parameter>& list)
      : part_(std::move(part)), node_(node), where_(std::move(where)), problems_(problems), list_(list) {}

  void number(std::string_view name, double& value, std::string_view unit, Allowed allowed,
              std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::number, name, unit, meaning);
    list_.back().allowed = allowed;
    if (node != nullptr) read_number(*node, value, allowed);
  }
  void integer(std::string_view name, int& value, std::string_view unit, Allowed allowed,
               std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::integer, name, unit, meaning);
    list_.back().allowed = allowed;
    if (node == nullptr || !is_scalar(*node, "a whole number")) return;
    const auto given = parse_integer(node->text());
    if (!given)
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()), "must be a whole number");
    else if (!inside(static_cast<double>(*given), allowed))
      problems_.add(node->where(), fmt::format("'{}' is {}", path(), node->text()), range_text(allowed));
    else
      value = static_cast<int>(*given);
  }
  void flag(std::string_view name, bool& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::flag, name, "", meaning);
    if (node == nullptr || !is_scalar(*node, "true or false")) return;
    const auto given = parse_bool(node->text());
    if (given)
      value = *given;
    else
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()), "must be true or false");
  }
  void choice(std::string_view name, std::string& value, const std::vector<std::string>& options,
              std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::choice, name, "", meaning);
    list_.back().options = options;
    if (node == nullptr || !is_scalar(*node, "one of: " + joined(options))) return;
    if (std::find(options.begin(), options.end(), node->text()) == options.end())
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()),
                    "must be one of: " + joined(options), did_you_mean(node->text(), options));
    else
      value = node->text();
  }
  void date(std::string_view name, Time& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::date, name, "date", meaning);
    if (node == nullptr || !is_scalar(*node, "a date")) return;
    const auto given = parse_date(node->text());
    if (given)
      value = *given;
    else
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()),
                    "must be a date such as 2030-10-01");
  }
  void file(std::string_view name, DataFile& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::file, name, "", meaning);
    if (node == nullptr || !is_scalar(*node, "a file name")) return;
    value.path = resolve_path(node->text(), node->where());
    value.where = node->where();
  }
  void dial(std::string_view name, Dial& value, std::string_view unit, Allowed allowed,
            std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::dial, name, unit, meaning);
    list_.back().allowed = allowed;
    for (const auto* dimension : value.by()) list_.back().by.push_back(dimension->name());
    if (node == nullptr) return;
    if (!node->is_mapping()) {
      double all = 0;
      if (read_number(*node, all, allowed)) value.set_all(all);
    } else if (const Node* table = node->find("table")) {
      read_table(*node, *table, value, allowed);
    } else {
      read_labels(*node, value, allowed);
    }
  }

  /// Names that stand in the scenario but were not asked for.
  void finish() {
    if (node_ == nullptr) return;
    for (const auto& entry : node_->entries())
      if (!std::count(known_.begin(), known_.end(), entry.key))
        problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, part_),
                      "known: " + names_like(entry.key, known_), did_you_mean(entry.key, known_));
  }

 private:
  std::string path() const { return list_.back().path(); }

  /// Notes the parameter; returns its value, without what stands beside it. Nothing, and a problem, when there is none.
  const Node* begin(Parameter::Kind kind, std::string_view name, std::string_view unit, std::string_view meaning) {
    Parameter parameter;
    parameter.kind = kind;
    parameter.part = part_;
    parameter.name = name;
    parameter.unit = unit;
    parameter.meaning = meaning;
    list_.push_back(std::move(parameter));
    known_.emplace_back(name);
    const Node* node = node_ == nullptr ? nullptr : node_->find(name);
    if (node == nullptr) {
      problems_.add(node_ == nullptr ? where_ : node_->where(), fmt::format("no value for '{}'", path()),
                    "every parameter needs one", "Does the scenario extend base.yaml?");
      return nullptr;
    }
    if (!node->is_mapping()) {
      if (node->is_scalar()) list_.back().value = node->text();
      if (node->is_null()) {
        problems_.add(node->where(), fmt::format("'{}' has no value", path()), "nothing stands behind the colon");
        return nullptr;
      }
      return node;
    }
    notes(*node);
    if (const Node* table = node->find("table")) {
      if (table->is_scalar()) list_.back().value = table->text();
      return node;
    }
    const Node* value = node->find("value");
    if (value == nullptr) {
      if (kind == Parameter::Kind::dial) {
        list_.back().value = "by label";
        return node;
      }
      problems_.add(node->where(), fmt::format("no 'value' in '{}'", path()),
                    "a mapping here has value, and may have " + joined(note_keys));
      return nullptr;
    }
    auto allowed_keys = note_keys;
    allowed_keys.insert(allowed_keys.begin(), "value");
    refuse_others(*node, allowed_keys);
    if (value->is_scalar()) list_.back().value = value->text();
    return value;
  }

  void notes(const Node& node) {
    const auto text = [&](std::string_view key) {
      const Node* note = node.find(key);
      return note != nullptr && note->is_scalar() ? note->text() : std::string();
    };
    auto& parameter = list_.back();
    parameter.low = text("low");
    parameter.high = text("high");
    parameter.source = text("source");
    parameter.status = text("status");
    for (const char* key : {"low", "high"})
      if (const Node* bound = node.find(key))
        if (!bound->is_scalar() || (!parse_number(bound->text()) && !parse_date(bound->text())))
          problems_.add(bound->where(), fmt::format("'{}' of '{}' is no number", key, path()));
    if (const Node* status = node.find("status"))
      if (!status->is_scalar() || !std::count(statuses.begin(), statuses.end(), status->text()))
        problems_.add(status->where(), fmt::format("'status' of '{}' is not known", path()),
                      "must be one of: " + joined(statuses));
  }

  void refuse_others(const Node& node, const std::vector<std::string>& keys) {
    for (const auto& entry : node.entries())
      if (!std::count(keys.begin(), keys.end(), entry.key))
        problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, path()),
                      "known: " + names_like(entry.key, keys), did_you_mean(entry.key, keys));
  }

  bool is_scalar(const Node& node, const std::string& wanted) {
    if (node.is_scalar()) return true;
    problems_.add(node.where(), fmt::format("'{}' is {}", path(), node.kind_name()), "must be " + wanted);
    return false;
  }

  bool read_number(const Node& node, double& value, Allowed allowed) {
    if (!is_scalar(node, "a number")) return false;
    const auto given = parse_number(node.text());
    if (!given || node.quoted()) {
      problems_.add(node.where(), fmt::format("'{}' is '{}'", path(), node.text()), "must be a number",
                    number_hint(node.text()));
      return false;
    }
    if (!inside(*given, allowed)) {
      problems_.add(node.where(), fmt::format("'{}' is {}", path(), node.text()), range_text(allowed));
      return false;
    }
    value = *given;
    return true;
  }

  void read_labels(const Node& node, Dial& dial, Allowed allowed) {
    if (dial.by().size() != 1) {
      problems_.add(node.where(), fmt::format("'{}' is a mapping without 'value' or 'table'", path()),
                    dial.by().empty()
                        ? "this dial is one number"
                        : "this dial is split by " + joined(list_.back().by) + "; give one number, or a table");
      return;
    }
    const Dimension& dimension = *dial.by()[0];
    std::vector<bool> given(dimension.size(), false);
    for (const auto& entry : node.entries()) {
      if (std::count(note_keys.begin(), note_keys.end(), entry.key)) continue;
      const auto label = dimension.find(entry.key);
      if (!label) {
        problems_.add(entry.where, fmt::format("unknown {} '{}' in '{}'", dimension.name(), entry.key, path()),
                      "known: " + names_like(entry.key, dimension.labels()),
                      did_you_mean(entry.key, dimension.labels()));
        continue;
      }
      double value = 0;
      given[*label] = true;
      if (read_number(entry.value, value, allowed)) dial.set(first_moment, *label, value);
    }
    for (std::size_t label = 0; label < dimension.size(); ++label) {
      if (given[label]) continue;
      const auto like = dimension.like(label);
      if (like && given[*like])
        dial.set(first_moment, label, dial.on(first_moment, *like));
      else
        problems_.add(node.where(),
                      fmt::format("no value for {} '{}' in '{}'", dimension.name(), dimension.label(label), path()),
                      "every label needs one");
    }
  }

  void read_table(const Node& node, const Node& file, Dial& dial, Allowed allowed) {
    auto keys = note_keys;
    keys.insert(keys.begin(), {"table", "column", "where", "times", "otherwise"});
    refuse_others(node, keys);
    if (!is_scalar(file, "a file name")) return;
    const auto table = read_csv_of(file);
    if (!table) return;

    // The columns that are needed.
    std::string value_name = "value";
    if (const Node* column = node.find("column"); column != nullptr && is_scalar(*column, "the name of a column"))
      value_name = column->text();
    const auto find_column = [&](const std::string& name, const Origin& where) {
      const auto column = table->column(name);
      if (!column)
        problems_.add(where, fmt::format("no column '{}' in {}", name, table->file()),
                      "columns: " + names_like(name, table->columns()), did_you_mean(name, table->columns()));
      return column;
    };
    const auto value_column =
        find_column(value_name, node.find("column") ? node.find("column")->where() : file.where());
    std::vector<std::size_t> columns;
    bool complete = value_column.has_value();
    for (const auto* dimension : dial.by()) {
      const auto column = find_column(dimension->name(), file.where());
      complete = complete && column;
      if (column) columns.push_back(*column);
    }
    // A date in the column `from`, or a year (its 1 January) in the column `year`; not when that is a dimension.
    auto from_column = table->column("from");
    if (!from_column || std::count(columns.begin(), columns.end(), *from_column) > 0)
      from_column = table->column("year");
    const bool dated = from_column && std::count(columns.begin(), columns.end(), *from_column) == 0;
    double times = 1;
    if (const Node* factor = node.find("times")) read_number(*factor, times, {-1e9, 1e9});
    double otherwise = 0;
    const Node* rest = node.find("otherwise");
    if (rest != nullptr && !read_number(*rest, otherwise, allowed)) return;
    std::vector<std::pair<std::size_t, std::string>> filters;
    if (const Node* where = node.find("where")) {
      if (!where->is_mapping()) {
        problems_.add(where->where(), fmt::format("'where' of '{}' is {}", path(), where->kind_name()),
                      "must be a mapping from columns to texts");
        return;
      }
      for (const auto& entry : where->entries()) {
        const auto column = find_column(entry.key, entry.where);
        complete = complete && column;
        if (column && is_scalar(entry.value, "a text")) filters.emplace_back(*column, entry.value.text());
      }
    }
    if (!complete) return;

    // The rows, by date.
    std::map<Time, std::map<std::size_t, std::size_t>> rows;  // date, cell -> row
    bool sound = true;
    bool any = false;
    for (std::size_t row = 0; row < table->size(); ++row) {
      bool wanted = true;
      for (const auto& [column, text] : filters) wanted = wanted && table->cell(row, column) == text;
      if (!wanted) continue;
      any = true;
      std::size_t cell = 0;
      bool known = true;
      for (std::size_t d = 0; d < columns.size(); ++d) {
        const auto& label = table->cell(row, columns[d]);
        const auto index = dial.by()[d]->find(label);
        if (!index) {
          problems_.add(table->where(row, columns[d]), fmt::format("unknown {} '{}'", dial.by()[d]->name(), label),
                        "known: " + names_like(label, dial.by()[d]->labels()),
                        did_you_mean(label, dial.by()[d]->labels()));
          known = false;
          continue;
        }
        cell = cell * dial.by()[d]->size() + *index;
      }
      const auto& text = table->cell(row, *value_column);
      const auto number = parse_number(text);
      if (!number) {
        problems_.add(table->where(row, *value_column), fmt::format("'{}' is '{}'", value_name, text),
                      "must be a number", number_hint(text));
        known = false;
      } else if (!inside(*number * times, allowed)) {
        problems_.add(table->where(row, *value_column), fmt::format("'{}' is {}", value_name, text),
                      range_text(allowed));
        known = false;
      }
      Time date = first_moment;
      if (dated) {
        const auto& moment = table->cell(row, *from_column);
        const auto given = parse_date(moment.size() == 4 ? moment + "-01-01" : moment);
        if (!given) {
          problems_.add(table->where(row, *from_column),
                        fmt::format("'{}' is '{}'", table->columns()[*from_column], moment),
                        "must be a date such as 2030-10-01, or a year");
          known = false;
        } else {
          date = *given;
        }
      }
      sound = sound && known;
      if (!known) continue;
      if (!rows[date].emplace(cell, row).second) {
        problems_.add(table->where(row), fmt::format("a second row for {}", cell_text(dial, cell)),
                      fmt::format("the first is in line {}", table->where(rows[date][cell]).line));
        sound = false;
      }
    }
    if (!any) {
      problems_.add(file.where(), fmt::format("no rows for '{}' in {}", path(), table->file()),
                    filters.empty() ? "the table is empty" : "none has what 'where' asks for");
      return;
    }
    if (!sound) return;
    // Every combination needs a row at the first date; later dates may change some of them.
    const auto& first = rows.begin()->second;
    for (std::size_t cell = 0; cell < dial.cells(); ++cell) {
      const auto row = borrowed(dial, cell, first);
      if (!row && rest != nullptr) {
        dial.set(first_moment, cell, otherwise);
        continue;
      }
      if (!row) {
        problems_.add(Origin{table->file(), 1, 1}, fmt::format("no row for {}", cell_text(dial, cell)),
                      "every combination needs one");
        continue;
      }
      dial.set(first_moment, cell, *parse_number(table->cell(*row, *value_column)) * times);
    }
    for (const auto& [date, cells] : rows)
      for (std::size_t cell = 0; cell < dial.cells(); ++cell) {
        if (first.contains(cell) && !cells.contains(cell)) continue;  // a row of its own holds on
        if (const auto row = borrowed(dial, cell, cells))
          dial.set(date, cell, *parse_number(table->cell(*row, *value_column)) * times);
      }
  }

  /// The row of a cell, or of the cell of the label that one of its labels is like.
  static std::optional<std::size_t> borrowed(const Dial& dial, std::size_t cell,
                                             const std::map<std::size_t, std::size_t>& rows) {
    if (const auto row = rows.find(cell); row != rows.end()) return row->second;
    std::size_t size = dial.cells();
    for (const auto* dimension : dial.by()) {
      size /= dimension->size();
      const std::size_t label = cell / size % dimension->size();
      if (const auto like = dimension->like(label)) {
        const auto row = rows.find(cell + *like * size - label * size);
        if (row != rows.end()) return row->second;
      }
    }
    return std::nullopt;
  }

  static std::string cell_text(const Dial& dial, std::size_t cell) {
    std::string text;
    std::size_t size = dial.cells();
    for (const auto* dimension : dial.by()) {
      size /= dimension->size();
      text += fmt::format("{}{} '{}'", text.empty() ? "" : ", ", dimension->name(),
                          dimension->label(cell / size % dimension->size()));
    }
    return text.empty() ? "the value" : text;
  }

  std::optional<Table> read_csv_of(const Node& file) {
    const auto named = resolve_path(file.text(), file.where());
    std::error_code error;
    if (!std::filesystem::exists(named, error)) {
      problems_.add(file.where(), fmt::format("no file '{}'", named), "named here as the table of '" + path() + "'");
      return std::nullopt;
    }
    return read_csv(named, problems_);
  }

  static constexpr Time first_moment = Time::from_minutes(-2000000000);

  std::string part_;
  const Node* node_;
  Origin where_;
  Problems& problems_;
  std::vector<Parameter>& list_;
  std::vector<std::string> known_;
};

}  // namespace

std::string resolve_path(const std::string& named, const Origin& where) {
  const std::filesystem::path path(named);
  if (path.is_absolute() || where.file.starts_with("--set")) return path.lexically_normal().string();
  return (std::filesystem::path(where.file).parent_path() / path).lexically_normal().string();
}

void Reader::part(std::string_view name, std::string_view meaning, const std::function<void(Fields&)>& fields) {
  parts_.emplace_back(name, meaning);
  const Node* node = parameters_.find(name);
  if (node != nullptr && !node->is_mapping()) {
    problems_.add(node->where(), fmt::format("'{}' is {}", name, node->kind_name()), "must be a mapping of parameters");
    return;
  }
  PartReader reader{std::string(name), node, parameters_.where(), problems_, list_};
  fields(reader);
  reader.finish();
}

void Reader::finish() {
  if (!parameters_.is_mapping()) return;
  std::vector<std::string> known;
  for (const auto& [name, meaning] : parts_) known.push_back(name);
  for (const auto& entry : parameters_.entries())
    if (!std::count(known.begin(), known.end(), entry.key))
      problems_.add(entry.where, fmt::format("unknown part '{}' in 'parameters'", entry.key),
                    "known: " + names_like(entry.key, known), did_you_mean(entry.key, known));
}

}  // namespace formatie
