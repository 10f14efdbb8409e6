#include "engine/cli/arguments.h"

#include <algorithm>
#include <charconv>

#include <boost/program_options.hpp>
#include <fmt/format.h>

namespace formatie {
namespace {

namespace bpo = boost::program_options;

/// "--seed" from "--seed=5".
std::string without_value(const std::string& word) { return word.substr(0, word.find('=')); }

}  // namespace

void throw_usage_error(const Problems& problems) {
  if (problems.empty()) return;
  auto text = problems.text();
  text.pop_back();  // the last line break
  throw UsageError(text);
}

std::optional<std::string> Arguments::text(const std::string& option) const {
  const auto found = given_.find(option);
  if (found == given_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::texts(const std::string& option) const {
  const auto found = given_.find(option);
  return found == given_.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::uint64_t> Arguments::number(const std::string& option, std::uint64_t low, std::uint64_t high,
                                               Problems& problems) const {
  const auto given = text(option);
  if (!given) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  const bool whole = error != std::errc::invalid_argument && end == given->data() + given->size();
  if (whole && error == std::errc() && value >= low && value <= high) return value;
  problems.add({}, fmt::format("'--{}' is '{}'", option, *given),
               fmt::format("must be a whole number from {} to {}", low, high));
  return std::nullopt;
}

Arguments parse_arguments(const std::vector<Option>& options, const std::vector<std::string>& words) {
  bpo::options_description known;
  std::vector<std::string> names;
  for (const auto& option : options) {
    names.push_back("--" + option.name);
    if (option.value.empty())
      known.add_options()(option.name.c_str(), "");
    else
      known.add_options()(option.name.c_str(), bpo::value<std::string>(), "");
  }

  Arguments arguments;
  try {
    // An abbreviation that is clear today need not be so when there is one more option.
    const int style = bpo::command_line_style::unix_style & ~bpo::command_line_style::allow_guessing;
    for (const auto& found : bpo::command_line_parser(words).options(known).style(style).run().options) {
      if (found.string_key.empty()) {
        for (const auto& word : found.value) arguments.operands_.push_back(word);
        continue;
      }
      auto& values = arguments.given_[found.string_key];
      const auto option =
          std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == found.string_key; });
      if (!values.empty() && !option->repeated)
        throw UsageError(fmt::format("option '--{}' is given twice", option->name));
      // Boost takes the next word as the value, whatever it is: "--out --force" has no folder.
      if (found.original_tokens.size() > 1 && found.value.front().starts_with("--"))
        throw UsageError(fmt::format("option '--{}' needs a value", option->name));
      values.insert(values.end(), found.value.begin(), found.value.end());
    }
  } catch (const bpo::unknown_option& error) {
    const auto name = without_value(error.get_option_name());
    const auto hint = did_you_mean(name, names);
    throw UsageError(fmt::format("unknown option '{}' (options: {}){}", name, fmt::join(names, ", "),
                                 hint.empty() ? "" : ". " + hint));
  } catch (const bpo::invalid_command_line_syntax& error) {
    const auto name = without_value(error.get_option_name());
    if (error.kind() == bpo::invalid_syntax::extra_parameter)
      throw UsageError(fmt::format("option '{}' takes no value", name));
    throw UsageError(fmt::format("option '{}' needs a value", name));
  } catch (const bpo::error& error) {
    throw UsageError(error.what());
  }
  return arguments;
}

}  // namespace formatie
