#include "registry/small_file.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(small_files)

BOOST_AUTO_TEST_CASE(a_file_is_made_and_replaced_and_nothing_else_is_left) {
    const TempFolder folder;
    const auto file = folder.path() / "jpos.xml";
    registry::replaceFile(file, "one", "jpos.xml");
    BOOST_TEST(TempFolder::read(file) == "one");
    // what a power cut left of an earlier attempt
    (void)folder.write("jpos.xml.new", "half");
    registry::replaceFile(file, "two", "jpos.xml");
    BOOST_TEST(TempFolder::read(file) == "two");
    BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_file_in_a_folder_that_is_not_there_is_named) {
    const TempFolder folder;
    const auto file = folder.path() / "nowhere" / "jpos.xml";
    BOOST_CHECK_EXCEPTION(registry::replaceFile(file, "one", "jpos.xml"), core::ConfigurationError,
                          [&](const core::ConfigurationError& error) {
                              return std::string(error.what()).find("nowhere") != std::string::npos;
                          });
}

BOOST_AUTO_TEST_SUITE_END()
