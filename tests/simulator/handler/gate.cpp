#include "tests/simulator/handler/gate.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "tests/simulator/handler/headers.h"
#include "tests/simulator/handler/target.h"

#include <algorithm>
#include <optional>

namespace mobilepay::simulator {
namespace {

constexpr std::string_view vatHeader = "X-MobilePay-Merchant-VAT-Number";
constexpr std::string_view versionHeader = "X-MobilePay-Client-System-Version";
constexpr std::string_view keyHeader = "X-MobilePay-Idempotency-Key";

bool isDigits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Major.Minor.Build
bool isVersion(std::string_view text) {
    const auto first = text.find('.');
    const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
    return second != std::string_view::npos && isDigits(text.substr(0, first)) &&
           isDigits(text.substr(first + 1, second - first - 1)) &&
           isDigits(text.substr(second + 1));
}

std::optional<Refusal> judgeVersion(const rest::HttpRequest& request) {
    const auto values = valuesOf(request.headers, versionHeader);
    if (values.empty()) return refuse(1153);
    if (values.size() > 1) return refuse(1157);
    if (!isVersion(values[0])) return refuse(1161);
    return std::nullopt;
}

bool isMerchant(const World& world, std::string_view vat) {
    return std::any_of(world.merchants.begin(), world.merchants.end(),
                       [&](const Merchant& merchant) { return merchant.vat == vat; });
}

/// A token that is bound to a merchant needs no header; one that names another merchant is wrong.
Result<std::string> merchantOf(const rest::HttpRequest& request, const World& world,
                               const Grant& grant) {
    if (grant.merchantVat && !isMerchant(world, *grant.merchantVat)) return refuse(1182);
    const auto values = valuesOf(request.headers, vatHeader);
    if (values.size() > 1) return refuse(1155);
    if (values.empty()) {
        if (!grant.merchantVat) return refuse(1151);
        return *grant.merchantVat;
    }
    if (!isMerchant(world, values[0])) return refuse(1159);
    if (grant.merchantVat && values[0] != *grant.merchantVat) return refuse(1159);
    return std::string{values[0]};
}

}  // namespace

Result<Caller> admit(const rest::HttpRequest& request, const World& world, const Tokens& tokens,
                     core::WallTime now) {
    const auto authorization = valuesOf(request.headers, "Authorization");
    if (authorization.size() != 1) return unauthorized();
    const Grant* grant = tokens.check(std::string{authorization[0]}, now);
    if (!grant) return unauthorized();
    const auto client = valuesOf(request.headers, "x-ibm-client-id");
    if (client.size() != 1 || !equalsIgnoringCase(client[0], grant->integrator))
        return unauthorized();
    if (auto no = judgeVersion(request)) return *no;
    const auto merchant = merchantOf(request, world, *grant);
    if (const auto* no = std::get_if<Refusal>(&merchant)) return *no;
    return Caller{grant->integrator, std::get<std::string>(merchant)};
}

Result<core::IdempotencyKey> idempotencyKey(const rest::HttpRequest& request) {
    const auto values = valuesOf(request.headers, keyHeader);
    if (values.empty()) return refuse(1164);
    if (values.size() > 1) return refuse(1163);
    try {
        core::requireMobilePayText("idempotency key", values[0]);
    } catch (const core::TextError& e) {
        return refuse(1162, e.what());
    }
    return core::IdempotencyKey{std::string{values[0]}};
}

}  // namespace mobilepay::simulator
