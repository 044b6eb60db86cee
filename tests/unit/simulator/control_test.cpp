// The control API, the record, the ledger and the state over a restart.
#include "driver/core/error.h"
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

using Ms = core::Milliseconds;

Exchange call(Till& till, const std::string& method, const std::string& path,
              const std::string& body = "") {
    return till.handler.exchange(till.request(method, path, body), till.now);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(calls_are_counted_by_endpoint) {
    Till till;
    const std::string id = till.payment();
    call(till, "GET", "/payments/" + id);
    till.wait(Ms{1000});
    call(till, "GET", "/payments/" + id);
    call(till, "POST", "/payments/" + id + "/cancel");
    const auto& calls = till.handler.record().calls();
    BOOST_TEST(calls.at("GET /payments/{id}") == 2);
    BOOST_TEST(calls.at("POST /payments/{id}/cancel") == 1);
    BOOST_TEST(till.handler.record().earlyPolls().empty());
}

BOOST_AUTO_TEST_CASE(a_poll_before_its_time_is_noted_with_how_much_it_was_early) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    call(till, "GET", path);
    till.wait(Ms{999});
    call(till, "GET", path);
    till.wait(Ms{1000});
    call(till, "GET", path);
    const auto& early = till.handler.record().earlyPolls();
    BOOST_REQUIRE_EQUAL(early.size(), 1U);
    BOOST_TEST((early[0].early == Ms{1}));
    BOOST_TEST(early[0].path == "/pos/v10" + path);
}

BOOST_AUTO_TEST_CASE(refunds_and_check_ins_are_polls_too_and_lists_are_not) {
    Till till;
    const std::string refund = "/refunds/" + till.refundIn(RefundState::reserved);
    const std::string checkIn = "/pointofsales/" + till.posId + "/checkin";
    for (int i = 0; i < 2; ++i) {
        call(till, "GET", refund);
        call(till, "GET", checkIn);
        call(till, "GET", "/payments?posId=" + till.posId);
    }
    BOOST_TEST(till.handler.record().earlyPolls().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_look_after_a_changing_call_is_no_poll) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    call(till, "GET", path);
    call(till, "POST", path + "/capture", R"({"amount":12.50})");
    call(till, "GET", path);
    BOOST_TEST(till.handler.record().earlyPolls().empty());
}

BOOST_AUTO_TEST_CASE(a_delay_that_the_client_never_heard_of_does_not_bind_it) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    till.control("POST", "faults", R"({"kind":"drop-after"})");
    call(till, "GET", path);
    call(till, "GET", path);
    BOOST_TEST(till.handler.record().earlyPolls().empty());
}

BOOST_AUTO_TEST_CASE(the_delay_counts_from_when_a_late_answer_is_sent) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    till.control("POST", "faults", R"({"kind":"delay","delayMs":300})");
    call(till, "GET", path);
    till.wait(Ms{1200});
    call(till, "GET", path);
    BOOST_REQUIRE_EQUAL(till.handler.record().earlyPolls().size(), 1U);
    BOOST_TEST((till.handler.record().earlyPolls()[0].early == Ms{100}));
}

BOOST_AUTO_TEST_CASE(who_polls_before_a_late_answer_was_sent_has_given_it_up_and_is_not_early) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    till.control("POST", "faults", R"({"kind":"delay","delayMs":800})");
    call(till, "GET", path);
    till.wait(Ms{650});
    call(till, "GET", path);
    BOOST_TEST(till.handler.record().earlyPolls().empty());
    till.wait(Ms{999});
    call(till, "GET", path);
    BOOST_TEST(till.handler.record().earlyPolls().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_delay_in_an_answer_later_than_the_clients_time_out_does_not_bind_it) {
    Till till;
    const std::string path = "/payments/" + till.payment();
    till.control("POST", "faults", R"({"kind":"delay","delayMs":500})");
    call(till, "GET", path);
    till.wait(Ms{600});
    call(till, "GET", path);
    BOOST_TEST(till.handler.record().earlyPolls().empty());
}

BOOST_AUTO_TEST_CASE(
    who_comes_over_another_connection_has_not_heard_what_was_answered_on_the_first) {
    Till till;
    const auto look = till.request("GET", "/payments/" + till.payment());
    till.handler.perform(look, {}, till.now, "first");
    till.handler.perform(look, {}, till.now, "second");
    BOOST_TEST(till.handler.record().earlyPolls().empty());
    till.handler.perform(look, {}, till.now, "second");
    BOOST_TEST(till.handler.record().earlyPolls().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_log_masks_tokens_credentials_and_phone_numbers) {
    Till till;
    till.handler.record().keepLog(10);
    call(till, "GET", "/stores");
    rest::HttpRequest token = bare("POST", "/integrator-authentication/connect/token",
                                   {{"Authorization", "Basic c2VjcmV0"}},
                                   "grant_type=client_credentials&client_secret=secret");
    till.handler.exchange(token, till.now);
    till.handler.exchange(bare("POST", "/pos/app/usersimulation/checkin", {},
                               R"({"beaconId":"x","phoneNumber":"+4520031801"})"),
                          till.now);
    const std::string record = till.control("GET", "record").raw.body;
    BOOST_TEST(record.find("Bearer ***") != std::string::npos);
    BOOST_TEST(record.find("Basic ***") != std::string::npos);
    BOOST_TEST(record.find("c2VjcmV0") == std::string::npos);
    BOOST_TEST(record.find("client_secret") == std::string::npos);
    BOOST_TEST(record.find("+45") == std::string::npos);
    BOOST_TEST(till.handler.record().tokenRequests() == 1);
}

BOOST_AUTO_TEST_CASE(the_log_keeps_the_newest_calls_with_status_code_and_fault) {
    Till till;
    till.handler.record().keepLog(2);
    call(till, "GET", "/stores");
    call(till, "GET", "/payments");
    till.control("POST", "faults", R"({"kind":"drop-after"})");
    call(till, "GET", "/stores");
    const auto& log = till.handler.record().log();
    BOOST_REQUIRE_EQUAL(log.size(), 2U);
    BOOST_TEST(log[0].status == 400);
    BOOST_TEST(log[0].code == "1109");
    BOOST_TEST(log[1].status == 0);
    BOOST_TEST(log[1].fault == "drop-after");
}

BOOST_AUTO_TEST_CASE(what_the_wire_counted_before_a_reset_is_left_out) {
    Till till;
    till.handler.record().noteWire({5, 4, 1});
    till.control("POST", "reset");
    till.handler.record().noteWire({7, 5, 1});
    const Reply record = till.control("GET", "record");
    BOOST_TEST(record["connections"] == "2");
    BOOST_TEST(record["tlsHandshakes"] == "1");
    BOOST_TEST(record["tlsResumptions"] == "0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(control)

BOOST_AUTO_TEST_CASE(the_clock_is_advanced_and_things_happen_meanwhile) {
    Till till;
    const std::string id = till.paymentIn(PaymentState::reserved);
    const Reply clock = till.control("POST", "clock", R"({"advanceMs":604800000})");
    BOOST_TEST(clock["offsetMs"] == "604800000");
    BOOST_TEST(clock["now"] == core::toIso8601(till.now + std::chrono::hours{168}));
    BOOST_TEST(till.stateOf(id) == "ExpiredAndCancelled");
    BOOST_TEST(till.control("GET", "clock")["offsetMs"] == "604800000");
    BOOST_TEST(till.control("POST", "clock", R"({"advanceMs":-1})").status == 400);
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_back_does_not_turn_time_back) {
    Till till;
    const std::string id = till.payment();
    till.now = till.now - std::chrono::hours{1};
    BOOST_TEST(till.stateOf(id) == "Initiated");
    BOOST_TEST((till.handler.model().now() == till.now + std::chrono::hours{1}));
}

BOOST_AUTO_TEST_CASE(rules_can_be_changed) {
    Till till;
    BOOST_TEST(till.control("POST", "rules", R"({"pollDelayMs":250,"inactivityMs":1000})").status ==
               200);
    const std::string id = till.payment();
    BOOST_TEST(till.get("/payments/" + id)["pollDelayInMs"] == "250");
    till.wait(Ms{1000});
    BOOST_TEST(till.stateOf(id) == "CancelledByMobilePay");
    BOOST_TEST(till.control("POST", "rules", R"({"gravity":1})").status == 400);
}

BOOST_AUTO_TEST_CASE(a_store_can_be_put_to_sleep) {
    Till till;
    till.control("POST", "store",
                 R"({"storeId":")" + danishStore.text() + R"(","activated":false})");
    BOOST_TEST(till.create("/payments", till.paymentJson()).code == "1204");
    BOOST_TEST(till.control("POST", "store", R"({"storeId":")" + nowhere + "\"}").code == "1002");
}

BOOST_AUTO_TEST_CASE(the_ledger_tells_amounts_and_histories) {
    Till till;
    till.refundIn(RefundState::captured);
    const Reply ledger = till.control("GET", "ledger");
    const JsonValue& payment = ledger.body.find("payments")->items.at(0);
    BOOST_TEST(payment.find("state")->text == "Captured");
    BOOST_TEST(payment.find("authorized")->text == "12.50");
    BOOST_TEST(payment.find("captured")->text == "12.50");
    BOOST_TEST(payment.find("refunded")->text == "2.50");
    BOOST_TEST(payment.find("history")->items.size() == 4U);
    const JsonValue& refund = ledger.body.find("refunds")->items.at(0);
    BOOST_TEST(refund.find("amount")->text == "2.50");
    BOOST_TEST(refund.find("history")->items.size() == 3U);
    BOOST_TEST(ledger.body.find("pointsOfSale")->items.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_reset_brings_the_first_world_back) {
    Till till;
    till.paymentIn(PaymentState::reserved);
    till.control("POST", "rules", R"({"pollDelayMs":250})");
    till.control("POST", "store",
                 R"({"storeId":")" + danishStore.text() + R"(","activated":false})");
    BOOST_TEST(till.control("POST", "reset").status == 200);
    BOOST_TEST(till.get("/stores").status == 401);
    BOOST_TEST(till.handler.model().allPayments().empty());
    BOOST_TEST((till.handler.model().rules().pollDelayMin == Ms{1000}));
    BOOST_TEST(till.handler.model().anyStore(danishStore)->activated);
}

BOOST_AUTO_TEST_CASE(unknown_control_calls_are_404_or_405) {
    Till till;
    BOOST_TEST(till.control("GET", "nothing").status == 404);
    BOOST_TEST(till.control("POST", "nothing").status == 404);
    BOOST_TEST(till.control("PUT", "clock").status == 405);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(state_over_a_restart)

BOOST_AUTO_TEST_CASE(everything_comes_back_as_it_was) {
    Till till;
    till.refundIn(RefundState::reserved);
    till.refundIn(RefundState::initiated);
    till.paymentIn(PaymentState::prepared);
    till.posId =
        till.pointOfSale(danishStore, R"(,"callbackAlias":"a","beaconId":"123456789012345")");
    till.create("/payments", till.paymentJson("1", R"(,"merchantPaymentLabel":"l","restrictions":)"
                                                   R"({"debitCardDisallowed":true})"));
    till.control("POST", "store",
                 R"({"storeId":")" + danishStore.text() + R"(","balanceMinor":5})");
    SeededRandom random(1);
    Handler other(defaultWorld(), Rules{}, random);
    other.restore(till.handler.save());
    BOOST_TEST(other.save() == till.handler.save());
    const rest::HttpRequest ledger = bare("GET", "/mpsim/ledger", {}, "");
    BOOST_TEST(other.handle(ledger, till.now).body == till.handler.handle(ledger, till.now).body);
}

BOOST_AUTO_TEST_CASE(what_was_to_come_still_comes) {
    Till till;
    till.control("POST", "shopper", R"({"deed":"approve"})");
    const std::string id = till.payment();
    till.wait(Ms{150});
    till.stateOf(id);
    const std::string state = till.handler.save();
    till.control("POST", "reset");
    till.handler.restore(state);
    till.wait(Ms{150});
    BOOST_TEST(till.stateOf(id) == "Reserved");
    till.wait(std::chrono::hours{7 * 24});
    BOOST_TEST(till.stateOf(id) == "ExpiredAndCancelled");
}

BOOST_AUTO_TEST_CASE(keys_tokens_and_the_clock_survive) {
    Till till;
    const std::string body = till.paymentJson();
    const std::string id = till.create("/payments", body, "key")["paymentId"];
    till.control("POST", "clock", R"({"advanceMs":60000})");
    const std::string state = till.handler.save();
    till.control("POST", "reset");
    till.handler.setClockOffset(Ms{0});
    till.handler.restore(state);
    BOOST_TEST(till.create("/payments", body, "key")["paymentId"] == id);
    BOOST_TEST(till.control("GET", "clock")["offsetMs"] == "60000");
}

BOOST_AUTO_TEST_CASE(a_broken_state_is_refused_with_a_clear_error) {
    Till till;
    const std::string good = till.handler.save();
    for (const std::string& bad :
         {std::string{}, std::string{"{}"}, std::string{"[1]"}, good.substr(0, good.size() / 2),
          std::string{R"({"mpsim":"state 2"})"}})
        BOOST_CHECK_THROW(till.handler.restore(bad), core::ConfigurationError);
    BOOST_TEST(till.handler.save() == good);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
