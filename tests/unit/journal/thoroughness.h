#pragma once

namespace mobilepay::journal::testing {

/// The same cases run twice: with strides among the quick tests, and with every byte and many seeds
/// in the program `unit_journal_thorough` (label slow).
#ifdef MOBILEPAY_THOROUGH
inline constexpr bool thorough = true;
#else
inline constexpr bool thorough = false;
#endif

}  // namespace mobilepay::journal::testing
