#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mobilepay::simulator {

/// What a scripted shopper does with a payment.
enum class Deed {
    approve,   ///< checks in and swipes
    decline,   ///< checks in and says no
    walkAway,  ///< checks in and never answers: MobilePay cancels in the end
    absent,    ///< never comes; the payment waits for the user simulation
};

/// A scripted shopper. Times are virtual.
struct Script {
    Deed deed = Deed::approve;
    core::Milliseconds checkInAfter{100};  ///< counted from the creation of the payment
    core::Milliseconds answerAfter{200};   ///< counted from when the payment reaches his phone
    bool lastMoment = false;               ///< answers 1 ms before MobilePay would cancel
    std::string phone{};                   ///< empty: the first test user of the merchant's country
    /// Answers then instead, or at once when that is past. Only for who holds the model: no option
    /// and no file has it.
    std::optional<core::WallTime> answersAt{};
    friend bool operator==(const Script&, const Script&) = default;
};

/// The name in options and in the control API: approve, decline, walk-away, absent.
[[nodiscard]] std::string_view nameOf(Deed deed) noexcept;
[[nodiscard]] std::optional<Deed> deedNamed(std::string_view name) noexcept;

/// Which shopper comes to which point of sale: first what was queued for it, then what was set for
/// it, then what was queued for anyone, then what was set for everyone (a shopper who approves).
class ScriptBook {
public:
    /// `everywhere` when `where` is empty. `times` 0: until changed; else for so many payments.
    void set(const core::PointOfSaleId& where, const Script& script, std::size_t times);
    /// The script of the next payment there; a queued one is used up.
    [[nodiscard]] Script take(const core::PointOfSaleId& where);
    void clear();

private:
    struct Place {
        std::optional<Script> standing;
        std::deque<Script> queued;
    };
    static std::optional<Script> takeFrom(Place& place);
    Place everywhere_;
    std::map<core::PointOfSaleId, Place> places_;
};

}  // namespace mobilepay::simulator
