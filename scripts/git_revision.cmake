# Writes `header` with the git revision of the folder `source`, only when it differs from what is there.
set(revision unknown)
if(EXISTS ${source}/.git)
  execute_process(COMMAND git describe --always --dirty --abbrev=12 --exclude=* WORKING_DIRECTORY ${source}
                  OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
  if(status EQUAL 0)
    set(revision ${answer})
  endif()
endif()
file(CONFIGURE OUTPUT ${header} CONTENT [[
#pragma once

inline constexpr const char* git_revision = "@revision@";
]] @ONLY)
