#include <algorithm>
#include <array>
#include <cmath>

#include "models/teachers/guidance/guidance.h"
#include "models/teachers/training/qualifications.h"
#include "models/teachers/workload/workload.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// Each month open posts meet candidates.
///
/// First schools give extra hours to those of their teachers who want more. Then each candidate sees a few schools
/// within reach of home, large and near ones more often, and applies to them in the order seen; in each turn a school
/// takes, in the order of its own taste, as many applicants as its vacancies allow. Which schools somebody sees is
/// keyed by person and date, a school's taste by person and school, and nothing depends on the order of lists: one post
/// more or one candidate less moves only those whom it concerns.
class HiringRound final : public Rule {
 public:
  explicit HiringRound(const Contents& contents)
      : labels_(contents.labels),
        guidance_(contents.get<Guidance>()),
        workload_(contents.get<Workload>()),
        qualifications_(contents.get<Qualifications>()),
        looks_further_({&labels_.sector}) {}

  std::string_view name() const override { return "hiring_round"; }
  std::string_view meaning() const override { return "open posts meet candidates, every month"; }
  void fields(Fields& f) override {
    f.flag("active", active_, "whether there is a labour market at all; off for tests against a cohort projection");
    f.integer("schools_seen", schools_seen_, "schools", {1, 32}, "schools that a candidate sees in a month");
    f.integer("schools_seen_in_season", schools_seen_in_season_, "schools", {1, 32}, "the same from March to August");
    f.number("least_share", least_share_, "share", {0.05, 1},
             "a candidate gets the wanted hours if the vacancy has this part of them");
    f.dial("movers_look_further", looks_further_, "share", {0, 1},
           "teachers who look for another school in other regions too; the rest look in their own");
    f.number("taste_for_qualified", taste_for_qualified_, "share", {0, 1},
             "how far qualified candidates come before others");
    f.number("stand_in_share", stand_in_share_, "share", {0, 1},
             "candidates without a job who take a related subject in the last school that they see");
    f.number("workload_aversion", workload_aversion_, "share per point", {0, 5},
             "candidates who pass a school by, for each point of workload above the usual");
    f.number("disadvantage_aversion", disadvantage_aversion_, "per point", {0, 20},
             "1 / (1 + this x points) of the candidates take a school with so many points of disadvantage a pupil more "
             "than the mean");
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
  void act(Labour& world, Time now) override {
    if (!active_) return;
    extra_hours(world, now);
    candidates(world, now);
  }

 private:
  using Wish = Labour::Wish;

  /// What a round needs to know of a candidate, read once from the person.
  struct Candidate {
    PersonId who;
    std::uint32_t own_post;  ///< of a mover
    const AliasTable* schools;
    std::array<std::uint32_t, 4> words;   ///< luck of four turns
    std::uint32_t post;                   ///< seen in this turn
    std::uint8_t offset, desired, least;  ///< of the subject's post within a school; contract wanted, least accepted
    bool qualified;                       ///< for the sector
  };
  struct Application {
    std::uint32_t post;
    std::uint32_t rank;       ///< the school's taste: less is better
    std::uint32_t candidate;  ///< in the list of candidates, or of wishes
  };

  /// The lists of one thread, kept from round to round so that no memory is asked for.
  struct Lists {
    std::vector<Application> applications;
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> with_room;
  };
  static Lists& lists() {
    thread_local Lists lists;
    lists.applications.clear();
    return lists;
  }

  /// The subjects for which somebody of each subject can stand in, as cumulative shares.
  std::vector<std::vector<double>> stand_ins(std::size_t step) const {
    std::vector<std::vector<double>> result(labels_.subject.size());
    for (std::size_t own = 0; own < result.size(); ++own) {
      double sum = 0;
      for (std::size_t other = 0; other < labels_.subject.size(); ++other) {
        if (other != own) sum += qualifications_.fit.at(step, qualifications_.fit.cell(other, own));
        result[own].push_back(sum);
      }
      for (auto& share : result[own]) share = sum > 0 ? share / sum : 0;
    }
    return result;
  }

  /// Orders applications by post and taste; equal tastes (once in 2^32) go by identity.
  template <class Who>
  static void sort_applications(const Labour& world, std::vector<Application>& list, Who who) {
    std::sort(list.begin(), list.end(), [&](const Application& a, const Application& b) {
      if (a.post != b.post) return a.post < b.post;
      if (a.rank != b.rank) return a.rank < b.rank;
      return world.person(who(a)).agent.identity < world.person(who(b)).agent.identity;
    });
  }

  static std::uint32_t taste(const Labour& world, const Person& p, std::uint32_t post) {
    return random_block(world.luck(), purpose::preference, p.agent.identity, post)[0];
  }

  static void extra_hours(Labour& world, Time now) {
    auto& wishes = world.wishes();
    auto& list = lists().applications;
    const auto holds = [&](const Wish& wish) {
      const Person& p = world.person(wish.who);
      return p.wants_more && p.post == wish.post;
    };
    if (now.month() == 10) std::erase_if(wishes, [&](const Wish& wish) { return !holds(wish); });
    auto& with_room = lists().with_room;  // collected without a branch: few posts have room, and which is chance
    with_room.resize(wishes.size());
    std::size_t count = 0;
    for (std::uint32_t w = 0; w < wishes.size(); ++w) {
      with_room[count] = w;
      count += world.open(wishes[w].post) > 0;
    }
    with_room.resize(count);
    for (const std::uint32_t w : with_room) __builtin_prefetch(&world.person(wishes[w].who));
    for (const std::uint32_t w : with_room)
      if (holds(wishes[w]))
        list.push_back({wishes[w].post.index(), taste(world, world.person(wishes[w].who), wishes[w].post.index()), w});
    sort_applications(world, list, [&](const Application& a) { return wishes[a.candidate].who; });
    for (const auto& a : list) {
      const PersonId who = wishes[a.candidate].who;
      Person& p = world.person(who);
      const int room = world.open(p.post);
      if (room <= 0 || !p.wants_more) continue;
      if (p.desired > p.size) world.set_size(who, static_cast<Size>(p.size + std::min(room, p.desired - p.size)), 0);
      if (p.desired <= p.size) p.wants_more = false;
    }
  }

  void candidates(Labour& world, Time now) const {
    const bool season = now.month() >= 3 && now.month() <= 8;
    const int turns = season ? schools_seen_in_season_ : schools_seen_;
    const auto round = static_cast<std::uint32_t>(now.year() * 12 + now.month());
    auto& all = lists();
    auto& list = all.applications;
    auto& waiting = all.candidates;
    gather(world, round, waiting);
    const auto others = stand_in_share_ > 0 ? stand_ins(world.step()) : std::vector<std::vector<double>>();
    for (int turn = 0; turn < turns && !waiting.empty(); ++turn) {
      look_around(world, round, turn, waiting);
      if (turn + 1 == turns && stand_in_share_ > 0) look_beside_own_subject(world, waiting, others, round);
      apply(world, waiting, list);
      if (list.empty()) continue;
      sort_applications(world, list, [&](const Application& a) { return waiting[a.candidate].who; });
      take_on(world, list, waiting);
      std::erase_if(waiting, [](const Candidate& c) { return c.who.is_none(); });
    }
    keep_seeking(world, now, waiting);
  }

  /// Makes candidates of all who look for a job, or for another school, and have one to look at.
  void gather(Labour& world, std::uint32_t round, std::vector<Candidate>& waiting) const {
    const auto& st = world.structure();
    waiting.clear();
    bool allowed[qualification_kinds][8];
    for (int q = 0; q < qualification_kinds; ++q)
      for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
        allowed[q][sector] = qualifications_.allows(world.step(), static_cast<Qualification>(q), sector);

    // Somebody may stand in the list although he no longer looks, and twice.
    auto& seekers = world.seekers();
    std::sort(seekers.begin(), seekers.end());
    seekers.erase(std::unique(seekers.begin(), seekers.end()), seekers.end());
    for (std::size_t i = 0; i < seekers.size(); ++i) {
      if (i + 16 < seekers.size()) __builtin_prefetch(&world.person(seekers[i + 16]));
      const PersonId who = seekers[i];
      const Person& p = world.person(who);
      if (p.agent.situation == gone || !(p.state() == State::seeking || p.moving)) continue;
      const std::size_t sector = p.sector();
      const AliasTable* schools = &st.reach[sector][p.region];
      if (p.moving && !st.nearby[sector][p.region].empty() && !looks_further(world, p, sector, round))
        schools = &st.nearby[sector][p.region];
      if (schools->empty()) continue;
      const auto offset = static_cast<std::uint8_t>(labels_.with_subjects[sector] ? p.subject : 0);
      waiting.push_back({who,
                         p.moving ? p.post.index() : ~0u,
                         schools,
                         {},
                         0,
                         offset,
                         p.desired,
                         static_cast<std::uint8_t>(std::max(1, static_cast<int>(std::ceil(p.desired * least_share_)))),
                         !p.second_career && allowed[static_cast<std::size_t>(p.qualification)][sector]});
    }
  }

  /// The school that each candidate sees in a turn.
  static void look_around(const Labour& world, std::uint32_t round, int turn, std::vector<Candidate>& waiting) {
    if (turn % 4 == 0)
      for (auto& c : waiting)
        c.words = random_block(world.luck(), purpose::search, world.person(c.who).agent.identity, round,
                               static_cast<std::uint32_t>(turn) / 4);
    // Apart from the choice in `apply`: loads that do not wait for one another.
    for (auto& c : waiting) c.post = c.schools->draw(c.words[static_cast<std::size_t>(turn) % 4]) + c.offset;
  }

  /// Lists the candidates for whom the post that they see has room enough, and who do not pass the school by.
  void apply(const Labour& world, const std::vector<Candidate>& waiting, std::vector<Application>& list) const {
    const auto& st = world.structure();
    list.clear();
    for (std::uint32_t i = 0; i < waiting.size(); ++i) {
      const Candidate& c = waiting[i];
      if (c.post == c.own_post || world.open(PostId(c.post)) < c.least) continue;
      const Person& p = world.person(c.who);
      const auto luck = random_block(world.luck(), purpose::preference, p.agent.identity, c.post);
      const auto school = world.post(PostId(c.post)).school;
      const double workload = workload_.at(school).points;
      if (workload > 0 && to_uniform(luck[1]) < workload_aversion_ * workload) continue;
      if (to_uniform(luck[2]) * (1 + disadvantage_aversion_ * st.schools[school].disadvantage) >= 1) continue;
      std::uint32_t rank = luck[0];
      if (p.second_career || !c.qualified)
        rank = static_cast<std::uint32_t>(rank + (0xffffffffu - rank) * taste_for_qualified_);
      list.push_back({c.post, rank, i});
    }
  }

  /// Schools take applicants in the order of the list as far as their vacancies go; who is taken is none afterwards.
  void take_on(Labour& world, const std::vector<Application>& list, std::vector<Candidate>& waiting) const {
    for (const auto& a : list) {
      Candidate& c = waiting[a.candidate];
      if (world.open(PostId(a.post)) < c.least) continue;
      const bool begins = world.person(c.who).route < labels_.route.size() && !world.person(c.who).employed();
      world.hire(c.who, PostId(a.post), c.desired);
      world.person(c.who).qualified = c.qualified;
      if (begins) guidance_.guide(world, c.who);
      c.who = PersonId::none();
    }
  }

  /// Who has found nothing goes on in the next round.
  static void keep_seeking(Labour& world, Time now, const std::vector<Candidate>& waiting) {
    auto& seekers = world.seekers();
    seekers.clear();
    for (const auto& c : waiting) {
      Person& p = world.person(c.who);
      if (now.month() == 10) p.moving = false;  // who has found no other school by the autumn stays
      if (p.state() == State::seeking || p.moving) seekers.push_back(c.who);
    }
  }

  /// Some of those without a job take the post of a related subject in the school that they see; they are not qualified
  /// for it.
  void look_beside_own_subject(const Labour& world, std::vector<Candidate>& waiting,
                               const std::vector<std::vector<double>>& others, std::uint32_t round) const {
    for (auto& c : waiting) {
      const Person& p = world.person(c.who);
      const std::size_t sector = p.sector();
      if (!labels_.with_subjects[sector] || p.employed() || others[p.subject].back() <= 0) continue;
      const auto luck = random_block(world.luck(), purpose::search, p.agent.identity, round, 254);
      if (to_uniform(luck[0]) >= stand_in_share_) continue;
      c.post = c.post - c.offset + to_choice(to_uniform(luck[1]), others[p.subject]);
      c.qualified = false;
    }
  }

  bool looks_further(const Labour& world, const Person& p, std::size_t sector, std::uint32_t round) const {
    const auto block = random_block(world.luck(), purpose::search, p.agent.identity, round, 255);
    return to_uniform(block[0]) < looks_further_.at(world.step(), sector);
  }

  const Labels& labels_;
  Guidance& guidance_;
  const Workload& workload_;
  const Qualifications& qualifications_;
  bool active_ = true;
  int schools_seen_ = 1, schools_seen_in_season_ = 1;
  double least_share_ = 1;
  double taste_for_qualified_ = 0;
  double stand_in_share_ = 0;
  double workload_aversion_ = 0;
  double disadvantage_aversion_ = 0;
  Dial looks_further_;  // by sector; source: data/SOURCES.md, region_move.csv
};

}  // namespace

void add_hiring_round(Contents& contents) { contents.add<HiringRound>(contents); }

}  // namespace formatie::teachers
