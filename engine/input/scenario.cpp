#include "engine/input/scenario.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <string>
#include <system_error>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/topological_sort.hpp>

#include "engine/base/expect.h"
#include "engine/input/text_file.h"
#include "engine/input/yaml.h"

namespace formatie {
namespace {

constexpr std::size_t most_files = 1000;
constexpr std::size_t most_levels_of_extends = 64;

/// What one file extends: the name and where it stands.
struct Parent {
  std::size_t file;
  Origin where;
};

struct File {
  std::filesystem::path path;
  Node root;
  std::vector<Parent> parents;
};

/// An edge goes from a file to one that it extends.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

/// Reports each edge that leads back to a file from which we came.
class CircleFinder : public boost::default_dfs_visitor {
 public:
  CircleFinder(const std::vector<File>& files, Problems& problems) : files_(&files), problems_(&problems) {}

  void tree_edge(Graph::edge_descriptor edge, const Graph& graph) {
    came_from_[target(edge, graph)] = source(edge, graph);
  }
  void back_edge(Graph::edge_descriptor edge, const Graph& graph) {
    const auto first = target(edge, graph);
    const auto last = source(edge, graph);
    std::string circle = name(first);
    std::vector<std::size_t> between;
    for (auto file = last; file != first; file = came_from_.at(file)) between.push_back(file);
    for (auto file = between.rbegin(); file != between.rend(); ++file) circle += " -> " + name(*file);
    circle += " -> " + name(first);
    for (const auto& parent : (*files_)[last].parents)
      if (parent.file == first) {
        problems_->add(parent.where, "'extends' goes round in a circle", circle);
        return;
      }
  }

 private:
  std::string name(std::size_t file) const { return (*files_)[file].path.string(); }

  const std::vector<File>* files_;
  Problems* problems_;
  std::map<std::size_t, std::size_t> came_from_;
};

/// Reads a file and all that it extends, each once.
class FileReader {
 public:
  explicit FileReader(Problems& problems) : problems_(problems) {}

  /// The files, the first one first; every path leads from there.
  std::vector<File> read(const std::filesystem::path& first) {
    std::error_code error;
    auto same = std::filesystem::weakly_canonical(first, error);
    numbers_.emplace(error ? first : same, 0);
    files_.push_back({first, Node(), {}});
    for (std::size_t i = 0; i < files_.size(); ++i) {
      auto root = read_yaml(files_[i].path, problems_);
      if (!root) continue;
      if (!root->is_mapping()) {
        problems_.add(root->where(), std::string("a scenario is ") + root->kind_name(), "must be a mapping",
                      "Write 'key: value'");
        continue;
      }
      files_[i].root = std::move(*root);
      find_parents(i);
    }
    return std::move(files_);
  }

 private:
  void find_parents(std::size_t file) {
    const Node* extends = files_[file].root.find("extends");
    if (extends == nullptr) return;
    const Node names = *extends;
    files_[file].root.erase("extends");
    if (names.is_sequence())
      for (const auto& name : names.items()) find_parent(file, name);
    else
      find_parent(file, names);
  }

  void find_parent(std::size_t file, const Node& name) {
    if (!name.is_scalar() || name.text().empty()) {
      problems_.add(name.where(), std::string("'extends' is ") + (name.is_scalar() ? "empty" : name.kind_name()),
                    "must be a file name or a list of file names");
      return;
    }
    const auto path = (files_[file].path.parent_path() / name.text()).lexically_normal();
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status) || std::filesystem::is_directory(status)) {
      const bool folder = std::filesystem::is_directory(status);
      problems_.add(
          name.where(), "cannot extend '" + shown(name.text()) + "'",
          path.string() + (folder ? " is a folder" : " does not exist; the name is relative to the file that says it"),
          folder ? "" : nearest_file(std::filesystem::path(path).replace_extension(".yaml")));
      return;
    }
    const auto same = std::filesystem::weakly_canonical(path, error);
    const auto [number, is_new] = numbers_.emplace(error ? path : same, files_.size());
    if (is_new) {
      if (files_.size() == most_files) {
        numbers_.erase(number);
        problems_.add(name.where(), "too many files", "at most " + std::to_string(most_files));
        return;
      }
      files_.push_back({path, Node(), {}});
    }
    files_[file].parents.push_back({number->second, name.where()});
  }

  Problems& problems_;
  std::vector<File> files_;
  std::map<std::filesystem::path, std::size_t> numbers_;  // by the real path: a file may be reached by several names
};

/// "--set path=value" as the origin of what it sets.
Origin origin_of(std::string_view assignment, int number) {
  const auto text = shown(assignment);
  return {(text == assignment ? "--set " : "--set (number " + std::to_string(number) + ") ") + text};
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto dot = path.find('.');
    parts.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    path.remove_prefix(dot + 1);
  }
}

/// What an item of a list is called; "" for one without a name.
std::string name_of(const Node& item) {
  const Node* name = item.find("name");
  return name != nullptr && name->is_scalar() ? name->text() : "";
}

/// The item that is called `part`, or has this number, from 1; nothing when there is none.
Node* find_item(Node& list, std::string_view part) {
  for (auto& item : list.items())
    if (name_of(item) == part) return &item;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  if (error != std::errc() || end != part.data() + part.size()) return nullptr;
  return number >= 1 && number <= list.items().size() ? &list.items()[number - 1] : nullptr;
}

/// "it has items 1 to 3", "it has items 1 'base', 2 'bonus'".
std::string items_text(const Node& list) {
  const auto size = list.items().size();
  if (size == 0) return "the list is empty";
  std::string named;
  for (std::size_t i = 0; i < size && size <= 12; ++i)
    if (const auto name = name_of(list.items()[i]); !name.empty())
      named += (named.empty() ? "" : ", ") + std::to_string(i + 1) + " '" + shown(name) + "'";
  if (!named.empty()) return "it has items " + named;
  return size == 1 ? "it has item 1" : "it has items 1 to " + std::to_string(size);
}

/// Where the path would lead if 'parameters.' stood before it: "parameters.pay.gross"; "" when nowhere.
std::string among_parameters(const Node& root, const std::vector<std::string_view>& parts) {
  const Node* node = root.find("parameters");
  std::string path = "parameters";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i < 2) node = node == nullptr ? nullptr : node->find(parts[i]);  // part and name; what is below may be new
    path += "." + std::string(parts[i]);
  }
  return node == nullptr ? "" : path;
}

/// The same tree, said by somebody else.
Node with_origin(const Node& node, const Origin& where) {
  switch (node.kind()) {
    case Node::Kind::null:
      return Node::null(where);
    case Node::Kind::scalar:
      return Node::scalar(node.text(), where, node.quoted());
    case Node::Kind::sequence: {
      auto result = Node::sequence(where);
      for (const auto& item : node.items()) result.add(with_origin(item, where));
      return result;
    }
    case Node::Kind::mapping: {
      auto result = Node::mapping(where);
      for (const auto& entry : node.entries()) result.append({entry.key, where, with_origin(entry.value, where)});
      return result;
    }
  }
  return Node();
}

/// The value of an assignment; nothing, and a problem, when it is no scalar and no list or mapping in brackets.
std::optional<Node> read_value(std::string_view text, const Origin& where, Problems& problems) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Node::null(where);
  Problems found;
  const auto value = read_yaml_text(text, "", found);
  if (!value) {
    for (const auto& problem : found.list()) problems.add(where, problem.what, problem.why, problem.hint);
    return std::nullopt;
  }
  if ((value->is_sequence() && text[first] != '[') || (value->is_mapping() && text[first] != '{')) {
    problems.add(where, std::string("the value is ") + value->kind_name() + " without brackets",
                 "must be a text, [...] or {...}", "Put text in quotes");
    return std::nullopt;
  }
  return with_origin(*value, where);
}

}  // namespace

std::optional<ScenarioDocument> read_scenario(const std::filesystem::path& file, Problems& problems) {
  const auto before = problems.size();
  auto files = FileReader(problems).read(file);

  Graph graph(files.size());
  for (std::size_t i = 0; i < files.size(); ++i)
    for (const auto& parent : files[i].parents) add_edge(i, parent.file, graph);
  boost::depth_first_search(graph, boost::visitor(CircleFinder(files, problems)));
  if (problems.size() > before) return std::nullopt;

  // Depth first from the scenario, so what stands first in a list comes first; the extended file before the extending
  // one.
  std::vector<Graph::vertex_descriptor> order;
  boost::topological_sort(graph, std::back_inserter(order));
  ScenarioDocument document{Node::mapping({file.string()}), {}};
  for (const auto i : order) {
    document.root = merge(std::move(document.root), std::move(files[i].root));
    document.files.push_back(files[i].path);
  }
  return document;
}

bool set_value(Node& root, std::string_view assignment, int number, Problems& problems) {
  const auto where = origin_of(assignment, number);
  const auto equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    problems.add(where, "there is no '='", "must be path=value", "For example --set study.seed=5");
    return false;
  }
  const auto parts = split_path(assignment.substr(0, equals));
  if (std::find(parts.begin(), parts.end(), "") != parts.end()) {
    problems.add(where, "a part of the path is empty", "must be names with a '.' between them",
                 "For example --set study.seed=5");
    return false;
  }
  auto value = read_value(assignment.substr(equals + 1), where, problems);
  if (!value) return false;
  if (parts.size() + value->depth() > most_levels_of_extends) {
    problems.add(where, "nested too deep", "at most " + std::to_string(most_levels_of_extends) + " levels");
    return false;
  }

  // As far as the path exists. Nothing changes before all that can go wrong is behind us.
  Node* node = &root;
  std::size_t done = 0;
  std::string path;  // so far, for messages
  for (; done < parts.size() && !node->is_null(); ++done) {
    const std::string part(parts[done]);
    const auto here = path.empty() ? std::string("the scenario") : "'" + shown(path) + "'";
    if (node->is_scalar()) {
      problems.add(where, here + " is a value", "nothing can stand below it");
      return false;
    }
    if (node->is_sequence()) {
      Node* item = find_item(*node, part);
      if (item == nullptr) {
        std::vector<std::string> names;
        for (const auto& other : node->items()) names.push_back(name_of(other));
        problems.add(where, here + " has no item '" + shown(part) + "'", items_text(*node), did_you_mean(part, names));
        return false;
      }
      node = item;
    } else {
      Node* next = node->find(part);
      if (next == nullptr) {
        if (const auto meant = done == 0 ? among_parameters(root, parts) : ""; !meant.empty()) {
          problems.add(where, "unknown key '" + shown(part) + "' in 'the scenario'", "it is a part of the parameters",
                       "Did you mean '" + shown(meant) + "'?");
          return false;
        }
        break;
      }
      node = next;
    }
    path += (path.empty() ? "" : ".") + part;
  }

  // The parts that are missing become mappings, from the inside out.
  const bool below_mapping = done < parts.size() && node->is_mapping();
  for (std::size_t i = parts.size(); i > done + (below_mapping ? 1 : 0); --i) {
    auto around = Node::mapping(where);
    around.set(std::string(parts[i - 1]), where, std::move(*value));
    value = std::move(around);
  }
  if (below_mapping)
    node->set(std::string(parts[done]), where, std::move(*value));
  else
    *node = std::move(*value);
  return true;
}

}  // namespace formatie
