#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace mobilepay::core {

using Milliseconds = std::chrono::milliseconds;

/// A point on the monotonic hand: for deadlines, polls and token life. Never stored: it has no
/// meaning in another process or after a restart.
struct MonoTime {
    Milliseconds sinceStart{0};
    friend auto operator<=>(const MonoTime&, const MonoTime&) = default;
    friend MonoTime operator+(MonoTime t, Milliseconds d) { return {t.sinceStart + d}; }
    friend MonoTime operator-(MonoTime t, Milliseconds d) { return {t.sinceStart - d}; }
    friend Milliseconds operator-(MonoTime a, MonoTime b) { return a.sinceStart - b.sinceStart; }
};

/// A point on the wall hand, UTC, milliseconds since 1970-01-01: for records. It may jump.
struct WallTime {
    Milliseconds sinceEpoch{0};
    friend auto operator<=>(const WallTime&, const WallTime&) = default;
    friend WallTime operator+(WallTime t, Milliseconds d) { return {t.sinceEpoch + d}; }
    friend WallTime operator-(WallTime t, Milliseconds d) { return {t.sinceEpoch - d}; }
    friend Milliseconds operator-(WallTime a, WallTime b) { return a.sinceEpoch - b.sinceEpoch; }
};

/// Both hands read together. `server` is the wall time at MobilePay's server as far as it is known
/// (our wall time plus the offset of the last Date header, kept with monotonic time so that a jump
/// of our wall clock does not move it); `serverKnown` is false until an answer was seen: a horizon
/// that is judged without it counts as passed when in doubt.
struct Now {
    MonoTime mono;
    WallTime wall;
    WallTime server;
    bool serverKnown = false;
};

/// The clock with two hands. Implementations are safe to read from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual MonoTime monotonic() const = 0;
    [[nodiscard]] virtual WallTime wall() const = 0;
};

/// The machine's clocks. The monotonic one counts the time that the machine sleeps as well.
class SystemClock final : public Clock {
public:
    [[nodiscard]] MonoTime monotonic() const override;
    [[nodiscard]] WallTime wall() const override;
};

/// `2026-11-23T20:15:00.123Z`, in every locale and time zone.
[[nodiscard]] std::string toIso8601(WallTime time);
/// The inverse; accepts `Z` or a numeric offset and 0 to 9 fractional digits. Throws `TextError`.
[[nodiscard]] WallTime fromIso8601(std::string_view text);

}  // namespace mobilepay::core
