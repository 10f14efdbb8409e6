#pragma once

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>

namespace formatie {

/// The test case that is the lamps program; it is skipped unless `run_child` asks for it.
inline constexpr const char* child_case = "the lamps program as a process of its own";

struct ChildOptions {
  int signals = 0;                    ///< how often it gets SIGINT in the first alternative of replication 2
  bool close_pipe = false;            ///< nobody reads its standard output
  const char* output_file = nullptr;  ///< standard output goes here
};

/// What a process of its own gave.
struct ChildSaid {
  int code;  ///< its exit code, or minus the number of the signal that ended it
  std::string out;
  std::string err;
};

/// Runs the lamps program in a process of its own, in the current folder: this test program, called anew.
inline ChildSaid run_child(const std::vector<std::string>& words, const ChildOptions& options = {}) {
  std::string joined;
  for (const auto& word : words) joined += word + "\n";
  const auto count = std::to_string(options.signals);
  const std::string filter = std::string("--test-case=") + child_case;

  int out[2], err[2];
  REQUIRE(::pipe(out) == 0);
  REQUIRE(::pipe(err) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGINT, SIG_DFL);
    ::setenv("LAMPS_WORDS", joined.c_str(), 1);
    ::setenv("LAMPS_SIGNALS", count.c_str(), 1);
    ::dup2(options.output_file != nullptr ? ::open(options.output_file, O_WRONLY) : out[1], 1);
    ::dup2(err[1], 2);
    for (const int end : {out[0], out[1], err[0], err[1]}) ::close(end);
    ::execl("/proc/self/exe", "test", "--no-skip", "--quiet", filter.c_str(), static_cast<char*>(nullptr));
    ::_exit(99);
  }
  ::close(out[1]);
  ::close(err[1]);
  if (options.close_pipe) ::close(out[0]);
  const auto read_all = [](int end, std::string& text) {
    char block[4096];
    for (ssize_t n = 0; (n = ::read(end, block, sizeof block)) > 0;) text.append(block, static_cast<std::size_t>(n));
    ::close(end);
  };
  ChildSaid said{};
  std::thread reader;
  if (!options.close_pipe) reader = std::thread(read_all, out[0], std::ref(said.out));
  read_all(err[0], said.err);
  if (reader.joinable()) reader.join();
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return said;
}

}  // namespace formatie
