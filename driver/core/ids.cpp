#include "driver/core/ids.h"

#include "driver/core/error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace mobilepay::core {

namespace {

constexpr std::string_view orderAlphabet = "0123456789bcdfghjklmnpqrstvwxyz";
constexpr std::size_t orderLength = 24;
constexpr std::size_t longestPrefix = 10;

bool isAsciiLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

void requireLanePrefix(const std::string& prefix) {
    if (prefix.empty() || prefix.size() > longestPrefix ||
        !std::all_of(prefix.begin(), prefix.end(), isAsciiLetterOrDigit)) {
        throw ConfigurationError("The order prefix '" + prefix +
                                 "' of the lane must be 1 to 10 characters of A-Z, a-z and 0-9");
    }
}

}  // namespace

std::string newGuid(Random& random) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::array<std::uint64_t, 2> bits{random.next(), random.next()};
    bits[0] = (bits[0] & ~0xF000ULL) | 0x4000ULL;                          // version 4
    bits[1] = (bits[1] & ~0xC000000000000000ULL) | 0x8000000000000000ULL;  // RFC 4122 variant
    std::string guid;
    guid.reserve(36);
    for (std::size_t digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) guid += '-';
        const std::size_t shift = 60 - 4 * (digit % 16);
        guid += hex[(bits[digit / 16] >> shift) & 0xF];
    }
    return guid;
}

OrderId newOrderId(const std::string& lanePrefix, Random& random) {
    requireLanePrefix(lanePrefix);
    std::string id = lanePrefix + '-';
    const std::size_t whole = id.size() + orderLength;
    while (id.size() < whole) {
        std::uint64_t bits = random.next();
        // Twelve groups of five bits; a group that names no character is thrown away, so every
        // character is equally likely.
        for (int group = 0; group < 12 && id.size() < whole; ++group, bits >>= 5) {
            if ((bits & 31) < orderAlphabet.size()) id += orderAlphabet[bits & 31];
        }
    }
    return OrderId(std::move(id));
}

}  // namespace mobilepay::core
