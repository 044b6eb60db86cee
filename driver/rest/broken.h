#pragma once

#include "driver/rest/http.h"

#include <exception>
#include <string>

namespace mobilepay::rest {

/// An exchange that cannot go on. Thrown and caught inside the transport only; `sent` is filled in
/// where it is caught.
class Broken final : public std::exception {
public:
    Broken(HttpFailure::Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
    [[nodiscard]] HttpFailure::Kind kind() const noexcept { return kind_; }
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    HttpFailure::Kind kind_;
    std::string text_;
};

}  // namespace mobilepay::rest
