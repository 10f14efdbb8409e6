#include "engine/report/files.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <unistd.h>

#include <doctest/doctest.h>
#include <sys/stat.h>

using namespace formatie;
namespace fs = std::filesystem;

namespace {

// A folder of its own for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "files_test_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(path)) names.insert(entry.path().filename().string());
    return names;
  }
  fs::path path;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const fs::filesystem_error& error) {
    return error.what();
  }
  return "no exception";
}

}  // namespace

TEST_CASE("a file has the bytes it was given, and nothing is left beside it") {
  const Folder folder;
  const std::string bytes = std::string("a\0b\r\n", 5) + std::string(3'000'000, 'x');
  write_file(folder.path / "out.csv", bytes);
  CHECK(read(folder.path / "out.csv") == bytes);
  write_file(folder.path / "out.csv", "short");
  CHECK(read(folder.path / "out.csv") == "short");
  write_file(folder.path / "empty", "");
  CHECK(read(folder.path / "empty").empty());
  CHECK(folder.names() == std::set<std::string>{"out.csv", "empty"});
}

TEST_CASE("others may read a new file as far as the umask lets them") {
  const Folder folder;
  const auto old = ::umask(027);
  write_file(folder.path / "out", "x");
  ::umask(old);
  CHECK(static_cast<int>(fs::status(folder.path / "out").permissions()) == 0640);
}

TEST_CASE("a reader who has the old file open keeps the whole old file") {
  const Folder folder;
  write_file(folder.path / "out", "old text");
  std::ifstream reader(folder.path / "out");
  write_file(folder.path / "out", "new");
  CHECK(std::string(std::istreambuf_iterator<char>(reader), {}) == "old text");
}

TEST_CASE("a link stays a link, and what it points to is replaced") {
  const Folder folder;
  fs::create_directory(folder.path / "there");
  write_file(folder.path / "there/real", "old");
  fs::create_symlink("there/real", folder.path / "link");
  write_file(folder.path / "link", "new");
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(read(folder.path / "there/real") == "new");
}

TEST_CASE("a device is written to, not replaced, and a full one is reported with its path") {
  write_file("/dev/null", "text");
  CHECK(fs::is_character_file("/dev/null"));
  if (!fs::is_character_file("/dev/full")) return;
  CHECK(message_of([] { write_file("/dev/full", "text"); }) ==
        "filesystem error: cannot write: No space left on device [/dev/full]");
}

TEST_CASE("a file that cannot be written is reported with the path that the user gave") {
  const Folder folder;
  write_file(folder.path / "plain", "not a folder");
  const std::string plain = (folder.path / "plain").string();
  CHECK(message_of([&] { write_file(folder.path / "missing/out.csv", "x"); }) ==
        "filesystem error: cannot write: No such file or directory [" + folder.path.string() + "/missing/out.csv]");
  CHECK(message_of([&] { write_file(folder.path / "plain/out.csv", "x"); }) ==
        "filesystem error: cannot write: Not a directory [" + plain + "/out.csv]");
  CHECK(message_of([&] { write_file(folder.path, "x"); }) ==
        "filesystem error: cannot write: Is a directory [" + folder.path.string() + "]");
  CHECK(read(folder.path / "plain") == "not a folder");
  CHECK(folder.names() == std::set<std::string>{"plain"});
}

TEST_CASE("a set of files makes its folder") {
  const Folder folder;
  write_files(folder.path / "new/results", {{"a.csv", "a"}, {"b.csv", "b"}});
  CHECK(read(folder.path / "new/results/a.csv") == "a");
  CHECK(read(folder.path / "new/results/b.csv") == "b");
  write_files(folder.path / "new/results", {{"b.csv", "b2"}, {"c.csv", "c"}});
  CHECK(read(folder.path / "new/results/a.csv") == "a");
  CHECK(read(folder.path / "new/results/b.csv") == "b2");
  CHECK(read(folder.path / "new/results/c.csv") == "c");
  CHECK(std::distance(fs::directory_iterator(folder.path / "new/results"), {}) == 3);
}

TEST_CASE("a set of which one file cannot be written leaves all the old ones, and no others") {
  const Folder folder;
  write_files(folder.path, {{"a.csv", "old a"}, {"c.csv", "old c"}});
  fs::create_directory(folder.path / "taken");
  for (const std::string impossible : {"taken", "missing/b.csv"}) {
    CHECK_THROWS_AS(
        write_files(folder.path, {{"a.csv", "new a"}, {"b.csv", "new b"}, {impossible, "x"}, {"c.csv", "new c"}}),
        fs::filesystem_error);
    CHECK(read(folder.path / "a.csv") == "old a");
    CHECK(read(folder.path / "c.csv") == "old c");
    CHECK(folder.names() == std::set<std::string>{"a.csv", "c.csv", "taken"});
  }
}

TEST_CASE("a set whose folder cannot be made is reported with that folder") {
  const Folder folder;
  write_file(folder.path / "plain", "not a folder");
  const std::string message = message_of([&] { write_files(folder.path / "plain/results", {{"a.csv", "a"}}); });
  CHECK(message.find("Not a directory [" + (folder.path / "plain/results").string() + "]") != std::string::npos);
  CHECK(read(folder.path / "plain") == "not a folder");
}
