#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"

namespace mobilepay::rest {

/// Perform this request and hand the result to `answered()` of whoever asked for it.
struct Send {
    HttpRequest request;
};

/// Nothing to do before that instant; then call `next()` again.
struct WaitUntil {
    core::MonoTime when;
};

}  // namespace mobilepay::rest
