#include "tests/simulator/handler/faults.h"

#include <algorithm>
#include <array>

namespace mobilepay::simulator {
namespace {

constexpr std::array<std::string_view, 10> names{
    "delay",       "late-work", "drop-before", "drop-after", "error",
    "error-after", "malformed", "slow",        "cut",        "unauthorized"};

}  // namespace

std::string_view nameOf(FaultKind kind) noexcept {
    return names[static_cast<std::size_t>(kind)];
}

std::optional<FaultKind> faultKindNamed(std::string_view name) noexcept {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<FaultKind>(found - names.begin());
}

bool isMatch(std::string_view pattern, std::string_view text) noexcept {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::optional<Fault> FaultPlan::next(std::string_view method, std::string_view path) {
    std::optional<Fault> hit;
    for (Planned& planned : planned_) {
        const Fault& fault = planned.fault;
        if (!fault.method.empty() && fault.method != method) continue;
        if (!fault.path.empty() && !isMatch(fault.path, path)) continue;
        ++planned.seen;
        const bool begun = planned.seen >= fault.nth;
        const bool over = fault.times != 0 && planned.seen >= fault.nth + fault.times;
        if (!hit && begun && !over) hit = fault;
    }
    return hit;
}

}  // namespace mobilepay::simulator
