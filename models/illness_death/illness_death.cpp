// The table of contents of the model: all that it is made of.
#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {

/// Takes in what `add_PART` of the part's own file makes.
#define ADD(part)                        \
  do {                                   \
    void add_##part(Contents& contents); \
    add_##part(*this);                   \
  } while (false)

Contents::Contents() {
  // With whom it begins, what is counted and when.
  ADD(start);
  ADD(persons);
  ADD(census);

  // What can happen to a patient; at one moment in this order.
  ADD(onset);
  ADD(recovery);
  ADD(progression);
  ADD(remission);
  ADD(death);
}

#undef ADD

}  // namespace formatie::illness_death
