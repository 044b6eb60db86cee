#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::wallet::v10 {

/// A JSON text whose every number has been replaced by its place in `numbers`, so that a parser
/// that makes doubles of numbers never sees their digits: `{"amount":12.50}` becomes
/// `{"amount":0}` and `{"12.50"}`.
struct NumberTable {
    std::string json;
    std::vector<std::string> numbers;  ///< the digits as they stood in the text
};

/// Throws `core::ProtocolError` for a number that JSON does not know (`01`, `1.`, `+1`) or that is
/// longer than 32 characters. Everything else is left to the parser.
[[nodiscard]] NumberTable takeNumbersOut(std::string_view json);

}  // namespace mobilepay::wallet::v10
