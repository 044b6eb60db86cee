#pragma once

#include "driver/rest/http.h"
#include "driver/rest/target.h"

#include <string>

namespace mobilepay::rest {

/// Head and body of a request as they go over the wire (RFC 9112), Host and Content-Length
/// included. Throws `Broken` (`refusedByUs`) when method or headers could not be what the caller
/// meant: no token, a line break inside, a header that is the transport's own business.
[[nodiscard]] std::string requestText(const HttpRequest& request, const Target& target);

}  // namespace mobilepay::rest
