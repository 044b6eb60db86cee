#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mobilepay::registry {

/// A whole number of up to 12 digits, no sign.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

/// Milliseconds from `60000`, `60000 ms`, `60 s`, `1 min` or `1 h`.
[[nodiscard]] std::optional<std::int64_t> millisecondsOf(std::string_view text);

/// The shortest of these that is exact: `1 min`, `500 ms`. `millisecondsOf` reads it.
[[nodiscard]] std::string durationText(std::int64_t milliseconds);

}  // namespace mobilepay::registry
