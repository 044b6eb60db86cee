#pragma once

#include "driver/flow/orders.h"
#include "driver/flow/script.h"

namespace mobilepay::flow {

/// Takes what a pre-sale reserved, or a part of it.
///
/// The server is asked first; what it would refuse is refused without a row and without a capture
/// (`AMOUNT_TOO_HIGH`, `PARTIAL_NOT_POSSIBLE`, `ALREADY_CAPTURED`, `NOT_RESERVED`), and the
/// reservation stays. Unreachable before anything was decided: `notSent`. Then the promise carries
/// the decision `capture` already (one commit), and one capture is sent. From there on a stop or a
/// time-out changes nothing any more.
class Completion final : public Script {
public:
    Completion(Terms terms, CompletionOrder order);

private:
    Procedure<> play() override;

    Terms terms_;
    CompletionOrder order_;
};

}  // namespace mobilepay::flow
