#include "driver/wallet/v10/forms.h"

#include "driver/core/error.h"
#include "driver/core/text.h"

#include <algorithm>
#include <array>

namespace mobilepay::wallet::v10 {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isVisibleAscii(char c) {
    return c > 0x20 && c < 0x7F;
}

[[noreturn]] void refuse(std::string_view what, std::string_view value, std::string_view rule) {
    throw core::TextError("The " + std::string(what) + " '" + core::printableAscii(value, 80) +
                          "' " + std::string(rule));
}

}  // namespace

bool isGuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !isHex(text[i])) return false;
    }
    return true;
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string requireGuid(std::string_view what, std::string_view text) {
    if (!isGuid(text)) {
        refuse(what, text,
               "is none of MobilePay's: it must be a GUID such as "
               "3974eae6-e36f-4148-b5ee-22689e528c75");
    }
    return lowerCase(text);
}

void requireBeaconId(std::string_view text) {
    const bool number = text.size() == 15 && std::all_of(text.begin(), text.end(), isDigit);
    if (!number && !isGuid(text)) refuse("beacon id", text, "must be a GUID or exactly 15 digits");
}

void requireBrandId(std::string_view text) {
    const bool known =
        text.starts_with("MPPOS") || text.starts_with("POSDK") || text.starts_with("POSFI");
    if (!known || text.size() != 10 || !std::all_of(text.begin(), text.end(), isVisibleAscii)) {
        refuse("brand id", text, "must be MPPOS, POSDK or POSFI and five characters");
    }
}

void requireLocationId(std::string_view text) {
    if (text.size() != 5 || !std::all_of(text.begin(), text.end(), isVisibleAscii)) {
        refuse("location id", text, "must be exactly five characters");
    }
}

void requireBeaconTypes(const std::vector<std::string>& types) {
    constexpr std::array<std::string_view, 3> known = {"QR", "NFC", "Bluetooth"};
    if (types.empty()) throw core::TextError("A point of sale needs at least one beacon type");
    for (auto type = types.begin(); type != types.end(); ++type) {
        if (std::find(known.begin(), known.end(), *type) == known.end()) {
            refuse("beacon type", *type, "must be QR, NFC or Bluetooth");
        }
        if (std::find(types.begin(), type, *type) != type) {
            refuse("beacon type", *type, "is named twice");
        }
    }
}

void requireKey(const core::IdempotencyKey& key) {
    core::requireMobilePayText("idempotency key", key.text());
    if (!std::all_of(key.text().begin(), key.text().end(), isVisibleAscii)) {
        refuse("idempotency key", key.text(), "cannot stand in a header; make it a GUID");
    }
}

void requireAmount(const core::Money& amount, core::Currency currency) {
    const std::string start =
        "The amount " + amount.toDecimal() + " " + std::string(amount.currency().code()) + " ";
    if (amount.currency() != currency) {
        throw core::AmountError(start + "is in another currency than the merchant's, " +
                                std::string(currency.code()));
    }
    if (amount.minor() <= 0) throw core::AmountError(start + "must be above zero");
}

}  // namespace mobilepay::wallet::v10
