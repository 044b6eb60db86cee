#pragma once

#include "driver/opos/classes.h"
#include "driver/opos/configuration.h"
#include "driver/opos/control_events.h"
#include "driver/opos/event_window.h"
#include "include/mobilepay/device.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::opos {

/// What a service is put together from; tests put in their own.
struct Surroundings {
    std::function<std::shared_ptr<Device>(const DeviceOptions&)> makeDevice = mobilepay::makeDevice;
    std::function<Configuration(const std::string&, registry::DeviceCategory)> configuration =
        configurationOf;
    std::function<void(const std::string&)> log;
};
[[nodiscard]] Surroundings realSurroundings();

/// GetOpenResult, after an OpenService that failed. Source: OPOS, OpenResult values.
namespace open_result {
inline constexpr std::int32_t success = 0;
inline constexpr std::int32_t notSupported = 402;   ///< ORS_NOTSUPPORTED: another device class
inline constexpr std::int32_t configuration = 403;  ///< ORS_CONFIG: a setting, profile or file
inline constexpr std::int32_t failure = 450;        ///< ORS_SPECIFIC: anything else; see the log
}  // namespace open_result

/// A service object's session with one control, without COM's types: the device, the way to the
/// control, and what only OPOS has (ResultCode, OpenResult, messages that run during a call). All
/// calls come on the application's thread; they come inside one another when messages run during a
/// synchronous call. Then everything but property reads, FreezeEvents and ClearOutput is E_BUSY, so
/// that a double press makes one payment.
///
/// Methods return their ResultCode, which is also kept for the property.
class Service {
public:
    Service(const ServiceClass& which, Surroundings surroundings);
    /// The application has dropped the control without Close.
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// `control` is not owned; it is told of events until `close`. A failed open leaves nothing.
    std::int32_t open(const std::string& deviceClass, const std::string& device,
                      IDispatch* control);
    std::int32_t close();
    std::int32_t claim(std::int32_t timeout);
    std::int32_t release();
    std::int32_t call(Method method, std::vector<Value>& arguments);
    std::int32_t freezeByContainer(bool frozen);
    /// For a call that ended by an exception: E_FAILURE.
    std::int32_t failed() noexcept;
    [[nodiscard]] std::int32_t openResult() const noexcept { return openResult_; }

    /// Nothing of the kind: 0 or empty. Reads leave ResultCode alone.
    [[nodiscard]] std::int32_t number(std::int32_t index);
    [[nodiscard]] std::string text(std::int32_t index);
    [[nodiscard]] std::int64_t currency(std::int32_t index);
    void setNumber(std::int32_t index, std::int32_t value);
    void setText(std::int32_t index, const std::string& value);
    void setCurrency(std::int32_t index, std::int64_t value);

private:
    /// The answer while a call is under way on this thread.
    [[nodiscard]] std::optional<Status> refusal() const;
    std::int32_t ended(const Status& status, const char* what);
    std::int32_t unlessBusy(const char* what, const std::function<Status()>& work);
    std::int32_t pumping(const char* what, const std::function<Status()>& work);
    [[nodiscard]] bool returnsAtOnce(Method method);
    [[nodiscard]] bool isIdle();
    [[nodiscard]] Status openSession(const std::string& device, IDispatch* control);
    void leaveControl() noexcept;
    void log(const std::string& line);

    const ServiceClass& class_;
    const Surroundings surroundings_;
    const std::shared_ptr<Device> device_;
    std::unique_ptr<EventWindow> window_;
    std::shared_ptr<ControlEvents> events_;
    Pump pump_ = Pump::com;
    bool open_ = false;
    bool underWay_ = false;
    std::int32_t resultCode_ = 0;
    std::int32_t resultCodeExtended_ = 0;
    std::int32_t openResult_ = open_result::success;
    std::string lastFault_;
};

}  // namespace mobilepay::opos
