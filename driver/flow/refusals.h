#pragma once

#include "driver/wallet/calls.h"

#include <string>

/// What a definite no of the server means for what comes next.
namespace mobilepay::flow {

/// The same create would be refused at any other moment too; no earlier attempt can have been
/// luckier or still be. Rights, balances and what else is active may change within seconds.
[[nodiscard]] bool standsForGood(const wallet::Refused& refused);

/// A node of the server that has not seen the payment or its capture yet would say the same as one
/// that has. A 400, 404 or "not captured" may be the word of one node, or of a gateway, alone.
[[nodiscard]] bool holdsForEveryNode(const wallet::Refused& refused);

/// A 400 or 404 without a code of its own: any proxy or gateway may have said it.
[[nodiscard]] bool mayComeFromTheWay(const wallet::Refused& refused);

/// No capture of that amount of that reservation can ever succeed, though it stays reserved; no
/// earlier attempt can be luckier. A 400 without a code of its own may come from anything on the
/// way and rules nothing out.
[[nodiscard]] bool rulesCaptureOut(const wallet::Refused& refused);

/// The server looked at the payment before it refused to capture it: had another amount been taken,
/// it would have said so.
[[nodiscard]] bool knowsThePayment(const wallet::Refused& refused);

/// The server does not know what was made there before, or not as ours: another merchant or
/// environment is configured than at the promise. Trying again will not help.
[[nodiscard]] bool isUnknownThere(const wallet::Refused& refused);

/// What the till gets as the center's result code: the wallet's own, else the HTTP status.
[[nodiscard]] std::string codeOf(const wallet::Refused& refused);

}  // namespace mobilepay::flow
