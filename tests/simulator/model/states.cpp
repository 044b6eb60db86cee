#include "tests/simulator/model/states.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace mobilepay::simulator {
namespace {

constexpr std::array<std::string_view, 10> paymentNames{
    "Prepared",           "Initiated",         "Paired",
    "IssuedToUser",       "Reserved",          "Captured",
    "CancelledByUser",    "CancelledByClient", "CancelledByMobilePay",
    "ExpiredAndCancelled"};
constexpr std::array<std::string_view, 6> refundNames{
    "Initiated",         "Reserved", "Captured", "CancelledByClient", "CancelledByMobilePay",
    "ExpiredAndCaptured"};

using P = PaymentState;
constexpr std::array<std::pair<P, P>, 18> paymentArrows{{
    {P::prepared, P::paired},
    {P::prepared, P::initiated},
    {P::prepared, P::cancelledByClient},
    {P::prepared, P::cancelledByMobilePay},
    {P::paired, P::issuedToUser},
    {P::paired, P::cancelledByUser},
    {P::paired, P::cancelledByClient},
    {P::paired, P::cancelledByMobilePay},
    {P::initiated, P::issuedToUser},
    {P::initiated, P::cancelledByClient},
    {P::initiated, P::cancelledByMobilePay},
    {P::issuedToUser, P::reserved},
    {P::issuedToUser, P::cancelledByUser},
    {P::issuedToUser, P::cancelledByClient},
    {P::issuedToUser, P::cancelledByMobilePay},
    {P::reserved, P::captured},
    {P::reserved, P::cancelledByClient},
    {P::reserved, P::expiredAndCancelled},
}};

using R = RefundState;
constexpr std::array<std::pair<R, R>, 6> refundArrows{{
    {R::initiated, R::reserved},
    {R::initiated, R::cancelledByMobilePay},
    {R::initiated, R::cancelledByClient},
    {R::reserved, R::captured},
    {R::reserved, R::cancelledByClient},
    {R::reserved, R::expiredAndCaptured},
}};

template <class State, std::size_t n>
std::optional<State> named(const std::array<std::string_view, n>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<State>(found - names.begin());
}

}  // namespace

std::string_view nameOf(PaymentState state) noexcept {
    return paymentNames[static_cast<std::size_t>(state)];
}

std::string_view nameOf(RefundState state) noexcept {
    return refundNames[static_cast<std::size_t>(state)];
}

std::optional<PaymentState> paymentStateNamed(std::string_view name) noexcept {
    return named<PaymentState>(paymentNames, name);
}

std::optional<RefundState> refundStateNamed(std::string_view name) noexcept {
    return named<RefundState>(refundNames, name);
}

bool isArrow(PaymentState from, PaymentState to) noexcept {
    return std::find(paymentArrows.begin(), paymentArrows.end(), std::pair{from, to}) !=
           paymentArrows.end();
}

bool isArrow(RefundState from, RefundState to) noexcept {
    return std::find(refundArrows.begin(), refundArrows.end(), std::pair{from, to}) !=
           refundArrows.end();
}

bool isActive(PaymentState state) noexcept {
    return state == P::prepared || state == P::initiated || state == P::paired ||
           state == P::issuedToUser;
}

}  // namespace mobilepay::simulator
