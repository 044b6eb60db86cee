#include "driver/core/poll_delay.h"

#include <limits>

#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(poll_delays)

BOOST_AUTO_TEST_CASE(a_delay_above_zero_is_meant_up_to_an_hour) {
    BOOST_TEST((meantDelay(1ms) == 1ms));
    BOOST_TEST((meantDelay(60min) == 60min));
    BOOST_TEST((meantDelay(60min + 1ms) == 60min));
    BOOST_TEST((meantDelay(Milliseconds{std::numeric_limits<std::int32_t>::max()}) == 60min));
}

BOOST_AUTO_TEST_CASE(a_delay_that_is_not_above_zero_is_none) {
    BOOST_TEST(!meantDelay(std::nullopt).has_value());
    BOOST_TEST(!meantDelay(0ms).has_value());
    BOOST_TEST(!meantDelay(-5ms).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
