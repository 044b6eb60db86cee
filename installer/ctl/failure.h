#pragma once

#include "installer/ctl/exit_code.h"

#include <exception>
#include <string>

namespace mobilepay::ctl {

/// What an exception means to whoever started mpctl.
struct Failure {
    ExitCode code;
    std::string text;
};

/// The one place where exceptions become exit codes.
[[nodiscard]] Failure failureOf(const std::exception_ptr& thrown);

}  // namespace mobilepay::ctl
