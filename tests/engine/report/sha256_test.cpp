#include "engine/report/sha256.h"

#include <fstream>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace formatie;
namespace fs = std::filesystem;

TEST_CASE("hashes are those of the standard") {
  // source: FIPS 180-2, appendix B; the first is of nothing at all.
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("the hash of a file is that of its bytes, however many") {
  std::string name = (fs::temp_directory_path() / "sha256_test_XXXXXX").string();
  const int file = ::mkstemp(name.data());
  REQUIRE(file >= 0);
  ::close(file);
  for (const std::size_t size : {0u, 3u, 65536u, 65537u, 200000u}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * i);
    std::ofstream(name, std::ios::binary) << bytes;
    CHECK(sha256_of_file(name) == sha256(bytes));
  }
  fs::remove(name);
}

TEST_CASE("a file that cannot be read is reported with its path") {
  const auto message_of = [](const fs::path& path) -> std::string {
    try {
      return sha256_of_file(path);
    } catch (const fs::filesystem_error& error) {
      return error.what();
    }
  };
  CHECK(message_of("/dev/null/base.yaml") == "filesystem error: cannot read: Not a directory [/dev/null/base.yaml]");
  CHECK(message_of("no/such/file") == "filesystem error: cannot read: No such file or directory [no/such/file]");
  CHECK(message_of(fs::temp_directory_path()) ==
        "filesystem error: cannot read: Is a directory [" + fs::temp_directory_path().string() + "]");
}
