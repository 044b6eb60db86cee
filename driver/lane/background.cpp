#include "driver/core/error.h"
#include "driver/lane/implementation.h"

#include <sstream>

#include <Poco/JSON/Object.h>
#include <gsl/gsl>

/// The background of a claimed lane: recovery, the point of sale, the control socket's answers.
namespace mobilepay::lane {
namespace {

constexpr core::Milliseconds seekAgain{5000};
constexpr core::Milliseconds keptBeyondRefunds = std::chrono::hours{30 * 24};

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
        bool seek = false;
        {
            const std::lock_guard guard(state_);
            seek = enabled_ && !pointOfSale_.confirmed;
        }
        if (seek && profile_.wallet != "training") seekPointOfSale();
        recoverOnce();
        undoOnce();
        tidyJournal();
    } catch (const std::exception& error) {
        trouble(error.what());
    }
}

/// Blocks while a till's call runs: the background gives way before each of its exchanges. False
/// when it had to.
bool Lane::Implementation::giveWay() {
    std::unique_lock lock(state_);
    if (!tillBusy_) return true;
    changed_.wait(lock, [this] { return stopping_ || !tillBusy_; });
    return false;
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
    drive(*pass, *wire_, backgroundInterruption_, [this] { return giveWay(); });
}

/// What is still open is settled first; what stays open is tried again with the next round.
void Lane::Implementation::undoOnce() {
    std::vector<core::OrderId> results;
    {
        const std::lock_guard guard(state_);
        if (undelivered_.empty() || tillBusy_ || !journal().openRows().empty()) return;
        results.swap(undelivered_);
    }
    const std::lock_guard one(errands_);
    Undo undo(bench(), results);
    drive(undo, *wire_, backgroundInterruption_, [this] { return giveWay(); });
}

/// Once in a life of the lane: checks what opening leaves unread in a large journal, and forgets
/// what nobody can refund any more, and a month for the books. By the server's clock only: a wall
/// clock that jumped must not empty a journal.
void Lane::Implementation::tidyJournal() {
    const auto now = wire_->now();
    if (tidied_ || !now.serverKnown) return;
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

PointOfSaleSearch::Ending Lane::Implementation::seekPointOfSale() {
    const std::lock_guard one(errands_);
    if (pointOfSale().confirmed) return PointOfSaleSearch::Ending::found;
    wallet::PointOfSaleRequest wanted;
    wanted.merchantPosId = profile_.merchantPosId;
    wanted.storeId = profile_.storeId;
    wanted.name = profile_.posName;
    wanted.beaconId = profile_.beaconId;
    wanted.beaconTypes = split(profile_.beaconTypes);
    wanted.callbackAlias = profile_.callbackAlias;
    PointOfSaleSearch search(merchant_->wallet(), wanted, {profile_.brandId, profile_.locationId},
                             random_);
    drive(search, *wire_, backgroundInterruption_, [this] { return giveWay(); });
    if (search.ending() == PointOfSaleSearch::Ending::found) {
        rememberPointOfSale(search.view());
        return search.ending();
    }
    trouble(search.text());
    return search.ending();
}

void Lane::Implementation::rememberPointOfSale(const wallet::PointOfSaleView& view) {
    journal().remember("pointOfSale.id", view.pointOfSale.text());
    journal().remember("pointOfSale.name", view.configuration.name);
    journal().remember("pointOfSale.beacon", view.configuration.beaconId);
    const auto qr = merchant_->wallet().qrText(view);
    journal().remember("pointOfSale.qr", qr);
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

/// The last known point of sale serves until the server confirms or corrects it.
void Lane::Implementation::recallPointOfSale() {
    const auto known = [this](const char* what) {
        return journal().recall(std::string("pointOfSale.") + what).value_or("");
    };
    const std::lock_guard guard(state_);
    pointOfSale_ = {core::PointOfSaleId(known("id")),
                    profile_.merchantPosId,
                    known("name"),
                    known("beacon"),
                    known("qr"),
                    false};
}

std::string Lane::Implementation::answerControl(const std::string& line) {
    try {
        if (line == "status") return statusJson();
        if (line == "stop") {
            abort();
            return R"({"done":"stop"})";
        }
        if (line.starts_with("log ")) {
            log_.setLevel(line.substr(4));
            return R"({"done":"log"})";
        }
        return R"({"error":"unknown command; the lane knows: status, stop, log LEVEL"})";
    } catch (const std::exception&) {
        return R"({"error":"log level must be one of none, fatal, critical, error, warning, notice, information, debug, trace"})";
    }
}

std::string Lane::Implementation::statusJson() {
    const auto open = journal().openRows().size();
    const auto damaged = journal().quarantined().size();
    const std::lock_guard guard(state_);
    Poco::JSON::Object status;
    status.set("lane", profile_.lane);
    status.set("holder", describeThisProcess());
    status.set("enabled", enabled_);
    status.set("busy", tillBusy_);
    status.set("pointOfSale", pointOfSale_.id.text());
    status.set("pointOfSaleConfirmed", pointOfSale_.confirmed);
    status.set("unresolved", open);
    status.set("damaged", damaged);
    status.set("trouble", lastTrouble_);
    std::ostringstream text;
    status.stringify(text);
    return text.str();
}

}  // namespace mobilepay::lane
