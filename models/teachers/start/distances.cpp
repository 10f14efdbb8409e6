#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "models/teachers/start/steps.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {

Distances read_distances(const Start& start) {
  const Labels& labels = start.labels;
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
  Graph graph(labels.region.size());
  TableReader t(start.parameters.neighbours, {"region_a", "region_b", "distance_km"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row)
    boost::add_edge(t.label(row, "region_a", labels.region), t.label(row, "region_b", labels.region),
                    t.number(row, "distance_km", 0, 1000), graph);
  Distances result;
  for (std::size_t from = 0; from < labels.region.size(); ++from) {
    std::vector<double> km(labels.region.size(), 1e9);
    boost::dijkstra_shortest_paths(graph, from, boost::distance_map(km.data()));
    result.push_back(std::move(km));
  }
  return result;
}

}  // namespace formatie::teachers
