#include "tests/unit/upos/till.h"

#include <thread>

#include <boost/test/unit_test.hpp>

namespace mobilepay::upos::test {

namespace {
constexpr std::chrono::seconds patience{2};
}

void Listener::data(std::int32_t status) noexcept {
    note("data " + std::to_string(status));
}
void Listener::directIO(std::int32_t event, std::int32_t& data, std::string&) noexcept {
    note("directIO " + std::to_string(event) + " " + std::to_string(data));
}
void Listener::error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
                     std::int32_t& response) noexcept {
    if (errorResponse != 0) response = errorResponse;
    note("error " + std::to_string(resultCode) + "/" + std::to_string(extended) + " " +
         std::to_string(locus));
}
void Listener::outputComplete(std::int32_t outputId) noexcept {
    note("complete " + std::to_string(outputId));
}
void Listener::statusUpdate(std::int32_t data) noexcept {
    note("status " + std::to_string(data));
}
void Listener::transition(std::int32_t event, std::int32_t&, std::string&) noexcept {
    note("transition " + std::to_string(event));
}
void Listener::eventsPending() noexcept {
    const std::lock_guard lock(mutex_);
    ++pending_;
    changed_.notify_all();
}

void Listener::note(const std::string& event) {
    if (onEvent) onEvent(event);
    const std::lock_guard lock(mutex_);
    events_.push_back(event);
    changed_.notify_all();
}

std::vector<std::string> Listener::heard() const {
    const std::lock_guard lock(mutex_);
    return events_;
}
bool Listener::await(std::size_t count, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, longest, [&] { return events_.size() >= count; });
}
int Listener::pending() const {
    const std::lock_guard lock(mutex_);
    return pending_;
}

registry::Profile Till::usualProfile() {
    registry::Profile profile;
    profile.lane = "TILL7";
    profile.timeout = core::Milliseconds{60000};
    return profile;
}

Till::Till(Category category, registry::Profile profile, Delivery delivery)
    : category_(category),
      lane_(std::make_shared<ScriptedLane>(std::move(profile))),
      listener_(std::make_shared<Listener>()) {
    Surroundings surroundings;
    surroundings.openLane = [lane = lane_](const std::string&, const Settings&) { return lane; };
    surroundings.probeInterval = core::Milliseconds{20};
    const DeviceOptions options{category, delivery, 1015000};
    device_ = std::make_shared<UposDevice>(options, std::move(surroundings));
}

Till::Till(Category category, Settings settings, core::Milliseconds probeInterval)
    : category_(category), settings_(std::move(settings)), listener_(std::make_shared<Listener>()) {
    Surroundings surroundings;
    surroundings.probeInterval = probeInterval;
    const DeviceOptions options{category, Delivery::ownThread, 1015000};
    device_ = std::make_shared<UposDevice>(options, std::move(surroundings));
}

Till::~Till() {
    if (lane_) {
        lane_->letGo();
        lane_->letHearingGo();
    }
    if (device_) device_->close();
}

Till& Till::opened() {
    BOOST_REQUIRE_EQUAL(device_->open("Till7", settings_, listener_).resultCode, 0);
    return *this;
}
Till& Till::claimed() {
    opened();
    BOOST_REQUIRE_EQUAL(device_->claim(0).resultCode, 0);
    return *this;
}
Till& Till::enabled() {
    claimed();
    BOOST_REQUIRE_EQUAL(set(Property::deviceEnabled, 1).resultCode, 0);
    return *this;
}
Till& Till::asynchronous() {
    enabled();
    BOOST_REQUIRE_EQUAL(set(Property::asyncMode, 1).resultCode, 0);
    return *this;
}

std::int32_t Till::number(Property property) {
    return device_->getNumber(rowOf(property).in(category_).index).value;
}
std::string Till::text(Property property) {
    return device_->getString(rowOf(property).in(category_).index).value;
}
std::int64_t Till::currency(Property property) {
    return device_->getCurrency(rowOf(property).in(category_).index).value;
}
Status Till::set(Property property, std::int32_t value) {
    return device_->setNumber(rowOf(property).in(category_).index, value);
}
Status Till::set(Property property, const std::string& value) {
    return device_->setString(rowOf(property).in(category_).index, value);
}
Status Till::call(Method method, std::vector<Value> arguments) {
    return device_->call(method, arguments);
}
Status Till::authorize(Method method, std::int32_t sequenceNumber, std::int64_t amount,
                       std::int32_t timeout) {
    return call(method, {sequenceNumber, amount, std::int64_t{0}, timeout});
}
Status Till::sale(std::int32_t sequenceNumber, std::int64_t amount) {
    return authorize(Method::authorizeSales, sequenceNumber, amount);
}

bool Till::awaitState(std::int32_t wanted) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (state() != wanted) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace mobilepay::upos::test
