#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/lane/lane.h"

namespace mobilepay::lane {
namespace {

constexpr core::Milliseconds longestTimeout = std::chrono::hours{24};

void requireAmount(const core::Money& amount, const registry::Profile& profile) {
    if (amount.minor() <= 0)
        throw core::AmountError("amount " + amount.toDecimal() + " must be above zero");
    if (amount.currency().code() != profile.currency)
        throw core::AmountError("amount in " + std::string(amount.currency().code()) +
                                ", but the merchant's currency is " + profile.currency +
                                " (merchant.currency)");
}

void requireSameWorld(const Reference& original, bool training) {
    if (original.training() == training) return;
    throw core::ConfigurationError(
        training ? "reference '" + original.text() +
                       "' is a real transaction; leave training mode to change it"
                 : "reference '" + original.text() +
                       "' was made in training mode and moved no money; enter training mode to "
                       "change it");
}

}  // namespace

bool isToldOpen(Verdict::Kind kind) {
    return kind == Verdict::Kind::approvedCapturePending || kind == Verdict::Kind::unknown;
}

bool makesPayment(Operation operation) {
    return operation == Operation::sale || operation == Operation::preSale;
}

void requirePossible(const Request& request, const registry::Profile& profile) {
    requireAmount(request.amount, profile);
    if (request.timeout && (request.timeout->count() <= 0 || *request.timeout > longestTimeout))
        throw core::ConfigurationError("time-out " + std::to_string(request.timeout->count()) +
                                       " ms must be above 0 and at most 24 h");
    if (!makesPayment(request.operation))
        requireSameWorld(Reference::parse(request.reference), request.training);
    else if (!request.label.empty())
        core::requireMobilePayText("label", request.label);
}

}  // namespace mobilepay::lane
