#include "tests/unit/readme.h"

#include "installer/ctl/exit_code.h"

BOOST_AUTO_TEST_CASE(the_exit_codes_in_the_readme_are_those_of_the_program) {
    checkReadme("exit codes", mobilepay::ctl::exitCodesMarkdown());
}
