#include "tests/unit/flow/samples.h"

#include "driver/flow/completion.h"
#include "driver/flow/refund.h"
#include "driver/flow/sale.h"

#include <utility>

namespace mobilepay::flow::samples {
namespace {

void fill(Order& order) {
    order.lane = "LANE1";
    order.orderId = orderId;
    order.pointOfSale = pointOfSale;
    order.tillNumber = 17;
}

}  // namespace

core::Money dkk(std::int64_t minor) {
    return {minor, core::Currency::dkk()};
}

core::Money amount() {
    return dkk(10'000);
}

core::Now start() {
    core::Now now;
    now.mono = {Milliseconds{10'000}};
    now.wall = core::fromIso8601("2026-11-23T12:00:00Z");
    now.server = core::fromIso8601("2026-11-23T12:00:05Z");
    now.serverKnown = true;
    return now;
}

core::MonoTime deadline() {
    return start().mono + timeout;
}

core::MonoTime cutOff() {
    return deadline() - reserve;
}

wallet::Traits v10() {
    wallet::Traits traits;
    traits.repeatedCaptureTells = true;
    return traits;
}

wallet::Traits ePayment() {
    wallet::Traits traits;
    traits.identityIsOurs = true;
    traits.canSearch = false;
    traits.refundInTwoSteps = false;
    traits.onePaymentPerPointOfSale = false;
    return traits;
}

Terms terms(const wallet::Traits& traits) {
    return {traits, deadline(), reserve, "LANE1-"};
}

PaymentOrder paymentOrder() {
    PaymentOrder order{{}, key, {"the body", true}, amount()};
    fill(order);
    return order;
}

CompletionOrder completionOrder(core::Money taken) {
    CompletionOrder order{{}, payment, taken};
    fill(order);
    return order;
}

VoidOrder voidOrder() {
    VoidOrder order;
    fill(order);
    order.payment = payment;
    order.expected = amount();
    order.refundOrderId = refundOrderId;
    order.key = key;
    order.seal = [](const wallet::RefundRequest& request) {
        return wallet::Sealed{"refund " + request.amount.toDecimal() + " of " +
                                  request.payment.text() + " as " + request.orderId.text(),
                              true};
    };
    return order;
}

RefundOrder refundOrder(core::Money paidBack) {
    RefundOrder order{{}, payment, key, {"the body", true}, paidBack};
    fill(order);
    return order;
}

std::unique_ptr<Flow> sale(const wallet::Traits& traits) {
    return std::make_unique<Sale>(terms(traits), paymentOrder());
}

std::unique_ptr<Flow> preSale() {
    return std::make_unique<PreSale>(terms(), paymentOrder());
}

std::unique_ptr<Flow> completion(core::Money taken) {
    return std::make_unique<Completion>(terms(), completionOrder(taken));
}

std::unique_ptr<Flow> voiding(Voided what, VoidOrder order, const wallet::Traits& traits) {
    return std::make_unique<Void>(terms(traits), what, std::move(order));
}

std::unique_ptr<Flow> refunding(const wallet::Traits& traits, core::Money paidBack) {
    return std::make_unique<Refund>(terms(traits), refundOrder(paidBack));
}

std::unique_ptr<Flow> settlement(journal::Record row, const wallet::Traits& traits) {
    return std::make_unique<Settlement>(traits, std::move(row));
}

Play salePolling(std::unique_ptr<Flow> flow) {
    Play play(std::move(flow));
    play.start().written().answer(paymentCreated());
    return play;
}

Play saleCapturing() {
    Play play = salePolling();
    play.answer(view(PaymentStatus::reserved)).written();
    return play;
}

journal::Record row(journal::Kind kind, journal::Decision decision) {
    journal::Record row{.orderId = orderId, .lane = "LANE1", .kind = kind, .amount = amount()};
    const bool made = kind == journal::Kind::sale || kind == journal::Kind::preSale;
    if (made || kind == journal::Kind::refund) {
        row.key = key;
        row.body = "the body";
    }
    if (!made) row.payment = payment;
    row.pointOfSale = pointOfSale;
    row.promisedAt = start().wall;
    row.serverPromisedAt = start().server;
    row.serverTimeKnown = true;
    row.decision = decision;
    return row;
}

journal::Record known(journal::Kind kind, journal::Decision decision) {
    auto kept = row(kind, decision);
    kept.payment = payment;
    if (kind == journal::Kind::refund) kept.refund = refund;
    return kept;
}

Play settling(journal::Record kept, Milliseconds age, const wallet::Traits& traits) {
    Play play(settlement(std::move(kept), traits));
    play.later(age).start();
    return play;
}

wallet::Answer paymentCreated() {
    return wallet::PaymentCreated{payment};
}

wallet::Answer refundCreated() {
    return wallet::RefundCreated{refund};
}

wallet::PaymentView view(PaymentStatus status) {
    wallet::PaymentView view;
    view.payment = payment;
    view.orderId = orderId;
    view.status = status;
    view.walletStatus = "Word";
    view.amount = amount();
    view.pollDelay = delay;
    return view;
}

wallet::RefundView refundView(RefundStatus status, const core::OrderId& order) {
    wallet::RefundView view;
    view.refund = refund;
    view.payment = payment;
    view.orderId = order;
    view.status = status;
    view.walletStatus = "Word";
    view.amount = amount();
    view.pollDelay = delay;
    return view;
}

wallet::Refused refused(Meaning meaning, std::string code) {
    wallet::Refused no;
    no.meaning = meaning;
    no.httpStatus = 409;
    no.code = std::move(code);
    no.text = "the server's words";
    return no;
}

wallet::Refused refusedLate(Meaning meaning, std::string code) {
    wallet::Refused no = refused(meaning, std::move(code));
    no.earlierAttemptMayArrive = true;
    return no;
}

wallet::Answer unanswered() {
    return wallet::NoAnswer{true, "no answer"};
}

wallet::Answer neverSent() {
    return wallet::NoAnswer{false, "cannot connect"};
}

wallet::Answer garbage() {
    return wallet::Malformed{"not JSON"};
}

wallet::Answer found(std::vector<core::PaymentId> ids) {
    return wallet::PaymentsFound{std::move(ids)};
}

wallet::Answer refundsFound(std::vector<core::RefundId> ids) {
    return wallet::RefundsFound{std::move(ids)};
}

wallet::Answer done() {
    return wallet::Done{};
}

}  // namespace mobilepay::flow::samples
