#include "driver/rest/quiet_pipe.h"

namespace mobilepay::rest {

// Windows has no such signal.
QuietPipe::QuietPipe() noexcept {
    blockedByUs_ = false;
}
QuietPipe::~QuietPipe() = default;

}  // namespace mobilepay::rest
