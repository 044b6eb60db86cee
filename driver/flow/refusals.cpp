#include "driver/flow/refusals.h"

namespace mobilepay::flow {

using Meaning = wallet::Refused::Meaning;

bool mayComeFromTheWay(const wallet::Refused& refused) {
    return refused.code.empty() &&
           (refused.meaning == Meaning::badRequest || refused.meaning == Meaning::notFound);
}

bool standsForGood(const wallet::Refused& refused) {
    if (refused.earlierAttemptMayArrive || mayComeFromTheWay(refused)) return false;
    switch (refused.meaning) {
        case Meaning::badRequest:
        case Meaning::amountInvalid:
        case Meaning::notFound:
        case Meaning::pointOfSaleNotFound:
        case Meaning::keyReused:
        case Meaning::notCaptured:
        case Meaning::currencyDiffers:
        case Meaning::refundWindowPassed:
            return true;
        case Meaning::unauthorised:
        case Meaning::anothers:
        case Meaning::paymentAlreadyActive:
        case Meaning::notPrepared:
        case Meaning::notReserved:
        case Meaning::amountTooHigh:  // of a refund: until another one is cancelled
        case Meaning::capturedWithOtherAmount:
        case Meaning::partialNotPossible:
        case Meaning::notCancellable:
        case Meaning::storeBalanceTooLow:
        case Meaning::alreadyExists:
        case Meaning::other:
            return false;
    }
    return false;
}

bool holdsForEveryNode(const wallet::Refused& refused) {
    return refused.meaning != Meaning::notFound && refused.meaning != Meaning::notCaptured &&
           refused.meaning != Meaning::badRequest;
}

bool rulesCaptureOut(const wallet::Refused& refused) {
    const bool aboutTheAmount = refused.meaning == Meaning::amountInvalid ||
                                refused.meaning == Meaning::amountTooHigh ||
                                refused.meaning == Meaning::partialNotPossible;
    return aboutTheAmount && !refused.earlierAttemptMayArrive;
}

bool knowsThePayment(const wallet::Refused& refused) {
    return refused.meaning == Meaning::notReserved || refused.meaning == Meaning::amountTooHigh ||
           refused.meaning == Meaning::partialNotPossible ||
           refused.meaning == Meaning::capturedWithOtherAmount;
}

bool isUnknownThere(const wallet::Refused& refused) {
    return refused.meaning == Meaning::notFound || refused.meaning == Meaning::anothers ||
           refused.meaning == Meaning::unauthorised;
}

std::string codeOf(const wallet::Refused& refused) {
    if (!refused.code.empty()) return refused.code;
    return "HTTP_" + std::to_string(refused.httpStatus);
}

}  // namespace mobilepay::flow
