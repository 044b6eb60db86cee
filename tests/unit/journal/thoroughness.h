#pragma once

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace mobilepay::journal::testing {

/// The same cases run twice: with strides among the quick tests, and with every byte and many seeds
/// in the program `unit_journal_thorough` (label slow).
#ifdef MOBILEPAY_THOROUGH
inline constexpr bool thorough = true;
#else
inline constexpr bool thorough = false;
#endif

/// Which of its parts a quick run takes: drawn from the text in the environment variable
/// MOBILEPAY_SLICE (.ci/run sets it to the commit), so that one commit after another covers
/// everything. Without it the first part, always.
inline std::size_t slice() {
    const char* const text = std::getenv("MOBILEPAY_SLICE");
    return text == nullptr ? 0 : std::hash<std::string_view>{}(text);
}

/// The first of those that are `stride` apart.
inline std::size_t firstOf(std::size_t stride) {
    return slice() % stride;
}

}  // namespace mobilepay::journal::testing
