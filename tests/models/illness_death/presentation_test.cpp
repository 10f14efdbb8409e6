#include "models/illness_death/presentation.h"

#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {

TEST_CASE("the presentation names measures of the model only, and all its labels in two languages") {
  const auto presentation = nlohmann::json::parse(presentation_json);
  const Contents contents;
  std::set<std::string> known;
  for (const auto& definition : contents.measures.list()) known.insert(definition.measure.name);
  for (const auto& show : presentation["show"])
    for (const auto& measure : show["measures"]) CHECK(known.count(measure.get<std::string>()) == 1);
  for (const auto& measure : presentation["fans"]) CHECK(known.count(measure.get<std::string>()) == 1);
  for (const char* language : {"nl", "en"}) {
    for (const auto& state : contents.all_states.labels())
      CHECK(presentation["labels"]["health"][state].contains(language));
    for (const auto& state : contents.living.labels())
      CHECK(presentation["labels"]["began_as"][state].contains(language));
    CHECK(presentation["left_out"][language].size() == presentation["left_out"]["en"].size());
  }
}

}  // namespace formatie::illness_death
