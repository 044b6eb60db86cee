#include "tests/simulator/model/key_book.h"

namespace mobilepay::simulator {
namespace {

/// Keys of two integrators or merchants never meet.
std::string scoped(const Caller& caller, const core::IdempotencyKey& key) {
    return caller.integrator + '\n' + caller.merchantVat + '\n' + key.text();
}

}  // namespace

KeyBook::Finding KeyBook::find(const Caller& caller, const core::IdempotencyKey& key,
                               const std::string& fingerprint, core::WallTime now) {
    forget(now);
    const auto found = entries_.find(scoped(caller, key));
    if (found == entries_.end()) return Unknown{};
    if (found->second.fingerprint != fingerprint) return Conflict{};
    return found->second.id;
}

void KeyBook::remember(const Caller& caller, const core::IdempotencyKey& key, Entry entry) {
    restore(scoped(caller, key), std::move(entry));
}

void KeyBook::restore(std::string scopedKey, Entry entry) {
    byAge_.emplace_back(entry.forgetAt, scopedKey);
    entries_.insert_or_assign(std::move(scopedKey), std::move(entry));
}

void KeyBook::forget(core::WallTime now) {
    while (!byAge_.empty() && byAge_.front().first <= now) {
        const auto found = entries_.find(byAge_.front().second);
        if (found != entries_.end() && found->second.forgetAt <= now) entries_.erase(found);
        byAge_.pop_front();
    }
}

void KeyBook::clear() {
    entries_.clear();
    byAge_.clear();
}

}  // namespace mobilepay::simulator
