#pragma once

#include "driver/rest/call.h"
#include "driver/wallet/v10/plan.h"
#include "driver/wallet/wallet.h"

#include <functional>
#include <string>

namespace mobilepay::wallet::v10 {

/// A plan on its way: `rest::Call` carries it out, and its end becomes an answer.
class Exchange final : public Conversation {
public:
    Exchange(Plan plan, rest::RetryPolicy policy, gsl::not_null<rest::TokenSource*> tokens,
             gsl::not_null<core::Random*> random, std::optional<core::MonoTime> giveUpAt);

    Step next(core::Now now) override;
    Step answered(core::Now now, const rest::HttpResult& result) override;

private:
    [[nodiscard]] Step stepOf(rest::CallStep step) const;
    std::function<Answer(const std::string&)> read_;
    rest::Call call_;
};

/// What the end of a call means to a till.
[[nodiscard]] Answer answerOf(const rest::Finished& finished,
                              const std::function<Answer(const std::string&)>& read);

}  // namespace mobilepay::wallet::v10
