#pragma once

#include "driver/core/ids.h"
#include "driver/lane/errand.h"
#include "driver/wallet/wallet.h"
#include "registry/profile.h"

#include <optional>
#include <string>

namespace mobilepay::lane {

/// The point of sale as the lane keeps it in its journal, with the environment, merchant, store and
/// till that it belongs to.
[[nodiscard]] std::string placeText(const registry::Profile& profile,
                                    const wallet::PointOfSaleView& view);
/// The inverse; empty where the text is none, or another environment's, merchant's, store's or
/// till's.
[[nodiscard]] wallet::PointOfSaleView placeOf(const registry::Profile& profile,
                                              const std::string& text);

/// Finds the lane's point of sale by merchantPosId and makes it when there is none; one that stands
/// in another store than the profile's is not taken (v10 Point of Sale management, as far as
/// selling needs). A create of unknown fate needs no pinning: the next search finds it.
class PointOfSaleSearch final : public Chain {
public:
    /// How to find the store when the request names none.
    struct Place {
        std::string brandId;
        std::string locationId;
    };
    enum class Ending {
        found,
        unreachable,    ///< try again later
        misconfigured,  ///< a person must mend it; `text` says what
        stopped,        ///< by an abort
    };

    /// `wallet` and `random` must outlive it. `giveUpAt`: nothing is asked later.
    PointOfSaleSearch(wallet::Wallet& wallet, wallet::PointOfSaleRequest wanted, Place place,
                      core::Random& random, std::optional<core::MonoTime> giveUpAt = std::nullopt);

    /// Precondition of all: over.
    [[nodiscard]] Ending ending() const noexcept { return ending_; }
    [[nodiscard]] const wallet::PointOfSaleView& view() const noexcept { return view_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::unique_ptr<Errand> next(const core::Now& now) override;
    std::unique_ptr<Errand> ask(const wallet::Call& call);
    std::unique_ptr<Errand> follow(const wallet::PointsOfSaleFound& found);
    std::unique_ptr<Errand> follow(const wallet::StoresFound& found);
    std::unique_ptr<Errand> follow(const wallet::PointOfSaleCreated& created);
    std::unique_ptr<Errand> follow(const wallet::PointOfSaleView& view);
    std::unique_ptr<Errand> follow(const wallet::Refused& refused);
    std::unique_ptr<Errand> follow(const wallet::NoAnswer& none);
    std::unique_ptr<Errand> follow(const wallet::Malformed& malformed);
    template <class Unexpected>
    std::unique_ptr<Errand> follow(const Unexpected&);
    std::unique_ptr<Errand> create();
    std::unique_ptr<Errand> end(bool standsHere);
    std::unique_ptr<Errand> fail(Ending ending, std::string text);

    wallet::Wallet& wallet_;
    wallet::PointOfSaleRequest wanted_;
    Place place_;
    core::Random& random_;
    std::optional<core::MonoTime> giveUpAt_;
    Ask* asked_ = nullptr;
    bool createdOnce_ = false;
    Ending ending_ = Ending::unreachable;
    wallet::PointOfSaleView view_;
    std::string text_;
};

}  // namespace mobilepay::lane
