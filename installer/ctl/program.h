#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace mobilepay::ctl {

/// mpctl as a function: the words behind its name (UTF-8) in, results on `out`, progress and errors
/// on `err`, the exit code back. Never throws.
int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) noexcept;

}  // namespace mobilepay::ctl
