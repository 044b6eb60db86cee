#include "driver/rest/ntlm_challenge.h"

#include <cstddef>
#include <vector>

#include <Poco/Net/NTLMCredentials.h>

namespace mobilepay::rest {

namespace {

using Bytes = std::vector<unsigned char>;

/// Up to the descriptor of the target's information.
constexpr std::size_t shortestChallenge = 48;
constexpr std::size_t targetName = 12;
constexpr std::size_t targetInfo = 40;

std::size_t number(const Bytes& message, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = size; i > 0; --i)
        value = (value << 8U) | message[at + i - 1];
    return value;
}

/// A descriptor ([MS-NLMP] 2.2.1.2): length, space, offset.
bool liesWithin(const Bytes& message, std::size_t descriptor) {
    const auto length = number(message, descriptor, 2);
    const auto offset = number(message, descriptor + 4, 4);
    return offset <= message.size() && length <= message.size() - offset;
}

}  // namespace

bool isSoundNtlmChallenge(const std::string& base64) {
    const Bytes message = Poco::Net::NTLMCredentials::fromBase64(base64);
    return message.size() >= shortestChallenge && liesWithin(message, targetName) &&
           liesWithin(message, targetInfo);
}

}  // namespace mobilepay::rest
