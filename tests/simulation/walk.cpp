#include "tests/simulation/walk.h"

#include "driver/core/error.h"

#include <utility>

namespace mobilepay::simulation {
namespace {

constexpr std::chrono::milliseconds giveWayLook{50};

}  // namespace

Walk::Walk(Surroundings surroundings, std::unique_ptr<lane::Errand> errand,
           std::function<void()> over)
    : around_(std::move(surroundings)),
      errand_(std::move(errand)),
      over_(std::move(over)),
      moment_(around_.till ? Moment::beginning : Moment::idle) {}

void Walk::begin() {
    take([this] { return errand_->begin(around_.now()); });
}

void Walk::abort() {
    abortWanted_ = true;
    if (!waiting_ || aborted_)
        return;  // a call is under way: as in production the errand hears of it afterwards
    aborted_ = true;
    take([this] { return errand_->abort(around_.now()); });
}

/// What a journal throws outside a flow's own writes comes before anything was promised.
void Walk::take(const std::function<lane::Errand::Need()>& step) {
    lane::Errand::Need need;
    try {
        need = step();
    } catch (const core::JournalError& error) {
        ++step_;
        if (around_.alive()) around_.failed(error.what());
        return;
    }
    follow(std::move(need));
}

void Walk::follow(lane::Errand::Need need) {
    ++step_;
    waiting_ = false;
    if (!around_.alive()) return;
    if (abortWanted_ && !aborted_ && !std::holds_alternative<lane::Errand::Over>(need)) {
        aborted_ = true;
        take([this] { return errand_->abort(around_.now()); });
        return;
    }
    if (const auto* request = std::get_if<rest::Send>(&need)) {
        send(request->request);
    } else if (const auto* wait = std::get_if<rest::WaitUntil>(&need)) {
        waiting_ = true;
        around_.timetable.at(wait->when.sinceStart + around_.monotonicZero,
                             [weak = weak_from_this(), step = step_] {
                                 const auto self = weak.lock();
                                 if (self != nullptr && self->step_ == step) self->due();
                             });
    } else {
        over_();
    }
}

/// As in production: what has to give way to the till is told at once that nothing was sent.
void Walk::giveWay() {
    around_.timetable.after(core::Milliseconds{0}, [weak = weak_from_this(), step = step_] {
        const auto self = weak.lock();
        if (self != nullptr && self->step_ == step)
            self->hear(rest::HttpFailure{rest::HttpFailure::Kind::connect, false, "gave way"});
    });
}

/// As in production: after a wait the background goes on only while no call of the till runs.
void Walk::due() {
    if (around_.mayExchange()) return take([this] { return errand_->due(around_.now()); });
    around_.timetable.after(giveWayLook, [weak = weak_from_this(), step = step_] {
        const auto self = weak.lock();
        if (self != nullptr && self->step_ == step) self->due();
    });
}

void Walk::send(const rest::HttpRequest& request) {
    if (!around_.mayExchange()) return giveWay();
    moment_ = momentOf(request, around_.till, around_.making);
    around_.network.send(
        {around_.client, moment_}, request,
        [weak = weak_from_this(), step = step_,
         api = request.url.find("/pos/v10") != std::string::npos](const rest::HttpResult& result) {
            const auto self = weak.lock();
            if (self == nullptr || self->step_ != step) return;
            if (api) self->learnTime(result);
            self->hear(result);
        });
}

void Walk::learnTime(const rest::HttpResult& result) {
    if (const auto* response = std::get_if<rest::HttpResponse>(&result))
        around_.serverClock.observe(*response, around_.now().mono);
}

void Walk::hear(const rest::HttpResult& result) {
    if (!around_.alive()) return;
    take([&] { return errand_->answered(around_.now(), result); });
}

}  // namespace mobilepay::simulation
