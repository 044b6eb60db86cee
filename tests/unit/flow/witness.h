#pragma once

#include "driver/flow/flow.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::flow {

/// Watches a flow from outside, keeps what the journal holds, and names every rule that is broken.
class Witness {
public:
    /// `terms` unset: a settlement. `row`: what the journal holds before.
    Witness(std::optional<Terms> terms, wallet::Traits traits,
            std::optional<journal::Record> row = std::nullopt);

    void sees(const core::Now& now, const Event& event);
    void sees(const core::Now& now, const Actions& actions);

    /// What the journal's next answers may be, the most usual first. `phantom` writes although it
    /// reports a failure, as a failing disk may.
    struct Reply {
        Event event;
        bool phantom = false;
    };
    [[nodiscard]] std::vector<Reply> replies() const;
    /// Before `sees(event)`: the failed write is durable all the same.
    void writeAnyway();

    [[nodiscard]] bool over() const noexcept { return over_; }
    [[nodiscard]] const Action& pending() const { return *pending_; }
    [[nodiscard]] const std::optional<Verdict>& verdict() const noexcept { return told_; }
    /// Empty: every rule held.
    [[nodiscard]] const std::vector<std::string>& broken() const noexcept { return broken_; }

private:
    void holds(bool rule, const std::string& words);
    void seesAnswer(const core::Now& now, const wallet::Answer& answer);
    void seesGone();
    void judge(const core::Now& now, const Request& request);
    void judgeCreate(const core::IdempotencyKey& key, const std::string& bytes,
                     const core::OrderId& orderId, bool refund);
    void judgeCapture(const core::Now& now, const Request& request);
    [[nodiscard]] bool onlyAsks(const wallet::Call& call);
    void judgePoll(const core::Now& now, const std::string& id);
    void judge(const Verdict& verdict);
    void makeDurable();
    [[nodiscard]] journal::Record* current();

    std::optional<Terms> terms_;
    wallet::Traits traits_;
    std::map<core::OrderId, journal::Record> journal_;
    core::OrderId currentId_;
    std::optional<Action> pending_;
    std::optional<Verdict> told_;
    bool over_ = false;
    bool leaving_ = false;     ///< the decision `cancel` was asked for and nothing else stood
    bool phantom_ = false;     ///< the journal holds what the flow cannot know
    bool mayExist_ = false;    ///< something of ours may be left at the server
    bool confirmed_ = false;   ///< the deed is confirmed
    bool gone_ = false;        ///< the server says: final, nothing taken
    bool refundSeen_ = false;  ///< the server has given it an id
    core::PaymentId made_;     ///< as the answer of a create names it
    bool captured_ = false;    ///< the server showed it captured
    bool aborted_ = false;
    bool captureRefused_ = false;
    int captures_ = 0;
    std::map<std::string, core::MonoTime> notBefore_;
    std::map<std::string, core::Milliseconds> delays_;
    std::optional<std::string> bytes_;
    std::vector<std::string> broken_;
};

}  // namespace mobilepay::flow
