#include "driver/flow/refunding.h"

#include "driver/flow/making.h"

#include <utility>

namespace mobilepay::flow {
namespace {

using Kind = Verdict::Kind;

/// Nothing was paid back. An open row would make recovery pay it back yet: then it is not over.
Procedure<> giveUp(const Deal& deal, Ending ending) {
    const WriteResult closed =
        co_await deal.exchange.conclude(deal.outcome(ending.outcome, ending.code, ending.detail));
    if (closed.durable)
        tellOnly(deal, ending);
    else
        tellOpen(deal, Kind::approvedCapturePending, code::approvedCapturePending, closed.text);
}

Procedure<> payBackAtOnce(Deal& deal) {
    deal.exchange.progress(Progress::Stage::finishing, deal.reservation.payment());
    const wallet::Answer answer =
        co_await deal.exchange.ask(deal.reservation.create(), deal.terms.deadline);
    const auto* refused = std::get_if<wallet::Refused>(&answer);
    const auto* silence = std::get_if<wallet::NoAnswer>(&answer);
    if (deal.reservation.learn(answer))
        co_await closeAndApprove(deal, deal.reservation.amount());
    else if (refused != nullptr && !refused->earlierAttemptMayArrive)
        co_await giveUp(deal, refusedEnding(*refused));
    else if (silence != nullptr && !silence->maybeDone)
        co_await giveUp(deal, notSentEnding(silence->text));
    else
        tellOpen(deal, Kind::approvedCapturePending, code::approvedCapturePending,
                 "the server has not confirmed the refund");
}

}  // namespace

Procedure<> payBack(Exchange& exchange, const Terms& terms, const RefundOrder& order,
                    journal::Kind kind) {
    Deal deal{exchange, terms, Reservation::of(order), exchange.now().mono};
    journal::Record row = deal.reservation.record(order, kind, exchange.now());
    if (terms.traits.refundInTwoSteps) {
        co_await makeAndSettle(deal, std::move(row), journal::Decision::capture);
        co_return;
    }
    row.decision = journal::Decision::capture;
    const WriteResult promised = co_await exchange.promise(std::move(row));
    if (promised.durable)
        co_await payBackAtOnce(deal);
    else
        tellOnly(deal, promiseFailedEnding(promised));
}

}  // namespace mobilepay::flow
