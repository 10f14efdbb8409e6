#include "engine/cli/output.h"

#include <ostream>
#include <system_error>

#include <doctest/doctest.h>

#include "tests/engine/cli/child.h"
#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("what is printed arrives, however long it is") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const std::string text(150'000, 'x');
  std::thread writer([&] {
    OutputBuffer buffer(ends[1]);
    std::ostream out(&buffer);
    out << "a" << text << 'b' << std::flush;
    ::close(ends[1]);
  });
  std::string read;
  char block[4096];
  for (ssize_t n = 0; (n = ::read(ends[0], block, sizeof block)) > 0;) read.append(block, static_cast<std::size_t>(n));
  writer.join();
  ::close(ends[0]);
  CHECK(read == "a" + text + "b");
}

TEST_CASE("a device that is full throws") {
  const int full = ::open("/dev/full", O_WRONLY);
  REQUIRE(full >= 0);
  OutputBuffer buffer(full);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);
  CHECK_THROWS_WITH_AS(out << "x" << std::flush, "cannot write to standard output: No space left on device",
                       std::system_error);
  ::close(full);
}

TEST_CASE("a full disk behind standard output fails with exit code 1") {
  const LampsFolder lamps;
  const auto said = run_child({"graph"}, {.output_file = "/dev/full"});
  CHECK(said.code == 1);
  CHECK(said.err == "lamps: cannot write to standard output: No space left on device\n");
}

TEST_CASE("a closed pipe ends the program quietly, and a study still writes its results") {
  const LampsFolder lamps;
  auto said =
      run_child({"replay", "lamps/better.yaml", "--set", "parameters.population.lamps=5000"}, {.close_pipe = true});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  said = run_child({"run", "lamps/better.yaml", "--threads", "1"}, {.close_pipe = true});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(std::filesystem::exists("out/better/summary.csv"));
  said =
      run_child({"run", "lamps/better.yaml", "--threads", "1", "--out", "partial"}, {.signals = 1, .close_pipe = true});
  CHECK(said.code == 130);
}
