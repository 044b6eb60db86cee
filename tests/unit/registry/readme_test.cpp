#include "tests/unit/readme.h"

#include "registry/settings_text.h"

BOOST_AUTO_TEST_CASE(the_settings_in_the_readme_are_those_of_the_program) {
    checkReadme("settings", mobilepay::registry::settingsMarkdown());
}
