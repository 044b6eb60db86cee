#pragma once

#include "driver/core/clock.h"
#include "driver/core/secret.h"

#include <string>
#include <variant>

namespace mobilepay::rest {

/// What a token endpoint granted.
struct Grant {
    core::Secret token;
    core::Milliseconds life{0};
};

/// Reads `{access_token, expires_in}`, or says in words what is wrong with it; the words hold
/// nothing of the body.
[[nodiscard]] std::variant<Grant, std::string> readGrant(const std::string& body);

/// OAuth 2.0 (RFC 6749 5.2): the `error` word of a refusal, made printable; empty when there is
/// none.
[[nodiscard]] std::string refusalWord(const std::string& body);

}  // namespace mobilepay::rest
