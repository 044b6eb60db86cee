#pragma once

#include <string>

namespace mobilepay::rest::testing {

/// A proxy's side of NTLMv2 for one account ([MS-NLMP] 3.3.2): hands out a challenge and checks the
/// proof against the password.
class NtlmGuard {
public:
    NtlmGuard(std::string domain, std::string user, std::string password);
    /// From now on the challenge names a field beyond its own end, by an offset that wraps around
    /// with its length in 32 bits.
    void pointBeyondTheEnd() { sound_ = false; }
    /// The answer to a CONNECT.
    [[nodiscard]] std::string decide(const std::string& head) const;

private:
    [[nodiscard]] bool proves(const std::string& authenticateMessage) const;
    std::string domain_;
    std::string user_;
    std::string password_;
    bool sound_ = true;
};

}  // namespace mobilepay::rest::testing
