#pragma once

namespace mobilepay::rest {

/// To be called by each thread that is about to use OpenSSL: when the thread ends, what OpenSSL
/// keeps for it (some 12 KiB of random number generators) goes with it. Cheap when called again.
void endOpensslWithThread() noexcept;

}  // namespace mobilepay::rest
