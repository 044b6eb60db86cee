#pragma once

#include "driver/flow/flow.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mobilepay::flow {

/// Which transitions a flow has, and which of them were gone. A state is what the flow waits for; a
/// transition is something that may happen to it there.
class Atlas {
public:
    [[nodiscard]] static std::string stateOf(const Action& pending);

    /// Asks for the first time about that state with so many things that may happen.
    [[nodiscard]] bool isNew(const std::string& state, std::size_t options);
    void mayHappen(const std::string& state, const std::string& event);
    void happened(const std::string& state, const std::string& event);

    [[nodiscard]] bool gone(const std::string& state, const std::string& event) const;

    [[nodiscard]] std::size_t possible() const noexcept { return gone_.size(); }
    [[nodiscard]] std::size_t reached() const { return possible() - missed().size(); }
    /// `Request:CreatePayment × Answered:Malformed`
    [[nodiscard]] std::vector<std::string> missed() const;

private:
    std::map<std::string, bool> gone_;  ///< by transition
    std::set<std::pair<std::string, std::size_t>> charted_;
};

}  // namespace mobilepay::flow
