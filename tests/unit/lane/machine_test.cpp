#include "driver/lane/machine.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;

BOOST_AUTO_TEST_SUITE(machine)

BOOST_AUTO_TEST_CASE(a_machine_without_an_identity_is_told_what_that_means) {
    BOOST_TEST(lane::troubleWith("unknown").find("machine-id") != std::string::npos);
    BOOST_TEST(lane::troubleWith("0123456789abcdef0123456789abcdef").empty());
}

BOOST_AUTO_TEST_CASE(an_identity_is_the_same_every_time_and_is_not_the_systems_own) {
    BOOST_TEST(lane::machineIdentity() == lane::machineIdentity());
    BOOST_TEST(lane::machineIdentity() != lane::systemIdentity());
    // What comes of a digest that OpenSSL does not find.
    BOOST_TEST(lane::machineIdentity() != std::string(32, '0'));
}

BOOST_AUTO_TEST_SUITE_END()
