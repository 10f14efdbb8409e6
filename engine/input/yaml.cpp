#include "engine/input/yaml.h"

#include <algorithm>
#include <cctype>
#include <istream>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/base/expect.h"
#include "engine/input/scalar.h"
#include "engine/input/text_file.h"

namespace formatie {
namespace {

constexpr std::size_t most_mebibytes = 16;
constexpr std::size_t most_values = 1'000'000;
constexpr std::size_t most_levels = 64;
constexpr std::size_t most_problems = 100;
/// yaml-cpp looks ahead to the end of a line or a bracket and holds all it has seen, about 100 bytes for each sign.
constexpr std::size_t most_signs = 2'000'000;
constexpr std::size_t longest_line = std::size_t{4} << 20;

/// Thrown to leave yaml-cpp after a problem that makes the rest meaningless.
struct Stop {};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// What the text says, character by character, next to what yaml-cpp makes of it.
class Source {
 public:
  Source(std::string_view text, const std::string& name) : text_(text), lines_(text, name) {}

  std::string_view text() const { return text_; }
  Origin origin(std::size_t offset) { return lines_.origin(offset); }
  int line(std::size_t offset) const { return lines_.line(offset); }
  std::size_t line_start(std::size_t offset) const { return lines_.line_start(offset); }
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  /// The first character from `offset` that is neither space nor comment.
  std::size_t skip_space(std::size_t offset) const {
    while (offset < text_.size()) {
      if (is_space(text_[offset])) {
        ++offset;
      } else if (text_[offset] == '#' && (offset == 0 || is_space(text_[offset - 1]))) {
        offset = std::min(text_.find('\n', offset), text_.size());
      } else {
        break;
      }
    }
    return offset;
  }

  /// The first character of a value from `offset`, after its anchor and tag.
  std::size_t skip_properties(std::size_t offset) const {
    while (at(offset) == '&' || at(offset) == '!') {
      while (offset < text_.size() && !is_space(text_[offset])) ++offset;
      offset = skip_space(offset);
    }
    return offset;
  }

  /// Just after the closing quote of the text whose opening quote stands at `offset`; nothing when it is not closed.
  std::optional<std::size_t> end_of_quotes(std::size_t offset) const {
    const char quote = at(offset);
    for (std::size_t i = offset + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || at(i + 1) != '\'') return i + 1;
        ++i;  // '' stands for one '
      }
    }
    return std::nullopt;
  }

  /// The whole character that ends just before `offset`, or starts at it.
  std::string character_before(std::size_t offset) const {
    std::size_t start = std::min(offset, text_.size());
    if (start > 0) --start;
    while (start > 0 && (static_cast<unsigned char>(text_[start]) & 0xC0) == 0x80) --start;
    return character_at(start);
  }
  std::string character_at(std::size_t offset) const {
    if (offset >= text_.size()) return "";
    std::size_t end = offset + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return std::string(text_.substr(offset, end - offset));
  }

  /// Whether "null" or "~" is written at `offset`: yaml-cpp also reports a null where nothing is written.
  bool has_null(std::size_t offset) const {
    if (at(offset) == '~') return true;
    const auto word = text_.substr(std::min(offset, text_.size()), 4);
    const char next = at(offset + 4);
    return (word == "null" || word == "Null" || word == "NULL") &&
           (next == '\0' || is_space(next) || std::string_view(",:]}").find(next) != std::string_view::npos);
  }

  /// Where a tab indents the line of `offset`; nothing when none does.
  std::optional<std::size_t> tab_in_indentation(std::size_t offset) const {
    for (std::size_t i = line_start(offset); at(i) == ' ' || at(i) == '\t'; ++i)
      if (at(i) == '\t') return i;
    return std::nullopt;
  }

 private:
  std::string_view text_;
  Lines lines_;
};

/// What yaml-cpp's message about broken YAML means here, and what to do about it.
struct Explained {
  std::string why;
  std::string hint;
};

/// The messages that mean the same wherever they stand.
const std::map<std::string, Explained>& plain_messages() {
  namespace Message = YAML::ErrorMsg;
  static const Explained anchor = {"a name must follow '&'", "Put text that starts with '&' in quotes"};
  static const Explained alias = {"a name must follow '*'", "Put text that starts with '*' in quotes"};
  static const Explained twice = {"a value has at most one anchor and one tag", ""};
  static const Explained tag = {"tags are not supported", "Put text that starts with '!' in quotes"};
  static const Explained block = {"only a digit from 1 to 9, '+' or '-' may follow '|' or '>'",
                                  "Put text that starts with '|' or '>' in quotes"};
  static const std::map<std::string, Explained> known = {
      {Message::END_OF_MAP,
       {"a key must come here, or the end of the mapping", "Check the indentation and the quotes"}},
      {Message::END_OF_SEQ, {"a '-' must come here, or the end of the list", "Check the indentation and the quotes"}},
      {Message::MAP_VALUE, {"a ':' cannot stand here", "Check the indentation, or put text with a ':' in quotes"}},
      {Message::MAP_KEY, {"a '?' cannot stand here", "Put text that starts with '?' in quotes"}},
      {Message::BLOCK_ENTRY,
       {"a list cannot start here", "Start it on the next line, or put text that starts with '-' in quotes"}},
      {Message::UNKNOWN_ANCHOR,
       {"there is no anchor for this alias above it", "Put text that starts with '*' in quotes"}},
      {Message::ALIAS_NOT_FOUND, alias},
      {Message::CHAR_IN_ALIAS, alias},
      {Message::ANCHOR_NOT_FOUND, anchor},
      {Message::CHAR_IN_ANCHOR, anchor},
      {Message::ALIAS_CONTENT, {"an alias stands alone, without anchor or tag", ""}},
      {Message::MULTIPLE_ANCHORS, twice},
      {Message::MULTIPLE_TAGS, twice},
      {Message::INVALID_HEX,
       {"hexadecimal digits must follow \\x, \\u and \\U", "Write \\\\ for a backslash, or use single quotes"}},
      {Message::DOC_IN_SCALAR, {"'---' or '...' stands within a text in quotes", "Is a quote not closed?"}},
      {Message::EOF_IN_SCALAR, {"the file ends within a text in quotes", "Is a quote not closed?"}},
      {Message::CHAR_IN_BLOCK, block},
      {Message::ZERO_INDENT_IN_BLOCK, block},
      {Message::CHAR_IN_TAG_HANDLE, tag},
      {Message::TAG_WITH_NO_SUFFIX, tag},
      {Message::END_OF_VERBATIM_TAG, tag}};
  return known;
}

/// Builds our tree from what yaml-cpp reports while it parses.
class Builder final : public YAML::EventHandler {
 public:
  Builder(Source& source, Problems& problems) : source_(source), problems_(problems) {}

  /// The tree; nothing when the document says nothing at all.
  std::optional<Node> take() { return std::move(root_); }
  std::size_t last_offset() const { return last_; }

  /// Reports what yaml-cpp says about a document that it cannot parse.
  void report(const YAML::Exception& exception);
  /// Reports what stands at `offset`, after the end of the document.
  void report_rest(std::size_t offset);

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override { report_forgotten_colon(); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::sequence, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or mapping that is not complete yet.
  struct Level {
    Node node;
    std::size_t offset;
    YAML::anchor_t anchor;
    bool in_brackets;
    bool has_key = false;   // a key was read, its value not yet
    bool key_holds = true;  // the key was not refused
    std::string key{};
    std::size_t key_offset = 0;
    std::unordered_map<std::string, int> lines_of_keys{};
  };
  struct Anchored {
    std::optional<Node> node{};
    std::size_t values = 0;
    std::size_t depth = 0;
  };

  void add(std::size_t offset, std::string what, std::string why = "", std::string hint = "");
  Explained explained(const std::string& message, std::size_t offset) const;
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style);
  void close();
  void finish(Node node, std::size_t offset, YAML::anchor_t anchor);
  void finish_key(Node node, std::size_t offset);
  void report_forgotten_colon();
  std::size_t start(const YAML::Mark& mark);
  void count(std::size_t offset, std::size_t values);
  void check_depth(std::size_t offset, std::size_t below);
  void check_tag(std::size_t offset, const std::string& tag);
  void check_indentation(std::size_t offset);
  bool key_has_colon(const Level& level) const;
  std::size_t dash_before(std::size_t offset) const;

  Source& source_;
  Problems& problems_;
  std::vector<Level> levels_;
  std::vector<Anchored> anchors_;
  std::optional<Node> root_;
  std::size_t values_ = 0;
  std::size_t reported_ = 0;
  std::size_t last_ = 0;                    // offset of the last event
  std::optional<std::size_t> last_quotes_;  // offset of the last value, when it stands in quotes on several lines
  // A key without ':' that may not be one: at the end of the file yaml-cpp takes the last word in an open bracket for
  // it.
  std::optional<std::string> forgotten_;
  std::size_t forgotten_offset_ = 0;
  int line_of_last_tab_ = 0;
};

void Builder::add(std::size_t offset, std::string what, std::string why, std::string hint) {
  problems_.add(source_.origin(offset), std::move(what), std::move(why), std::move(hint));
  if (++reported_ == most_problems) {
    problems_.add(source_.origin(offset), "too many problems", "the rest of the file was not read");
    throw Stop();
  }
}

void Builder::report_forgotten_colon() {
  if (!forgotten_) return;
  const auto key = *std::exchange(forgotten_, std::nullopt);
  // "0,05" in brackets is 0, and a key "05".
  const std::string_view text = source_.text();
  auto begin = forgotten_offset_;
  while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) || text[begin - 1] == ',' ||
                       text[begin - 1] == '-'))
    --begin;
  const std::string number = std::string(text.substr(begin, forgotten_offset_ - begin)) + key;
  if (const auto hint = number_hint(number); begin < forgotten_offset_ && !hint.empty()) {
    add(begin, "a comma in '" + shown(number) + "'", "in brackets it begins another entry; numbers have a point", hint);
    return;
  }
  add(forgotten_offset_, "key '" + shown(key) + "' has no value", "a ':' and a space must follow it",
      key.find(':') != std::string::npos ? "Put a space after the ':'" : "");
}

std::size_t Builder::start(const YAML::Mark& mark) {
  report_forgotten_colon();
  const auto offset = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_.text().size());
  last_ = offset;
  last_quotes_.reset();
  return offset;
}

void Builder::count(std::size_t offset, std::size_t values) {
  values_ += values;
  if (values_ <= most_values) return;
  add(offset, "too many values", "at most " + std::to_string(most_values) + ", aliases written out");
  throw Stop();
}

void Builder::check_depth(std::size_t offset, std::size_t below) {
  if (levels_.size() + below <= most_levels) return;
  add(offset, "nested too deep", "at most " + std::to_string(most_levels) + " levels");
  throw Stop();
}

void Builder::check_tag(std::size_t offset, const std::string& tag) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  constexpr std::string_view common = "tag:yaml.org,2002:";
  const auto name = tag.starts_with(common) ? "!!" + tag.substr(common.size()) : tag;
  add(offset, "tag '" + shown(name) + "' is not supported", "only plain YAML is read", "Leave it out");
}

void Builder::check_indentation(std::size_t offset) {
  if (!levels_.empty() && levels_.back().in_brackets) return;
  const auto line = source_.line(offset);
  const auto tab = source_.tab_in_indentation(offset);
  if (!tab || line == line_of_last_tab_) return;
  line_of_last_tab_ = line;
  add(*tab, "a tab cannot indent", "YAML indents with spaces", "Use spaces");
}

/// Whether a ':' follows the key that was read last. yaml-cpp takes `b:1` and `{a, b}` for keys without a value.
bool Builder::key_has_colon(const Level& level) const {
  const auto key = source_.skip_properties(level.key_offset);
  auto end = key;
  if (source_.at(key) == '\'' || source_.at(key) == '"')
    end = source_.end_of_quotes(key).value_or(source_.text().size());
  else if (source_.text().substr(key, level.key.size()) == level.key)
    end = key + level.key.size();
  else
    return true;  // an alias, or something else that we cannot tell
  return source_.at(source_.skip_space(end)) == ':';
}

/// The '-' of an empty item of a list: yaml-cpp gives the place of what comes after it.
std::size_t Builder::dash_before(std::size_t offset) const {
  const auto dash = source_.text().substr(0, offset).rfind('-');
  return dash == std::string_view::npos ? offset : dash;
}

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  auto offset = start(mark);
  const bool written = source_.has_null(offset);
  if (levels_.empty() && !written && anchor == 0) return;
  if (!levels_.empty() && !written && anchor == 0) {
    auto& level = levels_.back();
    if (level.node.is_sequence()) {
      if (level.in_brackets)
        add(offset, "nothing stands between two commas", "", "Write null if nothing is meant");
      else
        offset = dash_before(offset);
    } else if (level.has_key) {
      if (level.key_holds && !key_has_colon(level)) {
        forgotten_ = level.key;
        forgotten_offset_ = level.key_offset;
      }
      offset = level.key_offset;
    }
  }
  finish(Node::null(source_.origin(offset)), offset, anchor);
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto offset = start(mark);
  check_indentation(offset);
  if (anchor >= anchors_.size() || !anchors_[anchor].node) {
    add(offset, "this alias stands within what it repeats");
    throw Stop();
  }
  const auto& anchored = anchors_[anchor];
  count(offset, anchored.values);
  check_depth(offset, anchored.depth);
  finish(*anchored.node, offset, 0);
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
  const auto offset = start(mark);
  check_tag(offset, tag);
  check_indentation(offset);
  const auto text = source_.skip_properties(offset);
  if (tag == "!" && (source_.at(text) == '"' || source_.at(text) == '\'')) {
    const auto end = source_.end_of_quotes(text);
    if (!end) {  // yaml-cpp takes the end of the file for the closing quote
      add(text, "not valid YAML", "this quote is not closed");
      throw Stop();
    }
    if (source_.line(text) != source_.line(*end)) last_quotes_ = text;
  }
  finish(Node::scalar(value, source_.origin(offset), tag == "!"), offset, anchor);
}

void Builder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                   YAML::EmitterStyle::value style) {
  const auto offset = start(mark);
  check_tag(offset, tag);
  check_indentation(offset);
  check_depth(offset, 1);
  auto where = source_.origin(offset);
  levels_.push_back({kind == Node::Kind::sequence ? Node::sequence(std::move(where)) : Node::mapping(std::move(where)),
                     offset, anchor, style == YAML::EmitterStyle::Flow});
}

void Builder::close() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  finish(std::move(level.node), level.offset, level.anchor);
}

void Builder::finish(Node node, std::size_t offset, YAML::anchor_t anchor) {
  count(offset, 1);
  if (anchor != 0) {
    if (anchor >= anchors_.size()) anchors_.resize(anchor + 1);
    auto& anchored = anchors_[anchor];
    const auto values_of = [](const auto& self, const Node& of) -> std::size_t {
      std::size_t result = 1;
      if (of.is_sequence())
        for (const auto& item : of.items()) result += self(self, item);
      if (of.is_mapping())
        for (const auto& entry : of.entries()) result += self(self, entry.value);
      return result;
    };
    anchored.values = values_of(values_of, node);
    anchored.depth = node.depth();
    count(offset, anchored.values);  // anchors may be nested, and each keeps a copy
    anchored.node = node;
  }
  if (levels_.empty()) {
    root_ = std::move(node);
    return;
  }
  auto& level = levels_.back();
  if (level.node.is_sequence()) {
    level.node.add(std::move(node));
  } else if (!level.has_key) {
    finish_key(std::move(node), offset);
  } else {
    if (level.key_holds) level.node.append({std::move(level.key), source_.origin(level.key_offset), std::move(node)});
    level.has_key = false;
  }
}

void Builder::finish_key(Node node, std::size_t offset) {
  auto& level = levels_.back();
  level.has_key = true;
  level.key_holds = false;
  level.key_offset = offset;
  level.key.clear();
  if (node.is_null()) {
    if (source_.has_null(offset))
      add(offset, "null cannot be a key", "", "Put it in quotes if it is a name");
    else
      add(offset, "a key is missing before the ':'");
  } else if (!node.is_scalar()) {
    add(offset, std::string("a key cannot be ") + node.kind_name(), "must be a name",
        "Put text with brackets in quotes");
  } else if (node.text() == "<<" && !node.quoted()) {
    add(offset, "'<<' is not supported", "only plain YAML is read",
        "Write the keys out, or use an alias for the whole value");
  } else {
    level.key = node.text();
    const auto [first, is_new] = level.lines_of_keys.emplace(level.key, source_.line(offset));
    if (is_new)
      level.key_holds = true;
    else
      add(offset, "key '" + shown(level.key) + "' stands here twice", "first on line " + std::to_string(first->second));
  }
}

void Builder::report_rest(std::size_t offset) {
  const auto between = source_.text().substr(last_, offset - last_);
  if (source_.text().substr(offset, 3) == "---" || between.find("\n...") != std::string_view::npos) {
    add(offset, "a second document starts here", "a file holds one");
    return;
  }
  if (const auto tab = source_.tab_in_indentation(offset)) {
    add(*tab, "a tab cannot indent", "YAML indents with spaces", "Use spaces");
    return;
  }
  std::string hint = "Check the indentation";
  if (last_quotes_)
    hint =
        "Check the quotes: the text in quotes before it starts on line " + std::to_string(source_.line(*last_quotes_));
  add(offset, "not valid YAML", "this does not belong to what stands above it", hint);
}

void Builder::report(const YAML::Exception& exception) {
  namespace Message = YAML::ErrorMsg;
  auto offset = exception.mark.is_null() ? last_ : static_cast<std::size_t>(std::max(exception.mark.pos, 0));
  offset = std::min(offset, source_.text().size());
  const std::string& message = exception.msg;
  if (message == Message::END_OF_MAP_FLOW || message == Message::END_OF_SEQ_FLOW) forgotten_.reset();
  report_forgotten_colon();

  if (const auto tab = source_.tab_in_indentation(offset); tab && (levels_.empty() || !levels_.back().in_brackets)) {
    if (source_.line(*tab) != line_of_last_tab_)
      add(*tab, "a tab cannot indent", "YAML indents with spaces", "Use spaces");
    return;
  }

  auto said = explained(message, offset);
  const bool opening = message == Message::END_OF_MAP_FLOW || message == Message::END_OF_SEQ_FLOW;
  if (opening && !levels_.empty()) offset = levels_.back().offset;
  if (last_quotes_)
    said.hint =
        "Check the quotes: the text in quotes before it starts on line " + std::to_string(source_.line(*last_quotes_));
  add(offset, "not valid YAML", said.why, said.hint);
}

Explained Builder::explained(const std::string& message, std::size_t offset) const {
  namespace Message = YAML::ErrorMsg;
  if (message == Message::END_OF_MAP_FLOW || message == Message::END_OF_SEQ_FLOW) {
    const bool mapping = message == Message::END_OF_MAP_FLOW;
    auto why = std::string("'") + (mapping ? '{' : '[') + "' is not closed";
    if (offset < source_.text().size())
      why += " before line " + std::to_string(source_.line(offset)) + ", column " +
             std::to_string(source_.origin(offset).column);
    return {why, std::string("Is a '") + (mapping ? '}' : ']') + "' or a ',' missing?"};
  }
  if (message == Message::FLOW_END) {
    auto why = "'" + source_.character_at(offset) + "' closes nothing";
    if (levels_.empty() || !levels_.back().in_brackets) return {why, "Is the opening bracket missing?"};
    const auto& open = levels_.back();
    const auto place = source_.origin(open.offset);
    why += std::string(" while a '") + (open.node.is_mapping() ? '{' : '[') + "' is open since line " +
           std::to_string(place.line) + ", column " + std::to_string(place.column);
    return {why, std::string("Is a '") + (open.node.is_mapping() ? '}' : ']') + "' missing?"};
  }
  if (message == Message::UNKNOWN_TOKEN)
    return {"a value cannot start with '" + source_.character_at(offset) + "'", "Put it in quotes"};
  if (message.starts_with(Message::INVALID_ESCAPE))
    return {"'\\" + source_.character_before(offset) + "' means nothing between double quotes",
            "Write \\\\ for a backslash, or use single quotes"};
  if (message.starts_with(Message::INVALID_UNICODE)) return {"this is no character", ""};
  const auto& known = plain_messages();
  const auto found = known.find(message);
  return found != known.end() ? found->second : Explained{message, ""};
}

/// Watches for anything that follows the first document.
class Rest final : public YAML::EventHandler {
 public:
  struct Found {
    std::size_t offset;
  };
  void OnDocumentStart(const YAML::Mark& mark) override {
    throw Found{static_cast<std::size_t>(std::max(mark.pos, 0))};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

/// Refuses what would take yaml-cpp more memory than it is worth.
bool is_digestible(std::string_view text, const std::string& name, Problems& problems) {
  std::size_t signs = 0;
  std::size_t line_start = 0;
  int line = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (std::string_view("[]{},:\"'&*!").find(c) != std::string_view::npos) ++signs;
    if (c == '\n') {
      line_start = i + 1;
      ++line;
    }
    if (i - line_start > longest_line && i >= line_start) {
      problems.add({name, line, 1}, "this line is too long", "must be at most 4 MiB");
      return false;
    }
    if (signs > most_signs) {
      problems.add({name}, "too many brackets, commas, colons and quotes", "at most " + std::to_string(most_signs));
      return false;
    }
  }
  return true;
}

// ---------------------------------------------------------------------------------------------------------------------

bool is_plain_start(char first, char second) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return alphanumeric(first) || first == '_' || first == '/' || first == '(' ||
         ((first == '-' || first == '.' || first == '+') && alphanumeric(second));
}

/// Whether a text without quotes is read back as the same text.
bool can_be_plain(std::string_view text) {
  if (text.empty() || text == "null" || text == "Null" || text == "NULL" || text == "~" || text == "<<") return false;
  if (!is_plain_start(text.front(), text.size() > 1 ? text[1] : ' ') || text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return false;
    if (c == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return false;
    if (c == '#' && text[i - 1] == ' ') return false;
    // Breaks and marks that cannot be seen: U+0080 to U+00A0, U+2028, U+2029, U+FEFF.
    const auto rest = text.substr(i);
    if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) <= 0xA0) return false;
    if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") || rest.starts_with("\xEF\xBB\xBF"))
      return false;
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const auto rest = text.substr(i);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      result += std::string("\\x") + digits[byte >> 4] + digits[byte & 15];
    } else if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) <= 0xA0) {
      const auto low = static_cast<unsigned char>(rest[1]);
      result += std::string("\\x") + digits[low >> 4] + digits[low & 15];
      i += 1;
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      result += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (rest.starts_with("\xEF\xBB\xBF")) {
      result += "\\uFEFF";
      i += 2;
    } else {
      result += c;
    }
  }
  return result + '"';
}

/// What a value without lines of its own looks like; nothing for a list or mapping with members.
std::optional<std::string> on_one_line(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return !node.quoted() && can_be_plain(node.text()) ? node.text() : in_quotes(node.text());
    case Node::Kind::sequence:
      return node.items().empty() ? std::optional<std::string>("[]") : std::nullopt;
    case Node::Kind::mapping:
      return node.entries().empty() ? std::optional<std::string>("{}") : std::nullopt;
  }
  return std::nullopt;
}

/// Writes a list or mapping with members; the cursor already stands at `indent` on its first line.
void write_block(const Node& node, std::size_t indent, std::string& out) {
  const std::string margin(indent, ' ');
  bool first = true;
  const auto start_line = [&] {
    if (!first) out += margin;
    first = false;
  };
  if (node.is_sequence()) {
    for (const auto& item : node.items()) {
      start_line();
      out += "- ";
      if (const auto text = on_one_line(item))
        out += *text + '\n';
      else
        write_block(item, indent + 2, out);
    }
    return;
  }
  for (const auto& entry : node.entries()) {
    start_line();
    const auto key = can_be_plain(entry.key) ? entry.key : in_quotes(entry.key);
    // source: YAML 1.2, par. 8.2.2: a key without '?' is at most 1024 characters
    if (key.size() > 1000)
      out += "? " + key + '\n' + margin;
    else
      out += key;
    out += ':';
    if (const auto text = on_one_line(entry.value)) {
      out += ' ' + *text + '\n';
    } else {
      out += '\n' + margin + "  ";
      write_block(entry.value, indent + 2, out);
    }
  }
}

}  // namespace

std::optional<Node> read_yaml_text(std::string_view bytes, const std::string& name, Problems& problems) {
  const auto before = problems.size();
  const auto text = clean_text(bytes, name, problems);
  if (!text || !is_digestible(*text, name, problems)) return std::nullopt;

  Source source(*text, name);
  Builder builder(source, problems);
  std::istringstream stream(*text);
  try {
    try {
      YAML::Parser parser(stream);
      Rest rest;
      if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(rest);
    } catch (const Rest::Found& found) {
      builder.report_rest(found.offset);
    } catch (const YAML::Exception& exception) {
      builder.report(exception);
    }
  } catch (const Stop&) {  // also a report may be one problem too many
  }
  if (problems.size() > before) return std::nullopt;
  auto root = builder.take();
  if (!root)
    problems.add({name}, text->empty() ? "empty file" : "nothing but blank lines and comments", "must hold YAML");
  return root;
}

std::optional<Node> read_yaml(const std::filesystem::path& file, Problems& problems) {
  const auto bytes = read_bytes(file, most_mebibytes, problems);
  return bytes ? read_yaml_text(*bytes, file.string(), problems) : std::nullopt;
}

std::string write_yaml(const Node& root) {
  if (const auto text = on_one_line(root)) return *text + '\n';
  std::string result;
  write_block(root, 0, result);
  return result;
}

}  // namespace formatie
