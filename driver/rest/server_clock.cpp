#include "driver/rest/server_clock.h"

#include <Poco/DateTime.h>
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>
#include <Poco/Exception.h>

namespace mobilepay::rest {

namespace {

std::optional<core::WallTime> dateOf(const HttpResponse& response) {
    const std::string* const text = find(response.headers, "Date");
    if (!text) return std::nullopt;
    Poco::DateTime date;
    int zone = 0;
    try {
        if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::HTTP_FORMAT, *text, date, zone)) {
            return std::nullopt;
        }
    } catch (const Poco::Exception&) {
        return std::nullopt;  // a month 13, a day 32
    }
    if (date.year() < 2000 || date.year() > 2199) return std::nullopt;
    const auto seconds =
        std::chrono::seconds(date.timestamp().epochMicroseconds() / 1000000 - zone);
    return core::WallTime{seconds};
}

}  // namespace

void ServerClock::observe(const HttpResponse& response, core::MonoTime receipt) {
    const auto date = dateOf(response);
    if (!date) return;
    const std::lock_guard lock(mutex_);
    serverMinusMono_ = date->sinceEpoch - receipt.sinceStart;
}

core::Now ServerClock::read(const core::Clock& clock) const {
    core::Now now{clock.monotonic(), clock.wall(), {}, false};
    const std::lock_guard lock(mutex_);
    now.serverKnown = serverMinusMono_.has_value();
    now.server =
        serverMinusMono_ ? core::WallTime{now.mono.sinceStart + *serverMinusMono_} : now.wall;
    return now;
}

}  // namespace mobilepay::rest
