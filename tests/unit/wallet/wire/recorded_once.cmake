# cmake -DFOLDER=… -P recorded_once.cmake
# A wire that was recorded for a Major.Minor stays as it is: fails when git knows of a change to a
# record, committed or not. A new wire is a new file under a new Minor.
find_program(git git)
set(shallow true)
if(git)
  execute_process(COMMAND ${git} rev-parse --is-shallow-repository
    WORKING_DIRECTORY ${FOLDER} OUTPUT_VARIABLE shallow OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND ${git} log --diff-filter=MD --name-only --format= -- "*.txt"
    WORKING_DIRECTORY ${FOLDER} OUTPUT_VARIABLE committed RESULT_VARIABLE failed ERROR_QUIET)
  execute_process(COMMAND ${git} diff --diff-filter=MD --name-only HEAD -- "*.txt"
    WORKING_DIRECTORY ${FOLDER} OUTPUT_VARIABLE pending ERROR_QUIET)
endif()
if(NOT git OR NOT failed EQUAL 0)
  message("skipped: no git history here")
  return()
endif()
string(STRIP "${committed}${pending}" changed)
if(NOT changed AND NOT shallow STREQUAL "false")
  message("skipped: this clone has a part of the history only (git fetch --unshallow)")
  return()
endif()
if(changed)
  message(FATAL_ERROR "changed after it was recorded: ${changed}\n"
    "Put it back, raise Minor in the top CMakeLists.txt and record the new wire beside it.")
endif()
