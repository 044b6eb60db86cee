#pragma once

#include "driver/upos/faults.h"
#include "driver/upos/upos_device.h"

namespace mobilepay::upos {

/// Answers the door: faults become codes, and the code is kept for the ResultCode property.
template <class Body>
Status UposDevice::guarded(Body body) noexcept {
    Status status;
    try {
        status = body();
    } catch (...) {
        status = statusOfCurrentException();
    }
    remember(status);
    return status;
}

}  // namespace mobilepay::upos
