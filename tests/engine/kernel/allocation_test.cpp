// Counts every allocation of this executable while a window runs: there may be none.

#include <atomic>
#include <cstdlib>
#include <new>

#include <doctest/doctest.h>

#include "tests/engine/kernel/club.h"

namespace {

std::atomic<bool> counting = false;
std::atomic<std::size_t> allocations = 0;

void* take(std::size_t size, std::size_t alignment = 0) {
  if (counting) ++allocations;
  void* const place = alignment == 0 ? std::malloc(size == 0 ? 1 : size)
                                     : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (place == nullptr) throw std::bad_alloc();
  return place;
}

}  // namespace

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return take(size, std::size_t(alignment)); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return take(size, std::size_t(alignment)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void operator delete(void* place) noexcept { std::free(place); }
void operator delete[](void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }

using namespace formatie;
using namespace formatie::club;

namespace {

const Time begin = Time::from_date(2025, 1, 1);
constexpr int months = 12;
constexpr std::uint32_t people = 2 * Simulation<Club>::chunk_size + 5000;

/// Everything that the kernel does: known dates, opportunities, people who go.
void make_busy(Setting& s) {
  s.dated("jubilee", {{in, in}}, [](Club& club, MemberId who, Moment& moment) {
    mark(club, who, moment, 3);
    club.members[who].date += 200 * 24 * 60;
  });
  s.thinned("change", {{in, in}}, always(2.0));
  s.thinned("leave", {{in, gone}}, always(0.3), become(gone));
  s.ready({0, 2.0, 0.4});
  s.club.members.reserve(people);
}

/// One replication, window by window; returns the allocations inside windows.
std::size_t allocations_of(Setting& s, std::uint32_t replication, Parallel& parallel) {
  s.club.luck_.replication = replication;
  s.club.members.clear();
  for (std::uint32_t number = 0; number < people; ++number)
    s.enter(number, begin, begin.plus_years(-40), in, begin.plus_months(2));
  allocations = 0;
  for (int month = 1; month <= months; ++month) {
    const Time end = begin.plus_months(month);
    counting = true;
    s.simulation.run_window(s.club, end, parallel);
    counting = false;
  }
  CHECK(s.club.members.count() < people - 5000);
  return allocations;
}

}  // namespace

TEST_CASE("the counter of allocations counts") {
  allocations = 0;
  counting = true;
  auto number = std::make_unique<int>(5);
  auto member = std::make_unique<Member>();
  counting = false;
  CHECK(allocations == 2);
}

TEST_CASE("after the first replication nothing is allocated inside a window") {
  Setting s(false);
  make_busy(s);
  Parallel serial;
  allocations_of(s, 0, serial);
  CHECK(allocations_of(s, 0, serial) == 0);
  CHECK(allocations_of(s, 1, serial) <= 2);  // its largest month may ask for more room for those who leave
  CHECK(allocations_of(s, 2, serial) <= 2);
}

TEST_CASE("after the first replication nothing is allocated inside a window that runs on lanes") {
  Setting s(false);
  make_busy(s);
  Shuffled lanes(3);
  allocations_of(s, 0, lanes);
  CHECK(allocations_of(s, 0, lanes) == 0);
}
