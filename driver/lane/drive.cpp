#include "driver/lane/drive.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::lane {
namespace {

rest::HttpFailure notSent(const char* why) {
    return {rest::HttpFailure::Kind::notTried, false, why};
}

rest::HttpRequest shortened(rest::HttpRequest request, core::Milliseconds waited) {
    if (request.timeoutWithConnect)
        *request.timeoutWithConnect =
            std::max(*request.timeoutWithConnect - waited, core::Milliseconds{0});
    return request;
}

}  // namespace

Wire::Turn Wire::takeTurn(std::optional<core::Milliseconds> patience) {
    std::unique_lock lock(mutex_);
    const bool waits = busy_;
    const auto free = [this] { return !busy_; };
    if (!patience)
        free_.wait(lock, free);
    else if (!free_.wait_for(lock, *patience, free))
        return Turn::late;
    busy_ = true;
    return waits ? Turn::waited : Turn::atOnce;
}

void Wire::giveTurnBack() noexcept {
    {
        const std::lock_guard guard(mutex_);
        busy_ = false;
    }
    free_.notify_one();
}

rest::HttpResult Wire::exchange(const rest::HttpRequest& request) {
    const auto asked = clock_.monotonic();
    const auto turn = takeTurn(request.timeoutWithConnect);
    if (turn == Turn::late) return notSent("Not sent: another exchange took the time for it");
    const auto over = gsl::finally([this] { giveTurnBack(); });
    if (turn == Turn::waited && request.method == "GET")
        return notSent("Not asked: another exchange was under way");
    auto result = transport_.exchange(
        turn == Turn::waited ? shortened(request, clock_.monotonic() - asked) : request);
    const auto* response = std::get_if<rest::HttpResponse>(&result);
    if (response != nullptr && request.url.starts_with(apiUrl_))
        serverClock_.observe(*response, clock_.monotonic());
    return result;
}

bool Wire::prepare(const std::string& url, std::optional<core::MonoTime> until) {
    const auto left = [&]() -> std::optional<core::Milliseconds> {
        if (!until) return std::nullopt;
        return std::max(*until - clock_.monotonic(), core::Milliseconds{0});
    };
    if (takeTurn(left()) == Turn::late) return false;
    const auto over = gsl::finally([this] { giveTurnBack(); });
    return !transport_.prepare(url, left()).has_value();
}

bool Wire::inUse() {
    const std::lock_guard guard(mutex_);
    return busy_;
}

void Interruption::raise() noexcept {
    {
        const std::lock_guard guard(mutex_);
        raised_ = true;
    }
    changed_.notify_all();
}

void Interruption::clear() noexcept {
    const std::lock_guard guard(mutex_);
    raised_ = false;
}

bool Interruption::raised() const noexcept {
    const std::lock_guard guard(mutex_);
    return raised_;
}

bool Interruption::waitFor(core::Milliseconds duration) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, duration, [this] { return raised_; });
    return raised_;
}

void drive(Errand& errand, Wire& wire, Interruption& interruption) {
    bool aborted = interruption.raised();
    if (aborted) (void)errand.abort(wire.now());
    auto need = errand.begin(wire.now());
    while (!std::holds_alternative<Errand::Over>(need)) {
        if (!aborted && interruption.raised()) {
            aborted = true;
            need = errand.abort(wire.now());
        } else if (const auto* send = std::get_if<rest::Send>(&need)) {
            const auto result = wire.exchange(send->request);
            need = errand.answered(wire.now(), result);
        } else {
            const auto when = std::get<rest::WaitUntil>(need).when;
            const auto left = when - wire.now().mono;
            if (left.count() <= 0)
                need = errand.due(wire.now());
            else if (aborted)
                Interruption{}.waitFor(left);  // nothing can cut this wait short any more
            else
                interruption.waitFor(left);
        }
    }
}

bool driveBehind(const Precedence& till, Errand& errand, Wire& wire, Interruption& interruption) {
    const auto left = [&] { return interruption.raised() || till.needless(); };
    till.wait();
    if (left()) return false;
    auto need = errand.begin(wire.now());
    while (!std::holds_alternative<Errand::Over>(need)) {
        if (interruption.raised()) return false;
        if (const auto* send = std::get_if<rest::Send>(&need)) {
            const auto result =
                till.mine() ? wire.exchange(send->request)
                            : rest::HttpResult(notSent("Not sent: it gave way to the till"));
            need = errand.answered(wire.now(), result);
            continue;
        }
        const auto pause = std::get<rest::WaitUntil>(need).when - wire.now().mono;
        if (pause.count() > 0 && interruption.waitFor(pause)) return false;
        till.wait();
        if (left()) return false;
        if (std::get<rest::WaitUntil>(need).when <= wire.now().mono) need = errand.due(wire.now());
    }
    return true;
}

}  // namespace mobilepay::lane
