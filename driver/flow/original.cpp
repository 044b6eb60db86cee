#include "driver/flow/original.h"

#include "driver/flow/asking.h"

#include <string>

namespace mobilepay::flow {
namespace {

using Meaning = wallet::Refused::Meaning;

Ending endingOf(const core::PaymentId& payment, const wallet::Answer& answer) {
    if (const auto* refused = std::get_if<wallet::Refused>(&answer)) {
        if (refused->meaning == Meaning::notFound)
            return refusedEnding(code::notFound, "no payment " + payment.text() + " at the server");
        return refusedEnding(*refused);
    }
    std::string why = "the payment " + payment.text() + " cannot be asked for";
    if (const auto trouble = wallet::troubleIn(answer); !trouble.empty()) why += ": " + trouble;
    return notSentEnding(why);
}

}  // namespace

std::optional<Ending> stoppedBefore(const Exchange& exchange, const Terms& terms) {
    const auto stop = stopped(exchange, terms);
    if (!stop) return std::nullopt;
    if (stop->kind != Verdict::Kind::aborted)
        return notSentEnding("the time of the till's call was over before anything was sent");
    return Ending{Verdict::Kind::aborted, journal::Outcome::aborted, code::aborted,
                  "before anything was sent; what it refers to is as it was"};
}

Procedure<Original> findOriginal(Exchange& exchange, const Terms& terms, core::PaymentId payment,
                                 core::OrderId named) {
    Original original;
    if (auto stop = stoppedBefore(exchange, terms)) {
        original.ending = *stop;
        co_return original;
    }
    const wallet::Call call = wallet::QueryPayment{payment, false};
    const wallet::Answer answer = co_await query(exchange, call, payment.text(), cutOff(terms));
    const auto sight = sightOf(answer);
    const bool another = sight && !named.empty() && sight->orderId != named;
    if (auto stop = stoppedBefore(exchange, terms))
        original.ending = *stop;
    else if (another)
        original.ending = refusedEnding(code::notFound, "asked for order " + named.text() +
                                                            ", the server names one of order " +
                                                            sight->orderId.text());
    else if (sight && sight->refund.empty() && sameId(sight->payment.text(), payment.text()))
        original.sight = sight;
    else
        original.ending = endingOf(payment, answer);
    co_return original;
}

std::string against(const core::Money& asked, const core::Money& there) {
    return words(asked) + " asked for, " + words(there) + " there";
}

}  // namespace mobilepay::flow
