#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace formatie {

/// A piece of the user's input: nothing, a text, a list or a mapping, and where it stood.
///
/// Our own copy, so that every value still knows its file, line and column when it is checked, long after parsing.
class Node {
 public:
  enum class Kind { null, scalar, sequence, mapping };
  struct Entry;

  /// Null, from nowhere.
  Node();
  Node(const Node&);
  Node(Node&&) noexcept;
  Node& operator=(const Node&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  static Node null(Origin where);
  /// `quoted` says that the text is a string even when it looks like a number.
  static Node scalar(std::string text, Origin where, bool quoted = false);
  static Node sequence(Origin where);
  static Node mapping(Origin where);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_scalar() const { return kind_ == Kind::scalar; }
  bool is_sequence() const { return kind_ == Kind::sequence; }
  bool is_mapping() const { return kind_ == Kind::mapping; }
  /// "nothing", "a value", "a list" or "a mapping": for messages.
  const char* kind_name() const;

  const Origin& where() const { return where_; }

  /// What a scalar says, without its quotes; only for scalars.
  const std::string& text() const;
  /// Whether the text stood in quotes or in a `|` or `>` block; only for scalars.
  bool quoted() const;

  /// The members of a list, in the order of the file; only for sequences.
  const std::vector<Node>& items() const;
  std::vector<Node>& items();

  /// The members of a mapping, in the order of the file, no key twice; only for mappings.
  const std::vector<Entry>& entries() const;
  /// The value under `key`; nothing when there is none or this is no mapping. Valid until this node changes.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  /// The text of the scalar under a path of keys; "" when there is none.
  std::string text_at(std::initializer_list<std::string_view> path) const;

  /// Puts `item` at the end of a sequence.
  void add(Node item);
  /// Puts `value` under `key` in a mapping: in place when the key exists (which keeps its origin), else at the end.
  void set(std::string key, Node value);
  void set(std::string key, Origin key_where, Node value);
  /// Puts an entry at the end of a mapping without looking for its key: the caller knows that the key is new.
  void append(Entry entry);
  /// Takes `key` out of a mapping; false when it was not there.
  bool erase(std::string_view key);

  /// Levels of nesting: 1 for a scalar, an empty list or an empty mapping.
  std::size_t depth() const;

  friend Node merge(Node base, Node over);

 private:
  Node(Kind kind, Origin where);

  Kind kind_ = Kind::null;
  bool quoted_ = false;
  Origin where_;
  std::string text_;
  std::vector<Node> items_;
  std::vector<Entry> entries_;
};

/// A key of a mapping, where the key stands, and its value.
struct Node::Entry {
  std::string key;
  Origin where;
  Node value;
};

/// Whether two trees say the same, wherever they stood: `5` and `"5"` differ, `base` and `"base"` do not.
bool operator==(const Node& a, const Node& b);

/// `base` changed by `over`: mappings are merged key by key, anything else in `over` takes the place of what was there.
///
/// Every value keeps its own origin. Keys of `base` come first, in their order; new keys of `over` follow.
Node merge(Node base, Node over);

}  // namespace formatie
