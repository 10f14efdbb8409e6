#include "engine/input/text_file.h"

#include <unistd.h>

#include <doctest/doctest.h>

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

TEST_CASE("a file that cannot be had is refused with the reason") {
  const ScratchFolder folder;
  folder.write("base.yaml", "a: 1");
  folder.write("large.yaml", std::string((1 << 20) + 1, 'a'));
  const auto message = [&](const std::filesystem::path& file) {
    Problems problems;
    CHECK_FALSE(read_bytes(file, 1, problems));
    return folder.text(problems);
  };
  CHECK(message(folder / "bsae.yaml") == "bsae.yaml: no such file. Did you mean 'base.yaml'?\n");
  CHECK(message(folder / "other.yaml") == "other.yaml: no such file\n");
  CHECK(message(folder / "base.csv") == "base.csv: no such file\n");
  CHECK(message(folder / "none/base.yaml") == "none/base.yaml: no such file\n");
  CHECK(message(folder / "base.yaml/base.yaml") == "base.yaml/base.yaml: no such file\n");
  CHECK(message("") == "no file name given\n");
  std::filesystem::create_directory(folder / "sub");
  CHECK(message(folder / "sub") == "sub: this is a folder (must be a file)\n");
  CHECK(message(folder / "large.yaml") == "large.yaml: too large (must be at most 1 MiB)\n");
  CHECK(message(folder / std::string(300, 'x')) == std::string(300, 'x') + ": cannot be read (File name too long)\n");
  CHECK(message("/dev/zero") == "/dev/zero: too large (must be at most 1 MiB)\n");
  if (::geteuid() != 0) {  // the superuser may read everything
    std::filesystem::permissions(folder / "base.yaml", std::filesystem::perms::none);
    CHECK(message(folder / "base.yaml") == "base.yaml: cannot be read (Permission denied)\n");
  }
}

TEST_CASE("a file of exactly the limit is read") {
  const ScratchFolder folder;
  const auto file = folder.write("large.yaml", std::string(1 << 20, 'a'));
  Problems problems;
  const auto bytes = read_bytes(file, 1, problems);
  REQUIRE(bytes);
  CHECK(bytes->size() == 1 << 20);
}

TEST_CASE("a cleaned text has no byte order mark and one kind of line end") {
  Problems problems;
  CHECK(clean_text("\xEF\xBB\xBF"
                   "a\r\nb\rc\n\td\r\r\n",
                   "x", problems) == "a\nb\nc\n\td\n\n");
  CHECK(clean_text("", "x", problems) == "");
  CHECK(clean_text("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "x", problems) ==
        "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80");
  CHECK(problems.empty());
}

TEST_CASE("the first byte that is no UTF-8 is named with its line and column in characters") {
  const auto message = [](std::string_view bytes) {
    Problems problems;
    CHECK_FALSE(clean_text(bytes, "x", problems));
    return problems.text();
  };
  CHECK(message("\xE9") == "x:1:1: byte 0xE9 is not UTF-8. Save the file as UTF-8\n");
  CHECK(message("a\r\n\xC3\xA9\xC3\xA9\xFF") == "x:2:3: byte 0xFF is not UTF-8. Save the file as UTF-8\n");
  for (const char* bytes : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                            "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98"}) {
    Problems problems;
    CHECK_FALSE(clean_text(bytes, "x", problems));
    CHECK(problems.list().at(0).where.text() == "x:1:1");
  }
  CHECK(message(std::string_view("\xFF\xFE"
                                 "a\0",
                                 4)) == "x:1:1: not UTF-8 (this looks like UTF-16). Save the file as UTF-8\n");
  CHECK(message(std::string_view("a\0", 2)) ==
        "x:1:2: control character 0x00 (must be text). Is this the right file?\n");
  CHECK(message("\n\x1B[0m") == "x:2:1: control character 0x1B (must be text). Is this the right file?\n");
  CHECK(message("a\x7F") == "x:1:2: control character 0x7F (must be text). Is this the right file?\n");
}

TEST_CASE("what is shown of a text fits in a message") {
  CHECK(shown("retirement.age") == "retirement.age");
  CHECK(shown("a\nb\tc\x01") == "a\\nb\\tc\\x01");
  std::string letters, cut;
  for (int i = 0; i < 61; ++i) letters += "\xC3\xA9";
  for (int i = 0; i < 60; ++i) cut += "\xC3\xA9";
  CHECK(shown(letters) == cut + "...");
  CHECK(shown(cut) == cut);
}

TEST_CASE("columns count characters, in whatever order they are asked for") {
  const std::string text =
      "ab\n\xC3\xA9"
      "c\xE2\x82\xAC"
      "d\n\ne";
  Lines lines(text, "x");
  const std::vector<std::pair<std::size_t, const char*>> places = {
      {0, "x:1:1"}, {1, "x:1:2"},  {2, "x:1:3"},  {3, "x:2:1"},  {5, "x:2:2"},  {6, "x:2:3"},
      {9, "x:2:4"}, {10, "x:2:5"}, {11, "x:3:1"}, {12, "x:4:1"}, {13, "x:4:2"}, {99, "x:4:2"}};
  for (const auto& [first, first_text] : places)
    for (const auto& [second, second_text] : places) {
      CHECK(lines.origin(first).text() == first_text);
      CHECK(lines.origin(second).text() == second_text);
    }
  CHECK(lines.line(5) == 2);
  CHECK(lines.line_start(10) == 3);
}
