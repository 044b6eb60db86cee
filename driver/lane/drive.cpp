#include "driver/lane/drive.h"

namespace mobilepay::lane {
namespace {

rest::HttpFailure notSent(const char* why) {
    return {rest::HttpFailure::Kind::connect, false, why};
}

}  // namespace

rest::HttpResult Wire::exchange(const rest::HttpRequest& request) {
    std::unique_lock guard(mutex_, std::try_to_lock);
    if (!guard) {
        guard.lock();
        if (request.method == "GET") return notSent("Not asked: another exchange was under way");
    }
    auto result = transport_.exchange(request);
    if (const auto* response = std::get_if<rest::HttpResponse>(&result))
        serverClock_.observe(*response, clock_.monotonic());
    return result;
}

bool Wire::inUse() {
    return !std::unique_lock(mutex_, std::try_to_lock);
}

bool Wire::prepare(const std::string& url) {
    const std::lock_guard guard(mutex_);
    return !transport_.prepare(url).has_value();
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

void drive(Errand& errand, Wire& wire, Interruption& interruption,
           const std::function<bool()>& mayExchange) {
    bool aborted = false;
    auto need = errand.begin(wire.now());
    while (!std::holds_alternative<Errand::Over>(need)) {
        if (!aborted && interruption.raised()) {
            aborted = true;
            need = errand.abort(wire.now());
        } else if (const auto* send = std::get_if<rest::Send>(&need)) {
            const bool now = !mayExchange || mayExchange();
            const auto result =
                now ? wire.exchange(send->request)
                    : rest::HttpResult(notSent("Not sent: it gave way to the till"));
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

}  // namespace mobilepay::lane
