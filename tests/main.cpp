// The main of every test executable; `--help` lists what doctest offers, `-tc="*word*"` runs the cases with a word.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
