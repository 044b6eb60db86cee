// What a device keeps with its lane's journal outlives the device.
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;

namespace {

struct Fixture {
    test::ServerSide server;
};

std::string statistics(Till& till, const std::string& names) {
    std::vector<Value> buffer{names};
    BOOST_TEST(till.device().call(Method::retrieveStatistics, buffer).ok());
    return std::get<std::string>(buffer.front());
}

bool holds(const std::string& xml, const std::string& name, const std::string& value) {
    return xml.find("<Name>" + name + "</Name><Value>" + value + "</Value>") != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_with_the_lane, Fixture)

BOOST_AUTO_TEST_CASE(statistics_go_on_where_they_were_each_category_for_itself) {
    {
        Till cat(Category::cat, server.settings("COUNTS"));
        cat.enabled();
        BOOST_TEST(cat.sale(1).ok());
        BOOST_TEST(cat.sale(2).ok());
        BOOST_TEST(cat.call(Method::updateStatistics, {std::string("HoursPoweredCount=41")}).ok());
    }
    {
        Till value(Category::electronicValueRw, server.settings("COUNTS"));
        value.enabled();
        BOOST_TEST(holds(statistics(value, ""), "ApprovedSaleCount", "0"));
    }
    Till cat(Category::cat, server.settings("COUNTS"));
    cat.enabled();
    BOOST_TEST(cat.sale(3).ok());
    BOOST_TEST(holds(statistics(cat, ""), "ApprovedSaleCount", "3"));
    BOOST_TEST(holds(statistics(cat, "U_"), "HoursPoweredCount", "41"));
}

BOOST_AUTO_TEST_CASE(a_locked_terminal_stays_locked_for_whoever_opens_it) {
    {
        Till cat(Category::cat, server.settings("LOCKED"));
        cat.enabled();
        BOOST_TEST(cat.call(Method::lockTerminal).ok());
    }
    {
        Till value(Category::electronicValueRw, server.settings("LOCKED"));
        value.enabled();
        BOOST_TEST(value.device().setCurrency(32901, 485000).ok());
        BOOST_TEST(value.call(Method::subtractValue, {2, 10000}).extended ==
                   unifiedpos::detail::terminalLocked);
        BOOST_TEST(value.call(Method::unlockTerminal).ok());
    }
    Till cat(Category::cat, server.settings("LOCKED"));
    cat.enabled();
    BOOST_TEST(cat.sale().ok());
}

BOOST_AUTO_TEST_SUITE_END()
