#include "driver/core/text.h"
#include "driver/upos/direct_io.h"
#include "driver/upos/faults.h"
#include "driver/upos/firmware.h"
#include "driver/upos/guarded.h"
#include "driver/upos/model.h"
#include "driver/upos/name_table.h"
#include "driver/upos/upos_device.h"
#include "include/mobilepay/unifiedpos.h"

#include <gsl/gsl>

namespace mobilepay::upos {

namespace result = unifiedpos::result;
namespace health = unifiedpos::health;

namespace {
constexpr std::size_t healthTextLimit = 200;
}

Status UposDevice::call(Method method, std::span<Value> arguments) noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        auto held = lock();
        requireOpen();
        const auto* name = findName(options_.category, method);
        require(name != nullptr, "the category has no such method");
        require(argumentsFit(name->signature, arguments),
                "number or types of the arguments are not those of the method");
        bool handled = true;
        const auto status = callCommon(held, method, arguments, handled);
        return handled ? status : model_->call(*this, held, method, arguments);
    });
}

Status UposDevice::callCommon(Lock& lock, Method method, std::span<Value> arguments,
                              bool& handled) {
    const auto number = [&](std::size_t i) -> std::int32_t& {
        return std::get<std::int32_t>(gsl::at(arguments, gsl::narrow<gsl::index>(i)));
    };
    const auto text = [&](std::size_t i) -> std::string& {
        return std::get<std::string>(gsl::at(arguments, gsl::narrow<gsl::index>(i)));
    };
    switch (method) {
        case Method::clearOutput:
            clearOutput(lock);
            return {};
        case Method::checkHealth:
            checkHealth(lock, number(0));
            return {};
        case Method::directIO:
            directIO(*this, lock, number(0), number(1), text(2));
            return {};
        case Method::clearInput:
        case Method::clearInputProperties:
            if (!claimed_) throw Refusal({result::notClaimed, 0, "claim the device first"});
            if (method == Method::clearInput) clearInput(lock);
            model_->clearInput(properties_);
            return {};
        case Method::compareFirmwareVersion:
            requireUsable(lock);
            lock.unlock();  // a file of the application's choice may take its time
            number(1) = compareFirmware(text(0));
            return {};
        case Method::updateFirmware:
            requireUsable(lock);
            refuse("CapUpdateFirmware is false");
        case Method::resetStatistics:
            requireUsable(lock);
            statistics_.reset(text(0));
            beside(lock, [this](TillLane& lane) { keepStatistics(lane); });
            return {};
        case Method::retrieveStatistics:
            requireUsable(lock);
            text(0) = statistics_.xml(text(0));
            return {};
        case Method::updateStatistics:
            requireUsable(lock);
            statistics_.update(text(0));
            beside(lock, [this](TillLane& lane) { keepStatistics(lane); });
            return {};
        default:
            handled = false;
            return {};
    }
}

void UposDevice::checkHealth(Lock& lock, std::int32_t level) {
    requireIdle(lock);
    const bool external = level == health::external;
    require(external || level == health::internal,
            "the level must be 1 (CH_INTERNAL) or 2 (CH_EXTERNAL); there is no user interface for "
            "CH_INTERACTIVE");
    lane::Health found;
    outside(lock, [&](TillLane& lane) { found = lane.check(external); });
    const bool good = found.configured && found.journalUsable && (!external || found.reachable);
    std::string text = external ? "External HCheck: " : "Internal HCheck: ";
    text += good ? "Successful" : "Failed";
    if (!found.text.empty()) text += " - " + found.text;
    properties_.set(Property::checkHealthText, core::printableAscii(text, healthTextLimit));
    if (!found.configured || !found.journalUsable)
        throw Refusal({result::failure, unifiedpos::detail::configuration, text});
    if (!good) throw Refusal({result::offline, 0, text});
}

}  // namespace mobilepay::upos
