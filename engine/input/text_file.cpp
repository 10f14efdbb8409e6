#include "engine/input/text_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace formatie {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

/// Bytes of the UTF-8 character at the front of `text`; 0 when it is none.
std::size_t length_of_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[i])) return 0;
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;  // could be written shorter
  if (lead == 0xF0 && byte(1) < 0x90) return 0;  // could be written shorter
  if (lead == 0xED && byte(1) > 0x9F) return 0;  // half of a UTF-16 pair
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;  // beyond the last character
  return length;
}

std::string hexadecimal(char c) {
  char text[8];
  std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

std::string nearest_file(const std::filesystem::path& missing) {
  // Without an ending a scenario is meant.
  const auto is_yaml = [](const std::filesystem::path& name) {
    return name.extension() == ".yaml" || name.extension() == ".yml";
  };
  const bool wants_yaml = is_yaml(missing) || !missing.has_extension();
  std::error_code error;
  const auto folder = missing.has_parent_path() ? missing.parent_path() : std::filesystem::path(".");
  std::vector<std::string> names, stems;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (names.size() == 1000) return "";
    if (wants_yaml ? is_yaml(entry->path()) : entry->path().extension() == missing.extension())
      names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());  // folders have no order of their own
  for (const auto& name : names) stems.push_back(std::filesystem::path(name).stem().string());
  const auto found = std::find(stems.begin(), stems.end(), closest_name(missing.stem().string(), stems));
  if (found == stems.end()) return "";
  return "Did you mean '" + names[static_cast<std::size_t>(found - stems.begin())] + "'?";
}

std::optional<std::string> read_bytes(const std::filesystem::path& file, std::size_t mebibytes, Problems& problems) {
  const Origin where{file.string()};
  if (file.empty()) {
    problems.add(where, "no file name given");
    return std::nullopt;
  }
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    problems.add(where, "no such file", "", nearest_file(file));
    return std::nullopt;
  }
  if (std::filesystem::is_directory(status)) {
    problems.add(where, "this is a folder", "must be a file");
    return std::nullopt;
  }
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  const auto limit = mebibytes << 20;
  std::string bytes;
  if (stream) {
    std::vector<char> block(std::size_t{1} << 16);
    while (bytes.size() <= limit) {
      const auto count = std::fread(block.data(), 1, block.size(), stream.get());
      if (count == 0) break;
      bytes.append(block.data(), count);
    }
  }
  if (!stream || std::ferror(stream.get())) {
    problems.add(where, "cannot be read", std::generic_category().message(errno));
    return std::nullopt;
  }
  if (bytes.size() > limit) {
    problems.add(where, "too large", "must be at most " + std::to_string(mebibytes) + " MiB");
    return std::nullopt;
  }
  return bytes;
}

std::optional<std::string> clean_text(std::string_view bytes, const std::string& name, Problems& problems) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    problems.add({name, 1, 1}, "not UTF-8", "this looks like UTF-16", "Save the file as UTF-8");
    return std::nullopt;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);

  std::string text;
  text.reserve(bytes.size());
  int line = 1;
  std::size_t line_start = 0;  // in text
  for (std::size_t i = 0; i < bytes.size();) {
    const char c = bytes[i];
    const auto here = [&] {
      return Origin{name, line, static_cast<int>(count_characters(std::string_view(text).substr(line_start)) + 1)};
    };
    if (c == '\n' || c == '\r') {
      i += c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? 2 : 1;
      text += '\n';
      ++line;
      line_start = text.size();
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) {
      problems.add(here(), "control character " + hexadecimal(c), "must be text", "Is this the right file?");
      return std::nullopt;
    } else if (const auto length = length_of_character(bytes.substr(i)); length > 0) {
      text.append(bytes, i, length);
      i += length;
    } else {
      problems.add(here(), "byte " + hexadecimal(c) + " is not UTF-8", "", "Save the file as UTF-8");
      return std::nullopt;
    }
  }
  return text;
}

std::string shown(std::string_view text) {
  std::string result;
  std::size_t characters = 0;
  for (const char c : text) {
    if (!is_continuation(c) && ++characters > 60) return result + "...";
    if (c == '\n')
      result += "\\n";
    else if (c == '\t')
      result += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      result += "\\x" + hexadecimal(c).substr(2);
    else
      result += c;
  }
  return result;
}

Lines::Lines(std::string_view text, std::string name) : text_(text), name_(std::move(name)), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(i + 1);
}

int Lines::line(std::size_t offset) const {
  return static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), std::min(offset, text_.size())) -
                          starts_.begin());
}

std::size_t Lines::line_start(std::size_t offset) const { return starts_[static_cast<std::size_t>(line(offset) - 1)]; }

Origin Lines::origin(std::size_t offset) {
  offset = std::min(offset, text_.size());
  const auto start = line_start(offset);
  // Counting from the start of the line for every value of a long line would take quadratic time.
  if (line_start(last_offset_) != start) {
    last_offset_ = start;
    last_column_ = 1;
  }
  if (last_offset_ <= offset)
    last_column_ += count_characters(text_.substr(last_offset_, offset - last_offset_));
  else
    last_column_ -= count_characters(text_.substr(offset, last_offset_ - offset));
  last_offset_ = offset;
  return {name_, line(offset), static_cast<int>(last_column_)};
}

}  // namespace formatie
