#pragma once

#include "driver/flow/flow.h"
#include "driver/journal/journal.h"
#include "driver/lane/errand.h"
#include "driver/wallet/wallet.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

namespace mobilepay::lane {

/// One flow on its way over a journal and a wallet: carries out its actions (the journal's writes
/// at once) and says what it needs from outside.
class FlowRun final : public Errand {
public:
    using ProgressHandler = std::function<void(flow::Progress::Stage, const core::PaymentId&)>;
    using WarningHandler = std::function<void(const std::string&)>;

    /// `journal` and `wallet` must outlive the run. `warn` hears what came instead of an answer,
    /// and what stands in the way of a settlement: printable, each text once.
    FlowRun(std::unique_ptr<flow::Flow> flow, journal::Journal& journal, wallet::Wallet& wallet,
            ProgressHandler progress = {}, WarningHandler warn = {});

    Need begin(const core::Now& now) override;
    Need answered(const core::Now& now, const rest::HttpResult& result) override;
    Need due(const core::Now& now) override;
    Need abort(const core::Now& now) override;

    /// What the till is told; none after a settlement. Precondition: over.
    [[nodiscard]] const std::optional<flow::Verdict>& verdict() const { return verdict_; }
    /// How a settlement ended. Precondition: over.
    [[nodiscard]] const flow::End& end() const { return end_; }

private:
    Need perform(const core::Now& now, flow::Actions actions);
    Need converse(const core::Now& now, wallet::Conversation::Step step);
    std::optional<flow::Event> write(const core::Now& now, const flow::Action& action);
    void warn(const std::string& text);

    std::unique_ptr<flow::Flow> flow_;
    journal::Journal& journal_;
    wallet::Wallet& wallet_;
    ProgressHandler progress_;
    WarningHandler warn_;
    std::set<std::string> warned_;
    std::unique_ptr<wallet::Conversation> conversation_;
    Need need_ = Over{};
    std::optional<flow::Verdict> verdict_;
    flow::End end_;
};

}  // namespace mobilepay::lane
