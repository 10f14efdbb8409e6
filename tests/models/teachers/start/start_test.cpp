#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/input/scratch_folder.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// The tiny world with one of its tables changed.
class BrokenTable {
 public:
  /// `parameter` names the table, "schools.po".
  BrokenTable(const std::string& file, const std::string& parameter)
      : name_(file), parameter_(parameter), text_(text_of(project_file("tests/models/teachers/tiny/" + file))) {}

  /// Everything that is wrong after `from` has been replaced by `to` in the table, without the name of the folder.
  std::string says(const std::string& from, const std::string& to) const {
    auto text = text_;
    const auto at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    text.replace(at, from.size(), to);
    return says_of(text);
  }
  std::string says_of(const std::string& text) const {
    const auto file = folder_.write(name_, text);
    Problems problems;
    const auto document = read_changed(tiny_scenario(), {"parameters." + parameter_ + "=" + file.string()});
    CHECK_FALSE(make_plan(document, &make_teachers_model, problems).has_value());
    auto said = folder_.text(problems);
    const std::string prefix = project_file("tests/models/teachers/tiny/").string();
    for (auto found = said.find(prefix); found != std::string::npos; found = said.find(prefix))
      said.erase(found, prefix.size());
    // A --set stands where the scenario named the table.
    for (auto found = said.find("--set"); found != std::string::npos; found = said.find("--set", found + 1)) {
      const auto end = said.find(": ", found);
      said.replace(found, end - found, "--set");
    }
    return said;
  }

 private:
  static std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream.is_open());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }
  ScratchFolder folder_;
  std::string name_, parameter_, text_;
};

bool starts_with(const std::string& text, const std::string& start) {
  INFO(text);
  CHECK(text.substr(0, start.size()) == start);
  return text.rfind(start, 0) == 0;
}

}  // namespace

TEST_CASE("a table without a column that is needed is refused, with the columns that it has") {
  const BrokenTable sectors("sectors.csv", "labels.sectors");
  CHECK(starts_with(
      sectors.says(",like,posts_by_subject", ",like,posts_by_subjekt"),
      "sectors.csv:1:1: no column 'posts_by_subject' (columns: sector, label_nl, label_en, like, posts_by_subjekt). "
      "Did you mean 'posts_by_subjekt'?\n"));
  const BrokenTable people("base_population.csv", "population.people");
  CHECK(
      starts_with(people.says("persons", "people"),
                  "base_population.csv:1:1: no column 'persons' (columns: sector, age_band, sex, people, mean_fte)\n"));
}

TEST_CASE("what is no number, or outside its bounds, is refused where it stands") {
  const BrokenTable people("base_population.csv", "population.people");
  CHECK(people.says("0.85", "x") == "base_population.csv:2:16: 'mean_fte' is 'x' (must be a number)\n");
  CHECK(people.says("0.85", "1.2") == "base_population.csv:2:16: 'mean_fte' is 1.2 (must be from 0.05 to 1)\n");
  CHECK(people.says("8,0.85", "-8,0.85") == "base_population.csv:2:14: 'persons' is -8 (must be from 0 to 5000000)\n");
  const BrokenTable schools("schools_po.csv", "schools.po");
  CHECK(schools.says("P2,East,90", "P2,East,-90") ==
        "schools_po.csv:3:9: 'pupils' is -90 (must be from 0 to 10000000)\n");
  const BrokenTable neighbours("region_neighbours.csv", "schools.neighbours");
  CHECK(neighbours.says("30", "far") == "region_neighbours.csv:2:11: 'distance_km' is 'far' (must be a number)\n");
  const BrokenTable profile("contract_size_profile.csv", "population.contract_size_profile");
  CHECK(profile.says("0.2,1", "0.04,1") == "contract_size_profile.csv:2:1: 'fte' is 0.04 (must be from 0.05 to 1)\n");
  const BrokenTable sectors("sectors.csv", "labels.sectors");
  CHECK(sectors.says("education,,1", "education,,2") ==
        "sectors.csv:3:46: 'posts_by_subject' is 2 (must be from 0 to 1)\n");
  const BrokenTable intake("intake.csv", "intake.persons.table");
  CHECK(intake.says("pabo,2020,8", "pabo,2020,-8") == "intake.csv:5:11: 'persons' is -8 (must be from 0 to 1000000)\n");
}

TEST_CASE("an unknown label is refused, with those that are known") {
  const BrokenTable people("base_population.csv", "population.people");
  CHECK(people.says("po,<30,women", "po,<30,female") ==
        "base_population.csv:2:8: unknown sex 'female' (known: women, men)\n");
  CHECK(people.says("vo,<30,women", "v0,<30,women") ==
        "base_population.csv:8:1: unknown sector 'v0' (known: po, vo). Did you mean 'vo'?\n");
  const BrokenTable schools("schools_po.csv", "schools.po");
  CHECK(schools.says("P2,East", "P2,Eest") ==
        "schools_po.csv:3:4: unknown region 'Eest' (known: East, West). Did you mean 'East'?\n");
  const BrokenTable sizes("contract_size.csv", "population.contract_size_bands");
  CHECK(sizes.says("0.5_to_0.8", "0.5-0.8") ==
        "contract_size.csv:3:4: unknown band '0.5-0.8' (known: up_to_0.5, 0.5_to_0.8, over_0.8)\n");
}

TEST_CASE("labels that cannot be told apart, or mean a total, are refused") {
  const BrokenTable regions("regions.csv", "labels.regions");
  CHECK(regions.says("West,1", "East,1")
            .find("the region 'East' cannot be a label (labels differ, are not empty and not 'all')\n") !=
        std::string::npos);
  CHECK(regions.says("West,1", "all,1")
            .find("the region 'all' cannot be a label (labels differ, are not empty and not 'all')\n") !=
        std::string::npos);
  CHECK(regions.says("West,1", ",1")
            .find("the region '' cannot be a label (labels differ, are not empty and not 'all')\n") !=
        std::string::npos);
}

TEST_CASE("age bands start at 0 and rise") {
  const BrokenTable bands("age_bands.csv", "labels.age_bands");
  CHECK(bands.says("30-59,30", "30-59,0") == "age_bands.csv:3:7: 'from_age' is 0 (bands start at 0 and rise)\n");
  CHECK(bands.says("<30,0", "<30,15") == "age_bands.csv:2:5: 'from_age' is 15 (bands start at 0 and rise)\n");
}

TEST_CASE("dates of birth in the table of state-pension ages exist and rise") {
  const BrokenTable aow("aow.csv", "population.aow");
  CHECK(starts_with(aow.says("1953-01-01", "1953-13-01"),
                    "aow.csv:3:1: 'born_from' is '1953-13-01' (must be a date such as 1957-03-01)\n"));
  CHECK(aow.says("1953-01-01", "1943-01-01") == "aow.csv:3:1: 'born_from' is 1943-01-01 (dates of birth must rise)\n");
  CHECK(aow.says("780", "78") == "aow.csv:2:12: 'aow_months' is 78 (must be from 720 to 900)\n");
  CHECK(aow.says_of("born_from,aow_months\n") ==
        "--set: the table of state-pension ages has 0 rows (must have from 1 to 200)\n");
}

TEST_CASE("a route without ages or durations is refused, and so are ages the wrong way round") {
  const BrokenTable ages("study_age.csv", "training.age");
  CHECK(ages.says("17,19", "19,17") == "study_age.csv:2:9: 'age_to' is 17 (must be at least 'age_from')\n");
  CHECK(ages.says("opleiding_vo,18,24,1\n", "") ==
        "--set: no ages for the route 'opleiding_vo' (every route needs them)\n");
  const BrokenTable durations("study_duration.csv", "training.duration");
  CHECK(durations.says("opleiding_vo,2,1\n", "") ==
        "--set: no durations for the route 'opleiding_vo' (every route of study needs them)\n");
}

TEST_CASE("a sector without people, contract sizes or schools is refused") {
  const BrokenTable people("base_population.csv", "population.people");
  CHECK(people.says_of("sector,age_band,sex,persons,mean_fte\npo,<30,women,5,0.8\n") ==
        "--set: nobody in sector 'vo' (every sector needs people)\n");
  const BrokenTable sizes("contract_size.csv", "population.contract_size_bands");
  CHECK(sizes.says_of("sector,band,share\npo,up_to_0.5,1\n") ==
        "--set: no contract sizes for sector 'vo' (every sector needs them)\n");
  const BrokenTable profile("contract_size_profile.csv", "population.contract_size_profile");
  CHECK(profile.says_of("fte,weight\n0.5,0\n") ==
        "--set: no contract sizes in the profile (at least one weight must be above 0)\n");
  const BrokenTable schools("schools_po.csv", "schools.po");
  CHECK(schools.says_of("school,region,pupils,mean_teacher_age,disadvantage_score\n") ==
        "--set: no school in sector 'po' (every sector needs one)\n");
}

TEST_CASE("every combination of a dial has one row a date") {
  const BrokenTable intake("intake.csv", "intake.persons.table");
  CHECK(intake.says("pabo,2013,6\n", "") == "intake.csv:1:1: no row for route 'pabo' (every combination needs one)\n");
  CHECK(intake.says("pabo,2020", "pabo,2013") ==
        "intake.csv:5:1: a second row for route 'pabo' (the first is in line 2)\n");
}

TEST_CASE("a file that is not there is refused where it is named") {
  CHECK(starts_with(problems_of(tiny_scenario(), {"parameters.population.aow=/nowhere/aow.csv"}),
                    "--set parameters.population.aow=/nowhere/aow.csv: no file '/nowhere/aow.csv' (named here)\n"));
}

TEST_CASE("a period without two census days is refused") {
  CHECK(problems_of(tiny_scenario(), {"period.end=2020-09-01"}) ==
        "the period from 2019-10-01 to 2020-09-01 has fewer than two census days (people are counted on 1 October)\n");
}

TEST_CASE("two broken tables are reported together") {
  const ScratchFolder folder;
  const auto schools =
      folder.write("schools_po.csv", "school,region,pupils,mean_teacher_age,disadvantage_score\nP1,Nowhere,10,40,0\n");
  const auto reserve = folder.write("reserve.csv", "sector,persons,share_women\npo,many,0.5\nvo,3,1.5\n");
  Problems problems;
  const auto document = read_changed(tiny_scenario(), {"parameters.schools.po=" + schools.string(),
                                                       "parameters.population.reserve=" + reserve.string()});
  CHECK_FALSE(make_plan(document, &make_teachers_model, problems).has_value());
  CHECK(folder.text(problems) ==
        "schools_po.csv:2:4: unknown region 'Nowhere' (known: East, West)\n"
        "reserve.csv:2:4: 'persons' is 'many' (must be a number)\n"
        "reserve.csv:3:6: 'share_women' is 1.5 (must be from 0 to 1)\n");
}

// What is silently taken today; these may fail until it is refused.
TEST_CASE("a second row for the same people is refused") {
  const BrokenTable people("base_population.csv", "population.people");
  CHECK(people.says("po,<30,men,2,0.9\n", "po,<30,women,2,0.9\n").find("base_population.csv:3:1: a second row for") ==
        0);
}
TEST_CASE("a duration that is no whole number of years is refused") {
  const BrokenTable durations("study_duration.csv", "training.duration");
  CHECK(durations.says("opleiding_vo,2,1\n", "opleiding_vo,2.5,1\n").find("study_duration.csv:4:14: 'years' is 2.5") ==
        0);
}

}  // namespace formatie::teachers
