#pragma once

#include <string>

namespace mobilepay::rest {

/// Whether a proxy's CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2), in base64, is whole and its fields lie
/// within it. POCO adds offset and length in 32 bits, where a hostile pair wraps around: to be
/// asked before POCO reads one. Throws Poco::Exception where the text is no base64.
[[nodiscard]] bool isSoundNtlmChallenge(const std::string& base64);

}  // namespace mobilepay::rest
