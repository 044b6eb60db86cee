#pragma once

#include "tests/simulation/books.h"

#include <string>
#include <vector>

namespace mobilepay::simulation {

/// Whether everything at the server and in the journals was asked for by a till: at most one
/// payment or refund for each request, of the amount and the payment that the request was about,
/// and nothing taken or paid back for a request that was refused. Each violation is one sentence.
[[nodiscard]] std::vector<std::string> judgeRequests(const Evidence& evidence, const Books& books);

}  // namespace mobilepay::simulation
