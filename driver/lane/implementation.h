#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/control.h"
#include "driver/lane/drive.h"
#include "driver/lane/findings.h"
#include "driver/lane/lane.h"
#include "driver/lane/lock.h"
#include "driver/lane/log.h"
#include "driver/lane/merchant.h"
#include "driver/lane/point_of_sale.h"
#include "driver/lane/till_call.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace mobilepay::lane {

/// The parts of a claimed lane and the two threads that use them: the till's (whoever calls `run`)
/// and the background's (recovery, warming up). The background gives way: it starts nothing and
/// exchanges nothing while a till's call runs.
class Lane::Implementation {
public:
    explicit Implementation(registry::Profile profile);
    ~Implementation();

    void claim(core::Milliseconds patience);
    void release() noexcept;
    void enable();
    void disable() noexcept;
    Result run(const Request& request, const ProgressHandler& progress);
    void abort() noexcept;
    void heard(const std::vector<journal::KnownResult>& results);
    std::vector<Row> recover();
    /// Payments of earlier lives that nobody heard of, not undone yet.
    std::vector<core::OrderId> toBeUndone() const;
    std::optional<std::vector<Row>> closePeriod(core::Milliseconds patience,
                                                const std::atomic<bool>* stop);
    Health check(bool external);
    std::optional<bool> probe();
    PointOfSale pointOfSale() const;
    CheckIn waitForCheckIn(const CheckInQuestion& question);

    [[nodiscard]] const registry::Profile& profile() const { return profile_; }
    [[nodiscard]] bool claimed() const { return lock_ != nullptr; }
    /// Throws core::JournalError while not claimed.
    [[nodiscard]] journal::Journal& journal() const;
    [[nodiscard]] static std::vector<Row> rows(std::vector<journal::Record> records);

private:
    /// Secrets, CA bundle, wallet and connection; throws ConfigurationError. Nothing is kept while
    /// the lane is not claimed.
    void connect();
    /// What a thread that neither claims nor releases may use at any time; null while not
    /// connected.
    [[nodiscard]] std::pair<std::shared_ptr<Wire>, std::shared_ptr<Merchant>> connection() const;
    void openJournal();
    void startBackground();
    void stopBackground() noexcept;
    void background();
    void backgroundRound();
    void seekPointOfSale();
    PointOfSaleSearch::Ending seek(std::optional<core::MonoTime> until);
    void tillIsBusy(const std::atomic<bool>* stop);
    void tillIsFree() noexcept;
    [[nodiscard]] std::optional<Result> getReady(const Request& request, core::MonoTime deadline);
    /// A till's request begins: an abort of an earlier one is forgotten, one of this one is not.
    void begin(const std::atomic<bool>* stop);
    void settleOpenRows(core::MonoTime giveUpAt);
    /// Why nobody can be asked for there; nothing when somebody can.
    std::optional<CheckIn> noPointOfSale(core::MonoTime deadline);
    CheckIn pollCheckIn(wallet::Wallet& wallet, core::MonoTime deadline);
    [[nodiscard]] Result nothingSent(const Request& request, Verdict::Kind kind, std::string code,
                                     std::string detail) const;
    void tidyJournal();
    void rememberPointOfSale(const wallet::PointOfSaleView& view);
    void recallPointOfSale();
    void doubtPointOfSale();
    void recoverOnce();
    void undoOnce();
    bool reachable(std::optional<core::MonoTime> until = std::nullopt);
    [[nodiscard]] bool stopping() const;
    [[nodiscard]] Precedence tillFirst();
    void requireLane();
    /// Remembers and logs what is wrong, once for each new text.
    void trouble(const std::string& text);
    [[nodiscard]] std::string lastTrouble() const;
    void note(const Result& result);
    std::string answerControl(const std::string& line);
    std::string stopJson();
    std::string statusJson();
    [[nodiscard]] Bench bench();

    const registry::Profile profile_;
    LaneLog log_;
    Findings findings_{log_};
    const rest::Trace trace_;
    core::SystemClock clock_;
    core::SystemRandom random_;

    std::unique_ptr<LaneLock> lock_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<wallet::Wallet> training_;
    std::shared_ptr<Merchant> merchant_;
    std::shared_ptr<Wire> wire_;  ///< keeps its transport; a probe under way keeps the wire
    std::unique_ptr<ControlServer> control_;

    Interruption tillInterruption_;        ///< ends a till's call
    Interruption backgroundInterruption_;  ///< ends the background's errand
    std::mutex errands_;                   ///< one errand of the background at a time
    std::mutex connecting_;                ///< one connection is made at a time

    mutable std::mutex state_;  ///< guards what follows, and that the three above come and go
    std::condition_variable changed_;
    bool stopping_ = false;
    bool enabled_ = false;
    bool wanted_ = false;  ///< a background round is wanted now
    bool tillBusy_ = false;
    PointOfSale pointOfSale_;
    std::string lastTrouble_;
    bool tidied_ = false;  ///< the journal was tidied in this life

    std::vector<core::OrderId> undelivered_;  ///< of earlier lives, to be undone by the background
    std::map<core::OrderId, core::MonoTime> undoNotBefore_;  ///< guarded by `errands_`
    std::thread background_;
};

}  // namespace mobilepay::lane
