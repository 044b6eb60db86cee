#pragma once

#include "driver/wallet/wallet.h"

#include <utility>

namespace mobilepay::wallet {

/// A conversation that is over as it begins: nothing is sent.
class Answered final : public Conversation {
public:
    explicit Answered(Answer answer) : answer_(std::move(answer)) {}
    Step next(core::Now) override { return answer_; }
    /// Never asked for: nothing was sent.
    Step answered(core::Now, const rest::HttpResult&) override { return answer_; }

private:
    Answer answer_;
};

}  // namespace mobilepay::wallet
