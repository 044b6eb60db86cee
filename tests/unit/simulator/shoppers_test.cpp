// Scripted shoppers, the user simulation, check-in and what is known of a shopper.
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using Ms = core::Milliseconds;

std::string user(const Till& till, const std::string& phone) {
    return R"({"beaconId":")" + till.beacon + R"(","phoneNumber":")" + phone + "\"}";
}

void script(Till& till, const std::string& json) {
    BOOST_REQUIRE_EQUAL(till.control("POST", "shopper", json).status, 200);
}

std::string restricted(const Till& till, const std::string& restriction) {
    return till.paymentJson("1", R"(,"restrictions":{")" + restriction + R"(":true})");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scripted_shoppers)

BOOST_AUTO_TEST_CASE(without_a_script_the_shopper_approves_after_300_ms) {
    Till till;
    script(till, R"({"deed":"approve"})");
    const std::string id = till.payment();
    till.wait(Ms{99});
    BOOST_TEST(till.stateOf(id) == "Initiated");
    till.wait(Ms{1});
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{199});
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{1});
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(what_happens_between_two_calls_happens_at_its_time) {
    Till till;
    script(till, R"({"deed":"approve"})");
    till.payment();
    till.wait(std::chrono::seconds{10});
    const Reply ledger = till.control("GET", "ledger");
    const auto& history = ledger.body.find("payments")->items[0].find("history")->items;
    BOOST_REQUIRE_EQUAL(history.size(), 3U);
    const auto created = core::fromIso8601(history[0].find("at")->text);
    BOOST_TEST((core::fromIso8601(history[1].find("at")->text) - created == Ms{100}));
    BOOST_TEST((core::fromIso8601(history[2].find("at")->text) - created == Ms{300}));
}

BOOST_AUTO_TEST_CASE(one_who_declines_cancels) {
    Till till;
    script(till, R"({"deed":"decline","checkInAfterMs":0,"answerAfterMs":50})");
    const std::string id = till.payment();
    till.wait(Ms{50});
    BOOST_TEST(till.stateOf(id) == "CancelledByUser");
}

BOOST_AUTO_TEST_CASE(one_who_walks_away_leaves_it_to_mobilepay) {
    Till till;
    script(till, R"({"deed":"walk-away"})");
    const std::string id = till.payment();
    till.wait(std::chrono::minutes{5});
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{100});
    BOOST_TEST(till.stateOf(id) == "CancelledByMobilePay");
}

BOOST_AUTO_TEST_CASE(one_who_is_absent_never_comes) {
    Till till;
    const std::string id = till.payment();
    till.wait(std::chrono::minutes{4});
    BOOST_TEST(till.stateOf(id) == "Initiated");
}

BOOST_AUTO_TEST_CASE(one_who_dawdles_answers_late) {
    Till till;
    script(till, R"({"deed":"approve","checkInAfterMs":1000,"answerAfterMs":60000})");
    const std::string id = till.payment();
    till.wait(Ms{60999});
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{1});
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(one_can_approve_at_the_last_millisecond) {
    Till till;
    script(till, R"({"deed":"approve","checkInAfterMs":0,"lastMoment":true})");
    const std::string id = till.payment();
    till.wait(std::chrono::minutes{5} - Ms{2});
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{1});
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(a_cancel_before_the_answer_wins) {
    Till till;
    script(till, R"({"deed":"approve"})");
    const std::string id = till.payment();
    till.wait(Ms{250});
    till.post("/payments/" + id + "/cancel");
    till.wait(Ms{1000});
    BOOST_TEST(till.stateOf(id) == "CancelledByClient");
}

BOOST_AUTO_TEST_CASE(a_script_can_be_for_one_point_of_sale) {
    Till till;
    script(till, R"({"deed":"decline","posId":")" + till.posId + "\"}");
    const std::string declined = till.payment();
    till.posId = till.pointOfSale();
    const std::string alone = till.payment();
    till.wait(Ms{1000});
    BOOST_TEST(till.stateOf(declined) == "CancelledByUser");
    BOOST_TEST(till.stateOf(alone) == "Initiated");
}

BOOST_AUTO_TEST_CASE(a_script_can_be_for_so_many_payments) {
    Till till;
    script(till, R"({"deed":"decline","times":1,"merchantPosId":"till-1"})");
    script(till, R"({"deed":"approve"})");
    const std::string first = till.payment();
    till.wait(Ms{1000});
    const std::string second = till.payment();
    till.wait(Ms{1000});
    BOOST_TEST(till.stateOf(first) == "CancelledByUser");
    BOOST_TEST(till.stateOf(second) == "Reserved");
}

BOOST_AUTO_TEST_CASE(a_scripted_shopper_can_check_in_before_any_payment) {
    Till till;
    script(till, R"({"deed":"approve","checkInFirst":true,"posId":")" + till.posId + "\"}");
    BOOST_TEST(
        till.get("/pointofsales/" + till.posId + "/checkin").body.find("isUserCheckedIn")->truth);
    const std::string id = till.payment();
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
    till.wait(Ms{200});
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(a_scripted_shopper_is_paired_with_a_prepared_payment_and_answers_when_ready) {
    Till till;
    script(till, R"({"deed":"approve"})");
    const std::string id = till.create(
        "/payments/prepare", R"({"posId":")" + till.posId + R"(","orderId":"o"})")["paymentId"];
    till.wait(Ms{100});
    BOOST_TEST(till.stateOf(id) == "Paired");
    till.wait(Ms{1000});
    till.post("/payments/" + id + "/ready",
              R"({"amount":1,"currencyCode":"DKK","plannedCaptureDelay":"None"})");
    till.wait(Ms{200});
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(one_whose_card_is_disallowed_declines) {
    for (const std::string phone : {"+4520031801", "+4520031802"}) {
        Till till;
        script(till, R"({"deed":"approve","phoneNumber":")" + phone + "\"}");
        const std::string id =
            till.create("/payments", restricted(till, "debitCardDisallowed"))["paymentId"];
        till.wait(Ms{300});
        BOOST_TEST(till.stateOf(id) == (phone.back() == '2' ? "CancelledByUser" : "Reserved"));
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_script_is_refused) {
    Till till;
    for (const std::string bad :
         {R"({})", R"({"deed":"faint"})", R"({"deed":"approve","phoneNumber":"+4511111111"})",
          R"({"deed":"approve","answerAfterMs":-1})", R"({"deed":"approve","answerAfterMs":1.5})",
          R"({"deed":"approve","mood":"bad"})"})
        BOOST_TEST(till.control("POST", "shopper", bad).status == 400);
    BOOST_TEST(
        till.control("POST", "shopper", R"({"deed":"approve","merchantPosId":"x"})").status == 409);
    BOOST_TEST(
        till.control("POST", "shopper", R"({"deed":"approve","checkInFirst":true})").status == 500);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(user_simulation)

BOOST_AUTO_TEST_CASE(a_checked_in_shopper_is_seen_and_gone_when_the_payment_is_over) {
    Till till;
    const std::string path = "/pointofsales/" + till.posId + "/checkin";
    BOOST_TEST(!till.get(path).body.find("isUserCheckedIn")->truth);
    till.checkIn();
    const Reply there = till.get(path);
    BOOST_TEST(there.body.find("isUserCheckedIn")->truth);
    BOOST_TEST(there["pollDelayInMs"] == "1000");
    // tests/security searches for what begins so.
    BOOST_TEST(there["customerToken"].starts_with("c0ffee0000"));
    till.payment();
    till.accept();
    BOOST_TEST(!till.get(path).body.find("isUserCheckedIn")->truth);
}

BOOST_AUTO_TEST_CASE(a_shopper_to_whom_no_payment_comes_leaves_after_five_minutes) {
    Till till;
    till.checkIn();
    till.wait(std::chrono::minutes{5});
    BOOST_TEST(
        !till.get("/pointofsales/" + till.posId + "/checkin").body.find("isUserCheckedIn")->truth);
}

BOOST_AUTO_TEST_CASE(loyalty_ids_are_missing_until_they_were_looked_up) {
    Till till;
    const std::string id = till.paymentIn(PaymentState::issuedToUser, "+4520031804");
    const std::string checkIn = "/pointofsales/" + till.posId + "/checkin";
    for (const std::string& path : {"/payments/" + id, checkIn}) {
        const Reply early = till.get(path);
        BOOST_TEST(early.has("customerToken"));
        BOOST_TEST(!early.has("loyaltyIds"));
        BOOST_TEST(!early.has("customerReceiptToken"));
    }
    till.wait(Ms{150});
    for (const std::string& path : {"/payments/" + id, checkIn}) {
        const Reply late = till.get(path);
        BOOST_REQUIRE(late.has("loyaltyIds"));
        BOOST_TEST(late.body.find("loyaltyIds")->items.size() == 1U);
        BOOST_TEST(!late["customerReceiptToken"].empty());
    }
}

BOOST_AUTO_TEST_CASE(a_shopper_without_loyalty_has_an_empty_list_and_an_empty_receipt_token) {
    Till till;
    const std::string id = till.paymentIn(PaymentState::reserved);
    till.wait(Ms{150});
    const Reply payment = till.get("/payments/" + id);
    BOOST_REQUIRE(payment.has("loyaltyIds"));
    BOOST_TEST(payment.body.find("loyaltyIds")->items.empty());
    BOOST_TEST(payment.has("customerReceiptToken"));
    BOOST_TEST(payment["customerReceiptToken"].empty());
}

BOOST_AUTO_TEST_CASE(a_point_of_sale_can_keep_strangers_out_until_a_payment_exists) {
    Till till;
    till.posId = till.pointOfSale(danishStore, R"(,"requirePaymentBeforeCheckin":true)");
    till.beacon = till.get("/pointofsales/" + till.posId)["beaconId"];
    BOOST_TEST(till.app("checkin", user(till, "+4520031801")).status == 500);
    const std::string id = till.payment();
    till.checkIn();
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
}

BOOST_AUTO_TEST_CASE(only_the_one_who_was_asked_can_accept) {
    Till till;
    const std::string id = till.paymentIn(PaymentState::issuedToUser);
    BOOST_TEST(till.app("acceptpayment", user(till, "+4520031802")).status == 500);
    BOOST_TEST(till.app("checkin", user(till, "+4520031802")).status == 500);
    till.accept();
    BOOST_TEST(till.stateOf(id) == "Reserved");
}

BOOST_AUTO_TEST_CASE(a_disallowed_card_cannot_accept_and_the_payment_waits) {
    Till till;
    const std::string id =
        till.create("/payments", restricted(till, "creditCardDisallowed"))["paymentId"];
    till.checkIn();
    BOOST_TEST(till.app("acceptpayment", user(till, "+4520031801")).status == 500);
    BOOST_TEST(till.stateOf(id) == "IssuedToUser");
}

BOOST_AUTO_TEST_CASE(unknown_beacons_and_phones_and_bad_bodies_are_500) {
    Till till;
    BOOST_TEST(till.app("checkin", user(till, "+4511111111")).status == 500);
    till.beacon = nowhere;
    BOOST_TEST(till.app("checkin", user(till, "+4520031801")).status == 500);
    BOOST_TEST(till.app("acceptpayment", user(till, "+4520031801")).status == 500);
    BOOST_TEST(till.app("cancelpaymentbyuser", R"({"beaconId":"x"})").status == 500);
    BOOST_TEST(till.app("checkin", R"({"beaconId":"x"})").status == 500);
    BOOST_TEST(till.app("dance", "{}").status == 404);
    BOOST_TEST(till.send(bare("GET", "/pos/app/usersimulation/checkin", {}, "")).status == 405);
}

BOOST_AUTO_TEST_CASE(a_bad_token_is_401_here_too) {
    Till till;
    rest::HttpRequest request = bare("POST", "/pos/app/usersimulation/checkin", {}, "{}");
    request.headers = {{"Authorization", "Bearer nothing"}};
    BOOST_TEST(till.send(request).status == 401);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
