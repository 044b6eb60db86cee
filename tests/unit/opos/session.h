#pragma once

#include "driver/opos/service_object.h"
#include "tests/unit/opos/late_bound.h"
#include "tests/unit/opos/listening_control.h"
#include "tests/unit/opos/scripted_device.h"

namespace mobilepay::opos {

/// A service object over a scripted device, and the control it tells of events.
struct Session {
    explicit Session(Category category = Category::cat, Pump pump = Pump::none)
        : pump_(pump),
          object(ServiceObject::create(serviceClasses()[category == Category::cat ? 0 : 1],
                                       surroundings())),
          calls(object) {}
    ~Session() { object->Release(); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    std::int32_t open(const wchar_t* deviceClass = L"CAT", const wchar_t* name = L"TILL1") {
        return calls.number(L"OpenService", {textArgument(deviceClass), textArgument(name),
                                             dispatchArgument(&control)});
    }
    std::int32_t sell(std::int64_t amount) {
        return calls.number(L"AuthorizeSales", {longArgument(7), currencyArgument(amount),
                                                currencyArgument(0), longArgument(60000)});
    }

    std::function<Configuration()> configuration = [this] {
        return Configuration{{{"profile", "TILL1"}}, pump_};
    };
    std::vector<std::string> log;
    std::shared_ptr<ScriptedDevice> device = std::make_shared<ScriptedDevice>();
    ListeningControl control;

private:
    Surroundings surroundings() {
        return {[this](const DeviceOptions& options) {
                    made = options;
                    return device;
                },
                [this](const std::string&, registry::DeviceCategory) { return configuration(); },
                [this](const std::string& line) { log.push_back(line); }};
    }
    Pump pump_;

public:
    DeviceOptions made;
    ServiceObject* object;
    LateBound calls;
};

}  // namespace mobilepay::opos
