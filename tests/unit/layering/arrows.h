#pragma once

#include <string>
#include <string_view>

namespace mobilepay::layering {

/// What is against a file including something; empty: nothing. `file` is a path from the root of
/// the project, `included` what stands between the quotes or brackets, `quoted` which of them.
[[nodiscard]] std::string objection(std::string_view file, std::string_view included, bool quoted);

/// What is against a line of code of that file, comments left out: words of a layer above. Empty:
/// nothing.
[[nodiscard]] std::string objectionToLine(std::string_view file, std::string_view code);

}  // namespace mobilepay::layering
