#pragma once

#include "driver/flow/reservation.h"
#include "driver/flow/script.h"
#include "driver/flow/undoing.h"

#include <optional>
#include <string>

namespace mobilepay::flow {

/// Recovery of one open row of the journal. Tells no till; `End::settled` says whether the row is
/// closed, `End::detail` what stands in the way, and `End::needsPerson` that trying again is no
/// use: captured though it was to be cancelled, unknown to the server, a decision without sense.
///
/// Not decided: decision `cancel` is written first, and whatever stands then is obeyed.
/// `cancel`: undone at the server, then outcome `undone`; a void is what was asked for and becomes
/// `approved`. A payment that turns out captured though it was to be cancelled stays open: a person
/// has to look. A refund that the server paid back by itself becomes `lapsed`.
/// `capture`: taken (paid back): `approved`; final otherwise: `notCaptured`, or `lapsed` where the
/// reservation's life was over. `hold`: kept: `approved`, nothing is sent.
/// One pass: the first call without an answer ends it, and recovery comes back later.
class Settlement final : public Script {
public:
    /// `row`: as it stands in the journal, open. `giveUpAt`: no call starts later; unset: the retry
    /// policy alone decides.
    Settlement(wallet::Traits traits, journal::Record row,
               std::optional<core::MonoTime> giveUpAt = std::nullopt);

private:
    Procedure<> play() override;
    Procedure<> obey(journal::Decision decision);
    Procedure<> undoMade();
    Procedure<> rememberId(bool wasKnown);
    Procedure<> cancelVoided();
    Procedure<> finish();
    Procedure<> repeatRefund();
    [[nodiscard]] Procedure<Undone> undoOnce();
    [[nodiscard]] Procedure<> close(journal::Outcome outcome, std::string code, std::string detail);
    void notConfirmed(const std::string& what, const Undone& undone);
    [[nodiscard]] bool passed(core::Milliseconds life) const;

    wallet::Traits traits_;
    journal::Record row_;
    std::optional<core::MonoTime> giveUpAt_;
    Reservation reservation_;
};

}  // namespace mobilepay::flow
