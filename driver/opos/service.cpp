#include "driver/opos/service.h"

#include "driver/core/error.h"
#include "driver/opos/fault_log.h"
#include "driver/upos/name_table.h"
#include "driver/upos/property_table.h"
#include "include/mobilepay/unifiedpos.h"

#include <gsl/gsl>

namespace mobilepay::opos {

namespace result = unifiedpos::result;
namespace detail = unifiedpos::detail;

namespace {

/// UPOS 1.15. CAT is unchanged since 1.9; ElectronicValueRW has what CAT has since 1.15.
constexpr std::int32_t serviceVersion = 1015000;

std::int32_t indexOf(upos::Property property, Category category) {
    return upos::rowOf(property).in(category).index;
}

std::int32_t openResultOf(const Status& status) {
    if (status.ok()) return open_result::success;
    return status.extended == detail::configuration ? open_result::configuration
                                                    : open_result::failure;
}

/// Codes behind which a person has to mend something, rather than the shopper or the cashier.
bool isFault(const Status& status) {
    return status.resultCode == result::noService || status.resultCode == result::failure ||
           status.resultCode == result::noExist || status.extended == detail::laneHeld;
}

bool neverWaits(Method method) {
    switch (method) {
        case Method::clearInput:
        case Method::clearInputProperties:
        case Method::clearOutput:
        case Method::directIO:
        case Method::compareFirmwareVersion:
        case Method::updateFirmware:
        case Method::resetStatistics:
        case Method::retrieveStatistics:
        case Method::updateStatistics:
        case Method::clearParameterInformation:
        case Method::setParameterInformation:
        case Method::retrieveResultInformation:
            return true;
        default:
            return false;
    }
}

bool ignoresAsyncMode(Method method) {
    return method == Method::checkHealth || method == Method::beginDetection;
}

}  // namespace

Surroundings realSurroundings() {
    Surroundings surroundings;
    surroundings.log = logFault;
    return surroundings;
}

Service::Service(const ServiceClass& which, Surroundings surroundings)
    : class_(which),
      surroundings_(std::move(surroundings)),
      device_(surroundings_.makeDevice({which.category, Delivery::pumped, serviceVersion})) {}

Service::~Service() {
    leaveControl();
    device_->abandon();
}

std::int32_t Service::open(const std::string& deviceClass, const std::string& device,
                           IDispatch* control) {
    if (open_) return ended({result::illegal, 0, "the device is open already"}, "OpenService");
    Status status;
    if (deviceClass != class_.deviceClass) {
        status = {result::noService, 0,
                  "this is a service object for " + std::string(class_.deviceClass) + ", not for " +
                      deviceClass};
        openResult_ = open_result::notSupported;
    } else {
        status = openSession(device, control);
        openResult_ = openResultOf(status);
    }
    open_ = status.ok();
    // The control lets go of the service after a failed open without closing it.
    if (!open_) leaveControl();
    return ended(status, "OpenService");
}

Status Service::openSession(const std::string& device, IDispatch* control) {
    try {
        const auto configuration = surroundings_.configuration(device, class_.deviceCategory);
        pump_ = configuration.pump;
        window_ = std::make_unique<EventWindow>([weak = std::weak_ptr<Device>(device_)] {
            if (const auto open = weak.lock()) open->deliverPending();
        });
        events_ = std::make_shared<ControlEvents>(control, window_->bell());
        return device_->open(device, configuration.settings, events_);
    } catch (const core::ConfigurationError& fault) {
        return {result::noService, detail::configuration, fault.what()};
    } catch (const std::exception& fault) {
        return {result::failure, detail::internal, fault.what()};
    }
}

void Service::leaveControl() noexcept {
    if (events_) events_->leave();
    events_.reset();
    window_.reset();
}

std::int32_t Service::close() {
    if (const auto busy = refusal()) return ended(*busy, "CloseService");
    // No event may reach the control from now on, whatever closing takes.
    leaveControl();
    open_ = false;
    return pumping("CloseService", [&] { return device_->close(); });
}

std::int32_t Service::claim(std::int32_t timeout) {
    const auto work = [&] { return device_->claim(timeout); };
    return timeout == 0 ? unlessBusy("ClaimDevice", work) : pumping("ClaimDevice", work);
}

std::int32_t Service::release() {
    return pumping("ReleaseDevice", [&] { return device_->release(); });
}

std::int32_t Service::call(Method method, std::vector<Value>& arguments) {
    const auto name = upos::findName(class_.category, method)->name;
    const auto work = [&] { return device_->call(method, arguments); };
    // From inside a synchronous call it only says that the call is to end, and with nothing to end
    // it comes back at once: a call that arrives behind it is not kept away.
    if (method == Method::clearOutput)
        return underWay_ || isIdle() ? ended(work(), name.data()) : pumping(name.data(), work);
    if (returnsAtOnce(method)) return unlessBusy(name.data(), work);
    const DWORD began = ::GetTickCount();
    const auto dropping = gsl::finally([&] {
        if (!underWay_) dropPressesSince(began);
    });
    return pumping(name.data(), work);
}

bool Service::returnsAtOnce(Method method) {
    if (neverWaits(method)) return true;
    const auto asyncMode = indexOf(upos::Property::asyncMode, class_.category);
    return !ignoresAsyncMode(method) && device_->getNumber(asyncMode).value != 0;
}

bool Service::isIdle() {
    const auto state = device_->getNumber(indexOf(upos::Property::state, class_.category)).value;
    return state != unifiedpos::state::busy;
}

std::int32_t Service::freezeByContainer(bool frozen) {
    device_->freezeByContainer(frozen);
    return result::success;
}

std::int32_t Service::number(std::int32_t index) {
    if (index == indexOf(upos::Property::resultCode, class_.category)) return resultCode_;
    if (index == indexOf(upos::Property::resultCodeExtended, class_.category))
        return resultCodeExtended_;
    return device_->getNumber(index).value;
}

std::string Service::text(std::int32_t index) {
    return device_->getString(index).value;
}

std::int64_t Service::currency(std::int32_t index) {
    return device_->getCurrency(index).value;
}

void Service::setNumber(std::int32_t index, std::int32_t value) {
    const auto work = [&] { return device_->setNumber(index, value); };
    const auto is = [&](upos::Property property) {
        return index == indexOf(property, class_.category);
    };
    if (is(upos::Property::freezeEvents))
        ended(work(), "FreezeEvents");
    else if (is(upos::Property::deviceEnabled) && value == 0)
        pumping("SetPropertyNumber", work);
    else
        unlessBusy("SetPropertyNumber", work);
}

void Service::setText(std::int32_t index, const std::string& value) {
    unlessBusy("SetPropertyString", [&] { return device_->setString(index, value); });
}

void Service::setCurrency(std::int32_t index, std::int64_t value) {
    unlessBusy("SetCurrency", [&] { return device_->setCurrency(index, value); });
}

std::optional<Status> Service::refusal() const {
    if (!underWay_) return {};
    return Status{result::busy, 0, "another call of this thread is under way"};
}

std::int32_t Service::unlessBusy(const char* what, const std::function<Status()>& work) {
    const auto busy = refusal();
    return ended(busy ? *busy : work(), what);
}

std::int32_t Service::pumping(const char* what, const std::function<Status()>& work) {
    if (const auto busy = refusal()) return ended(*busy, what);
    underWay_ = true;
    const auto over = gsl::finally([this] { underWay_ = false; });
    Status status;
    runPumping(pump_, [&] { status = work(); });
    return ended(status, what);
}

std::int32_t Service::ended(const Status& status, const char* what) {
    resultCode_ = status.resultCode;
    resultCodeExtended_ = status.extended;
    if (isFault(status)) log(std::string(what) + ": " + status.text);
    return status.resultCode;
}

void Service::log(const std::string& line) {
    // A till may ask again and again until it is let in.
    if (line == lastFault_ || !surroundings_.log) return;
    lastFault_ = line;
    surroundings_.log(line);
}

std::int32_t Service::failed() noexcept {
    resultCodeExtended_ = detail::internal;
    return resultCode_ = result::failure;
}

}  // namespace mobilepay::opos
