#pragma once

#include "driver/upos/till_lane.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace mobilepay::upos::test {

/// A lane that does what the test says and writes down what it was asked. Safe from any thread.
class ScriptedLane final : public TillLane {
public:
    using Kind = lane::Verdict::Kind;

    explicit ScriptedLane(registry::Profile profile);

    // ---- the script ----

    /// The next requests end so, one after the other; after the last one with `approved`.
    void will(std::vector<Kind> outcomes);
    /// `notSent` has this reason instead of NOT_SENT.
    void notSentFor(std::string code);
    /// Requests from now on stay until `letGo` or an abort.
    void holdRequests();
    void letGo();
    /// With an abort, a held request ends so (default: aborted).
    void onAbort(Kind outcome);
    void beHeldBySomebody(bool held);
    void failEnableWith(std::string text);
    void beReachable(bool reachable);
    void knows(lane::Row row);
    void hasUndelivered(std::vector<lane::Row> rows);
    void blockSettlementWith(std::string text);
    void checkInNobody();
    /// From now on whoever waits for a shopper ends so, with that code.
    void checkInEnds(lane::CheckIn::Ending ending, std::string code);
    /// Called as the next wait for a shopper begins, on the thread that waits.
    void whenCheckInBegins(std::function<void()> deed);
    /// Aborts are without effect: requests end with `letGo` only.
    void ignoreAborts();
    /// Handing over stays until `letHearingGo`.
    void holdHearing();
    void letHearingGo();
    /// The next handing over fails, as with a full disk.
    void failHearing();
    /// Settlements stay until `letGo` or a stop; `hard`: until a stop, and close all the same.
    void holdSettlement(bool hard = false);
    /// Another exchange is under way whenever the server is probed.
    void haveItsLineInUse(bool inUse);
    /// Called as the lane is disabled, on the thread that disables.
    void whenDisabled(std::function<void()> deed);
    /// Remembering fails, as with a full disk.
    void remembersNothing();

    // ---- what happened ----

    [[nodiscard]] std::vector<lane::Request> requests() const;
    [[nodiscard]] std::vector<journal::KnownResult> handedOver() const;
    [[nodiscard]] int aborts() const;
    [[nodiscard]] int probes() const;
    [[nodiscard]] int releases() const;
    [[nodiscard]] int kept() const;  ///< how often something was remembered
    [[nodiscard]] std::vector<lane::CheckInQuestion> checkIns() const;
    [[nodiscard]] core::Milliseconds settlementPatience() const;
    /// Until that holds; false after two seconds.
    [[nodiscard]] bool awaitHearing();
    [[nodiscard]] bool awaitSettlement();
    /// Until a request is under way; false after two seconds.
    [[nodiscard]] bool awaitRequest(std::size_t count);

    // ---- TillLane ----

    const registry::Profile& profile() const noexcept override { return profile_; }
    void claim(core::Milliseconds longest) override;
    void release() noexcept override;
    void enable() override;
    void disable() noexcept override;
    lane::Result run(const lane::Request& request,
                     const lane::Lane::ProgressHandler& progress) override;
    void abort() noexcept override;
    void heard(const std::vector<journal::KnownResult>& results) override;
    std::vector<lane::Row> undelivered() const override;
    std::vector<lane::Row> unresolved() const override { return {}; }
    std::optional<lane::Row> lastApproved() const override;
    std::vector<lane::Row> byTillNumber(std::int32_t tillNumber) const override;
    std::optional<lane::Row> byReference(const std::string& text) const override;
    std::vector<lane::Row> byPayment(const core::PaymentId& payment) const override;
    std::vector<lane::Row> matching(
        const std::function<bool(const lane::Row&)>& wanted) const override;
    std::vector<lane::Row> period() const override;
    std::vector<lane::Total> totals() const override;
    std::optional<std::vector<lane::Row>> closePeriod(core::Milliseconds patience,
                                                      const std::atomic<bool>& stop) override;
    std::vector<lane::Total> settledTotals() const override;
    void remember(const std::string& name, const std::string& value) override;
    std::optional<std::string> recall(const std::string& name) const override;
    lane::Health check(bool external) override;
    std::optional<bool> probe() override;
    lane::PointOfSale pointOfSale() const override;
    lane::CheckIn waitForCheckIn(const lane::CheckInQuestion& question) override;

private:
    lane::Result resultOf(const lane::Request& request, Kind kind);
    [[nodiscard]] std::string codeOf(Kind kind) const;

    const registry::Profile profile_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Kind> script_;
    Kind onAbort_ = Kind::aborted;
    std::string notSentCode_ = "NOT_SENT";
    bool hold_ = false;
    bool aborted_ = false;
    bool heldBySomebody_ = false;
    bool reachable_ = true;
    bool lineInUse_ = false;
    bool deaf_ = false;  ///< to aborts
    bool holdHearing_ = false;
    bool hearing_ = false;
    bool failHearing_ = false;
    bool holdSettlement_ = false;
    bool hardSettlement_ = false;
    bool settling_ = false;
    lane::CheckIn checkIn_;
    std::function<void()> checkInBegins_;
    std::function<void()> disabled_;
    std::vector<lane::CheckInQuestion> checkIns_;
    core::Milliseconds settlementPatience_{0};
    std::size_t settled_ = 0;  ///< so many rows are of closed periods
    std::string enableFault_;
    std::string settlementFault_;
    std::vector<lane::Row> rows_;
    std::vector<lane::Row> undelivered_;
    std::vector<lane::Request> requests_;
    std::vector<journal::KnownResult> heard_;
    int aborts_ = 0;
    int probes_ = 0;
    int releases_ = 0;
    int kept_ = 0;
    bool forgetful_ = false;
    std::map<std::string, std::string> memory_;
};

/// A row as the journal would have it: approved, concluded, of the open period.
[[nodiscard]] lane::Row rowOf(lane::Operation operation, std::string_view amount,
                              std::int32_t tillNumber, const std::string& payment);

/// The order id of the n-th request, and the payment id it gets.
[[nodiscard]] std::string orderIdOf(std::size_t n);
[[nodiscard]] std::string paymentIdOf(std::size_t n);

}  // namespace mobilepay::upos::test
