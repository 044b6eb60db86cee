#pragma once

#include "driver/core/clock.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::simulator {

/// How an answer reaches the client.
enum class Delivery {
    whole,
    none,  ///< the connection is closed without a byte
    cut,   ///< the connection is closed in the middle of the answer
    slow,  ///< byte by byte
};

enum class FaultKind {
    delay,         ///< the work is done at once, the answer comes late
    lateWork,      ///< the request is stuck on its way: the work is done late
    dropBefore,    ///< nothing is done, the connection is closed
    dropAfter,     ///< the work is done, the connection is closed
    error,         ///< nothing is done, an error is answered (500 with 2000 unless told otherwise)
    errorAfter,    ///< the work is done, an error is answered all the same
    malformed,     ///< the work is done, the body of the answer is no JSON
    slow,          ///< the work is done, the answer trickles in
    cut,           ///< the work is done, the connection is closed in the middle of the answer
    unauthorized,  ///< nothing is done, 401
};

[[nodiscard]] std::string_view nameOf(FaultKind kind) noexcept;
[[nodiscard]] std::optional<FaultKind> faultKindNamed(std::string_view name) noexcept;

/// One planned trouble.
struct Fault {
    FaultKind kind = FaultKind::error;
    std::string method{};  ///< empty: every method
    /// The path without the query; `*` stands for any run of characters. Empty: every path.
    std::string path{};
    std::size_t nth = 1;             ///< the first matching call that is hit, from 1
    std::size_t times = 1;           ///< how many from there on; 0: all
    core::Milliseconds delay{1000};  ///< of `delay`, `lateWork`; between bytes for `slow`
    int status = 500;                ///< of `error`, `errorAfter`
    int code = 2000;                 ///< of `error`, `errorAfter`; 0: no body
};

/// The troubles to come. Each counts the calls that match it, whether another one hits them or not;
/// of several that hit one call the oldest does.
class FaultPlan {
public:
    void add(Fault fault) { planned_.push_back({std::move(fault), 0}); }
    void clear() { planned_.clear(); }
    [[nodiscard]] bool empty() const noexcept { return planned_.empty(); }
    /// The trouble that hits this call; counts it.
    std::optional<Fault> next(std::string_view method, std::string_view path);

private:
    struct Planned {
        Fault fault;
        std::size_t seen;
    };
    std::vector<Planned> planned_;
};

/// Whether `*` patterns match: any run of characters, slashes included.
[[nodiscard]] bool isMatch(std::string_view pattern, std::string_view text) noexcept;

}  // namespace mobilepay::simulator
