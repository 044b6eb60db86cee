#include "driver/wallet/v10/words.h"

#include <array>
#include <utility>

namespace mobilepay::wallet::v10 {

namespace {

template <class Value>
using Word = std::pair<std::string_view, Value>;

// v10 Payment Flows. Paired: somebody checked in at a prepared payment, which still has no amount.
constexpr std::array<Word<PaymentStatus>, 10> paymentWords = {{
    {"Prepared", PaymentStatus::prepared},
    {"Paired", PaymentStatus::prepared},
    {"Initiated", PaymentStatus::waiting},
    {"IssuedToUser", PaymentStatus::withShopper},
    {"Reserved", PaymentStatus::reserved},
    {"Captured", PaymentStatus::captured},
    {"CancelledByUser", PaymentStatus::declined},
    {"CancelledByClient", PaymentStatus::cancelledByUs},
    {"CancelledByMobilePay", PaymentStatus::cancelledByWallet},
    {"ExpiredAndCancelled", PaymentStatus::expired},
}};

// v10 Refunds. ExpiredAndCaptured: left alone for 24 hours, then captured by MobilePay.
constexpr std::array<Word<RefundStatus>, 6> refundWords = {{
    {"Initiated", RefundStatus::waiting},
    {"Reserved", RefundStatus::reserved},
    {"Captured", RefundStatus::captured},
    {"ExpiredAndCaptured", RefundStatus::captured},
    {"CancelledByClient", RefundStatus::cancelledByUs},
    {"CancelledByMobilePay", RefundStatus::cancelledByWallet},
}};

constexpr std::array<Word<CaptureDelay>, 3> delayWords = {{
    {"None", CaptureDelay::none},
    {"LessThan24Hours", CaptureDelay::lessThan24Hours},
    {"LessThan14Days", CaptureDelay::lessThan14Days},
}};

template <class Words>
auto meaning(const Words& words, std::string_view word) noexcept
    -> std::optional<decltype(words.front().second)> {
    for (const auto& [text, value] : words) {
        if (text == word) return value;
    }
    return std::nullopt;
}

}  // namespace

std::optional<PaymentStatus> paymentStatus(std::string_view word) noexcept {
    return meaning(paymentWords, word);
}

std::optional<RefundStatus> refundStatus(std::string_view word) noexcept {
    return meaning(refundWords, word);
}

std::optional<CaptureDelay> captureDelay(std::string_view word) noexcept {
    return meaning(delayWords, word);
}

std::string_view word(CaptureDelay delay) noexcept {
    for (const auto& [text, value] : delayWords) {
        if (value == delay) return text;
    }
    return delayWords.front().first;
}

}  // namespace mobilepay::wallet::v10
