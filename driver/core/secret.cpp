#include "driver/core/secret.h"

namespace mobilepay::core {

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        Secret copy(other);
        *this = std::move(copy);
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        value_ = std::move(other.value_);
        other.wipe();
    }
    return *this;
}

Secret::~Secret() {
    wipe();
}

void Secret::wipe() noexcept {
    // The whole capacity: a short text that was moved away leaves its bytes in the buffer. Growing
    // to the capacity never allocates.
    value_.resize(value_.capacity());
    // Through volatile, or the compiler drops stores to memory that is about to be freed.
    volatile char* bytes = value_.data();
    for (std::size_t i = 0; i < value_.size(); ++i)
        bytes[i] = 0;
    value_.clear();
}

}  // namespace mobilepay::core
