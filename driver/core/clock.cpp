#include "driver/core/clock.h"

#include "driver/core/error.h"

#include <cstdint>
#include <cstdlib>

namespace mobilepay::core {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

/// Exactly `width` digits with leading zeros; `value` is not negative.
std::string padded(std::int64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

/// Reads one ISO 8601 instant from left to right.
class Reader {
public:
    explicit Reader(std::string_view text) : whole_(text), rest_(text) {}

    [[noreturn]] void refuse() const {
        throw TextError("'" + std::string(whole_) +
                        "' is no ISO 8601 instant such as 2026-11-23T20:15:00.123Z");
    }

    int number(std::size_t width) {
        if (rest_.size() < width) refuse();
        int value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value = value * 10 + digit();
        return value;
    }

    void expect(char c) {
        if (!take(c)) refuse();
    }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// 1 to 9 digits after the point; what is finer than a millisecond is cut off.
    Milliseconds fraction() {
        int read = 0;
        std::int64_t millis = 0;
        for (; nextIsDigit(); ++read) {
            const int value = digit();
            if (read < 3) millis = millis * 10 + value;
        }
        if (read < 1 || read > 9) refuse();
        for (; read < 3; ++read)
            millis *= 10;
        return Milliseconds(millis);
    }

    Milliseconds offset() {
        if (take('Z')) return Milliseconds{0};
        const bool east = take('+');
        if (!east) expect('-');
        const int hours = number(2);
        take(':');
        const int minutes = number(2);
        if (hours > 23 || minutes > 59) refuse();
        const auto size = std::chrono::hours(hours) + std::chrono::minutes(minutes);
        return east ? Milliseconds(size) : -Milliseconds(size);
    }

    void end() const {
        if (!rest_.empty()) refuse();
    }

private:
    bool nextIsDigit() const {
        return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }
    int digit() {
        if (!nextIsDigit()) refuse();
        const int value = rest_.front() - '0';
        rest_.remove_prefix(1);
        return value;
    }

    std::string_view whole_;
    std::string_view rest_;
};

}  // namespace

WallTime SystemClock::wall() const {
    return {floor<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())};
}

std::string toIso8601(WallTime time) {
    const days wholeDays = floor<days>(time.sinceEpoch);
    const std::chrono::year_month_day date{sys_days{wholeDays}};
    const std::chrono::hh_mm_ss clock{time.sinceEpoch - wholeDays};
    const int year = static_cast<int>(date.year());
    return (year < 0 ? "-" : "") + padded(std::abs(year), 4) + '-' +
           padded(static_cast<unsigned>(date.month()), 2) + '-' +
           padded(static_cast<unsigned>(date.day()), 2) + 'T' + padded(clock.hours().count(), 2) +
           ':' + padded(clock.minutes().count(), 2) + ':' + padded(clock.seconds().count(), 2) +
           '.' + padded(clock.subseconds().count(), 3) + 'Z';
}

WallTime fromIso8601(std::string_view text) {
    Reader reader(text);
    const std::chrono::year year(reader.number(4));
    reader.expect('-');
    const std::chrono::month month(static_cast<unsigned>(reader.number(2)));
    reader.expect('-');
    const std::chrono::day day(static_cast<unsigned>(reader.number(2)));
    reader.expect('T');
    const int hours = reader.number(2);
    reader.expect(':');
    const int minutes = reader.number(2);
    reader.expect(':');
    const int seconds = reader.number(2);
    const Milliseconds fraction = reader.take('.') ? reader.fraction() : Milliseconds{0};
    const Milliseconds offset = reader.offset();
    reader.end();
    const std::chrono::year_month_day date(year, month, day);
    if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) reader.refuse();
    const Milliseconds local = sys_days(date).time_since_epoch() + std::chrono::hours(hours) +
                               std::chrono::minutes(minutes) + std::chrono::seconds(seconds) +
                               fraction;
    return {local - offset};
}

}  // namespace mobilepay::core
