#include "driver/wallet/training/identity.h"

#include "driver/core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

namespace mobilepay::wallet::training {

namespace {

constexpr std::string_view prefix = "TRAINING-";
constexpr std::size_t longestTag = 36;
constexpr std::size_t longestAmount = 14;

using Kind = Identity::Kind;
constexpr std::array<std::pair<char, Kind>, 4> letters = {
    {{'S', Kind::sale}, {'L', Kind::later}, {'N', Kind::prepared}, {'R', Kind::refund}}};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool canStandInTag(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool isTag(std::string_view text) {
    return !text.empty() && text.size() <= longestTag &&
           std::all_of(text.begin(), text.end(), canStandInTag);
}

std::optional<core::Money> moneyOf(std::string_view minor, std::string_view currency) {
    std::int64_t amount = 0;
    const auto* const end = minor.data() + minor.size();
    if (minor.empty() || !isDigit(minor.front())) return std::nullopt;
    const auto [stop, error] = std::from_chars(minor.data(), end, amount);
    if (error != std::errc{} || stop != end) return std::nullopt;
    try {
        return core::Money(amount, core::Currency::of(currency));
    } catch (const core::ConfigurationError&) {
        return std::nullopt;
    }
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += c;
        }
    }
    return lines;
}

std::string moneyLines(const core::Money& amount) {
    return std::to_string(amount.minor()) + '\n' + std::string(amount.currency().code()) + '\n';
}

}  // namespace

std::string tagOf(const core::OrderId& orderId) {
    if (isTag(orderId.text())) return orderId.text();
    std::uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const char c : orderId.text())
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return "x" + std::to_string(hash);
}

std::string Identity::text() const {
    const auto letter = std::find_if(letters.begin(), letters.end(),
                                     [this](const auto& one) { return one.second == kind; });
    return std::string(prefix) + letter->first + std::to_string(amount.minor()) +
           std::string(amount.currency().code()) + '-' + tag;
}

std::optional<Identity> Identity::parse(std::string_view text) {
    if (!text.starts_with(prefix)) return std::nullopt;
    text.remove_prefix(prefix.size());
    const auto letter = std::find_if(letters.begin(), letters.end(), [text](const auto& one) {
        return text.starts_with(one.first);
    });
    const std::size_t hyphen = text.find('-');
    if (letter == letters.end() || hyphen == std::string_view::npos || hyphen < 5 ||
        hyphen > 1 + longestAmount + 3) {
        return std::nullopt;
    }
    const auto amount = moneyOf(text.substr(1, hyphen - 4), text.substr(hyphen - 3, 3));
    const std::string_view tag = text.substr(hyphen + 1);
    if (!amount || !isTag(tag)) return std::nullopt;
    return Identity{letter->second, *amount, std::string(tag)};
}

std::string writeOrder(const PaymentRequest& request) {
    const char* const kind = request.captureDelay == CaptureDelay::none              ? "sale"
                             : request.captureDelay == CaptureDelay::lessThan24Hours ? "in 24 hours"
                                                                                     : "in 14 days";
    return std::string(kind) + '\n' + moneyLines(request.amount) + request.orderId.text() + '\n' +
           request.pointOfSale.text() + '\n' + request.label;
}

std::string writeOrder(const RefundRequest& request) {
    return "refund\n" + moneyLines(request.amount) + request.orderId.text() + '\n' +
           request.payment.text();
}

std::optional<PaymentRequest> readPaymentOrder(std::string_view bytes) {
    auto lines = linesOf(bytes);
    if (lines.size() != 6) return std::nullopt;
    const auto amount = moneyOf(lines[1], lines[2]);
    if (!amount) return std::nullopt;
    PaymentRequest request{core::PointOfSaleId(lines[4]), core::OrderId(lines[3]), *amount};
    request.label = lines[5];
    if (lines[0] == "in 24 hours") {
        request.captureDelay = CaptureDelay::lessThan24Hours;
    } else if (lines[0] == "in 14 days") {
        request.captureDelay = CaptureDelay::lessThan14Days;
    } else if (lines[0] != "sale") {
        return std::nullopt;
    }
    return request;
}

std::optional<RefundRequest> readRefundOrder(std::string_view bytes) {
    const auto lines = linesOf(bytes);
    if (lines.size() != 5 || lines[0] != "refund") return std::nullopt;
    const auto amount = moneyOf(lines[1], lines[2]);
    if (!amount) return std::nullopt;
    return RefundRequest{core::PaymentId(lines[4]), core::OrderId(lines[3]), *amount};
}

}  // namespace mobilepay::wallet::training
