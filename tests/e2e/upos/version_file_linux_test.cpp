// What a till may name as a file of firmware, and is none.
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <sys/stat.h>

#include <Poco/TemporaryFile.h>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;

BOOST_AUTO_TEST_SUITE(version_files)

BOOST_AUTO_TEST_CASE(a_pipe_is_no_version_file_and_holds_nobody_up) {
    test::ServerSide server;
    Till cat(Category::cat, server.settings("PIPE"));
    cat.enabled();
    const Poco::TemporaryFile pipe;
    BOOST_TEST_REQUIRE(::mkfifo(pipe.path().c_str(), 0600) == 0);
    const auto status = cat.call(Method::compareFirmwareVersion, {pipe.path(), std::int32_t{0}});
    BOOST_TEST(status.extended == unifiedpos::extended::firmwareBadFile);
}

BOOST_AUTO_TEST_SUITE_END()
