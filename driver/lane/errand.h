#pragma once

#include "driver/core/clock.h"
#include "driver/rest/http.h"
#include "driver/rest/step.h"
#include "driver/wallet/wallet.h"

#include <memory>
#include <optional>
#include <variant>

namespace mobilepay::lane {

/// Something a lane does over the wire, cut into steps: no thread, no clock, no socket. `drive`
/// (drive.h) runs it over a real connection, the simulation over virtual time. Begin with `begin`;
/// then do what the need says, until `Over`. Not thread-safe.
class Errand {
public:
    struct Over {};
    /// Perform the request and call `answered`; wait and call `due`; or it is over.
    using Need = std::variant<rest::Send, rest::WaitUntil, Over>;

    virtual ~Errand() = default;
    virtual Need begin(const core::Now& now) = 0;
    virtual Need answered(const core::Now& now, const rest::HttpResult& result) = 0;
    virtual Need due(const core::Now& now) = 0;
    /// The till wants to stop. Between any two of the others, or before the first: `begin` follows
    /// all the same. Returns the need that stands afterwards. What cannot be stopped goes on.
    virtual Need abort(const core::Now& now) = 0;
};

/// One call of a wallet.
class Ask final : public Errand {
public:
    /// `wallet` must outlive it. `giveUpAt`: no attempt starts later.
    Ask(wallet::Wallet& wallet, const wallet::Call& call,
        std::optional<core::MonoTime> giveUpAt = std::nullopt);
    Need begin(const core::Now& now) override;
    Need answered(const core::Now& now, const rest::HttpResult& result) override;
    Need due(const core::Now& now) override;
    Need abort(const core::Now& now) override;
    /// Precondition: over.
    [[nodiscard]] const wallet::Answer& answer() const { return answer_; }

private:
    Need take(wallet::Conversation::Step step);
    Need giveUp();
    std::unique_ptr<wallet::Conversation> conversation_;
    wallet::Answer answer_;
    Need need_ = Over{};
    bool stopped_ = false;
};

/// Errands one after the other; which comes next is decided when the one before is over.
class Chain : public Errand {
public:
    Need begin(const core::Now& now) final;
    Need answered(const core::Now& now, const rest::HttpResult& result) final;
    Need due(const core::Now& now) final;
    Need abort(const core::Now& now) final;

protected:
    /// The next errand; null when all is done. The one before is over and still alive.
    virtual std::unique_ptr<Errand> next(const core::Now& now) = 0;
    /// The till has asked to stop.
    [[nodiscard]] bool aborted() const noexcept { return aborted_; }

private:
    Need follow(const core::Now& now, Need need);
    std::unique_ptr<Errand> current_;
    bool aborted_ = false;
};

}  // namespace mobilepay::lane
