#include "registry/duration_text.h"

#include <array>
#include <charconv>

namespace mobilepay::registry {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t milliseconds;
};
constexpr std::array<Unit, 4> units = {
    {{"h", 3'600'000}, {"min", 60'000}, {"s", 1'000}, {"ms", 1}}};

}  // namespace

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    if (text.empty() || text.size() > 12 ||
        text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::int64_t> millisecondsOf(std::string_view text) {
    const std::size_t end = text.find_first_not_of("0123456789");
    const auto number = wholeNumber(text.substr(0, end));
    if (!number || end == std::string_view::npos) return number;
    std::string_view rest = text.substr(end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    for (const auto& unit : units) {
        // 12 digits times an hour stay far below the end of 64 bits.
        if (rest == unit.name) return *number * unit.milliseconds;
    }
    return std::nullopt;
}

std::string durationText(std::int64_t milliseconds) {
    for (const auto& unit : units) {
        if (milliseconds != 0 && milliseconds % unit.milliseconds == 0) {
            return std::to_string(milliseconds / unit.milliseconds) + " " + std::string(unit.name);
        }
    }
    return std::to_string(milliseconds) + " ms";
}

}  // namespace mobilepay::registry
