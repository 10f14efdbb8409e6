#include <algorithm>

#include "models/teachers/census/people.h"
#include "models/teachers/market/pupils.h"

namespace formatie::teachers {
namespace {

/// Formation and what is open of it on a census day, by every split that posts have; fte.
class Posts final : public Part {
 public:
  explicit Posts(Contents& contents)
      : labels_(contents.labels),
        people_(contents.get<People>()),
        pupils_(contents.get<Pupils>()),
        splits_(contents.splits),
        hires_(contents.counted(contents.jobs.hires)),
        open_before_({&splits_.sector, &splits_.region}),
        open_at_start_(open_before_),
        big_cities_posts_({&splits_.sector}),
        big_cities_open_(big_cities_posts_) {
    for (const Split* split : {&splits_.region, &splits_.kind, &splits_.subject})
      by_.push_back({split, Tally({&splits_.sector, split}), Tally({&splits_.sector, split})});
    add_measures_of_posts(contents);
    add_measures_of_shortage(contents);
  }
  std::string_view name() const override { return "posts"; }

  void begin(Labour& world) override {
    world_ = &world;
    first_ = true;
  }
  void before_measures(const Labour& world) override {
    open_before_ = by_.front().open;
    for (auto& one : by_) one.posts.clear(), one.open.clear();
    big_cities_posts_.clear();
    big_cities_open_.clear();
    const auto& posts = world.structure().posts;
    for (std::uint32_t p = 0; p < posts.size(); ++p) {
      const Post& post = posts[p];
      const double demand = world.demand(PostId(p)) * fte_per_size;
      const double open = std::max(0, world.open(PostId(p))) * fte_per_size;
      add(by_[0], post.sector, post.region, demand, open);
      add(by_[1], post.sector, world.structure().schools[post.school].kind, demand, open);
      if (post.subject != no_subject) add(by_[2], post.sector, post.subject, demand, open);
      if (!labels_.g5[post.region]) continue;
      big_cities_posts_.at(post.sector) += demand;
      big_cities_open_.at(post.sector) += open;
    }
    if (first_) {
      open_at_start_ = by_.front().open;
      open_before_.clear();
    }
    first_ = false;
  }

 private:
  /// By sector and one other split.
  struct By {
    const Split* split;
    Tally posts, open;
  };
  static void add(By& by, std::size_t sector, std::size_t label, double demand, double open) {
    by.posts.at(sector, label) += demand;
    by.open.at(sector, label) += open;
  }
  const By& of(const Cell& cell) const {
    for (const auto& one : by_)
      if (cell[*one.split]) return one;
    return by_.front();
  }
  double posts(const Cell& cell) const { return of(cell).posts.sum(cell); }
  double open(const Cell& cell) const { return of(cell).open.sum(cell); }

  void add_measures_of_posts(Contents& contents) {
    const std::vector<const Split*> by = {&splits_.sector, &splits_.kind, &splits_.region, &splits_.subject};
    using Headline = MeasureDefinition::Headline;
    contents.measures.add(
        {.measure = {"posts", "fte", "formatie", "posts", "formatie: de leraren die scholen in dienst willen hebben",
                     "formation: the teachers whom schools want to employ", 0},
         .by = by,
         .value = [this](const Cell& cell) { return posts(cell); }});
    contents.measures.add(
        {.measure = {"unfilled_posts", "fte", "onvervulde formatie", "unfilled posts",
                     "formatieplaatsen die op de dag zelf open staan", "posts open on the day", 0, Better::lower},
         .by = by,
         .value = [this](const Cell& cell) { return open(cell); },
         .headline = Headline::outer});
    contents.measures.add({.measure = {"unfilled_share", "%", "aandeel onvervuld", "unfilled share",
                                       "formatie die op de dag open staat, als aandeel van alle formatie",
                                       "posts open on the day as a share of all posts", 1, Better::lower},
                           .by = by,
                           .value = [this](const Cell& cell) { return 100 * open(cell) / posts(cell); },
                           .headline = Headline::outer});
    contents.measures.add(
        {.measure = {"unfilled_share_big_cities", "%", "aandeel onvervuld, vijf grote steden",
                     "unfilled share, five big cities",
                     "hetzelfde in Amsterdam, Rotterdam, Den Haag, Utrecht en Almere samen",
                     "the same in Amsterdam, Rotterdam, The Hague, Utrecht and Almere together", 1, Better::lower},
         .by = {&splits_.sector},
         .value = [this](const Cell& cell) { return 100 * big_cities_open_.sum(cell) / big_cities_posts_.sum(cell); }});
  }
  void add_measures_of_shortage(Contents& contents) {
    contents.measures.add(
        {.measure = {"shortage_above_base", "fte", "tekort boven het basisjaar", "shortage above base",
                     "onvervulde formatie bovenop die bij het begin: wat de ramingen van 2019 en 2020 geven",
                     "unfilled posts on top of those at the start: what the forecasts of 2019 and 2020 state", 0,
                     Better::lower},
         .by = {&splits_.sector, &splits_.region},
         .value = [this](const Cell& cell) { return open(cell) - open_at_start_.sum(cell); }});
    contents.measures.add(
        {.measure = {"vacancy_intensity", "%", "vacature-intensiteit", "vacancy intensity",
                     "vacatures die in het jaar ontstonden (vervuld, of open bovenop een jaar eerder) per 100 leraren",
                     "vacancies that arose in the year (filled, or open on top of a year before) per 100 teachers", 1,
                     Better::lower},
         .by = {&splits_.sector},
         .value =
             [this](const Cell& cell) {
               const double mean_post = people_.fte(cell) / people_.persons(cell);
               const double more_open = open(cell) - open_before_.sum(cell);
               return 100 * (hires_(cell) + more_open / mean_post) / people_.persons(cell);
             },
         .flow = true});
    contents.measures.add(
        {.measure = {"shortfall_to_norm", "fte", "tekort tot de norm", "shortfall to the norm",
                     "leraren die de leerling-leraarratio van het begin vraagt, min wie er werkt",
                     "teachers that the pupil-teacher ratio of the start asks for, less those employed", 0,
                     Better::lower},
         .by = {&splits_.sector},
         .value = [this](const Cell& cell) { return norm(cell) - people_.fte(cell); }});
  }
  /// Teachers that the pupil-teacher ratio of the start asks for.
  double norm(const Cell& cell) const {
    const Structure& st = world_->structure();
    double sum = 0;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      if (cell[splits_.sector].value_or(sector) != sector) continue;
      double base = 0;
      for (const auto i : st.schools_of_sector[sector])
        for (std::uint32_t p = 0; p < st.schools[i].posts; ++p)
          base += st.base_demand[st.schools[i].first_post + p] * fte_per_size;
      sum += base * pupils_.number.at(world_->step(), sector) / st.pupils_at_start[sector];
    }
    return sum;
  }

  const Labels& labels_;
  const People& people_;
  const Pupils& pupils_;
  const Splits& splits_;
  std::function<double(const Cell&)> hires_;
  std::vector<By> by_;  // the first has all posts
  Tally open_before_, open_at_start_;
  Tally big_cities_posts_, big_cities_open_;
  const Labour* world_ = nullptr;
  bool first_ = true;
};

}  // namespace

void add_posts(Contents& contents) { contents.add<Posts>(contents); }

}  // namespace formatie::teachers
