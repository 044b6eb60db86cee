#include "tests/simulator/model/script.h"

#include <algorithm>
#include <array>

namespace mobilepay::simulator {
namespace {

constexpr std::array<std::string_view, 4> names{"approve", "decline", "walk-away", "absent"};

}  // namespace

std::string_view nameOf(Deed deed) noexcept {
    return names[static_cast<std::size_t>(deed)];
}

std::optional<Deed> deedNamed(std::string_view name) noexcept {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Deed>(found - names.begin());
}

void ScriptBook::set(const core::PointOfSaleId& where, const Script& script, std::size_t times) {
    Place& place = where.empty() ? everywhere_ : places_[where];
    if (times == 0) {
        place.standing = script;
        place.queued.clear();
    } else {
        place.queued.insert(place.queued.end(), times, script);
    }
}

std::optional<Script> ScriptBook::takeFrom(Place& place) {
    if (place.queued.empty()) return place.standing;
    Script script = std::move(place.queued.front());
    place.queued.pop_front();
    return script;
}

Script ScriptBook::take(const core::PointOfSaleId& where) {
    if (const auto found = places_.find(where); found != places_.end()) {
        if (auto script = takeFrom(found->second)) return *script;
    }
    return takeFrom(everywhere_).value_or(Script{});
}

void ScriptBook::clear() {
    everywhere_ = {};
    places_.clear();
}

}  // namespace mobilepay::simulator
