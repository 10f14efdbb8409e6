#include "engine/input/node.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/base/expect.h"
#include "engine/input/scalar.h"

namespace formatie {

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

Node::Node(Kind kind, Origin where) : kind_(kind), where_(std::move(where)) {}

Node Node::null(Origin where) { return Node(Kind::null, std::move(where)); }

Node Node::scalar(std::string text, Origin where, bool quoted) {
  Node result(Kind::scalar, std::move(where));
  result.text_ = std::move(text);
  result.quoted_ = quoted;
  return result;
}

Node Node::sequence(Origin where) { return Node(Kind::sequence, std::move(where)); }

Node Node::mapping(Origin where) { return Node(Kind::mapping, std::move(where)); }

const char* Node::kind_name() const {
  switch (kind_) {
    case Kind::null:
      return "nothing";
    case Kind::scalar:
      return "a value";
    case Kind::sequence:
      return "a list";
    case Kind::mapping:
      return "a mapping";
  }
  return "";
}

const std::string& Node::text() const {
  expect(is_scalar(), "only a scalar has a text");
  return text_;
}

bool Node::quoted() const {
  expect(is_scalar(), "only a scalar is quoted or not");
  return quoted_;
}

const std::vector<Node>& Node::items() const {
  expect(is_sequence(), "only a sequence has items");
  return items_;
}

std::vector<Node>& Node::items() {
  expect(is_sequence(), "only a sequence has items");
  return items_;
}

const std::vector<Node::Entry>& Node::entries() const {
  expect(is_mapping(), "only a mapping has entries");
  return entries_;
}

const Node* Node::find(std::string_view key) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

std::string Node::text_at(std::initializer_list<std::string_view> path) const {
  const Node* node = this;
  for (const auto key : path)
    if ((node = node->find(key)) == nullptr) return "";
  return node->is_scalar() ? node->text() : "";
}

void Node::add(Node item) {
  expect(is_sequence(), "an item is added to a sequence");
  items_.push_back(std::move(item));
}

void Node::set(std::string key, Node value) {
  Origin key_where = value.where();
  set(std::move(key), std::move(key_where), std::move(value));
}

void Node::set(std::string key, Origin key_where, Node value) {
  expect(is_mapping(), "a key is set in a mapping");
  if (Node* present = find(key))
    *present = std::move(value);
  else
    entries_.push_back({std::move(key), std::move(key_where), std::move(value)});
}

void Node::append(Entry entry) {
  expect(is_mapping(), "an entry is appended to a mapping");
  entries_.push_back(std::move(entry));
}

bool Node::erase(std::string_view key) {
  expect(is_mapping(), "a key is erased from a mapping");
  return std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; }) > 0;
}

std::size_t Node::depth() const {
  std::size_t below = 0;
  for (const auto& item : items_) below = std::max(below, item.depth());
  for (const auto& entry : entries_) below = std::max(below, entry.value.depth());
  return below + 1;
}

bool operator==(const Node& a, const Node& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Node::Kind::null:
      return true;
    case Node::Kind::scalar: {
      if (a.text() != b.text()) return false;
      const bool quotes_matter = parse_number(a.text()) || parse_bool(a.text());
      return !quotes_matter || a.quoted() == b.quoted();
    }
    case Node::Kind::sequence:
      return a.items() == b.items();
    case Node::Kind::mapping:
      return std::equal(
          a.entries().begin(), a.entries().end(), b.entries().begin(), b.entries().end(),
          [](const Node::Entry& x, const Node::Entry& y) { return x.key == y.key && x.value == y.value; });
  }
  return false;
}

Node merge(Node base, Node over) {
  if (!base.is_mapping() || !over.is_mapping()) return over;
  base.where_ = over.where_;
  std::unordered_map<std::string, std::size_t> position;  // mappings may be long
  for (std::size_t i = 0; i < base.entries_.size(); ++i) position.emplace(base.entries_[i].key, i);
  for (auto& entry : over.entries_) {
    const auto present = position.find(entry.key);
    if (present == position.end()) {
      base.entries_.push_back(std::move(entry));
    } else {
      auto& changed = base.entries_[present->second];
      changed.where = std::move(entry.where);
      changed.value = merge(std::move(changed.value), std::move(entry.value));
    }
  }
  return base;
}

}  // namespace formatie
