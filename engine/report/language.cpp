#include "engine/report/language.h"

namespace formatie {

std::optional<Language> language_named(std::string_view code) {
  if (code == "nl") return Language::nl;
  if (code == "en") return Language::en;
  return std::nullopt;
}

std::string_view language_code(Language language) { return language == Language::nl ? "nl" : "en"; }

}  // namespace formatie
