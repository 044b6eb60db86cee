#pragma once

#include "driver/rest/call.h"
#include "driver/wallet/v10/plan.h"
#include "driver/wallet/v10/poll_gate.h"
#include "driver/wallet/wallet.h"

#include <functional>
#include <string>

namespace mobilepay::wallet::v10 {

/// A plan on its way: `rest::Call` carries it out, once the poll gate is open, and its end becomes
/// an answer.
class Exchange final : public Conversation {
public:
    Exchange(Plan plan, rest::RetryPolicy policy, gsl::not_null<rest::TokenSource*> tokens,
             gsl::not_null<core::Random*> random, gsl::not_null<PollGate*> gate,
             std::optional<core::MonoTime> giveUpAt);

    Step next(core::Now now) override;
    Step answered(core::Now now, const rest::HttpResult& result) override;

private:
    [[nodiscard]] Step stepOf(core::Now now, rest::CallStep step);
    [[nodiscard]] Step untilOpen(core::MonoTime opens) const;
    std::string polled_;  ///< the resource asked for; empty when it is none that names a poll delay
    std::function<Answer(const std::string&)> read_;
    gsl::not_null<PollGate*> gate_;
    std::optional<core::MonoTime> giveUpAt_;
    rest::Call call_;
    std::optional<rest::Send> held_;  ///< a question that the gate keeps back, ready to leave
};

/// What the end of a call means to a till.
[[nodiscard]] Answer answerOf(const rest::Finished& finished,
                              const std::function<Answer(const std::string&)>& read);

}  // namespace mobilepay::wallet::v10
