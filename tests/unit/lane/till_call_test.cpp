#include "driver/core/error.h"
#include "driver/lane/findings.h"
#include "tests/unit/lane/counterpart.h"

#include <utility>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::Operation;
using lane::Verdict;
using lane_tests::Counterpart;
using simulator::PaymentState;

namespace {

bool isCapture(const rest::HttpRequest& request) {
    return request.url.ends_with("/capture");
}

bool isCreate(const rest::HttpRequest& request) {
    return request.method == "POST" && request.url.ends_with("/payments");
}

bool isCancel(const rest::HttpRequest& request) {
    return request.url.ends_with("/cancel");
}

bool neverSucceeds(const rest::HttpRequest& request, bool (*which)(const rest::HttpRequest&)) {
    return !which(request);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(till_call, Counterpart)

BOOST_AUTO_TEST_CASE(a_sale_is_captured_and_its_reference_suffices_for_a_refund) {
    const auto sold = call(sale(1250));
    BOOST_TEST((sold.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST((payment(sold.reference).state == PaymentState::captured));
    const auto refunded = call(later(Operation::refund, 1000, sold.reference));
    BOOST_TEST((refunded.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(payment(sold.reference).refundedMinor == 1000);
}

BOOST_AUTO_TEST_CASE(a_plain_sale_makes_three_commits_and_the_hand_over_a_fourth) {
    const auto before = journal->commits();
    const auto sold = call(sale(1250));
    BOOST_TEST(journal->commits() - before == 3);
    journal->handOver(sold.verdict.orderId);
    BOOST_TEST(journal->commits() - before == 4);
}

BOOST_AUTO_TEST_CASE(a_slips_order_id_finds_the_payment_in_the_journal) {
    const auto sold = call(sale(1250));
    const auto refunded = call(later(Operation::refund, 100, sold.verdict.orderId.text()));
    BOOST_TEST((refunded.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(payment(sold.reference).refundedMinor == 100);
}

BOOST_AUTO_TEST_CASE(a_slips_order_id_finds_the_payment_at_the_server_where_the_journal_is_empty) {
    const auto sold = call(sale(1250));
    Counterpart other(8);
    other.server.restore(server.save());
    other.wait(std::chrono::minutes{1});
    const auto refunded = other.call(later(Operation::refund, 100, sold.verdict.orderId.text()));
    BOOST_TEST((refunded.verdict.kind == Verdict::Kind::approved));
}

BOOST_AUTO_TEST_CASE(an_order_id_that_nobody_knows_is_refused) {
    const auto result = call(later(Operation::refund, 100, "L1-bcdfghjklmnpqrstvwxz0123"));
    BOOST_TEST((result.verdict.kind == Verdict::Kind::refused));
    BOOST_TEST(result.verdict.code == "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(a_capture_that_is_not_confirmed_is_told_as_approved_and_pending) {
    const auto sold =
        call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCapture); });
    BOOST_TEST((sold.verdict.kind == Verdict::Kind::approvedCapturePending));
    BOOST_TEST((payment(sold.verdict.orderId.text()).state == PaymentState::reserved));
}

BOOST_AUTO_TEST_CASE(a_refund_of_a_sale_whose_capture_is_pending_finishes_that_first) {
    const auto sold =
        call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCapture); });
    const auto refunded = call(later(Operation::refund, 1250, sold.reference));
    BOOST_TEST((refunded.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST((journal->find(sold.verdict.orderId)->outcome == journal::Outcome::approved));
}

BOOST_AUTO_TEST_CASE(nothing_overrides_a_capture_that_is_decided_and_not_confirmed) {
    const auto lose = [](const auto& request) { return neverSucceeds(request, isCapture); };
    const auto sold = call(sale(1250), lose);
    for (const auto operation : {Operation::voidSale, Operation::refund}) {
        const auto next = call(later(operation, 1250, sold.reference), lose);
        BOOST_TEST((next.verdict.kind == Verdict::Kind::notSent));
        BOOST_TEST(next.verdict.code == "CAPTURE_PENDING");
        BOOST_TEST(next.verdict.detail.find("not confirmed yet") != std::string::npos);
        BOOST_TEST((payment(sold.reference).state == PaymentState::reserved));
    }
    const auto undone = call(later(Operation::voidSale, 1250, sold.reference));
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(payment(sold.reference).refundedMinor == 1250);
}

BOOST_AUTO_TEST_CASE(nothing_is_completed_that_is_still_to_be_cancelled) {
    const auto freeze = [](const auto& request) {
        return neverSucceeds(request, isCapture) && neverSucceeds(request, isCancel);
    };
    const auto held = call(later(Operation::preSale, 1250, {}));
    const auto undone = call(later(Operation::voidPreSale, 1250, held.reference), freeze);
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::unknown));
    const auto completed = call(later(Operation::completion, 1250, held.reference), freeze);
    BOOST_TEST((completed.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(completed.verdict.code == "EARLIER_UNRESOLVED");
    BOOST_TEST(completed.verdict.detail.find(undone.verdict.orderId.text()) != std::string::npos);
    lane::Recovery pass(bench());
    run(pass);
    BOOST_TEST((payment(held.reference).state == PaymentState::cancelledByClient));
}

// Its row has no payment id; the server finds it by the order id.
BOOST_AUTO_TEST_CASE(nothing_is_completed_by_its_order_id_that_is_still_to_be_cancelled) {
    bool made = false;
    const auto unheardOf = [&](const rest::HttpRequest& request) {
        if (isCreate(request) && !made) {
            made = true;
            server.handle(request, now().wall);
        }
        return !isCreate(request) && !isCancel(request);
    };
    auto asked = later(Operation::preSale, 1250, {});
    asked.timeout = std::chrono::seconds{4};
    const auto held = call(asked, unheardOf);
    BOOST_TEST_REQUIRE((held.verdict.kind == Verdict::Kind::unknown));
    BOOST_TEST_REQUIRE(held.verdict.payment.empty());
    const auto order = held.verdict.orderId.text();
    const auto completed = call(later(Operation::completion, 1250, order), unheardOf);
    BOOST_TEST((completed.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(completed.verdict.code == "EARLIER_UNRESOLVED");
    BOOST_TEST(completed.verdict.detail.find(order) != std::string::npos);
    const auto again = call(later(Operation::completion, 1250, order));
    BOOST_TEST((again.verdict.kind != Verdict::Kind::approved));
    BOOST_TEST((journal->find(held.verdict.orderId)->outcome == journal::Outcome::undone));
}

// The cancel that was under way comes first; then there is nothing to void or to pay back.
BOOST_AUTO_TEST_CASE(a_sale_of_unknown_fate_is_cancelled_before_its_slip_is_looked_up) {
    for (const auto operation : {Operation::voidSale, Operation::refund}) {
        bool made = false;
        auto asked = sale(1250);
        asked.timeout = std::chrono::seconds{4};
        const auto sold = call(asked, [&](const rest::HttpRequest& request) {
            if (isCreate(request) && !std::exchange(made, true)) server.handle(request, now().wall);
            return !isCreate(request) && !isCancel(request);
        });
        BOOST_TEST_REQUIRE((sold.verdict.kind == Verdict::Kind::unknown));
        const auto result = call(later(operation, 1250, sold.verdict.orderId.text()));
        BOOST_TEST((result.verdict.kind == Verdict::Kind::refused));
        BOOST_TEST((journal->find(sold.verdict.orderId)->outcome == journal::Outcome::undone));
        BOOST_TEST(journal->openRows().empty());
    }
}

BOOST_AUTO_TEST_CASE(a_refund_that_was_to_be_cancelled_and_is_paid_by_itself_is_listed) {
    const auto sold = call(sale(1250));
    auto refund = later(Operation::refund, 1250, sold.reference);
    refund.timeout = std::chrono::seconds{4};
    const auto back = call(refund, [](const auto& request) {
        return neverSucceeds(request, isCapture) && neverSucceeds(request, isCancel);
    });
    if (journal->find(back.verdict.orderId)->decision != journal::Decision::cancel)
        (void)journal->decide(back.verdict.orderId, journal::Decision::cancel, {}, {});
    journal->handOver(back.verdict.orderId);
    BOOST_TEST_REQUIRE((journal->find(back.verdict.orderId)->outcome == journal::Outcome::open));
    wait(std::chrono::hours{25});
    server.model().advance(now().wall);
    std::vector<lane::Finding> findings;
    auto telling = bench();
    telling.found = [&](const lane::Finding& finding) { findings.push_back(finding); };
    lane::Recovery pass(telling);
    run(pass);
    const auto row = journal->find(back.verdict.orderId);
    BOOST_TEST((row->outcome == journal::Outcome::lapsed));
    BOOST_TEST(!row->handedOver);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(journal::endedAgainstDecision(findings.front().row));
}

BOOST_AUTO_TEST_CASE(a_void_that_goes_on_as_a_refund_is_not_listed_as_one_that_failed) {
    const auto held = call(later(Operation::preSale, 1250, {}));
    const auto undone =
        call(later(Operation::voidSale, 1250, held.reference), [this](const auto& request) {
            if (!isCancel(request)) return true;
            auto capture = request;  // another till is quicker
            capture.url.replace(capture.url.rfind("/cancel"), 7, "/capture");
            capture.body = R"({"amount":12.50})";
            server.handle(capture, now().wall);
            return true;
        });
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(payment(held.reference).refundedMinor == 1250);
    journal->handOver({held.verdict.orderId, undone.verdict.orderId});
    BOOST_TEST(journal->notHandedOver().size() == 1U);
    BOOST_TEST(lane::unheard(*journal).empty());
}

BOOST_AUTO_TEST_CASE(a_pending_capture_does_not_keep_the_lane_from_selling) {
    call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCapture); });
    wait(std::chrono::seconds{5});
    BOOST_TEST((call(sale(900)).verdict.kind == Verdict::Kind::approved));
}

BOOST_AUTO_TEST_CASE(a_create_of_unknown_fate_is_resolved_before_the_next_one_leaves) {
    const auto lost =
        call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCreate); });
    BOOST_TEST((lost.verdict.kind == Verdict::Kind::unknown));
    wait(std::chrono::seconds{5});
    const auto sold = call(sale(900));
    BOOST_TEST((sold.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST((journal->find(lost.verdict.orderId)->outcome == journal::Outcome::undone));
    BOOST_TEST((payment(lost.verdict.orderId.text()).state == PaymentState::cancelledByClient));
}

BOOST_AUTO_TEST_CASE(no_new_create_leaves_while_an_earlier_one_is_unresolved) {
    const auto lose = [](const auto& request) { return neverSucceeds(request, isCreate); };
    const auto lost = call(sale(1250), lose);
    std::string orders;
    const auto next = call(sale(900), [&](const rest::HttpRequest& request) {
        if (isCreate(request)) orders += request.body;
        return lose(request);
    });
    BOOST_TEST((next.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(next.verdict.code == "EARLIER_UNRESOLVED");
    BOOST_TEST(orders.find(lost.verdict.orderId.text()) != std::string::npos);
    BOOST_TEST(orders.find("900") == std::string::npos);
    BOOST_TEST(!journal->find(next.verdict.orderId).has_value());
}

BOOST_AUTO_TEST_CASE(what_can_be_known_to_be_wrong_is_refused_before_anything_is_written_or_sent) {
    auto wrong = sale(0);
    BOOST_CHECK_THROW(call(wrong), core::AmountError);
    wrong = sale(100);
    wrong.amount = core::Money(100, core::Currency::eur());
    BOOST_CHECK_THROW(call(wrong), core::AmountError);
    wrong = sale(100);
    wrong.timeout = std::chrono::hours{25};
    BOOST_CHECK_THROW(call(wrong), core::ConfigurationError);
    wrong = sale(100);
    wrong.label = std::string(37, 'x');
    BOOST_CHECK_THROW(call(wrong), core::TextError);
    BOOST_CHECK_THROW(call(later(Operation::refund, 100, "nonsense")), core::TextError);
    BOOST_TEST(requests == 0);
    BOOST_TEST(journal->openRows().empty());
}

BOOST_AUTO_TEST_CASE(training_and_real_transactions_are_never_mixed) {
    auto practice = sale(1250);
    practice.training = true;
    const auto trained = call(practice);
    BOOST_TEST((trained.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(trained.reference.starts_with("TRAINING-"));
    BOOST_TEST(requests == 0);
    BOOST_CHECK_THROW(call(later(Operation::refund, 100, trained.reference)),
                      core::ConfigurationError);
    const auto real = call(sale(1250));
    auto mixed = later(Operation::refund, 100, real.reference);
    mixed.training = true;
    BOOST_CHECK_THROW(call(mixed), core::ConfigurationError);
}

BOOST_AUTO_TEST_CASE(a_lane_that_never_saw_its_point_of_sale_sends_nothing) {
    lane::TillCall unplaced(bench(), sale(100), {});
    run(unplaced);
    const auto result = unplaced.result(now());
    BOOST_TEST((result.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(requests == 0);
}

BOOST_AUTO_TEST_CASE(a_sale_stopped_before_it_began_is_aborted_and_promises_nothing) {
    lane::TillCall stopped(bench(), sale(1250), place);
    (void)stopped.abort(now());
    run(stopped);
    BOOST_TEST((stopped.result(now()).verdict.kind == Verdict::Kind::aborted));
    BOOST_TEST(requests == 0);
    BOOST_TEST(!journal->find(stopped.orderId()).has_value());
}

BOOST_AUTO_TEST_CASE(a_refund_stopped_while_its_original_is_looked_for_is_aborted) {
    lane::TillCall stopped(bench(), later(Operation::refund, 100, "L1-bcdfghjklmnpqrstvwxz0123"),
                           place);
    run(stopped, [&](const rest::HttpRequest& request) {
        if (request.url.find("/payments") == std::string::npos) return true;
        (void)stopped.abort(now());
        return false;
    });
    BOOST_TEST((stopped.result(now()).verdict.kind == Verdict::Kind::aborted));
}

BOOST_AUTO_TEST_CASE(a_deadline_set_before_the_call_counts_from_then) {
    wait(std::chrono::seconds{5});
    server.model().script({}, {simulator::Deed::walkAway, {}, {}, false, {}}, 0);
    lane::TillCall late(bench(), sale(1250), place, {}, now().mono + std::chrono::seconds{5});
    const auto began = now().mono;
    run(late);
    BOOST_TEST((late.result(now()).verdict.kind == Verdict::Kind::timedOut));
    BOOST_TEST((now().mono - began <= std::chrono::seconds{5}));
}

BOOST_AUTO_TEST_CASE(recovery_leaves_no_row_open_once_the_server_answers) {
    call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCreate); });
    call(sale(900), [](const auto& request) { return neverSucceeds(request, isCapture); });
    lane::Recovery pass(bench());
    run(pass);
    BOOST_TEST(journal->openRows().empty());
}

BOOST_AUTO_TEST_CASE(recovery_tells_what_it_found_out) {
    const auto sold =
        call(sale(900), [](const auto& request) { return neverSucceeds(request, isCapture); });
    journal->handOver(sold.verdict.orderId);  // as approved, its capture pending
    std::vector<lane::Finding> findings;
    auto telling = bench();
    telling.found = [&](const lane::Finding& finding) { findings.push_back(finding); };
    lane::Recovery silent(telling);
    run(silent, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST((findings.back().row.outcome == journal::Outcome::open));
    BOOST_TEST(findings.back().detail.find("not confirmed yet") != std::string::npos);
    BOOST_TEST(!findings.back().needsPerson);
    wait(std::chrono::hours{24 * 8});  // the reservation expires
    server.model().advance(now().wall);
    lane::Recovery late(telling);
    run(late);
    BOOST_TEST_REQUIRE(findings.size() == 2U);
    BOOST_TEST(journal::endedAgainstDecision(findings.back().row));
    BOOST_TEST((findings.back().row.outcome == journal::Outcome::lapsed));
    BOOST_TEST(!findings.back().row.handedOver);  // it is listed until the application knows
}

BOOST_AUTO_TEST_CASE(recovery_gives_a_row_half_a_minute) {
    call(sale(900), [](const auto& request) { return neverSucceeds(request, isCapture); });
    lane::Recovery pass(bench());
    const auto before = now().mono;
    run(pass, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST((now().mono - before <= std::chrono::seconds{31}));
}

BOOST_AUTO_TEST_CASE(answers_that_break_the_protocol_are_logged_once_and_told) {
    server.faults().add({simulator::FaultKind::malformed, "GET", "*/payments/*", 1, 0});
    const auto result = call(sale(1250));
    BOOST_TEST((result.verdict.kind == Verdict::Kind::timedOut));
    BOOST_TEST(result.verdict.code == "TIMEOUT_CANCELLED");
    BOOST_TEST_REQUIRE(warnings.size() == 1U);
    BOOST_TEST(warnings.front().find("JSON") != std::string::npos, warnings.front());
    BOOST_TEST(result.verdict.detail.find(warnings.front()) != std::string::npos,
               result.verdict.detail);
    BOOST_TEST(journal->find(result.verdict.orderId)->detail == result.verdict.detail);
}

BOOST_AUTO_TEST_CASE(an_error_of_the_server_is_logged_with_its_correlation_id) {
    simulator::Fault error{simulator::FaultKind::error, "POST", "*/capture"};
    server.faults().add(error);
    const auto result = call(sale(1250));
    BOOST_TEST((result.verdict.kind == Verdict::Kind::approvedCapturePending));
    BOOST_TEST_REQUIRE(warnings.size() == 1U);
    BOOST_TEST(warnings.front().find("correlation id") != std::string::npos, warnings.front());
    BOOST_TEST(result.verdict.detail.find(warnings.front()) != std::string::npos,
               result.verdict.detail);
}

BOOST_AUTO_TEST_CASE(what_stands_in_the_way_of_recovery_is_logged) {
    call(sale(1250), [](const auto& request) { return neverSucceeds(request, isCapture); });
    warnings.clear();
    lane::Recovery pass(bench());
    run(pass, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST_REQUIRE(warnings.size() == 1U);
    BOOST_TEST(warnings.front() == "lost");
}

BOOST_AUTO_TEST_CASE(half_of_a_short_time_is_the_shoppers) {
    profile.cancelReserve = std::chrono::seconds{3};
    auto hurried = sale(1250);
    hurried.timeout = std::chrono::seconds{2};
    server.model().script(place, {simulator::Deed::approve, {}, {}}, 0);
    BOOST_TEST((call(hurried).verdict.kind == Verdict::Kind::approved));
    server.model().script(place, {simulator::Deed::approve, {}, core::Milliseconds{1500}}, 0);
    const auto late = call(hurried);
    BOOST_TEST((late.verdict.kind == Verdict::Kind::timedOut));
    BOOST_TEST((payment(late.verdict.orderId.text()).state == PaymentState::cancelledByClient));
}

BOOST_AUTO_TEST_CASE(a_void_after_a_partial_completion_gives_back_what_was_taken) {
    server.model().script(place, {simulator::Deed::approve, {}, {}, false, "+4520031805"}, 0);
    const auto held = call(later(Operation::preSale, 10'000, {}));
    const auto completed = call(later(Operation::completion, 8'000, held.reference));
    BOOST_TEST((completed.verdict.kind == Verdict::Kind::approved));
    const auto undone = call(later(Operation::voidSale, 8'000, held.reference));
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(payment(held.reference).refundedMinor == 8'000);
}

BOOST_AUTO_TEST_CASE(a_lane_that_knows_nothing_of_a_partial_completion_gives_back_just_that_part) {
    server.model().script(place, {simulator::Deed::approve, {}, {}, false, "+4520031805"}, 0);
    const auto held = call(later(Operation::preSale, 10'000, {}));
    call(later(Operation::completion, 8'000, held.reference));
    Counterpart other(8);
    other.server.restore(server.save());
    other.wait(std::chrono::minutes{1});
    for (const auto wrong : {10'000, 7'999, 10'001}) {
        const auto refused = other.call(later(Operation::voidSale, wrong, held.reference));
        BOOST_TEST((refused.verdict.kind == Verdict::Kind::refused));
        BOOST_TEST(refused.verdict.code == "AMOUNT_DIFFERS");
        BOOST_TEST(other.payment(held.reference).refundedMinor == 0);
        BOOST_TEST(other.payment(held.reference).capturedMinor == 8'000);
        other.wait(std::chrono::seconds{5});
    }
    const auto undone = other.call(later(Operation::voidSale, 8'000, held.reference));
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(other.payment(held.reference).refundedMinor == 8'000);
}

BOOST_AUTO_TEST_CASE(a_void_elsewhere_that_cannot_ask_what_was_captured_pays_nothing_back) {
    const auto sold = call(sale(1250));
    Counterpart other(8);
    other.server.restore(server.save());
    other.wait(std::chrono::minutes{1});
    const auto undone =
        other.call(later(Operation::voidSale, 1250, sold.reference),
                   [](const auto& request) { return neverSucceeds(request, isCapture); });
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(other.payment(sold.reference).refundedMinor == 0);
    other.wait(std::chrono::minutes{1});
    const auto again = other.call(later(Operation::voidSale, 1250, sold.reference));
    BOOST_TEST((again.verdict.kind == Verdict::Kind::approved));
    BOOST_TEST(other.payment(sold.reference).refundedMinor == 1250);
}

BOOST_AUTO_TEST_CASE(a_void_of_what_this_lane_sold_asks_for_no_captured_amount) {
    const auto sold = call(sale(1250));
    const auto undone = call(
        later(Operation::voidSale, 1250, sold.reference), [](const rest::HttpRequest& request) {
            const bool refund = request.url.find("/refunds/") != std::string::npos;
            BOOST_TEST((refund || !isCapture(request)));
            return true;
        });
    BOOST_TEST((undone.verdict.kind == Verdict::Kind::approved));
}

BOOST_AUTO_TEST_SUITE_END()
