#include "include/mobilepay/direct_io.h"

#include "tests/unit/upos/till.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace result = unifiedpos::result;

namespace {

struct Reply {
    Status status;
    std::int32_t data;
    std::string text;
};

Reply ask(Till& till, std::int32_t command, std::int32_t data = 0, std::string text = "") {
    std::vector<Value> arguments{command, data, std::move(text)};
    auto status = till.device().call(Method::directIO, arguments);
    return {std::move(status), std::get<std::int32_t>(arguments.at(1)),
            std::get<std::string>(arguments.at(2))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(upos_direct_io)

BOOST_AUTO_TEST_CASE(the_qr_code_comes_as_text_and_as_an_image) {
    Till till;
    till.enabled();
    BOOST_TEST(ask(till, direct_io::qrText).text == "https://example.invalid/qr/159874625847569");
    const auto image = ask(till, direct_io::qrImage);
    if (image.status.ok()) {
        BOOST_TEST(image.text.starts_with("<svg "));
        BOOST_TEST(image.text.ends_with("</svg>"));
    } else {
        BOOST_TEST(image.status.text.find("no QR encoder") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(the_point_of_sale_is_told_in_fields) {
    Till till;
    till.enabled();
    BOOST_TEST(ask(till, direct_io::pointOfSale).text ==
               "id=7e0e2b1c;name=Till 7;merchantPosId=till 7;beacon=159874625847569;confirmed=1");
}

BOOST_AUTO_TEST_CASE(loyalty_ids_are_those_of_the_shopper_checked_in) {
    Till till;
    till.enabled();
    const auto reply = ask(till, direct_io::loyaltyIds);
    BOOST_TEST(reply.data == 2);
    BOOST_TEST(reply.text == "LOYALTY-1234567,OTHER");
    till.lane().checkInNobody();
    BOOST_TEST(ask(till, direct_io::loyaltyIds).data == 0);
}

BOOST_AUTO_TEST_CASE(the_last_transaction_is_a_row_of_the_journal) {
    Till till;
    till.claimed();
    BOOST_TEST(ask(till, direct_io::lastTransaction).data == 0);
    till.lane().knows(test::rowOf(lane::Operation::sale, "12.50", 3, "p1"));
    const auto reply = ask(till, direct_io::lastTransaction);
    BOOST_TEST(reply.data == 1);
    BOOST_TEST(reply.text ==
               "kind=sale;outcome=approved;amount=12.50;currency=DKK;reference=p1;order=TILL7-p1;"
               "sequence=3;time=2026-11-23T20:15:00.000Z;code=\r\n");
}

BOOST_AUTO_TEST_CASE(totals_come_by_kind_and_currency) {
    Till till;
    till.claimed();
    const auto reply = ask(till, direct_io::totals);
    BOOST_TEST(reply.data == 1);
    BOOST_TEST(reply.text == "kind=sale;currency=DKK;amount=123.45;count=2\r\n");
    BOOST_TEST(ask(till, direct_io::settledTotals).text ==
               "kind=refund;currency=DKK;amount=2.50;count=1\r\n");
}

BOOST_AUTO_TEST_CASE(what_asks_the_journal_needs_a_claim) {
    Till till;
    till.opened();
    for (const auto command :
         {direct_io::lastTransaction, direct_io::undelivered, direct_io::unresolved,
          direct_io::totals, direct_io::settledTotals, direct_io::qrText})
        BOOST_TEST(ask(till, command).status.resultCode == result::notClaimed);
    BOOST_TEST(ask(till, direct_io::label, 0, "Tak").status.ok());
}

BOOST_AUTO_TEST_CASE(wrong_values_and_unknown_commands_are_illegal) {
    Till till;
    till.enabled();
    BOOST_TEST(ask(till, 4711).status.resultCode == result::illegal);
    BOOST_TEST(ask(till, direct_io::restrictions, 4).status.resultCode == result::illegal);
    BOOST_TEST(ask(till, direct_io::captureDelay, 3).status.resultCode == result::illegal);
    BOOST_TEST(ask(till, direct_io::label, 0, std::string(37, 'x')).status.resultCode ==
               result::illegal);
    BOOST_TEST(ask(till, direct_io::label, 0, "").status.ok());
}

BOOST_AUTO_TEST_SUITE_END()
