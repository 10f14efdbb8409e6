#include <algorithm>
#include <cmath>

#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Each month open posts meet candidates.
///
/// First schools give extra hours to those of their teachers who want more. Then each candidate sees a few schools within
/// reach of home, large and near ones more often, and applies to them in the order seen; in each turn a school takes, in
/// the order of its own taste, as many applicants as its vacancies allow. Which schools somebody sees is keyed by person
/// and date, a school's taste by person and school, and nothing depends on the order of lists: one post more or one
/// candidate less moves only those whom it concerns.
class HiringRound final : public Event {
 public:
  explicit HiringRound(const Labels& labels) : labels_(labels), looks_further_({&labels.sector}) {}

  std::string_view name() const override { return "hiring_round"; }
  void fields(Fields& f) override {
    f.flag("active", active_, "whether there is a labour market at all; off for tests against a cohort projection");
    f.integer("schools_seen", schools_seen_, "schools", {1, 32}, "schools that a candidate sees in a month");
    f.integer("schools_seen_in_season", schools_seen_in_season_, "schools", {1, 32}, "the same from March to August");
    f.number("least_share", least_share_, "share", {0.05, 1}, "least part of the wanted hours with which a vacancy is accepted");
    f.dial("movers_look_further", looks_further_, "share", {0, 1},
           "teachers who look for another school in other regions too; the rest look in their own");
    f.number("taste_for_qualified", taste_for_qualified_, "share", {0, 1}, "how far qualified candidates come before others");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      arrows.push_back({situation_of(State::seeking, sector), situation_of(State::teaching, sector)});
      arrows.push_back({situation_of(State::seeking, sector), situation_of(State::in_training, sector)});
    }
    return arrows;
  }
  void act(Labour& world, Time now) const override {
    if (!active_) return;
    extra_hours(world);
    candidates(world, now);
  }

 private:
  struct Application {
    std::uint32_t post;
    std::uint32_t rank;  ///< the school's taste: less is better
    PersonId who;
  };

  /// Orders applications by post and taste; equal tastes (once in 2^32) go by identity.
  static void sort_applications(const Labour& world, std::vector<Application>& list) {
    std::sort(list.begin(), list.end(), [&](const Application& a, const Application& b) {
      if (a.post != b.post) return a.post < b.post;
      if (a.rank != b.rank) return a.rank < b.rank;
      return world.person(a.who).agent.identity < world.person(b.who).agent.identity;
    });
  }

  static std::uint32_t taste(const Labour& world, const Person& p, std::uint32_t school) {
    return random_block(world.luck(), purpose::preference, p.agent.identity, school)[0];
  }

  void extra_hours(Labour& world) const {
    auto& wishers = world.wishers();
    auto& list = applications(world);
    std::size_t kept = 0;
    for (const PersonId who : wishers) {
      Person& p = world.person(who);
      if (!p.wants_more) continue;  // has left the job since
      if (p.desired <= p.size) {
        p.wants_more = false;
        continue;
      }
      wishers[kept++] = who;
      if (world.open(p.post) > 0) list.push_back({p.post.index(), taste(world, p, p.post.index()), who});
    }
    wishers.resize(kept);
    sort_applications(world, list);
    for (const auto& a : list) {
      const Person& p = world.person(a.who);
      const int room = world.open(p.post);
      if (room > 0) world.set_size(a.who, static_cast<Size>(p.size + std::min(room, p.desired - p.size)), 0);
    }
  }

  void candidates(Labour& world, Time now) const {
    auto& seekers = world.seekers();
    // Somebody may stand in the list although he no longer looks, and twice.
    std::size_t kept = 0;
    std::sort(seekers.begin(), seekers.end());
    seekers.erase(std::unique(seekers.begin(), seekers.end()), seekers.end());
    for (const PersonId who : seekers) {
      const Person& p = world.person(who);
      const bool looks = (p.state() == State::seeking && p.agent.situation != gone) ||
                         (p.state() == State::teaching && p.agent.situation != gone && p.moving);
      if (looks) seekers[kept++] = who;
    }
    seekers.resize(kept);

    const auto& st = world.structure();
    const bool season = now.month() >= 3 && now.month() <= 8;
    const int turns = season ? schools_seen_in_season_ : schools_seen_;
    const auto round = static_cast<std::uint32_t>(now.year() * 12 + now.month());
    auto& list = applications(world);
    auto& waiting = world.round_waiting;
    waiting.assign(seekers.begin(), seekers.end());
    for (int turn = 0; turn < turns && !waiting.empty(); ++turn) {
      list.clear();
      for (const PersonId who : waiting) {
        const Person& p = world.person(who);
        // Four schools a block of luck.
        const auto block = random_block(world.luck(), purpose::search, p.agent.identity, round,
                                        static_cast<std::uint32_t>(turn) / 4);
        const std::size_t sector = p.sector();
        const AliasTable* table = &st.reach[sector][p.region];
        if (p.moving && !st.nearby[sector][p.region].empty() && stays_near(world, p, sector, round))
          table = &st.nearby[sector][p.region];
        if (table->empty()) continue;
        const School& school = st.schools[st.schools_of_sector[sector][table->draw(block[static_cast<std::size_t>(turn) % 4])]];
        const std::uint32_t post = school.first_post + (school.posts > 1 ? p.subject : 0);
        if (p.moving && post == p.post.index()) continue;
        if (world.open(PostId(post)) < std::max(1, static_cast<int>(std::ceil(p.desired * least_share_)))) continue;
        std::uint32_t rank = taste(world, p, post);
        if (p.second_career) rank = static_cast<std::uint32_t>(rank + (0xffffffffu - rank) * taste_for_qualified_);
        list.push_back({post, rank, who});
      }
      if (list.empty()) continue;
      sort_applications(world, list);
      for (const auto& a : list) {
        const Person& p = world.person(a.who);
        const int room = world.open(PostId(a.post));
        if (room < std::max(1, static_cast<int>(std::ceil(p.desired * least_share_)))) continue;
        world.hire(a.who, PostId(a.post), static_cast<Size>(std::min<int>(room, p.desired)));
      }
      waiting.erase(std::remove_if(waiting.begin(), waiting.end(),
                                   [&](PersonId who) {
                                     const Person& p = world.person(who);
                                     return p.employed() && !p.moving;
                                   }),
                    waiting.end());
    }
    if (now.month() == 10)  // who has found no other school by the autumn stays
      for (const PersonId who : waiting) world.person(who).moving = false;
    seekers.assign(waiting.begin(), waiting.end());
  }

  bool stays_near(const Labour& world, const Person& p, std::size_t sector, std::uint32_t round) const {
    const auto block = random_block(world.luck(), purpose::search, p.agent.identity, round, 255);
    return to_uniform(block[0]) >= looks_further_.at(world.step(), sector);
  }

  static std::vector<Application>& applications(Labour&) {
    // The list of one thread, kept from round to round so that no memory is asked for.
    thread_local std::vector<Application> list;
    list.clear();
    return list;
  }

  const Labels& labels_;
  bool active_ = true;
  int schools_seen_ = 1, schools_seen_in_season_ = 1;
  double least_share_ = 1;
  double taste_for_qualified_ = 0;
  Dial looks_further_;  // by sector; source: data/SOURCES.md, region_move.csv
};

}  // namespace

std::unique_ptr<Event> make_hiring_round(const Shared& shared) { return std::make_unique<HiringRound>(shared.labels); }

}  // namespace formatie::teachers
