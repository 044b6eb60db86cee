#pragma once

#include "driver/flow/flow.h"

#include <map>
#include <string>
#include <vector>

namespace mobilepay::flow {

/// Which transitions a flow has, and which of them were gone. A state is what the flow waits for; a
/// transition is something that may happen to it there.
class Atlas {
public:
    [[nodiscard]] static std::string stateOf(const Action& pending);

    void mayHappen(const std::string& state, const std::string& event);
    void happened(const std::string& state, const std::string& event);

    [[nodiscard]] std::size_t possible() const noexcept { return gone_.size(); }
    [[nodiscard]] std::size_t reached() const { return possible() - missed().size(); }
    /// `Request:CreatePayment × Answered:Malformed`
    [[nodiscard]] std::vector<std::string> missed() const;

private:
    std::map<std::string, bool> gone_;  ///< by transition
};

}  // namespace mobilepay::flow
