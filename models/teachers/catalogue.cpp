#include "models/teachers/catalogue.h"

namespace formatie::teachers {

// Routes: what can happen to a person. One file each in routes/.
std::unique_ptr<Route> make_graduation(const Shared&);
std::unique_ptr<Route> make_zij_instroom_qualification(const Shared&);
std::unique_ptr<Route> make_state_pension(const Shared&);
std::unique_ptr<Route> make_full_time_response(const Shared&);
std::unique_ptr<Route> make_recovery(const Shared&);
std::unique_ptr<Route> make_benefit_end(const Shared&);
std::unique_ptr<Route> make_study_dropout(const Shared&);
std::unique_ptr<Route> make_zij_instroom_dropout(const Shared&);
std::unique_ptr<Route> make_resignation(const Shared&);
std::unique_ptr<Route> make_retirement(const Shared&);
std::unique_ptr<Route> make_death(const Shared&);
std::unique_ptr<Route> make_sector_switch(const Shared&);
std::unique_ptr<Route> make_school_move(const Shared&);
std::unique_ptr<Route> make_relocation(const Shared&);
std::unique_ptr<Route> make_contract_size(const Shared&);
std::unique_ptr<Route> make_return_to_teaching(const Shared&);
std::unique_ptr<Route> make_giving_up(const Shared&);
std::unique_ptr<Route> make_falling_sick(const Shared&);
std::unique_ptr<Route> make_promotion(const Shared&);
std::unique_ptr<Route> make_stepping_back(const Shared&);
std::unique_ptr<Route> make_leader_exit(const Shared&);
std::unique_ptr<Route> make_return_from_benefit(const Shared&);
std::unique_ptr<Route> make_assistant_exit(const Shared&);

// Rules: what happens to nobody in particular. One file each in rules/.
std::unique_ptr<Event> make_bonus_payment(const Shared&);
std::unique_ptr<Event> make_funds_payment(const Shared&);
std::unique_ptr<Event> make_census(const Shared&);
std::unique_ptr<Event> make_indicators(const Shared&);
std::unique_ptr<Event> make_school_year(const Shared&);
std::unique_ptr<Event> make_layoffs(const Shared&);
std::unique_ptr<Event> make_requalification(const Shared&);
std::unique_ptr<Event> make_guidance_hours(const Shared&);
std::unique_ptr<Event> make_coping(const Shared&);
std::unique_ptr<Event> make_bounds(const Shared&);
std::unique_ptr<Event> make_assistants_year(const Shared&);
std::unique_ptr<Event> make_enrolment(const Shared&);
std::unique_ptr<Event> make_zij_instroom_intake(const Shared&);
std::unique_ptr<Event> make_hiring_round(const Shared&);

Catalogue<Labour> make_catalogue(const Shared& shared) {
  Catalogue<Labour> catalogue;
  for (const auto make :
       // Known dates first: the luck of a date is keyed by its number, of which there are sixteen.
       {make_graduation,    make_zij_instroom_qualification,
        make_state_pension, make_full_time_response,
        make_recovery,      make_benefit_end,
        make_study_dropout, make_zij_instroom_dropout,
        make_resignation,   make_retirement,
        make_death,         make_sector_switch,
        make_school_move,   make_relocation,
        make_contract_size, make_return_to_teaching,
        make_giving_up,     make_falling_sick,
        make_promotion,     make_stepping_back,
        make_leader_exit,   make_return_from_benefit,
        make_assistant_exit})
    catalogue.processes.push_back(make(shared));
  // On one date: what was earned is paid, then people are counted, then schools and people act on it.
  for (const auto make : {make_bonus_payment, make_funds_payment, make_coping, make_bounds, make_census,
                          make_indicators, make_school_year, make_layoffs, make_requalification, make_guidance_hours,
                          make_assistants_year, make_enrolment, make_zij_instroom_intake, make_hiring_round})
    catalogue.rules.push_back(make(shared));
  return catalogue;
}

std::vector<MeasureDefinition> make_measures(const Labels& labels) {
  std::vector<MeasureDefinition> list;
  add_workforce_measures(list);
  add_shortage_measures(list);
  add_flow_measures(list, labels);
  add_cost_measures(list);
  return list;
}

}  // namespace formatie::teachers
