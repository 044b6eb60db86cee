#pragma once

#include "driver/flow/script.h"

#include <optional>

namespace mobilepay::flow {

/// Recovery of one open row of the journal. Tells no till; `End::settled` says whether the row is
/// closed, and `End::detail` what stands in the way.
///
/// Not decided: decision `cancel` is written first, and whatever stands then is obeyed. `cancel`:
/// undone at the server, then outcome `undone`. `capture`: taken (paid back). `hold`: kept.
/// One pass: the first call without an answer ends it, and recovery comes back later.
class Settlement final : public Script {
public:
    /// `row`: as it stands in the journal, open. `giveUpAt`: no call starts later; unset: the retry
    /// policy alone decides.
    Settlement(wallet::Traits traits, journal::Record row,
               std::optional<core::MonoTime> giveUpAt = std::nullopt);

private:
    Procedure<> play() override;

    wallet::Traits traits_;
    journal::Record row_;
    std::optional<core::MonoTime> giveUpAt_;
};

}  // namespace mobilepay::flow
