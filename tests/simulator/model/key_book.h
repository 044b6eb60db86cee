#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "tests/simulator/model/entities.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

namespace mobilepay::simulator {

/// The idempotency keys of creates that succeeded, for 24 hours (v10 API Principles). A create that
/// was refused leaves no key: asked again, it is judged again.
class KeyBook {
public:
    struct Entry {
        std::string fingerprint;  ///< of the request that used the key
        std::string id;           ///< what was created
        core::WallTime forgetAt;
    };
    struct Unknown {};
    struct Conflict {};
    using Finding = std::variant<Unknown, Conflict, std::string>;

    /// The id that was created with this key and request, or a conflict with another request.
    [[nodiscard]] Finding find(const Caller& caller, const core::IdempotencyKey& key,
                               const std::string& fingerprint, core::WallTime now);
    void remember(const Caller& caller, const core::IdempotencyKey& key, Entry entry);

    [[nodiscard]] const std::unordered_map<std::string, Entry>& entries() const { return entries_; }
    /// For a state that is read back: `scopedKey` as it stood in `entries()`.
    void restore(std::string scopedKey, Entry entry);
    void clear();

private:
    void forget(core::WallTime now);
    std::unordered_map<std::string, Entry> entries_;
    std::deque<std::pair<core::WallTime, std::string>> byAge_;
};

}  // namespace mobilepay::simulator
