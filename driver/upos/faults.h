#pragma once

#include "include/mobilepay/device.h"

#include <exception>

namespace mobilepay::upos {

/// A call that is refused before anything was done, thrown from where it is found out to the one
/// place that answers the door.
class Refusal final : public std::exception {
public:
    explicit Refusal(Status status) : status_(std::move(status)) {}
    [[nodiscard]] const Status& status() const noexcept { return status_; }
    [[nodiscard]] const char* what() const noexcept override { return status_.text.c_str(); }

private:
    Status status_;
};

/// E_ILLEGAL.
[[noreturn]] void refuse(std::string text, std::int32_t detail = 0);
/// E_ILLEGAL unless it holds.
void require(bool holds, const char* text, std::int32_t detail = 0);

/// The one place where faults become UnifiedPOS codes. Called from a catch clause; never throws.
[[nodiscard]] Status statusOfCurrentException() noexcept;

}  // namespace mobilepay::upos
