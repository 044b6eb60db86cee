#pragma once

#include "driver/upos/till_lane.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Which earlier transaction a void, refund or completion means. UnifiedPOS has no argument for it;
/// see the rules in driver/javapos/README.md ("Referring back").
namespace mobilepay::upos {

/// A sale, pre-sale or completion as the till asked for it: what a void may mean.
struct AskedFor {
    lane::Operation operation = lane::Operation::sale;
    core::Money amount;
    std::int32_t tillNumber = 0;
    bool training = false;
    std::uint64_t ordinal = 0;  ///< the first one since the device was opened is 1
};

/// A success, as the till can read it back.
struct SessionResult {
    lane::Result result;
    /// What AdditionalSecurityInformation held afterwards.
    std::string information;
    /// Of what was asked for and succeeded, the newest by then; 0: in an earlier life.
    std::uint64_t ordinal = 0;
};

struct History {
    std::vector<SessionResult> session;  ///< the successes of this claim, oldest first
    std::optional<SessionResult> last;   ///< the newest success since the device was opened
    std::vector<AskedFor> failed;        ///< or still under way; oldest first
    std::uint64_t asked = 0;             ///< the newest ordinal
    std::uint64_t succeeded = 0;         ///< the ordinal of the newest success
};

struct BackReference {
    lane::Operation operation = lane::Operation::refund;
    core::Money amount;
    std::int32_t sequenceNumber = 0;
    bool training = false;
    /// AdditionalSecurityInformation as it is now; it may merely be what it held after the last
    /// success, written back or left alone by the suite.
    std::string information;
};

/// Approved, or decided and to be finished: the till was told, or will be, that it succeeded.
[[nodiscard]] bool approvedOrPending(const journal::Record& record);

/// The original's reference. Throws Refusal (E_ILLEGAL, detail::reference or ::training) when none,
/// more than one, or a contradicting one is meant; the text says which two things disagree.
[[nodiscard]] std::string originalOf(const BackReference& asked, const TillLane& lane,
                                     const History& history);

}  // namespace mobilepay::upos
