#include "engine/agents/journal.h"

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/agents/meadow.h"

using namespace formatie;
using namespace formatie::meadow;

namespace {

Time day_of(int month, int day = 1) { return Time::from_date(2020, month, day); }

/// A meadow with two bees, and a journal of one or of all.
struct Notebook {
  explicit Notebook(std::optional<std::uint64_t> person = std::nullopt)
      : journal(
            person, barriers, [](const Meadow&, const Bee& b) { return "of hive " + std::to_string(b.hive); },
            [](const Meadow&, const Bee& b) { return b.agent.situation == away ? "away" : "inside"; }, text) {
    caps.freeze();
    world.begin({contents.catalogue(), caps, contents.counters, steps, {1, 0}, day_of(1), 1, nullptr, false});
    first = world.enter(bee(0, 5, day_of(1)));
    second = world.enter(bee(1, 6, day_of(1)));
  }
  std::string written() {
    const std::string all = text.str();
    text.str("");
    return all;
  }
  static std::string number(std::uint16_t hive, std::uint32_t bee) {
    return std::to_string(Identity::of(hive, 2020, bee).value());
  }
  std::vector<Barrier> barriers = {{day_of(4), {}}, {day_of(7), {}}};
  std::vector<Time> steps = {day_of(1)};
  Dimension hives{"hive", {"oak", "lime"}};
  Contents contents{hives};
  Caps caps{2, 2, {0}};
  Meadow world;
  BeeId first, second;
  std::ostringstream text;
  Journal<Meadow> journal;
};

/// Without the blanks that align columns.
std::string narrow(const std::string& text) {
  std::string result;
  for (const char c : text)
    if (c != ' ' || (!result.empty() && result.back() != ' ' && result.back() != '\n')) result += c;
  return result;
}

}  // namespace

TEST_CASE("lines wait for the end of the window, and stand in the order of time") {
  Notebook n;
  n.journal.happened(day_of(3, 5), "flight", n.world, n.second);
  n.journal.happened(day_of(2, 1), "flight", n.world, n.first);  // the kernel goes person by person
  CHECK(n.written().empty());
  n.world.person(n.first).agent.situation = away;
  n.journal.happened(day_of(4, 2), "homecoming", n.world, n.first);
  CHECK(narrow(n.written()) == "2020-02-01 " + Notebook::number(0, 5) + " flight inside\n" + "2020-03-05 " +
                                   Notebook::number(1, 6) + " flight inside\n");
  n.journal.write();
  CHECK(narrow(n.written()) == "2020-04-02 " + Notebook::number(0, 5) + " homecoming away\n");
}

TEST_CASE("of one person there is an introduction first, once, and no line of anybody else") {
  Notebook n(Identity::of(1, 2020, 6).value());
  n.journal.look(n.world);
  n.journal.happened(day_of(2), "flight", n.world, n.first);
  n.journal.happened(day_of(3), "flight", n.world, n.second);
  n.journal.look(n.world);
  n.journal.write();
  CHECK(narrow(n.written()) == "person " + Notebook::number(1, 6) + ": of hive 1\n" + "2020-03-01 " +
                                   Notebook::number(1, 6) + " flight inside\n");
}

TEST_CASE("who has gone is gone, whatever he was") {
  Notebook n;
  n.world.person(n.first).agent.situation = gone;
  n.journal.happened(day_of(2), "death", n.world, n.first);
  n.journal.write();
  CHECK(narrow(n.written()) == "2020-02-01 " + Notebook::number(0, 5) + " death gone\n");
}
