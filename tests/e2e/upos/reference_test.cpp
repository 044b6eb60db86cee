// What a till keeps of a sale is enough to void it: here, in training, and on another machine.
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace result = unifiedpos::result;

namespace {

constexpr std::int64_t price = 350000;

struct Fixture {
    test::ServerSide server;
};

std::string sell(Till& till, Property kept) {
    const auto status = till.sale(1, price);
    BOOST_TEST_REQUIRE(status.ok(), status.text);
    return till.text(kept);
}

Status voidSale(Till& till, const std::string& reference) {
    BOOST_TEST(till.set(Property::additionalSecurityInformation, reference).ok());
    return till.authorize(Method::authorizeVoid, 2, price);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(references, Fixture)

BOOST_AUTO_TEST_CASE(each_text_of_a_sale_voids_it_live_and_in_training) {
    Till cat(Category::cat, server.settings("TEXTS"));
    cat.enabled();
    for (const bool training : {false, true}) {
        BOOST_TEST(cat.set(Property::trainingMode, training ? 1 : 0).ok());
        for (const auto kept : {Property::slipNumber, Property::additionalSecurityInformation,
                                Property::transactionNumber}) {
            const auto status = voidSale(cat, sell(cat, kept));
            BOOST_TEST(status.ok(), rowOf(kept).name << ": " << status.text);
            BOOST_TEST(cat.currency(Property::settledAmount) == price);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_other_world_is_refused) {
    Till cat(Category::cat, server.settings("WORLDS"));
    cat.enabled();
    const auto real = sell(cat, Property::slipNumber);
    BOOST_TEST(cat.set(Property::trainingMode, 1).ok());
    BOOST_TEST(voidSale(cat, real).extended == unifiedpos::detail::training);
    const auto lesson = sell(cat, Property::slipNumber);
    BOOST_TEST(cat.set(Property::trainingMode, 0).ok());
    BOOST_TEST(voidSale(cat, lesson).extended == unifiedpos::detail::training);
}

BOOST_AUTO_TEST_CASE(a_slip_voids_on_a_lane_that_has_never_seen_the_sale) {
    Till first(Category::cat, server.settings("FIRST"));
    Till second(Category::cat, server.settings("SECOND"));
    first.enabled();
    second.enabled();
    const auto slip = sell(first, Property::slipNumber);
    const auto status = voidSale(second, slip);
    BOOST_TEST(status.ok(), status.text);
    BOOST_TEST(voidSale(first, slip).resultCode != result::success);
}

// Its journal knows the payment by the first refund only, which is no original.
BOOST_AUTO_TEST_CASE(a_service_desk_refunds_in_parts_what_another_lane_sold) {
    Till lane(Category::cat, server.settings("SHOP"));
    Till desk(Category::cat, server.settings("DESK"));
    lane.enabled();
    desk.enabled();
    for (const auto kept : {Property::transactionNumber, Property::slipNumber}) {
        const auto reference = sell(lane, kept);
        for (const std::int64_t part : {price / 5, price / 5, 3 * price / 5}) {
            BOOST_TEST(desk.set(Property::additionalSecurityInformation, reference).ok());
            const auto status = desk.authorize(Method::authorizeRefund, 7, part);
            BOOST_TEST(status.ok(), status.text);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
