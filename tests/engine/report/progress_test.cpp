#include "engine/report/progress.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <thread>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>
#include <sys/ioctl.h>

using namespace formatie;

namespace {

// A terminal of our own: what is written to `screen()` can be read back.
class Terminal {
 public:
  explicit Terminal(unsigned short columns) : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK)) {
    REQUIRE(master_ >= 0);
    REQUIRE(::grantpt(master_) == 0);
    REQUIRE(::unlockpt(master_) == 0);
    screen_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY);
    REQUIRE(screen_ >= 0);
    const winsize size{24, columns, 0, 0};
    REQUIRE(::ioctl(screen_, TIOCSWINSZ, &size) == 0);
  }
  ~Terminal() {
    ::close(screen_);
    ::close(master_);
  }
  int screen() const { return screen_; }
  std::string written() const {
    std::string text;
    char block[4096];
    for (ssize_t n = 0; (n = ::read(master_, block, sizeof block)) > 0;)
      text.append(block, static_cast<std::size_t>(n));
    return text;
  }

 private:
  int master_;
  int screen_ = -1;
};

// What TERM is while this lives.
class TermVariable {
 public:
  explicit TermVariable(const char* value) {
    if (const char* old = std::getenv("TERM")) old_ = old;
    ::setenv("TERM", value, 1);
  }
  ~TermVariable() { old_ ? ::setenv("TERM", old_->c_str(), 1) : ::unsetenv("TERM"); }

 private:
  std::optional<std::string> old_;
};

}  // namespace

TEST_CASE("a progress line shows a bar, the count, the share and the time left") {
  CHECK(progress_line(0, 100, 0, 60) == "[-------------------]    0/100    0%");
  CHECK(progress_line(40, 100, 100, 60) == "[#######------------]   40/100   40%  about 3 min left");
  CHECK(progress_line(100, 100, 7, 60) == "[###################]  100/100  100%  about 0 s left");
  CHECK(progress_line(99, 100, 7, 60) == "[##################-]   99/100   99%  about 1 s left");
}

TEST_CASE("the time left supposes that the rest goes as fast as what is done") {
  const auto left = [](std::size_t done, std::size_t total, double seconds) {
    const std::string line = progress_line(done, total, seconds, 40);
    return line.substr(line.find("about"));
  };
  CHECK(left(1, 4, 10) == "about 30 s left");
  CHECK(left(1, 2, 59.5) == "about 60 s left");
  CHECK(left(1, 2, 61) == "about 2 min left");
  CHECK(left(1, 10, 600) == "about 1 h 30 min left");
  CHECK(left(1, 2, 49 * 3600) == "about 3 days left");
}

TEST_CASE("a line never takes more columns than there are, and loses the bar first") {
  CHECK(progress_line(40, 100, 100, 40) == " 40/100   40%  about 3 min left");
  CHECK(progress_line(40, 100, 100, 20) == " 40/100   40%");
  CHECK(progress_line(40, 100, 100, 5) == " 40/1");
  for (std::size_t width = 0; width < 200; ++width) {
    CHECK(progress_line(399, 400, 90000, width).size() <= width);
    CHECK(progress_line(1, 4000000, 9e9, width).size() <= width);
  }
}

TEST_CASE("a line survives more than all being done, and nothing to do") {
  CHECK(progress_line(5, 4, 10, 20) == "4/4  100%");
  CHECK(progress_line(0, 0, 0, 20) == "0/0  100%");
}

TEST_CASE("nothing is written to a pipe") {
  const TermVariable term("xterm");
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  {
    Progress progress(10, ends[1]);
    CHECK_FALSE(progress.is_shown());
    for (int i = 0; i < 10; ++i) progress.advance();
  }
  ::close(ends[1]);
  char byte = 0;
  CHECK(::read(ends[0], &byte, 1) == 0);
  ::close(ends[0]);
}

TEST_CASE("nothing is written to a terminal that cannot go back on a line") {
  const TermVariable term("dumb");
  const Terminal terminal(80);
  Progress(10, terminal.screen()).advance(10);
  CHECK(terminal.written().empty());
}

TEST_CASE("on a terminal the line is drawn at once, as wide as the terminal, and cleared at the end") {
  const TermVariable term("xterm");
  const Terminal terminal(41);
  {
    Progress progress(100, terminal.screen());
    CHECK(progress.is_shown());
    CHECK(terminal.written() == "\r" + progress_line(0, 100, 0, 40) + "\033[K");
    progress.finish();
    CHECK(terminal.written() == "\r\033[K");
    CHECK_FALSE(progress.is_shown());
    progress.advance(100);
  }
  CHECK(terminal.written().empty());
}

TEST_CASE("a line is redrawn with what all threads have done, at most ten times a second") {
  const TermVariable term("xterm");
  const Terminal terminal(30);
  std::atomic<int> milliseconds = 5;
  const auto now = [&] { return Progress::Clock::time_point(std::chrono::milliseconds(milliseconds)); };
  std::string written;
  {
    Progress progress(1'000'000, terminal.screen(), now);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int k = 0; k < 50'000; ++k) progress.advance();
      });
    }
    for (auto& thread : threads) thread.join();
    milliseconds += 99;
    progress.advance();  // not yet
    milliseconds += 1;
    progress.advance(99'999);
    milliseconds += 100;
    progress.reach(350'000, 400'000);
    milliseconds += 100;
    progress.reach(349'999, 400'000);  // overtaken by the one above
    written = terminal.written();
  }
  CHECK(written.find(" 300000/1000000   30%") != std::string::npos);
  CHECK(written.find("350000/400000   87%") != std::string::npos);
  CHECK(written.find("349999") == std::string::npos);
  CHECK(std::count(written.begin(), written.end(), '\r') == 4);  // the empty bar, and three times after 0.1 s
}
