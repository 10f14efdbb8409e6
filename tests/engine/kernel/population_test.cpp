#include "engine/kernel/population.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

struct Member {
  Agent agent;
  int age = 0;
};

Member member(std::uint32_t number, Situation situation = 0) {
  Member result;
  result.agent.identity = Identity::of(1, 0, number);
  result.agent.situation = situation;
  result.age = static_cast<int>(number);
  return result;
}

std::vector<std::uint32_t> present(const Population<Member>& people) {
  std::vector<std::uint32_t> numbers;
  people.for_each([&](Id<Member> who, const Member& person) {
    CHECK(&people[who] == &person);
    numbers.push_back(person.agent.identity.number());
  });
  return numbers;
}

}  // namespace

TEST_CASE("a person gets the next row, and an empty moment") {
  Population<Member> people;
  CHECK(people.rows() == 0);
  const auto first = people.add(member(10));
  const auto second = people.add(member(11));
  CHECK(first.index() == 0);
  CHECK(second.index() == 1);
  CHECK(people.count() == 2);
  CHECK(people[second].age == 11);
  CHECK(people.next()[1] == Time::never().minutes());
}

TEST_CASE("the row of somebody who left goes to the next who comes") {
  Population<Member> people;
  for (std::uint32_t i = 0; i < 4; ++i) people.add(member(i));
  people.next()[1] = 5;
  people.remove(Id<Member>(1));
  CHECK(people.count() == 3);
  CHECK(people.rows() == 4);
  CHECK(people.next()[1] == Time::never().minutes());
  CHECK(present(people) == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(people.add(member(9)).index() == 1);
  CHECK(people.rows() == 4);
  CHECK(present(people) == std::vector<std::uint32_t>{0, 9, 2, 3});
  CHECK(people.add(member(12)).index() == 4);
}

TEST_CASE("a population counts who came and who left since it was assigned") {
  Population<Member> people;
  people.add(member(1));
  people.add(member(2));
  people.remove(Id<Member>(0));
  people.add(member(3));
  CHECK(people.added() == 3);
  CHECK(people.removed() == 1);
  CHECK(people.count() == 2);
  people.assign({member(1), member(2), member(3)});
  CHECK(people.added() == 3);
  CHECK(people.removed() == 0);
}

TEST_CASE("a population that is assigned anew has no free rows and no moments left of before") {
  Population<Member> people;
  people.reserve(8);
  for (std::uint32_t i = 0; i < 5; ++i) people.add(member(i));
  people.next()[2] = 7;
  people.remove(Id<Member>(0));
  const std::vector<Member> start = {member(20), member(21), member(22)};
  people.assign(start);
  CHECK(people.rows() == 3);
  CHECK(people.count() == 3);
  CHECK(people.next()[2] == Time::never().minutes());
  CHECK(present(people) == std::vector<std::uint32_t>{20, 21, 22});
  CHECK(people.add(member(30)).index() == 3);
  people.clear();
  CHECK(people.rows() == 0);
  CHECK(people.count() == 0);
  CHECK(people.add(member(40)).index() == 0);
}

TEST_CASE("room that was reserved is kept when a population starts again") {
  Population<Member> people;
  people.reserve(1000);
  people.add(member(0));
  const Member* const place = people.people();
  people.clear();
  for (std::uint32_t i = 0; i < 1000; ++i) people.add(member(i));
  CHECK(people.people() == place);
}

TEST_CASE("an agent belongs to nobody's situation until it is given one") {
  const Agent agent;
  CHECK(agent.situation == gone);
  CHECK(agent.draws == 0);
  CHECK(agent.opportunity == Time::never().minutes());
  CHECK(agent.due == Time::never().minutes());
}
