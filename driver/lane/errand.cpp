#include "driver/lane/errand.h"

#include <gsl/gsl>

namespace mobilepay::lane {

Ask::Ask(wallet::Wallet& wallet, const wallet::Call& call, std::optional<core::MonoTime> giveUpAt)
    : conversation_(wallet.begin(call, giveUpAt)) {}

Errand::Need Ask::begin(const core::Now& now) {
    return take(conversation_->next(now));
}

Errand::Need Ask::answered(const core::Now& now, const rest::HttpResult& result) {
    return take(conversation_->answered(now, result));
}

Errand::Need Ask::due(const core::Now& now) {
    return take(conversation_->next(now));
}

Errand::Need Ask::abort(const core::Now&) {
    stopped_ = true;
    return std::holds_alternative<rest::WaitUntil>(need_) ? giveUp() : need_;
}

Errand::Need Ask::take(wallet::Conversation::Step step) {
    if (auto* send = std::get_if<rest::Send>(&step)) return need_ = std::move(*send);
    if (const auto* wait = std::get_if<rest::WaitUntil>(&step))
        return stopped_ ? giveUp() : need_ = *wait;
    answer_ = std::move(std::get<wallet::Answer>(step));
    return need_ = Over{};
}

/// A question under way is short, and its answer may be of use; asking once more is neither.
Errand::Need Ask::giveUp() {
    answer_ = wallet::NoAnswer{true, "stopped before it was asked again"};
    return need_ = Over{};
}

Errand::Need Chain::begin(const core::Now& now) {
    return follow(now, Over{});
}

Errand::Need Chain::answered(const core::Now& now, const rest::HttpResult& result) {
    Expects(current_ != nullptr);
    return follow(now, current_->answered(now, result));
}

Errand::Need Chain::due(const core::Now& now) {
    Expects(current_ != nullptr);
    return follow(now, current_->due(now));
}

Errand::Need Chain::abort(const core::Now& now) {
    aborted_ = true;
    return current_ == nullptr ? Need{Over{}} : follow(now, current_->abort(now));
}

Errand::Need Chain::follow(const core::Now& now, Need need) {
    while (std::holds_alternative<Over>(need)) {
        auto following = next(now);
        if (following == nullptr) {
            current_.reset();
            return Over{};
        }
        current_ = std::move(following);
        need = current_->begin(now);
    }
    return need;
}

}  // namespace mobilepay::lane
