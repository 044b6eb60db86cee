#include "driver/upos/arguments.h"

#include "driver/core/error.h"
#include "driver/upos/faults.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>

namespace mobilepay::upos {

namespace detail = unifiedpos::detail;

std::int32_t numberAt(std::span<const Value> arguments, gsl::index i) {
    return std::get<std::int32_t>(gsl::at(arguments, i));
}

core::Money amountOf(const registry::Profile& profile, std::int64_t amount,
                     std::int64_t taxOthers) {
    require(amount > 0, "amount must be above 0", detail::amount);
    require(taxOthers >= 0, "taxOthers must not be negative", detail::amount);
    require(
        taxOthers == 0 || profile.tax != "refuse",
        "taxOthers must be 0: CapTaxOthers is false; the setting 'tax' (add or included) allows it",
        detail::amount);
    const auto currency = core::Currency::of(profile.currency);
    const auto money = core::Money::fromImplied4(amount, currency);
    // An included tax is part of the amount already, but must be an amount too.
    const auto tax = core::Money::fromImplied4(taxOthers, currency);
    if (profile.tax != "add") return money;
    const auto sum = money + tax;
    (void)sum.toImplied4();  // SettledAmount has to hold it
    return sum;
}

std::optional<core::Milliseconds> timeoutOf(std::int32_t timeout) {
    require(timeout >= unifiedpos::forever,
            "timeout must be -1 (forever), 0 (the configured default) or milliseconds");
    if (timeout == 0) return std::nullopt;
    constexpr core::Milliseconds longest = std::chrono::hours{24};
    if (timeout == unifiedpos::forever) return longest;
    return std::min(core::Milliseconds{timeout}, longest);
}

}  // namespace mobilepay::upos
