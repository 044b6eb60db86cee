#pragma once

#include "driver/flow/exchange.h"
#include "driver/flow/procedure.h"

#include <optional>

namespace mobilepay::flow {

/// A flow written as a procedure. Not copyable, not movable: the procedure refers to it.
class Script : public Flow {
public:
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;

    Actions step(const core::Now& now, const Event& event) final;

protected:
    explicit Script(const wallet::Traits& traits) : exchange_(traits.defaultPollDelay) {}
    /// The whole flow; ends with `Exchange::end`.
    virtual Procedure<> play() = 0;

    Exchange exchange_;

private:
    std::optional<Procedure<>> procedure_;
};

}  // namespace mobilepay::flow
