#include "engine/input/reader.h"

#include <doctest/doctest.h>

#include "engine/input/yaml.h"
#include "engine/parameters/values.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

/// A model with one parameter of each kind.
struct Toy {
  Dimension sector{"sector", {"po", "vo", "vso", "mbo"}, {"", "", "vo", ""}};
  Dimension age{"age", {"young", "old"}};

  double share = -1;
  int places = -1;
  bool open = false;
  std::string route = "-";
  Time start;
  DataFile list;
  Dial wage;
  Dial pay{{&sector}};
  Dial rate{{&sector, &age}};

  void visit(Parts& parts) {
    parts.part("school", "Where people work.", [this](Fields& f) {
      f.number("share", share, "share", {0, 1}, "How many stay.");
      f.integer("places", places, "persons", {0, 100}, "How many fit.");
      f.flag("open", open, "Whether it is open.");
      f.choice("route", route, {"full_time", "part_time"}, "How people come.");
      f.date("start", start, "When it opens.");
      f.file("list", list, "Who is there.");
    });
    parts.part("money", "What people earn.", [this](Fields& f) {
      f.dial("wage", wage, "euro", {0, 1e15}, "An hour.");
      f.dial("pay", pay, "euro", {0, 1000}, "By sector.");
      f.dial("rate", rate, "per year", {0, 10}, "By sector and age.");
    });
  }
};

constexpr std::string_view sound =
    "school:\n"                                                                     // 1
    "  share: 0.25\n"                                                               // 2
    "  places: 30\n"                                                                // 3
    "  open: true\n"                                                                // 4
    "  route: part_time\n"                                                          // 5
    "  start: 2030-08-01\n"                                                         // 6
    "  list: lists/names.csv\n"                                                     // 7
    "money:\n"                                                                      // 8
    "  wage: 20\n"                                                                  // 9
    "  pay: { po: 10, vo: 20, mbo: 30 }\n"                                          // 10
    "  rate: { table: rates.csv, column: rate, where: { sex: f }, source: DUO }\n"  // 11
    ;

constexpr std::string_view sound_rates =
    "sector,age,sex,rate\n"
    "po,young,f,1\n"
    "po,young,m,9\n"
    "po,old,f,2\n"
    "vo,young,f,3\n"
    "vo,old,f,4\n"
    "mbo,young,f,5\n"
    "mbo,old,f,6\n";

std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  const auto at = result.find(from);
  REQUIRE(at != std::string::npos);
  return result.replace(at, from.size(), to);
}

/// What came of reading a scenario's parameters.
struct Reading {
  std::unique_ptr<Toy> toy = std::make_unique<Toy>();  // dials point at its dimensions
  std::string problems;
  std::vector<Parameter> parameters;
  std::vector<std::pair<std::string, std::string>> parts;

  const Parameter& operator[](std::string_view path) const {
    for (const auto& parameter : parameters)
      if (parameter.path() == path) return parameter;
    FAIL("no parameter " << std::string(path));
    return parameters.front();
  }
};

Reading read(const ScratchFolder& folder, std::string_view text) {
  Problems problems;
  const auto root = read_yaml(folder.write("x.yaml", text), problems);
  INFO(problems.text());
  REQUIRE(root);
  Reading reading;
  Reader reader(*root, problems);
  reading.toy->visit(reader);
  reader.finish();
  reading.problems = folder.text(problems);
  reading.parameters = reader.parameters();
  reading.parts = reader.parts();
  return reading;
}

/// The same with a table of rates beside the scenario.
Reading read(std::string_view text, std::string_view rates = sound_rates) {
  const ScratchFolder folder;
  folder.write("rates.csv", rates);
  return read(folder, text);
}

/// The rate dial of the toy, read from a table.
Reading read_rates(std::string_view rates, std::string_view node = "{ table: rates.csv, column: rate }") {
  return read(with(sound, "{ table: rates.csv, column: rate, where: { sex: f }, source: DUO }", node), rates);
}

Time date(int year, int month = 1, int day = 1) { return Time::from_date(year, month, day); }

}  // namespace

TEST_CASE("a sound scenario gives every parameter its value") {
  const ScratchFolder folder;
  folder.write("rates.csv", sound_rates);
  const auto reading = read(folder, sound);
  CHECK(reading.problems == "");
  const Toy& toy = *reading.toy;
  CHECK(toy.share == 0.25);
  CHECK(toy.places == 30);
  CHECK(toy.open);
  CHECK(toy.route == "part_time");
  CHECK(toy.start == date(2030, 8, 1));
  CHECK(toy.list.path == (folder / "lists/names.csv").string());
  CHECK(toy.list.where.line == 7);
  CHECK(toy.wage.on(date(2030)) == 20);
  CHECK(toy.pay.on(date(2030), 0) == 10);
  CHECK(toy.pay.on(date(2030), 3) == 30);
  CHECK(toy.rate.on(date(2030), toy.rate.cell(0, 0)) == 1);
  CHECK(toy.rate.on(date(2030), toy.rate.cell(1, 1)) == 4);
  CHECK(toy.rate.on(date(2030), toy.rate.cell(3, 0)) == 5);
}

TEST_CASE("a label without a value borrows that of the label it is like") {
  const auto reading = read(sound);
  const Toy& toy = *reading.toy;
  CHECK(toy.pay.on(date(2030), 2) == 20);                    // vso is like vo
  CHECK(toy.rate.on(date(2030), toy.rate.cell(2, 0)) == 3);  // in a table too,
  CHECK(toy.rate.on(date(2030), toy.rate.cell(2, 1)) == 4);  // age by age
}

TEST_CASE("a label with a value of its own borrows nothing") {
  CHECK(read(with(sound, "vo: 20,", "vo: 20, vso: 25,")).toy->pay.on(date(2030), 2) == 25);
  const auto reading = read(sound, std::string(sound_rates) + "vso,old,f,7\n");
  CHECK(reading.problems == "");
  CHECK(reading.toy->rate.on(date(2030), reading.toy->rate.cell(2, 1)) == 7);
  CHECK(reading.toy->rate.on(date(2030), reading.toy->rate.cell(2, 0)) == 3);
}

TEST_CASE("a reader remembers what the code and the scenario say of each parameter, in the order of the code") {
  const auto reading = read(with(
      with(sound, "share: 0.25", "share: { value: 0.25, low: 0.2, high: 0.3, source: a guess, status: assumption }"),
      "wage: 20", "wage: { value: 20, note: an hour, status: verified }"));
  CHECK(reading.problems == "");
  std::string paths;
  for (const auto& parameter : reading.parameters) paths += parameter.path() + " ";
  CHECK(
      paths ==
      "school.share school.places school.open school.route school.start school.list money.wage money.pay money.rate ");
  const auto& share = reading["school.share"];
  CHECK(share.kind == Parameter::Kind::number);
  CHECK(share.value == "0.25");
  CHECK(share.low == "0.2");
  CHECK(share.high == "0.3");
  CHECK(share.source == "a guess");
  CHECK(share.status == "assumption");
  CHECK(share.unit == "share");
  CHECK(share.meaning == "How many stay.");
  CHECK(share.allowed.high == 1);
  CHECK(reading["school.places"].kind == Parameter::Kind::integer);
  CHECK(reading["school.places"].source == "");
  CHECK(reading["school.route"].options == std::vector<std::string>{"full_time", "part_time"});
  CHECK(reading["money.wage"].value == "20");
  CHECK(reading["money.wage"].status == "verified");
  CHECK(reading["money.pay"].value == "by label");
  CHECK(reading["money.pay"].by == std::vector<std::string>{"sector"});
  CHECK(reading["money.rate"].kind == Parameter::Kind::dial);
  CHECK(reading["money.rate"].value == "rates.csv");
  CHECK(reading["money.rate"].source == "DUO");
  CHECK(reading["money.rate"].by == std::vector<std::string>{"sector", "age"});
  CHECK(reading.parts == std::vector<std::pair<std::string, std::string>>{{"school", "Where people work."},
                                                                          {"money", "What people earn."}});
}

TEST_CASE("what is wrong with a parameter is told with its place, its reason and what is allowed") {
  struct Broken {
    std::string_view from, to, message;
  };
  const Broken cases[] = {
      // Numbers.
      {"share: 0.25", "share: a lot", "x.yaml:2:10: 'school.share' is 'a lot' (must be a number)\n"},
      {"share: 0.25", "share: '0.25'", "x.yaml:2:10: 'school.share' is '0.25' (must be a number). Write 0.25\n"},
      {"share: 0.25", "share: 0,25", "x.yaml:2:10: 'school.share' is '0,25' (must be a number). Write 0.25\n"},
      {"share: 0.25", "share: .inf", "x.yaml:2:10: 'school.share' is '.inf' (must be a number)\n"},
      {"share: 0.25", "share: 1.5", "x.yaml:2:10: 'school.share' is 1.5 (must be from 0 to 1)\n"},
      {"share: 0.25", "share: -0.1", "x.yaml:2:10: 'school.share' is -0.1 (must be from 0 to 1)\n"},
      {"share: 0.25", "share: [0.25]", "x.yaml:2:10: 'school.share' is a list (must be a number)\n"},
      {"share: 0.25", "share:", "x.yaml:2:3: 'school.share' has no value (nothing stands behind the colon)\n"},
      {"  share: 0.25\n", "",
       "x.yaml:2:3: no value for 'school.share' (every parameter needs one). Does the scenario extend base.yaml?\n"},
      {"wage: 20", "wage: -1", "x.yaml:9:9: 'money.wage' is -1 (must be at least 0)\n"},
      // Whole numbers.
      {"places: 30", "places: 30.5", "x.yaml:3:11: 'school.places' is '30.5' (must be a whole number)\n"},
      {"places: 30", "places: many", "x.yaml:3:11: 'school.places' is 'many' (must be a whole number)\n"},
      {"places: 30", "places: 101", "x.yaml:3:11: 'school.places' is 101 (must be from 0 to 100)\n"},
      {"places: 30", "places: 4294967297", "x.yaml:3:11: 'school.places' is 4294967297 (must be from 0 to 100)\n"},
      {"places: 30", "places: [1]", "x.yaml:3:11: 'school.places' is a list (must be a whole number)\n"},
      // Flags, choices, dates, files.
      {"open: true", "open: yes", "x.yaml:4:9: 'school.open' is 'yes' (must be true or false)\n"},
      {"open: true", "open: [true]", "x.yaml:4:9: 'school.open' is a list (must be true or false)\n"},
      {"route: part_time", "route: parttime",
       "x.yaml:5:10: 'school.route' is 'parttime' (must be one of: full_time, part_time). Did you mean 'part_time'?\n"},
      {"route: part_time", "route: horse",
       "x.yaml:5:10: 'school.route' is 'horse' (must be one of: full_time, part_time)\n"},
      {"route: part_time", "route: [part_time]",
       "x.yaml:5:10: 'school.route' is a list (must be one of: full_time, part_time)\n"},
      {"2030-08-01", "2030-02-30", "x.yaml:6:10: 'school.start' is '2030-02-30' (must be a date such as 2030-10-01)\n"},
      {"2030-08-01", "August", "x.yaml:6:10: 'school.start' is 'August' (must be a date such as 2030-10-01)\n"},
      {"2030-08-01", "[2030-08-01]", "x.yaml:6:10: 'school.start' is a list (must be a date)\n"},
      {"lists/names.csv", "[a, b]", "x.yaml:7:9: 'school.list' is a list (must be a file name)\n"},
      // What stands beside a value.
      {"share: 0.25", "share: { low: 0.1 }",
       "x.yaml:2:10: no 'value' in 'school.share' "
       "(a mapping here has value, and may have low, high, source, status, note)\n"},
      {"share: 0.25", "share: { value: }", "x.yaml:2:12: 'school.share' is nothing (must be a number)\n"},
      {"share: 0.25", "share: { value: 2 }", "x.yaml:2:19: 'school.share' is 2 (must be from 0 to 1)\n"},
      {"share: 0.25", "share: { value: 0.5, sourse: x }",
       "x.yaml:2:24: unknown key 'sourse' in 'school.share' (known: value, low, high, source, status, note). "
       "Did you mean 'source'?\n"},
      {"share: 0.25", "share: { value: 0.5, low: little }", "x.yaml:2:29: 'low' of 'school.share' is no number\n"},
      {"share: 0.25", "share: { value: 0.5, high: [1] }", "x.yaml:2:30: 'high' of 'school.share' is no number\n"},
      {"share: 0.25", "share: { value: 0.5, status: sure }",
       "x.yaml:2:32: 'status' of 'school.share' is not known (must be one of: verified, derived, assumption, "
       "choice)\n"},
      {"share: 0.25", "share: { table: rates.csv }", "x.yaml:2:10: 'school.share' is a mapping (must be a number)\n"},
      // Names.
      {"places: 30", "places: 30\n  plaecs: 3",
       "x.yaml:4:3: unknown key 'plaecs' in 'school' (known: share, places, open, route, start, list). "
       "Did you mean 'places'?\n"},
      {"money:\n", "mony: { x: 1 }\nmoney:\n",
       "x.yaml:8:1: unknown part 'mony' in 'parameters' (known: school, money). Did you mean 'money'?\n"},
      {"money:\n", "wheels: 4\nmoney:\n", "x.yaml:8:1: unknown part 'wheels' in 'parameters' (known: school, money)\n"},
      // Dials by label.
      {"wage: 20", "wage: { po: 1 }",
       "x.yaml:9:9: 'money.wage' is a mapping without 'value' or 'table' (this dial is one number)\n"},
      {"wage: 20", "wage: [20]", "x.yaml:9:9: 'money.wage' is a list (must be a number)\n"},
      {"po: 10", "po: ten", "x.yaml:10:14: 'money.pay' is 'ten' (must be a number)\n"},
      {"po: 10", "po: 2000", "x.yaml:10:14: 'money.pay' is 2000 (must be from 0 to 1000)\n"},
      {"po: 10", "po: { value: 1 }", "x.yaml:10:14: 'money.pay' is a mapping (must be a number)\n"},
      {"mbo: 30", "mbo: 30, m_bo: 3",
       "x.yaml:10:35: unknown sector 'm_bo' in 'money.pay' (known: po, vo, vso, mbo). Did you mean 'mbo'?\n"},
      {", mbo: 30", "", "x.yaml:10:8: no value for sector 'mbo' in 'money.pay' (every label needs one)\n"},
      {"vo: 20, ", "",
       "x.yaml:10:8: no value for sector 'vo' in 'money.pay' (every label needs one)\n"
       "x.yaml:10:8: no value for sector 'vso' in 'money.pay' (every label needs one)\n"},
      {"{ table: rates.csv, column: rate, where: { sex: f }, source: DUO }", "{ po: 1 }",
       "x.yaml:11:9: 'money.rate' is a mapping without 'value' or 'table' "
       "(this dial is split by sector, age; give one number, or a table)\n"},
      {"pay: { po: 10, vo: 20, mbo: 30 }", "pay: { value: 1001 }",
       "x.yaml:10:17: 'money.pay' is 1001 (must be from 0 to 1000)\n"},
      // Tables.
      {"table: rates.csv", "table: [rates.csv]", "x.yaml:11:18: 'money.rate' is a list (must be a file name)\n"},
      {"rates.csv", "rate.csv", "x.yaml:11:18: no file 'rate.csv' (named here as the table of 'money.rate')\n"},
      {"column: rate", "column: raet",
       "x.yaml:11:37: no column 'raet' in rates.csv (columns: sector, age, sex, rate). Did you mean 'rate'?\n"},
      {"column: rate, ", "", "x.yaml:11:18: no column 'value' in rates.csv (columns: sector, age, sex, rate)\n"},
      {"column: rate", "colunm: rate",
       "x.yaml:11:18: no column 'value' in rates.csv (columns: sector, age, sex, rate)\n"
       "x.yaml:11:29: unknown key 'colunm' in 'money.rate' (known: table, column, where, times, otherwise, low, high, "
       "source, status, note). Did you mean 'column'?\n"},
      {"{ sex: f }", "f",
       "x.yaml:11:50: 'where' of 'money.rate' is a value (must be a mapping from columns to texts)\n"},
      {"{ sex: f }", "{ sx: f }",
       "x.yaml:11:52: no column 'sx' in rates.csv (columns: sector, age, sex, rate). Did you mean 'sex'?\n"},
      {"{ sex: f }", "{ sex: x }",
       "x.yaml:11:18: no rows for 'money.rate' in rates.csv (none has what 'where' asks for)\n"},
      {"source: DUO", "times: twice", "x.yaml:11:69: 'money.rate' is 'twice' (must be a number)\n"},
      {"source: DUO", "otherwise: 11", "x.yaml:11:73: 'money.rate' is 11 (must be from 0 to 10)\n"},
  };
  for (const auto& broken : cases) {
    CAPTURE(broken.to);
    CHECK(read(with(sound, broken.from, broken.to)).problems == broken.message);
  }
}

TEST_CASE("what is wrong in a table is told with its line and column in the table") {
  struct Broken {
    std::string_view from, to, message;
  };
  const Broken cases[] = {
      {"sector,age", "sectr,age",
       "x.yaml:11:18: no column 'sector' in rates.csv (columns: sectr, age, sex, rate). Did you mean 'sectr'?\n"},
      {"vo,old,f,4", "vo,old,f,four", "rates.csv:6:10: 'rate' is 'four' (must be a number)\n"},
      {"vo,old,f,4", "vo,old,f,", "rates.csv:6:10: 'rate' is '' (must be a number)\n"},
      {"vo,old,f,4", "vo,old,f,40", "rates.csv:6:10: 'rate' is 40 (must be from 0 to 10)\n"},
      {"vo,old,f,4", "vo,odl,f,4", "rates.csv:6:4: unknown age 'odl' (known: young, old). Did you mean 'old'?\n"},
      {"vo,old,f,4", "havo,ancient,f,x",
       "rates.csv:6:1: unknown sector 'havo' (known: po, vo, vso, mbo)\n"
       "rates.csv:6:6: unknown age 'ancient' (known: young, old)\n"
       "rates.csv:6:16: 'rate' is 'x' (must be a number)\n"},
      {"vo,old,f,4", "vo,young,f,4",
       "rates.csv:6:1: a second row for sector 'vo', age 'young' (the first is in line 5)\n"},
      {"vo,old,f,4\n", "",
       "rates.csv:1:1: no row for sector 'vo', age 'old' (every combination needs one)\n"
       "rates.csv:1:1: no row for sector 'vso', age 'old' (every combination needs one)\n"},
      {"vo,old,f,4", "vo,old,f", "rates.csv:6:1: this row has 3 cells (the header has 4)\n"},
      // Rows that 'where' leaves out may hold anything.
      {"po,young,m,9", "???,young,m,n.a.", ""},
  };
  for (const auto& broken : cases) {
    CAPTURE(broken.to);
    CHECK(read(sound, with(sound_rates, broken.from, broken.to)).problems == broken.message);
  }
  CHECK(read_rates("sector,age,rate\n").problems ==
        "x.yaml:11:18: no rows for 'money.rate' in rates.csv (the table is empty)\n");
}

TEST_CASE("all problems of all parameters are told at once") {
  const auto text = with(with(with(sound, "share: 0.25", "share: 7"), "open: true", "open: 1"), "po: 10", "po: x");
  CHECK(read(text, with(sound_rates, "po,old,f,2", "po,old,f,20")).problems ==
        "x.yaml:2:10: 'school.share' is 7 (must be from 0 to 1)\n"
        "x.yaml:4:9: 'school.open' is '1' (must be true or false)\n"
        "x.yaml:10:14: 'money.pay' is 'x' (must be a number)\n"
        "rates.csv:4:10: 'rate' is 20 (must be from 0 to 10)\n");
}

TEST_CASE("a part that is missing lacks every parameter, and one that is no mapping is told once") {
  const ScratchFolder folder;
  folder.write("rates.csv", sound_rates);
  const std::string money(sound.substr(sound.find("money:")));
  CHECK(read(folder, money).problems ==
        "x.yaml:1:1: no value for 'school.share' (every parameter needs one). Does the scenario extend base.yaml?\n"
        "x.yaml:1:1: no value for 'school.places' (every parameter needs one). Does the scenario extend base.yaml?\n"
        "x.yaml:1:1: no value for 'school.open' (every parameter needs one). Does the scenario extend base.yaml?\n"
        "x.yaml:1:1: no value for 'school.route' (every parameter needs one). Does the scenario extend base.yaml?\n"
        "x.yaml:1:1: no value for 'school.start' (every parameter needs one). Does the scenario extend base.yaml?\n"
        "x.yaml:1:1: no value for 'school.list' (every parameter needs one). Does the scenario extend base.yaml?\n");
  CHECK(read(folder, "school: 5\n" + money).problems ==
        "x.yaml:1:9: 'school' is a value (must be a mapping of parameters)\n");
  CHECK(read(folder, "school:\n" + money).problems ==
        "x.yaml:1:1: 'school' is nothing (must be a mapping of parameters)\n");
}

// --- Tables. ---

TEST_CASE("a table with dates changes the dial on them, and its first values hold from the beginning") {
  const auto reading = read_rates(
      "from,sector,age,rate\n"
      "2020-01-01,po,young,1\n2020-01-01,po,old,2\n2020-01-01,vo,young,3\n2020-01-01,vo,old,4\n"
      "2020-01-01,mbo,young,5\n2020-01-01,mbo,old,6\n"
      "2027-08-01,po,old,2.5\n"
      "2025-08-01,po,old,2.2\n");  // rows stand in any order
  CHECK(reading.problems == "");
  const Dial& rate = reading.toy->rate;
  const auto cell = rate.cell(0, 1);
  CHECK(rate.on(date(1950), cell) == 2);
  CHECK(rate.on(date(2025, 7, 31), cell) == 2);
  CHECK(rate.on(date(2025, 8, 1), cell) == 2.2);
  CHECK(rate.on(date(2027, 8, 1), cell) == 2.5);
  CHECK(rate.on(date(2030), rate.cell(3, 1)) == 6);
  CHECK(rate.changes(date(2000), date(2100)) == std::vector<Time>{date(2025, 8, 1), date(2027, 8, 1)});
}

TEST_CASE("a table with years changes the dial on the first of January") {
  const auto reading = read_rates(
      "year,sector,age,rate\n"
      "2024,po,young,1\n2024,po,old,2\n2024,vo,young,3\n2024,vo,old,4\n2024,mbo,young,5\n2024,mbo,old,6\n"
      "2026,vo,old,4.5\n");
  CHECK(reading.problems == "");
  const Dial& rate = reading.toy->rate;
  CHECK(rate.on(date(2025, 12, 31), rate.cell(1, 1)) == 4);
  CHECK(rate.on(date(2026), rate.cell(1, 1)) == 4.5);
  CHECK(rate.on(date(2026), rate.cell(2, 1)) == 4.5);  // vso has no rows and goes along with vo
}

TEST_CASE("a label that has rows does not borrow, also when it has none on a later date") {
  const auto reading = read_rates(
      "year,sector,age,rate\n"
      "2024,po,young,1\n2024,po,old,2\n2024,vo,young,3\n2024,vo,old,4\n2024,mbo,young,5\n2024,mbo,old,6\n"
      "2024,vso,young,7\n2024,vso,old,8\n"
      "2026,vo,old,4.5\n");
  CHECK(reading.problems == "");
  const Dial& rate = reading.toy->rate;
  CHECK(rate.on(date(2026), rate.cell(1, 1)) == 4.5);
  CHECK(rate.on(date(2026), rate.cell(2, 1)) == 8);
}

TEST_CASE("what is wrong with the dates of a table is told") {
  const std::string complete =
      "from,sector,age,rate\n"
      "2020,po,young,1\n2020,po,old,2\n2020,vo,young,3\n2020,vo,old,4\n2020,mbo,young,5\n2020,mbo,old,6\n";
  CHECK(read_rates(complete).problems == "");
  CHECK(read_rates(complete + "2030-13-01,po,old,3\n").problems ==
        "rates.csv:8:1: 'from' is '2030-13-01' (must be a date such as 2030-10-01, or a year)\n");
  CHECK(read_rates(complete + ",po,old,3\n").problems ==
        "rates.csv:8:1: 'from' is '' (must be a date such as 2030-10-01, or a year)\n");
  CHECK(read_rates(complete + "2030,po,old,3\n2030-01-01,po,old,4\n").problems ==
        "rates.csv:9:1: a second row for sector 'po', age 'old' (the first is in line 8)\n");
  CHECK(read_rates(with(complete, "2020,mbo,old,6", "2021,mbo,old,6")).problems ==
        "rates.csv:1:1: no row for sector 'mbo', age 'old' (every combination needs one)\n");
  CHECK(read_rates(with(complete, "from", "year") + "soon,po,old,3\n").problems ==
        "rates.csv:8:1: 'year' is 'soon' (must be a date such as 2030-10-01, or a year)\n");
}

TEST_CASE("a factor scales every value of a table, before it is checked") {
  const auto reading = read(with(sound, "source: DUO", "times: 0.5"));
  CHECK(reading.problems == "");
  CHECK(reading.toy->rate.on(date(2030), reading.toy->rate.cell(3, 1)) == 3);
  CHECK(read(with(sound, "source: DUO", "times: 0.1"), with(sound_rates, "vo,old,f,4", "vo,old,f,40")).problems == "");
  CHECK(read(with(sound, "source: DUO", "times: 2")).problems ==
        "rates.csv:8:11: 'rate' is 6 (must be from 0 to 10)\n");
}

TEST_CASE("a value for the rest stands where a table and its loans have no row") {
  const auto reading = read(with(sound, "source: DUO", "otherwise: 0.5"),
                            with(with(sound_rates, "vo,old,f,4\n", ""), "mbo,young,f,5\n", ""));
  CHECK(reading.problems == "");
  const Dial& rate = reading.toy->rate;
  CHECK(rate.on(date(2030), rate.cell(3, 0)) == 0.5);
  CHECK(rate.on(date(2030), rate.cell(1, 1)) == 0.5);
  CHECK(rate.on(date(2030), rate.cell(2, 1)) == 0.5);
  CHECK(rate.on(date(2030), rate.cell(2, 0)) == 3);
  CHECK(rate.on(date(2030), rate.cell(3, 1)) == 6);
}

TEST_CASE("a dial of one number may stand in a table too") {
  const ScratchFolder folder;
  folder.write("rates.csv", sound_rates);
  folder.write("wages.csv", "year,value\n2024,20\n2025,21\n");
  auto reading = read(folder, with(sound, "wage: 20", "wage: { table: wages.csv }"));
  CHECK(reading.problems == "");
  CHECK(reading.toy->wage.on(date(2024)) == 20);
  CHECK(reading.toy->wage.on(date(2025)) == 21);
  folder.write("wages.csv", "value\n20\n21\n");
  reading = read(folder, with(sound, "wage: 20", "wage: { table: wages.csv }"));
  CHECK(reading.problems == "wages.csv:3:1: a second row for the value (the first is in line 2)\n");
}

TEST_CASE("one number fills all cells of a dial") {
  const auto reading = read(with(sound, "pay: { po: 10, vo: 20, mbo: 30 }", "pay: { value: 15, source: a guess }"));
  CHECK(reading.problems == "");
  for (const std::size_t cell : {0, 1, 2, 3}) CHECK(reading.toy->pay.on(date(2030), cell) == 15);
}

TEST_CASE("notes may stand beside the labels of a dial") {
  const auto reading = read(with(sound, "mbo: 30 }", "mbo: 30, source: CAO, status: verified }"));
  CHECK(reading.problems == "");
  CHECK(reading["money.pay"].source == "CAO");
  CHECK(reading["money.pay"].status == "verified");
}

TEST_CASE("a dimension may be called year, and a table then has no dates") {
  const ScratchFolder folder;
  folder.write("x.csv", "year,value\n1,10\n2,20\n");
  const Dimension year("year", {"1", "2"});
  Dial dial({&year});
  Problems problems;
  const auto root = read_yaml(folder.write("x.yaml", "p: { d: { table: x.csv } }\n"), problems);
  REQUIRE(root);
  Reader reader(*root, problems);
  reader.part("p", "", [&](Fields& f) { f.dial("d", dial, "", {0, 100}, ""); });
  reader.finish();
  CHECK(problems.text() == "");
  CHECK(dial.on(date(1900), 0) == 10);
  CHECK(dial.on(date(1900), 1) == 20);
}

TEST_CASE("a file is looked for beside the file that names it, and a file of --set beside the user") {
  CHECK(resolve_path("pay.csv", {"scenarios/base.yaml", 3, 1}) == "scenarios/pay.csv");
  CHECK(resolve_path("../data/pay.csv", {"scenarios/base.yaml", 3, 1}) == "data/pay.csv");
  CHECK(resolve_path("pay.csv", {"base.yaml", 3, 1}) == "pay.csv");
  CHECK(resolve_path("/data/./pay.csv", {"scenarios/base.yaml", 3, 1}) == "/data/pay.csv");
  CHECK(resolve_path("pay.csv", {"--set parameters.money.pay.table=pay.csv"}) == "pay.csv");
}

TEST_CASE("the dials of a model are found by name") {
  Toy toy;
  ParameterValues values;
  toy.visit(values);
  for (const char* name : {"money.wage", "money.pay", "money.rate"}) {
    REQUIRE(values.find(name) < values.entries().size());
    CHECK(values.entries()[values.find(name)].dial != nullptr);
  }
  const auto& pay = values.entries()[values.find("money.pay")];
  CHECK(pay.dial == &toy.pay);
  CHECK(pay.unit == "euro");
  CHECK(pay.allowed.high == 1000);
  CHECK(values.find("money.nothing") == values.entries().size());
}
