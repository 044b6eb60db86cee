#include "driver/core/error.h"
#include "driver/lane/implementation.h"

#include <algorithm>
#include <functional>
#include <sstream>

#include <Poco/JSON/Object.h>
#include <gsl/gsl>

/// The background of a claimed lane: recovery, the point of sale, the control socket's answers.
namespace mobilepay::lane {
namespace {

constexpr core::Milliseconds seekAgain{5000};
constexpr core::Milliseconds refusedUndoWaits = std::chrono::hours{1};
constexpr core::Milliseconds keptBeyondRefunds = std::chrono::hours{30 * 24};
constexpr const char* placeMemory = "pointOfSale";
constexpr const char* qrMemory = "pointOfSale.qr";
constexpr core::Milliseconds clocksAgree = std::chrono::hours{24};

template <class Value>
std::string jsonOf(const std::string& name, const Value& value) {
    Poco::JSON::Object object;
    object.set(name, value);
    std::ostringstream text;
    object.stringify(text);
    return text.str();
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream in(list);
    for (std::string part; std::getline(in, part, ',');)
        parts.push_back(part);
    return parts;
}

}  // namespace

void Lane::Implementation::startBackground() {
    if (wire_ == nullptr || background_.joinable()) return;
    {
        const std::lock_guard guard(state_);
        stopping_ = false;
        wanted_ = true;
    }
    backgroundInterruption_.clear();
    background_ = std::thread([this] { background(); });
}

void Lane::Implementation::stopBackground() noexcept {
    {
        const std::lock_guard guard(state_);
        stopping_ = true;
    }
    backgroundInterruption_.raise();
    changed_.notify_all();
    if (background_.joinable()) background_.join();
}

void Lane::Implementation::background() {
    std::unique_lock lock(state_);
    while (!stopping_) {
        const bool seeking = enabled_ && !pointOfSale_.confirmed;
        const auto pause = seeking ? seekAgain : profile_.recoveryInterval;
        changed_.wait_for(lock, pause, [this] { return stopping_ || (wanted_ && !tillBusy_); });
        if (stopping_) return;
        if (tillBusy_) continue;
        wanted_ = false;
        lock.unlock();
        backgroundRound();
        lock.lock();
    }
}

void Lane::Implementation::backgroundRound() {
    try {
        requireLane();
        bool seek = false;
        {
            const std::lock_guard guard(state_);
            seek = enabled_ && !pointOfSale_.confirmed;
        }
        if (seek && profile_.wallet != "training") seekPointOfSale();
        for (const auto step : {&Implementation::recoverOnce, &Implementation::undoOnce,
                                &Implementation::tidyJournal})
            if (!stopping()) (this->*step)();
    } catch (const std::exception& error) {
        trouble(error.what());
    }
}

bool Lane::Implementation::stopping() const {
    const std::lock_guard guard(state_);
    return stopping_;
}

Precedence Lane::Implementation::tillFirst() {
    return {[this] {
                const std::lock_guard guard(state_);
                return !tillBusy_;
            },
            [this] {
                std::unique_lock lock(state_);
                changed_.wait(lock, [this] { return stopping_ || !tillBusy_; });
            }};
}

void Lane::Implementation::recoverOnce() {
    const std::lock_guard one(errands_);
    std::unique_ptr<Recovery> pass;
    {
        // Under the lock, so that no till's call begins between the look and the list.
        const std::lock_guard guard(state_);
        if (tillBusy_) return;
        pass = std::make_unique<Recovery>(bench());
    }
    (void)driveBehind(tillFirst(), *pass, *wire_, backgroundInterruption_);
}

/// What is open for good keeps nothing else from being undone; what is not certain to be undone is
/// tried again with the next round, what was refused and may change after a while.
void Lane::Implementation::undoOnce() {
    const std::lock_guard one(errands_);
    const auto now = clock_.monotonic();
    const auto waits = [&](const core::OrderId& order) {
        const auto until = undoNotBefore_.find(order);
        return until != undoNotBefore_.end() && now < until->second;
    };
    auto due = toBeUndone();
    const auto later = std::partition(due.begin(), due.end(), std::not_fn(waits));
    const std::vector<core::OrderId> waiting(later, due.end());
    due.erase(later, due.end());
    if (due.empty()) return;
    Undo undo(bench(), due);
    (void)driveBehind(tillFirst(), undo, *wire_, backgroundInterruption_);
    auto left = undo.left();
    left.insert(left.end(), waiting.begin(), waiting.end());
    {
        const std::lock_guard guard(state_);
        undelivered_ = std::move(left);
    }
    for (const auto& refusal : undo.refused()) {
        log_.error("cannot be undone, though nobody heard of it: " + refusal.orderId.text() + ": " +
                   refusal.text + (refusal.mayChange ? "; it is tried again in an hour" : ""));
        if (refusal.mayChange) undoNotBefore_[refusal.orderId] = now + refusedUndoWaits;
    }
}

/// Once in a life of the lane: checks what opening leaves unread in a large journal, and forgets
/// what nobody can refund any more, and a month for the books. By the server's clock only, and not
/// while ours says something else: a clock that jumped must not empty a journal.
void Lane::Implementation::tidyJournal() {
    const auto now = wire_->now();
    if (tidied_ || !now.serverKnown || std::chrono::abs(now.server - now.wall) > clocksAgree)
        return;
    tidied_ = true;
    journal().checkAll();
    for (const auto& bad : journal().quarantined()) {
        log_.error("the journal's " + bad.table + " " + bad.name + " is damaged: " + bad.reason +
                   (bad.mayBeOpen ? "; look up what became of its money" : ""));
    }
    const auto gone = journal().forgetOlderThan(
        now.server - merchant_->wallet().traits().refundWindow - keptBeyondRefunds);
    if (gone > 0)
        log_.information(std::to_string(gone) + " rows beyond the refund window forgotten");
}

void Lane::Implementation::seekPointOfSale() {
    const std::lock_guard one(errands_);
    if (!pointOfSale().confirmed) (void)seek(std::nullopt);
}

/// `until`: for a till's call, which waits for no errand of the background. Where both make the
/// point of sale the server refuses one of them, and it is found then.
PointOfSaleSearch::Ending Lane::Implementation::seek(std::optional<core::MonoTime> until) {
    wallet::PointOfSaleRequest wanted;
    wanted.merchantPosId = profile_.merchantPosId;
    wanted.storeId = profile_.storeId;
    wanted.name = profile_.posName;
    wanted.beaconId = profile_.beaconId;
    wanted.beaconTypes = split(profile_.beaconTypes);
    wanted.callbackAlias = profile_.callbackAlias;
    PointOfSaleSearch search(merchant_->wallet(), wanted, {profile_.brandId, profile_.locationId},
                             random_, until);
    if (until) {
        drive(search, *wire_, tillInterruption_);
    } else {
        auto till = tillFirst();
        till.needless = [this] { return pointOfSale().confirmed; };
        if (!driveBehind(till, search, *wire_, backgroundInterruption_))
            return PointOfSaleSearch::Ending::unreachable;  // found by the till, or given back
    }
    if (search.ending() == PointOfSaleSearch::Ending::found)
        rememberPointOfSale(search.view());
    else if (search.ending() != PointOfSaleSearch::Ending::stopped)
        trouble(search.text());
    return search.ending();
}

void Lane::Implementation::rememberPointOfSale(const wallet::PointOfSaleView& view) {
    journal().remember(placeMemory, placeText(profile_, view));
    const auto qr = merchant_->wallet().qrText(view);
    journal().remember(qrMemory, qr);
    const std::lock_guard guard(state_);
    pointOfSale_ = {view.pointOfSale,
                    profile_.merchantPosId,
                    view.configuration.name,
                    view.configuration.beaconId,
                    qr,
                    true};
    lastTrouble_.clear();
    changed_.notify_all();
}

/// The last known point of sale serves until the server confirms or corrects it. That of another
/// environment, merchant, store or till does not.
void Lane::Implementation::recallPointOfSale() {
    const auto view = placeOf(profile_, journal().recall(placeMemory).value_or(""));
    const auto qr =
        view.pointOfSale.empty() ? std::string() : journal().recall(qrMemory).value_or("");
    const std::lock_guard guard(state_);
    pointOfSale_ = {view.pointOfSale,
                    profile_.merchantPosId,
                    view.configuration.name,
                    view.configuration.beaconId,
                    qr,
                    false};
}

/// The server has told a call that it is gone: the next one looks for it first.
void Lane::Implementation::doubtPointOfSale() {
    const std::lock_guard guard(state_);
    pointOfSale_.confirmed = false;
    wanted_ = true;
    changed_.notify_all();
}

std::string Lane::Implementation::answerControl(const std::string& line) {
    try {
        if (line == "status") return statusJson();
        if (line == "stop") return stopJson();
        if (line.starts_with("log ")) {
            log_.setLevel(line.substr(4));
            return R"({"done":"log"})";
        }
        return R"({"error":"unknown command; the lane knows: status, stop, log LEVEL"})";
    } catch (const std::exception& error) {
        return jsonOf("error", std::string(error.what()));
    }
}

std::string Lane::Implementation::stopJson() {
    // Under the lock, so that a call that is running hears of it.
    const std::lock_guard guard(state_);
    tillInterruption_.raise();
    return jsonOf("running", tillBusy_);
}

std::string Lane::Implementation::statusJson() {
    const auto open = journal().openRows().size();
    const auto damaged = journal().quarantined().size();
    const auto untold = unheard(journal());
    const auto notTaken =
        std::count_if(untold.begin(), untold.end(), journal::endedAgainstDecision);
    const std::lock_guard guard(state_);
    Poco::JSON::Object status;
    status.set("lane", profile_.lane);
    status.set("holder", describeThisProcess());
    status.set("enabled", enabled_);
    status.set("busy", tillBusy_);
    status.set("pointOfSale", pointOfSale_.id.text());
    status.set("pointOfSaleConfirmed", pointOfSale_.confirmed);
    status.set("unresolved", open);
    status.set("needsPerson", findings_.forPeople());
    status.set("toldAndNotTaken", notTaken);
    status.set("damaged", damaged);
    status.set("trouble", lastTrouble_);
    std::ostringstream text;
    status.stringify(text);
    return text.str();
}

}  // namespace mobilepay::lane
