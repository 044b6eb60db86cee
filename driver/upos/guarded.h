#pragma once

#include "driver/upos/faults.h"
#include "driver/upos/upos_device.h"

namespace mobilepay::upos {

/// Answers the door: faults become codes.
template <class Body>
Status UposDevice::guarded(Body body) noexcept {
    try {
        return body();
    } catch (...) {
        return statusOfCurrentException();
    }
}

}  // namespace mobilepay::upos
