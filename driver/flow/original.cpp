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

Procedure<Original> findOriginal(Exchange& exchange, const Terms& terms, core::PaymentId payment) {
    Original original;
    if (auto stop = stopped(exchange, terms)) {
        original.ending = *stop;
        co_return original;
    }
    const wallet::Call call = wallet::QueryPayment{payment, false};
    const wallet::Answer answer = co_await query(exchange, call, payment.text(), cutOff(terms));
    const auto sight = sightOf(answer);
    if (auto stop = stopped(exchange, terms))
        original.ending = *stop;
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
