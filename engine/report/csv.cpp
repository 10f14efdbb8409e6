#include "engine/report/csv.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include <fmt/compile.h>
#include <fmt/format.h>

#include "engine/measure/estimate.h"
#include "engine/measure/series.h"

namespace formatie {

namespace {

void append_number(std::string& out, double value) {
  if (std::isnan(value)) return;
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), value + 0.0);  // -0 + 0 is 0
}

void append_statistic(std::string& out, double value) {
  if (!std::isnan(value)) fmt::format_to(std::back_inserter(out), FMT_COMPILE("{:.10g}"), value + 0.0);
}

void append_numbers(std::string& out, std::size_t n, std::initializer_list<double> values) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), n);
  for (const double value : values) {
    out += ',';
    append_statistic(out, value);
  }
  out += '\n';
}

// Gives every number of one alternative as a column over the replications, rising from index 0.
//
// The results lie by replication; a block of indices is transposed at a time, small enough to stay in the cache.
class Columns {
 public:
  Columns(const Results& results, std::size_t alternative)
      : results_(results), alternative_(alternative), buffer_(block * results.count()) {}

  std::span<const double> at(std::size_t index) {
    if (index / block != loaded_) load(index / block);
    return std::span(buffer_).subspan(index % block * results_.count(), results_.count());
  }

 private:
  static constexpr std::size_t block = 64;  // eight cache lines of each replication at a time

  void load(std::size_t number) {
    const std::size_t begin = number * block;
    const std::size_t end = std::min(begin + block, results_.layout().size());
    for (std::size_t k = 0; k < results_.count(); ++k) {
      const auto values = results_.values(alternative_, k);
      for (std::size_t index = begin; index < end; ++index) {
        buffer_[(index - begin) * results_.count() + k] = values[index];
      }
    }
    loaded_ = number;
  }

  const Results& results_;
  std::size_t alternative_;
  std::size_t loaded_ = std::numeric_limits<std::size_t>::max();
  std::vector<double> buffer_;  // [index within the block][replication]
};

// "measure,date,<split columns>,unit" for every series and date: `visit(text of these fields, series, index)`.
template <class Visit>
void for_each_row(const Layout& layout, Visit visit) {
  std::vector<std::string> dates;
  for (const Time date : layout.dates()) dates.push_back(csv_field(date.iso()));
  std::string fields;
  for (std::size_t s = 0; s < layout.series().size(); ++s) {
    const auto& series = layout.series()[s];
    const auto& measure = layout.measures()[series.measure];
    std::string after_date;
    for (const auto& label : series.split) after_date += "," + csv_field(label);
    after_date += "," + csv_field(measure.unit);
    for (std::size_t d = series.first_date; d < dates.size(); ++d) {
      fields.assign(csv_field(measure.name)).append(",").append(dates[d]).append(after_date);
      visit(fields, s, layout.index(s, d));
    }
  }
}

std::string split_header(const Layout& layout) {
  std::string text;
  for (const auto& column : layout.split_columns()) text += csv_field(column) + ",";
  return text;
}

constexpr std::string_view measure_columns =
    "measure,unit,decimals,better,label_nl,label_en,definition_nl,definition_en";

std::string measure_fields(const Measure& m) {
  return fmt::format("{},{},{},{},{},{},{},{}", csv_field(m.name), csv_field(m.unit), m.decimals, better_name(m.better),
                     csv_field(m.label_nl), csv_field(m.label_en), csv_field(m.definition_nl),
                     csv_field(m.definition_en));
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string csv_statistic(double value) {
  std::string text;
  append_statistic(text, value);
  return text;
}

std::string summary_csv(const Results& results) {
  std::string out =
      "alternative,measure,date," + split_header(results.layout()) + "unit,n,mean,standard_error,p05,p25,p50,p75,p95\n";
  for (std::size_t a = 0; a < results.alternatives().size(); ++a) {
    const std::string alternative = csv_field(results.alternatives()[a]);
    Columns columns(results, a);
    for_each_row(results.layout(), [&](const std::string& fields, std::size_t, std::size_t index) {
      const Estimate e = estimate(columns.at(index), results.draws());
      out.append(alternative).append(",").append(fields).append(",");
      append_numbers(out, e.n, {e.mean, e.standard_error, e.p05, e.p25, e.p50, e.p75, e.p95});
    });
  }
  return out;
}

std::string comparison_csv(const Results& results) {
  std::string out = "alternative,baseline,measure,date," + split_header(results.layout()) +
                    "unit,n,mean_difference,standard_error,p05,p95,variance_ratio\n";
  for (std::size_t a = 1; a < results.alternatives().size(); ++a) {
    const std::string names = csv_field(results.alternatives()[a]) + "," + csv_field(results.alternatives()[0]);
    Columns columns(results, a);
    Columns baseline(results, 0);
    for_each_row(results.layout(), [&](const std::string& fields, std::size_t, std::size_t index) {
      const PairedDifference d = paired_difference(columns.at(index), baseline.at(index), results.draws());
      out.append(names).append(",").append(fields).append(",");
      append_numbers(out, d.n, {d.mean_difference, d.standard_error, d.p05, d.p95, d.variance_ratio});
    });
  }
  return out;
}

std::string headline_column(const Layout& layout, const Series& series, Time date) {
  return series_name(layout, series) + "@" + date.iso();
}

std::string replications_csv(const Results& results) {
  const Layout& layout = results.layout();
  std::string out = "replication,alternative";
  std::vector<std::size_t> indices;
  for (std::size_t s = 0; s < layout.series().size(); ++s) {
    const auto& series = layout.series()[s];
    if (!series.headline) continue;
    for (std::size_t d = series.first_date; d < layout.dates().size(); ++d) {
      out += "," + csv_field(headline_column(layout, series, layout.dates()[d]));
      indices.push_back(layout.index(s, d));
    }
  }
  out += "\n";
  std::vector<std::string> alternatives;
  for (const auto& name : results.alternatives()) alternatives.push_back(csv_field(name));
  for (std::size_t k = 0; k < results.count(); ++k) {
    const std::string replication = std::to_string(results.replications()[k]);
    for (std::size_t a = 0; a < alternatives.size(); ++a) {
      out.append(replication).append(",").append(alternatives[a]);
      const auto values = results.values(a, k);
      for (const std::size_t index : indices) {
        out += ',';
        append_number(out, values[index]);
      }
      out += '\n';
    }
  }
  return out;
}

std::string uncertainty_csv(const Results& results) {
  const Layout& layout = results.layout();
  std::string out =
      "alternative,baseline,measure,date," + split_header(layout) + "unit,n,variance,chance,parameters,futures\n";
  for (std::size_t a = 0; a < results.alternatives().size(); ++a)
    for (const bool difference : {false, true}) {
      if (difference && a == 0) continue;
      const std::string names =
          csv_field(results.alternatives()[a]) + "," + (difference ? csv_field(results.alternatives()[0]) : "");
      Columns columns(results, a);
      Columns baseline(results, 0);
      for_each_row(layout, [&](const std::string& fields, std::size_t series, std::size_t index) {
        if (!layout.series()[series].headline) return;
        const auto own = columns.at(index);
        std::vector<double> values(own.begin(), own.end());
        if (difference)
          for (std::size_t k = 0; k < values.size(); ++k) values[k] -= baseline.at(index)[k];
        const auto n = static_cast<std::size_t>(
            std::count_if(values.begin(), values.end(), [](double value) { return !std::isnan(value); }));
        const VarianceParts parts = variance_parts(values, results.draws(), results.futures(), results.has_chance());
        out.append(names).append(",").append(fields).append(",");
        append_numbers(out, n, {parts.total(), parts.chance, parts.parameters, parts.futures});
      });
    }
  return out;
}

std::string measures_csv(const Layout& layout) {
  std::string out = std::string(measure_columns) + "\n";
  for (const auto& measure : layout.measures()) out += measure_fields(measure) + "\n";
  return out;
}

std::string attribution_csv(const Results& attribution) { return summary_csv(attribution); }

std::string attribution_measures_csv(const Attribution& attribution) {
  std::string out = std::string(measure_columns) + ",role,of\n";
  for (std::size_t m = 0; m < attribution.kinds.size(); ++m)
    out += fmt::format("{},{},{}\n", measure_fields(attribution.layout.measures()[m]),
                       Attribution::role_names[static_cast<std::size_t>(attribution.kinds[m].role)],
                       csv_field(attribution.kinds[m].of));
  return out;
}

std::string expected_csv(const Results& results) {
  std::string out = "alternative,measure,date," + split_header(results.layout()) + "unit,value\n";
  for (std::size_t a = 0; a < results.alternatives().size(); ++a) {
    const std::string alternative = csv_field(results.alternatives()[a]);
    const auto values = results.values(a, 0);
    for_each_row(results.layout(), [&](const std::string& fields, std::size_t, std::size_t index) {
      if (std::isnan(values[index])) return;
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{},{},{:.10g}\n"), alternative, fields, values[index] + 0.0);
    });
  }
  return out;
}

std::vector<NamedText> csv_files(const Results& results) {
  return {{"summary.csv", summary_csv(results)},
          {"comparison.csv", comparison_csv(results)},
          {"replications.csv", replications_csv(results)},
          {"uncertainty.csv", uncertainty_csv(results)},
          {"measures.csv", measures_csv(results.layout())}};
}

}  // namespace formatie
