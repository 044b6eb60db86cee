#pragma once

#include "tests/unit/wallet/contract_worlds.h"
#include "tests/unit/wallet/far_side.h"

#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

BOOST_TEST_DONT_PRINT_LOG_VALUE(mobilepay::wallet::PaymentStatus)
BOOST_TEST_DONT_PRINT_LOG_VALUE(mobilepay::wallet::RefundStatus)

namespace mobilepay::wallet::testing {

/// A till with a wallet, its far side and its shoppers.
struct Till {
    explicit Till(const std::string& name) : world(makeWorld(name)) {}

    Answer ask(const Call& call) { return world->ask(call); }
    const Traits& traits() { return world->wallet().traits(); }
    Answer create(const PaymentRequest& order, const std::string& key) {
        return ask(
            CreatePayment{order.orderId, core::IdempotencyKey(key), world->wallet().seal(order)});
    }
    core::PaymentId created(const PaymentRequest& order) {
        return expect<PaymentCreated>(create(order, "key-" + order.orderId.text())).payment;
    }
    PaymentView look(const core::PaymentId& payment) {
        return expect<PaymentView>(ask(QueryPayment{payment}));
    }
    /// Polls as politely as the wallet asks for until the shopper has decided, at most 20 times.
    PaymentStatus decided(const core::PaymentId& payment) {
        PaymentStatus status = PaymentStatus::waiting;
        for (int i = 0; i < 20; ++i) {
            const auto view = expect<PaymentView>(ask(QueryPayment{payment, true}));
            status = view.status;
            if (status != PaymentStatus::waiting && status != PaymentStatus::withShopper) break;
            world->wait(view.pollDelay.value_or(traits().defaultPollDelay));
        }
        return status;
    }
    core::PaymentId reserved(const PaymentRequest& order) {
        const auto payment = created(order);
        BOOST_TEST_REQUIRE(decided(payment) == PaymentStatus::reserved);
        return payment;
    }
    core::PaymentId sold(const PaymentRequest& order) {
        const auto payment = reserved(order);
        expect<Done>(ask(CapturePayment{payment, order.amount, 1}));
        return payment;
    }
    Answer refund(const core::PaymentId& payment, core::Money amount, const std::string& name) {
        const RefundRequest request{payment, core::OrderId("till1-refund-" + name), amount};
        return ask(CreateRefund{payment, request.orderId, core::IdempotencyKey("refund-" + name),
                                world->wallet().seal(request)});
    }
    /// Takes a created refund to its end, in the wallet's one or two steps.
    void finish(const core::RefundId& refund, const core::PaymentId& payment) {
        if (traits().refundInTwoSteps) {
            BOOST_TEST_REQUIRE(settled(refund, payment) == RefundStatus::reserved);
            expect<Done>(ask(CaptureRefund{refund, payment, 1}));
        }
        BOOST_TEST(settled(refund, payment) == RefundStatus::captured);
    }
    RefundStatus settled(const core::RefundId& refund, const core::PaymentId& payment) {
        RefundStatus status = RefundStatus::waiting;
        for (int i = 0; i < 20 && status == RefundStatus::waiting; ++i) {
            const auto view = expect<RefundView>(ask(QueryRefund{refund, payment, true}));
            status = view.status;
            world->wait(view.pollDelay.value_or(traits().defaultPollDelay));
        }
        return status;
    }

    std::unique_ptr<World> world;
};

}  // namespace mobilepay::wallet::testing
