#include "engine/report/career_map.h"

#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <fmt/format.h>

#include "engine/base/expect.h"

namespace formatie {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

/// A text between double quotes; `\n` within it starts a new line of a label.
std::string dot_text(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result + '"';
}

/// Arrows of the same direction, with the names of their processes.
struct Arrow {
  std::size_t from;
  std::size_t to;
  std::vector<std::string> processes;
};

std::vector<Arrow> merged(const CareerMap& map) {
  std::vector<Arrow> result;
  for (const auto& arrow : map.arrows) {
    auto same = std::find_if(result.begin(), result.end(),
                             [&](const Arrow& a) { return a.from == arrow.from && a.to == arrow.to; });
    if (same == result.end()) same = result.insert(result.end(), {arrow.from, arrow.to, {}});
    if (!std::count(same->processes.begin(), same->processes.end(), arrow.process))
      same->processes.push_back(arrow.process);
  }
  return result;
}

bool is_sound(const CareerMap& map) {
  const auto known = [&](std::size_t situation) { return situation < map.situations.size(); };
  return std::all_of(map.entries.begin(), map.entries.end(), known) &&
         std::all_of(map.exits.begin(), map.exits.end(), known) &&
         std::all_of(map.arrows.begin(), map.arrows.end(), [&](const auto& a) { return known(a.from) && known(a.to); });
}

/// For each situation: does an arrow lead there, over any number of others, from one of `sources`?
std::vector<bool> reached(const CareerMap& map, const std::vector<std::size_t>& sources, bool backwards) {
  const std::size_t outside = map.situations.size();  // one more vertex, with an arrow to all sources
  Graph graph(outside + 1);
  for (const std::size_t source : sources) add_edge(outside, source, graph);
  for (const auto& arrow : map.arrows)
    backwards ? add_edge(arrow.to, arrow.from, graph) : add_edge(arrow.from, arrow.to, graph);
  std::vector<boost::default_color_type> colors(outside + 1);
  boost::breadth_first_search(
      graph, outside,
      boost::color_map(boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph))));
  std::vector<bool> result;
  for (std::size_t s = 0; s < outside; ++s) result.push_back(colors[s] != boost::white_color);
  return result;
}

}  // namespace

std::string to_dot(const CareerMap& map) {
  expect(is_sound(map), "a career map names situations that it has");
  std::string dot =
      "digraph career_map {\n"
      "  graph [rankdir=LR, nodesep=0.35, ranksep=0.9, splines=true];\n"
      "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=12];\n"
      "  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n"
      "\n";
  for (std::size_t s = 0; s < map.situations.size(); ++s) {
    const bool is_exit = std::count(map.exits.begin(), map.exits.end(), s) > 0;
    dot += fmt::format("  s{} [label={}{}];\n", s, dot_text(map.situations[s]), is_exit ? ", peripheries=2" : "");
  }
  if (!map.entries.empty()) dot += "\n";
  for (const std::size_t s : map.entries)
    dot += fmt::format("  entry{0} [shape=point, width=0.12];\n  entry{0} -> s{0};\n", s);
  if (!map.arrows.empty()) dot += "\n";
  for (const auto& arrow : merged(map)) {
    std::string label;
    for (const auto& process : arrow.processes) label += (label.empty() ? "" : "\n") + process;
    dot += fmt::format("  s{} -> s{} [label={}];\n", arrow.from, arrow.to, dot_text(label));
  }
  return dot + "}\n";
}

std::string to_markdown(const CareerMap& map) {
  std::string processes = "| process | what happens | depends on | from → to |\n|---|---|---|---|\n";
  std::string rules = "| rule | what it does |\n|---|---|\n";
  for (const auto& mover : map.movers) {
    if (mover.is_rule) {
      rules += fmt::format("| `{}` | {} |\n", mover.name, mover.meaning);
      continue;
    }
    std::vector<std::string> from, to;
    const auto add = [](std::vector<std::string>& list, const std::string& name) {
      if (!std::count(list.begin(), list.end(), name)) list.push_back(name);
    };
    for (const auto& arrow : map.arrows) {
      if (arrow.process != mover.name) continue;
      add(from, map.situations[arrow.from]);
      add(to, map.situations[arrow.to]);
    }
    const auto way = from == to ? fmt::format("{}", fmt::join(from, ", "))
                                : fmt::format("{} → {}", fmt::join(from, ", "), fmt::join(to, ", "));
    processes += fmt::format("| `{}` | {} | {} | {} |\n", mover.name, mover.meaning, mover.depends_on, way);
  }
  return processes + "\n" + rules;
}

std::vector<std::string> career_map_problems(const CareerMap& map) {
  expect(is_sound(map), "a career map names situations that it has");
  const auto from_entry = reached(map, map.entries, false);
  const auto to_exit = reached(map, map.exits, true);
  std::vector<std::string> problems;
  for (std::size_t s = 0; s < map.situations.size(); ++s) {
    if (!from_entry[s])
      problems.push_back(
          fmt::format("nobody can come in situation '{}': no arrow leads there from an entry", map.situations[s]));
    if (!to_exit[s])
      problems.push_back(
          fmt::format("nobody can come to an end from situation '{}': no arrow leads to an exit", map.situations[s]));
  }
  return problems;
}

}  // namespace formatie
