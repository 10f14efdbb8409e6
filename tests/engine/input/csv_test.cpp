#include "engine/input/csv.h"

#include <random>

#include <doctest/doctest.h>

#include "engine/base/expect.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

Table csv(std::string_view text) {
  Problems problems;
  auto table = read_csv_text(text, "x.csv", problems);
  REQUIRE(problems.text() == "");
  return *table;
}

struct Broken {
  const char* name;
  std::string_view content;
  const char* message;
};

}  // namespace

TEST_CASE("a table is read by column name, row by row") {
  const auto table = csv("sector,region,rate\npo,north,0.05\nvo,,0.04\n");
  CHECK(table.columns() == std::vector<std::string>{"sector", "region", "rate"});
  CHECK(table.size() == 2);
  CHECK(table.column("rate") == 2);
  CHECK_FALSE(table.column("Rate"));
  CHECK(table.cell(0, 0) == "po");
  CHECK(table.cell(1, 1) == "");
  CHECK(table.cell(1, 2) == "0.04");
  CHECK(table.file() == "x.csv");
  CHECK(table.where(1, 2).text() == "x.csv:3:5");
  CHECK(table.where(1).text() == "x.csv:3:1");
  CHECK(table.where_column(1).text() == "x.csv:1:8");
  CHECK_THROWS_AS((void)table.cell(2, 0), BrokenPromise);
  CHECK_THROWS_AS((void)table.cell(0, 3), BrokenPromise);
}

TEST_CASE("quotes, byte order mark, line ends of Windows, comments and blank lines are understood") {
  const auto table =
      csv("\xEF\xBB\xBF# source: a table\r\n\r\n"
          "\"na\"\"me\",text\r\n"
          "\"a,b\",\"two\r\nlines\"\r\n"
          "# not this, it has, too many, cells\r\n"
          "\"\", # no comment \r\n"
          "\xC3\xA9\xC3\xA9,\"#\"");
  CHECK(table.columns() == std::vector<std::string>{"na\"me", "text"});
  REQUIRE(table.size() == 3);
  CHECK(table.cell(0, 0) == "a,b");
  CHECK(table.cell(0, 1) == "two\nlines");
  CHECK(table.cell(1, 0) == "");
  CHECK(table.cell(1, 1) == " # no comment ");
  CHECK(table.cell(2, 0) == "\xC3\xA9\xC3\xA9");
  CHECK(table.cell(2, 1) == "#");
  CHECK(table.where(0, 1).text() == "x.csv:4:7");
  CHECK(table.where(1, 0).text() == "x.csv:7:1");
  CHECK(table.where(2, 1).text() == "x.csv:8:4");
}

TEST_CASE("a header without rows is a table of no rows") { CHECK(csv("a,b").size() == 0); }

TEST_CASE("broken csv is refused with its place and its reason") {
  const Broken cases[] = {
      {"empty", "", "x.csv: empty file (must start with a line of column names)\n"},
      {"comments only", "# a\n\n",
       "x.csv: nothing but blank lines and comments (must start with a line of column names)\n"},
      {"twice the same column", "a,b,a\n1,2,3\n", "x.csv:1:5: column 'a' stands here twice (first as column 1)\n"},
      {"column without name", "a,,b,\n", "x.csv:1:3: column 2 has no name\nx.csv:1:6: column 4 has no name\n"},
      {"semicolons", "a;b\n1;2\n",
       "x.csv:1:1: the columns have a ';' between them (must be a ','). Save the file as CSV with commas\n"},
      {"tabs", "a\tb\n1\t2\n",
       "x.csv:1:1: the columns have a tab between them (must be a ','). Save the file as CSV with commas\n"},
      {"short and long rows", "a,b\n1\n1,2\n1,2,3\n",
       "x.csv:2:1: this row has 1 cell (the header has 2)\n"
       "x.csv:4:5: this row has 3 cells (the header has 2). Put text that holds a ',' in quotes\n"},
      {"comma at the end", "a,b\n1,2,\n",
       "x.csv:2:5: this row has 3 cells (the header has 2). Put text that holds a ',' in quotes\n"},
      {"quote not closed", "a,b\n1,\"2\n3,4\n",
       "x.csv:2:3: this quote is not closed. Write a quote within quotes twice\n"},
      {"quote not closed in the header", "a,\"b\n",
       "x.csv:1:3: this quote is not closed. Write a quote within quotes twice\n"},
      {"text after a quote", "a,b\n\"\xC3\xA9\"x,1\n\"y\" ,2\n",
       "x.csv:2:4: text after a closing quote (a ',' or the end of the line must follow). "
       "Write a quote within quotes twice\n"
       "x.csv:3:4: text after a closing quote (a ',' or the end of the line must follow). "
       "Write a quote within quotes twice\n"},
      {"quote within a cell", "a,b\n5\" pipe,1\n",
       "x.csv:2:2: a quote within a cell (quotes stand around the whole cell). "
       "Put the cell in quotes and write this quote twice\n"},
      {"not UTF-8", "a,b\n1,caf\xE9\n", "x.csv:2:6: byte 0xE9 is not UTF-8. Save the file as UTF-8\n"},
      {"binary", std::string_view("PK\x03\x04\0\0", 6),
       "x.csv:1:3: control character 0x03 (must be text). Is this the right file?\n"},
  };
  for (const auto& broken : cases) {
    CAPTURE(broken.name);
    Problems problems;
    CHECK_FALSE(read_csv_text(broken.content, "x.csv", problems));
    CHECK(problems.text() == broken.message);
  }
}

TEST_CASE("a csv file that is wrong everywhere gives a list of problems that can be read") {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "1\n";
  Problems problems;
  CHECK_FALSE(read_csv_text(text, "x.csv", problems));
  CHECK(problems.size() == 51);
  CHECK(problems.list().back().text() == "x.csv: 950 more rows have a wrong number of cells");

  text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "x\"y,1\n";
  Problems quotes;
  CHECK_FALSE(read_csv_text(text, "x.csv", quotes));
  CHECK(quotes.size() == 51);
  CHECK(quotes.list().back().text() == "x.csv:51:4: too many problems (the rest of the file was not read)");
}

TEST_CASE("a csv file keeps the name by which it was asked for") {
  const ScratchFolder folder;
  const auto file = folder.write("rates.csv", "a,b\n1,2\n");
  Problems problems;
  const auto table = read_csv(file, problems);
  REQUIRE(table);
  CHECK(table->where(0, 1).text() == file.string() + ":2:3");
  CHECK_FALSE(read_csv(folder / "rate.csv", problems));
  CHECK(folder.text(problems) == "rate.csv: no such file. Did you mean 'rates.csv'?\n");
}

TEST_CASE("no bytes are too strange for the csv reader") {
  std::mt19937_64 random(20260801);  // the engine of the standard gives the same numbers everywhere
  const std::string_view pieces[] = {"a",  ",", "\n",       "\"",   "\"\"", "#",   "\r\n",
                                     "\r", ";", "\xC3\xA9", "\xC3", "\t",   "1.5", " "};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto count = random() % 40; count > 0; --count) text += pieces[random() % std::size(pieces)];
    CAPTURE(text);
    Problems problems;
    const auto table = read_csv_text(text, "x.csv", problems);
    CHECK(table.has_value() == problems.empty());
    if (!table) continue;
    for (std::size_t row = 0; row < table->size(); ++row)
      for (std::size_t column = 0; column < table->columns().size(); ++column) {
        const auto where = table->where(row, column);
        CHECK(where.line > 1);
        CHECK(where.column > 0);
      }
  }
}
