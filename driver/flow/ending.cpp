#include "driver/flow/deal.h"
#include "driver/flow/refusals.h"

#include <utility>

namespace mobilepay::flow {

using Kind = Verdict::Kind;
using journal::Outcome;

Ending abortedEnding() {
    return {Kind::aborted, Outcome::aborted, code::aborted,
            "stopped by the till; nothing was taken"};
}

Ending timedOutEnding() {
    return {Kind::timedOut, Outcome::timedOut, code::timeoutCancelled,
            "the time of the till's call was over; nothing was taken"};
}

Ending declinedEnding() {
    return {Kind::declined, Outcome::declined, code::userDeclined, "the shopper declined"};
}

Ending refusedEnding(const wallet::Refused& refused) {
    const bool rights = refused.meaning == wallet::Refused::Meaning::unauthorised;
    return {rights ? Kind::misconfigured : Kind::refused, Outcome::refused, codeOf(refused),
            refused.text, refused.meaning == wallet::Refused::Meaning::pointOfSaleNotFound};
}

Ending refusedEnding(std::string code, std::string detail) {
    return {Kind::refused, Outcome::refused, std::move(code), std::move(detail)};
}

Ending notSentEnding(std::string detail) {
    return {Kind::notSent, Outcome::notSent, code::notSent, std::move(detail)};
}

Ending journalFailedEnding(const std::string& why) {
    return {Kind::journalFailed, Outcome::undone, code::journalFailed, why};
}

Ending promiseFailedEnding(const WriteResult& promised) {
    if (!promised.mayComeBack) return journalFailedEnding(promised.text);
    return {Kind::unknown, Outcome::undone, code::unknown,
            "the journal failed, and may all the same hold what was asked for when it is opened "
            "again; recovery goes on with it then: " +
                promised.text};
}

}  // namespace mobilepay::flow
