// Secrets and what identifies a shopper are planted at a till with everything logged; afterwards
// they are searched for in all that a till, a technician or a thief of files can read.
#include "tests/e2e/upos/server_side.h"
#include "tests/security/readable.h"
#include "tests/unit/temp_folder.h"
#include "tests/unit/upos/till.h"

#include <cstdlib>

#include <Poco/Environment.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using security::folderOf;
using security::Readable;
using security::with;
using test::Till;
namespace data = boost::unit_test::data;

namespace {

constexpr const char* wrongSecret = "canary-of-a-wrong-secret";

}  // namespace

BOOST_AUTO_TEST_SUITE(canaries_planted)

BOOST_DATA_TEST_CASE(nothing_of_them_is_left_where_somebody_can_read,
                     data::make({"CANARYCAT", "CANARYEV"}), lane) {
    const bool isCat = std::string_view(lane) == "CANARYCAT";
    const auto category = isCat ? Category::cat : Category::electronicValueRw;
    test::ServerSide server;
    Readable readable;
    const auto settings = with(server.settings(lane), "log.level", "trace");
    {
        Till till(category, settings);
        till.enabled();
        server.tell("shopper", R"({"deed":"approve","checkInAfterMs":0,"answerAfterMs":0,)"
                               R"("phoneNumber":"+4520031804"})");
        for (const char* deed : {"approve", "decline"}) {
            server.tell("shopper", std::string(R"({"deed":")") + deed +
                                       R"(","checkInAfterMs":0,"answerAfterMs":0,)" +
                                       R"("phoneNumber":"+4520031804"})");
            readable.add("status", till.sale().text);
            readable.addProperties(till, category);
        }
        server.tell("faults", R"({"kind":"malformed","method":"POST","path":"*/payments"})");
        readable.add("status", till.sale(2).text);
        readable.addProperties(till, category);
        server.goAway();
        readable.add("status", till.sale(3).text);
        readable.addProperties(till, category);
        readable.addFolder(folderOf(settings));
    }
    readable.addFolder(folderOf(settings));
    BOOST_TEST(readable.bytes() > 10'000U);  // the trace was on
    // Answers that tell who pays were among it, masked.
    const auto log = std::filesystem::path(folderOf(settings)) / (std::string(lane) + ".log");
    BOOST_TEST(TempFolder::read(log).find("  < ***") != std::string::npos);
    readable.search({});
}

BOOST_AUTO_TEST_CASE(credentials_that_the_server_refuses_are_not_repeated_to_anybody) {
    test::ServerSide server;
    Poco::Environment::set("MOBILEPAY_CANARY_SECRET", wrongSecret);
    const auto settings = with(with(server.settings("CANARYBAD"), "log.level", "trace"),
                               "client.secret", "env:MOBILEPAY_CANARY_SECRET");
    Readable readable;
    Till till(Category::cat, settings);
    till.enabled();
    const auto status = till.sale();
    BOOST_TEST(!status.ok());
    readable.add("status", status.text);
    readable.addProperties(till, Category::cat);
    readable.addFolder(folderOf(settings));
    readable.search({wrongSecret});
}

BOOST_AUTO_TEST_SUITE_END()
