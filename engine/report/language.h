#pragma once

#include <optional>
#include <string_view>

namespace formatie {

/// In which language a text is told: the engine has its own texts in these.
enum class Language { nl, en };

/// "nl" or "en".
std::optional<Language> language_named(std::string_view code);
std::string_view language_code(Language language);

}  // namespace formatie
