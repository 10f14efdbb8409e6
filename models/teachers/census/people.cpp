#include "models/teachers/census/people.h"

#include <algorithm>

namespace formatie::teachers {

template <class Label>
People::By People::by(const Split& split, Label label) {
  const std::size_t labels = split.size();
  return {&split, [labels, label](const Labour& world, std::size_t sector, const Person* const* people,
                                  std::size_t size, std::int32_t* sizes) {
            std::int32_t* const own = sizes + sector * labels * (full_time + 1);
            for (std::size_t i = 0; i < size; ++i)
              if (const std::size_t which = label(world, *people[i]); which < labels)
                ++own[which * (full_time + 1) + people[i]->size];
          }};
}

People::People(Contents& contents) : sector_(contents.splits.sector) {
  const Splits& splits = contents.splits;
  // One line a split. Those of all measures of people at work.
  by_.push_back(by(splits.region, [](const Labour& w, const Person& p) -> std::size_t {
    return w.structure().region_of_post[p.post.index()];
  }));
  by_.push_back(by(splits.kind, [](const Labour& w, const Person& p) -> std::size_t { return w.school(p.post).kind; }));
  subject_ = by_.size();
  by_.push_back(by(splits.subject, [](const Labour& w, const Person& p) -> std::size_t {
    return w.post(p.post).subject;  // no_subject is beyond all labels
  }));
  by_.push_back(by(splits.sex, [](const Labour&, const Person& p) -> std::size_t { return p.woman ? 0 : 1; }));
  age_ = by_.size();
  by_.push_back(by(splits.age, [](const Labour& w, const Person& p) { return w.age_band(p, w.now()); }));
  for (auto& one : by_)
    for (auto* table : {&one.persons, &one.fte, &one.up_to_08}) *table = Tally({&sector_, one.split});
  before_ = Tally({&sector_, &splits.age});
  add_measures(contents);
}

void People::add_measures(Contents& contents) {
  std::vector<const Split*> splits = {&sector_};
  for (const auto& one : by_) splits.push_back(one.split);
  std::sort(splits.begin() + 1, splits.end(), [](const Split* a, const Split* b) { return a->at < b->at; });
  using Headline = MeasureDefinition::Headline;
  contents.measures.add(
      {.measure = {"teachers", "persons", "leraren", "teachers",
                   "personen met een baan als leraar, zij-instromers in opleiding inbegrepen",
                   "persons with a teaching job, second-career teachers in training included", 0, Better::higher},
       .by = splits,
       .value = [this](const Cell& cell) { return persons(cell); }});
  contents.measures.add({.measure = {"employment", "fte", "werkgelegenheid", "employment", "aanstellingen van leraren",
                                     "contracts of teachers", 0, Better::higher},
                         .by = splits,
                         .value = [this](const Cell& cell) { return fte(cell); },
                         .headline = Headline::outer});
  contents.measures.add({.measure = {"contract_size", "fte per person", "aanstellingsomvang", "contract size",
                                     "werkgelegenheid per leraar", "employment per teacher", 3},
                         .by = splits,
                         .value = [this](const Cell& cell) { return fte(cell) / persons(cell); },
                         .headline = Headline::outer});
  contents.measures.add({.measure = {"share_up_to_08", "%", "aandeel tot en met 0,8 fte", "share up to 0.8 fte",
                                     "leraren met een aanstelling van hoogstens 0,8 fte",
                                     "teachers with a contract of at most 0.8 fte", 1},
                         .by = splits,
                         .value = [this](const Cell& cell) { return 100 * up_to_08(cell) / persons(cell); }});
  contents.measures.add({.measure = {"teachers_up_to_08", "persons", "leraren tot en met 0,8 fte",
                                     "teachers up to 0.8 fte", "personen met een aanstelling van hoogstens 0,8 fte",
                                     "persons with a contract of at most 0.8 fte", 0},
                         .by = splits,
                         .value = [this](const Cell& cell) { return up_to_08(cell); }});
}

void People::begin(Labour&) { by_[age_].persons.clear(); }

void People::begin_count(const Labour&) {
  before_ = by_[age_].persons;
  for (auto& one : by_) {
    one.sizes.assign(sector_.size() * one.split->size() * (full_time + 1), 0);
  }
}

void People::count(const Labour& world, Situation situation, const Person* const* people, std::size_t size) {
  for (auto& one : by_) one.add(world, sector_of(situation), people, size, one.sizes.data());
}

void People::before_measures(const Labour&) {
  for (auto& one : by_) finish(one);
}

/// Sums over contract sizes.
void People::finish(By& by) {
  const std::size_t labels = by.split->size();
  for (std::size_t sector = 0; sector < sector_.size(); ++sector)
    for (std::size_t label = 0; label < labels; ++label) {
      std::int64_t heads = 0, sizes = 0, up_to = 0;
      for (int size = 0; size <= full_time; ++size) {
        const std::int64_t n = by.sizes[(sector * labels + label) * (full_time + 1) + static_cast<std::size_t>(size)];
        heads += n;
        sizes += n * size;
        if (size * 10 <= full_time * 8) up_to += n;
      }
      by.persons.at(sector, label) = static_cast<double>(heads);
      by.fte.at(sector, label) = static_cast<double>(sizes) * fte_per_size;
      by.up_to_08.at(sector, label) = static_cast<double>(up_to);
    }
}

const People::By& People::of(const Cell& cell) const {
  for (const auto& one : by_)
    if (cell[*one.split]) return one;
  return by_.front();
}

void add_people(Contents& contents) { contents.add<People>(contents); }

}  // namespace formatie::teachers
