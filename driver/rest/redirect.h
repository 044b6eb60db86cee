#pragma once

#include <string_view>

namespace mobilepay::rest {

/// What people are told of an answer that sends us to another address, to go behind its status;
/// empty for any other. Nobody goes there: what is at stake goes to the server that was set, and to
/// no other. Where it leads is the answer's own word and not repeated.
[[nodiscard]] constexpr std::string_view wordsOnRedirect(int status) noexcept {
    if (status < 300 || status > 399 || status == 304) return {};
    return "; the server redirects elsewhere, and that is not followed: check the address that is "
           "set";
}

}  // namespace mobilepay::rest
