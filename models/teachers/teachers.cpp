// The table of contents of the model: all that it is made of.
#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Takes in what `add_PART` of the part's own file makes.
#define ADD(part)                        \
  do {                                   \
    void add_##part(Contents& contents); \
    add_##part(*this);                   \
  } while (false)

Contents::Contents(const Labels& all_labels)
    : labels(all_labels), splits(measures, all_labels, causes_), jobs(counters, splits) {
  // What parameters describe and others look at. A part stands behind those that it looks at.
  ADD(start);
  ADD(pupils);
  ADD(intake);
  ADD(money);
  ADD(sickness);
  ADD(benefits);
  ADD(qualifications);
  ADD(assistants);
  ADD(pension_age);
  ADD(zij_instroom);
  ADD(people);

  // What happens on dates. On one date in this order: what was earned is paid, then people are counted, then schools
  // and people act on it.
  ADD(pay);
  ADD(full_time_bonus);
  ADD(bonus_payment);
  ADD(workload_funds);
  ADD(funds_payment);
  ADD(coping);
  ADD(workload);
  ADD(bounds);
  ADD(census);
  ADD(indicators);
  ADD(school_year);
  ADD(layoffs);
  ADD(requalification);
  ADD(guidance);
  ADD(assistants_year);
  ADD(enrolment);
  ADD(tuition);
  ADD(zij_instroom_intake);
  ADD(hiring_round);

  // What can happen to a person; at one moment in this order. Known dates first: the luck of a date is keyed by its
  // number, of which there are sixteen.
  ADD(graduation);
  ADD(zij_instroom_qualification);
  ADD(state_pension);
  ADD(full_time_response);
  ADD(recovery);
  ADD(benefit_end);
  ADD(study_dropout);
  ADD(zij_instroom_dropout);
  ADD(resignation);
  ADD(retirement);
  ADD(death);
  ADD(sector_switch);
  ADD(school_move);
  ADD(relocation);
  ADD(contract_size);
  ADD(return_to_teaching);
  ADD(giving_up);
  ADD(falling_sick);
  ADD(promotion);
  ADD(stepping_back);
  ADD(leader_exit);
  ADD(return_from_benefit);
  ADD(assistant_exit);

  // What is counted on census days, beside what the parts above say themselves.
  ADD(posts);
  ADD(students);
  ADD(lessons);
  ADD(flows);
  ADD(starters);
  ADD(pabo_cohort);
  ADD(costs);
}

#undef ADD

Cause Contents::cause(const std::string& name, const std::string& nl, const std::string& en) {
  label_texts.push_back({"cause", name, nl, en});
  return static_cast<Cause>(causes_.add(name));
}

}  // namespace formatie::teachers
