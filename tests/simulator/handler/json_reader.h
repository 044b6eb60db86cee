#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::simulator {

/// A JSON text that is none, or that nests too deeply.
class JsonError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A parsed JSON value whose numbers are kept as the digits that stood in the text, so that an
/// amount never passes through a floating point number.
struct JsonMember;
struct JsonValue {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::string text;  ///< of a text; the digits of a number
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;

    /// The member of that name (case matters); null when there is none or this is no object.
    [[nodiscard]] const JsonValue* find(std::string_view name) const;
    [[nodiscard]] bool is(Kind wanted) const noexcept { return kind == wanted; }
};

struct JsonMember {
    std::string name;
    JsonValue value;
};

/// Throws `JsonError`.
[[nodiscard]] JsonValue parseJson(const std::string& text);

}  // namespace mobilepay::simulator
