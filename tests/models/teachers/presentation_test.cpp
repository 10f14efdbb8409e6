#include "models/teachers/presentation.h"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/report/vocabulary.h"

#include "models/teachers/world/contents.h"

using namespace formatie;
using nlohmann::json;

namespace {

std::set<std::string> column(const std::string& file, std::size_t number) {
  std::ifstream stream(std::string(FORMATIE_SOURCE_DIR) + "/models/teachers/data/" + file);
  std::set<std::string> values;
  std::string line;
  for (std::getline(stream, line); std::getline(stream, line);) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < number; ++i) begin = line.find(',', begin) + 1;
    values.insert(line.substr(begin, line.find(',', begin) - begin));
  }
  return values;
}

}  // namespace

TEST_CASE("the map has the regions of the model, and no others") {
  const auto map = json::parse(teachers::presentation_map);
  std::set<std::string> named;
  for (const auto& object : map["objects"])
    for (const auto& geometry : object["geometries"]) named.insert(geometry["properties"]["name"].get<std::string>());
  CHECK(named == column("regions.csv", 0));
  CHECK(map["objects"]["cities"]["geometries"].size() == 5);
}

TEST_CASE("the presentation has Dutch and English for all that it names") {
  const auto presentation = json::parse(teachers::presentation_json);
  const auto& labels = presentation["labels"];
  for (const auto& subject : column("subjects.csv", 0)) CHECK_MESSAGE(labels["subject"].contains(subject), subject);
  for (const auto& route : column("study_sex.csv", 0)) CHECK_MESSAGE(labels["route"].contains(route), route);
  for (const auto& sector : column("sectors.csv", 0)) CHECK_MESSAGE(labels["sector"].contains(sector), sector);
  for (const auto& split : labels)
    for (const auto& label : split) CHECK((label.contains("nl") && label.contains("en")));
  CHECK(presentation["left_out"]["nl"].size() == presentation["left_out"]["en"].size());
}

TEST_CASE("the presentation says in its own words only what the page says, and fills in the same") {
  std::ifstream stream(std::string(FORMATIE_SOURCE_DIR) + "/engine/report/html/text.js");
  const std::string page{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const auto presentation = json::parse(teachers::presentation_json);
  CHECK(presentation["texts"].size() > 5);
  for (const auto& [key, text] : presentation["texts"].items()) {
    const auto begin = page.find("\n  " + key + ": [");
    REQUIRE_MESSAGE(begin != std::string::npos, key);
    const auto own = page.substr(begin, page.find("],\n", begin) - begin);
    const std::regex name("\\{\\w+\\}");
    for (const char* language : {"nl", "en"}) {
      const auto words = text[language].get<std::string>();
      for (std::sregex_iterator it(words.begin(), words.end(), name), end; it != end; ++it)
        CHECK_MESSAGE(own.find(it->str()) != std::string::npos, key << " has no " << it->str());
    }
  }
}

TEST_CASE("the presentation names measures and causes of the model only, and every cause that it shows") {
  const auto presentation = json::parse(teachers::presentation_json);
  const teachers::Labels no_labels;
  const teachers::Contents contents(no_labels);
  const auto& definitions = contents.measures.list();
  std::set<std::string> known, shown;
  for (const auto& definition : definitions) {
    const Measure& measure = definition.measure;
    known.insert(measure.name);
    for (const auto& text : {measure.label_nl, measure.label_en, measure.definition_nl, measure.definition_en})
      CHECK_MESSAGE(!text.empty(), measure.name);
    CHECK_MESSAGE(measure.definition_nl != measure.definition_en, measure.name);
  }
  for (const auto& show : presentation["show"])
    for (const auto& measure : show["measures"]) shown.insert(measure.get<std::string>());
  for (const auto& measure : shown) CHECK_MESSAGE(known.count(measure), measure);
  const auto causes = json::parse(with_labels(teachers::presentation_json, contents.label_texts))["labels"]["cause"];
  // The page reads "this_to_that" as two labels.
  const auto moves = presentation["flows"]["cohort"]["moves"].get<std::string>();
  CHECK(contents.splits.cause.labels->size() == 7);
  for (const auto& cause : contents.splits.cause.labels->labels()) CHECK_MESSAGE(causes.contains(cause), cause);
  for (const auto& definition : definitions) {
    if (shown.count(definition.measure.name) == 0 || definition.measure.name == moves) continue;
    for (const auto* split : definition.by)
      if (split->at == contents.splits.cause.at)
        for (const auto& cause : split->labels->labels()) CHECK_MESSAGE(causes.contains(cause), cause);
  }
}
