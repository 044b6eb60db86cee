#include "driver/core/ids.h"

#include "driver/core/error.h"
#include "driver/core/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::core;
namespace data = boost::unit_test::data;

namespace {

/// Hands out the given numbers, over and over.
class Given final : public Random {
public:
    explicit Given(std::vector<std::uint64_t> numbers) : numbers_(std::move(numbers)) {}
    std::uint64_t next() override { return numbers_[used_++ % numbers_.size()]; }
    std::size_t used_ = 0;

private:
    std::vector<std::uint64_t> numbers_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ids)

BOOST_AUTO_TEST_CASE(a_guid_is_made_of_all_random_bits_but_version_and_variant) {
    Given zeros({0});
    BOOST_TEST(newGuid(zeros) == "00000000-0000-4000-8000-000000000000");
    Given ones({~0ULL});
    BOOST_TEST(newGuid(ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
    Given mixed({0x0123456789abcdefULL, 0xfedcba9876543210ULL});
    BOOST_TEST(newGuid(mixed) == "01234567-89ab-4def-bedc-ba9876543210");
}

BOOST_AUTO_TEST_CASE(an_order_id_is_its_lane_and_24_random_characters) {
    SystemRandom random;
    const OrderId id = newOrderId("TILL42", random);
    BOOST_TEST(id.text().size() == 31U);
    BOOST_TEST(id.text().substr(0, 7) == "TILL42-");
    BOOST_TEST(id.text().find_first_not_of("0123456789bcdfghjklmnpqrstvwxyz", 7) ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_longest_order_id_is_one_that_mobilepay_takes) {
    SystemRandom random;
    const OrderId id = newOrderId("ABCDEFghi9", random);
    BOOST_TEST(id.text().size() == 35U);
    BOOST_CHECK_NO_THROW(requireMobilePayText("orderId", id.text()));
}

BOOST_AUTO_TEST_CASE(bits_that_name_no_character_are_drawn_again) {
    // Twelve times 31, of which no character is made, then twelve times 0.
    Given random({~0ULL, 0});
    BOOST_TEST(newOrderId("A", random).text() == "A-000000000000000000000000");
    BOOST_TEST(random.used_ == 4U);
}

BOOST_DATA_TEST_CASE(a_lane_prefix_that_breaks_the_rule_is_named,
                     data::make({"", "ABCDEFGHIJK", "A-B", "A B", "\xC3\x85", "a_b"}), prefix) {
    SystemRandom random;
    BOOST_CHECK_EXCEPTION(
        (void)newOrderId(prefix, random), ConfigurationError, [&](const Fault& fault) {
            return std::string(fault.what()).find("'" + std::string(prefix) + "'") !=
                   std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(ids_do_not_repeat_and_use_their_whole_alphabet) {
    SystemRandom random;
    std::set<std::string> guids;
    std::set<std::string> orders;
    std::map<char, int> uses;
    for (int i = 0; i < 2000; ++i) {
        guids.insert(newGuid(random));
        const std::string order = newOrderId("L1", random).text();
        orders.insert(order);
        for (const char c : order.substr(3))
            ++uses[c];
    }
    BOOST_TEST(guids.size() == 2000U);
    BOOST_TEST(orders.size() == 2000U);
    BOOST_TEST(uses.size() == 31U);
    for (const auto& [character, count] : uses) {
        // 48,000 characters over 31: about 1548 each, standard deviation 39.
        BOOST_TEST(count > 1250, "'" << character << "' came " << count << " times");
        BOOST_TEST(count < 1850, "'" << character << "' came " << count << " times");
    }
}

BOOST_AUTO_TEST_CASE(an_id_knows_its_kind_and_orders_by_its_text) {
    static_assert(!std::is_convertible_v<OrderId, PaymentId>);
    static_assert(!std::is_convertible_v<std::string, OrderId>);
    BOOST_CHECK(OrderId().empty());
    BOOST_CHECK(OrderId("a") < OrderId("b"));
    BOOST_CHECK(OrderId("a") == OrderId("a"));
    const std::unordered_set<OrderId> set{OrderId("a"), OrderId("a"), OrderId("b")};
    BOOST_TEST(set.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
