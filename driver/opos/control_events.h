#pragma once

#include "driver/opos/event_window.h"
#include "include/mobilepay/device.h"

#include <windows.h>
#include <memory>
#include <oaidl.h>

namespace mobilepay::opos {

/// Events of the device as calls of the control's SO… methods, on the application's thread. The
/// control owns the service object, so it is not owned here; `leave` cuts the way to it before it
/// goes.
class ControlEvents final : public EventSink {
public:
    /// Looks the names up once; a name the control lacks is an event it does not want. `control`
    /// may be null: then nobody listens.
    ControlEvents(IDispatch* control, std::shared_ptr<Bell> bell);

    /// The control may be gone from now on. On the application's thread.
    void leave() noexcept { control_ = nullptr; }

    void data(std::int32_t status) noexcept override;
    void directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    void error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
               std::int32_t& response) noexcept override;
    void outputComplete(std::int32_t outputId) noexcept override;
    void statusUpdate(std::int32_t data) noexcept override;
    void transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    void eventsPending() noexcept override { bell_->ring(); }

private:
    struct Names {
        DISPID data, directIO, error, outputComplete, statusUpdate, transition;
    };
    /// `arguments` from the left.
    template <std::size_t count>
    void tell(DISPID method, VARIANT (&&arguments)[count]) noexcept;
    void tellWithText(DISPID method, std::int32_t event, std::int32_t& data,
                      std::string& text) noexcept;

    IDispatch* control_;
    Names names_{};
    const std::shared_ptr<Bell> bell_;
};

}  // namespace mobilepay::opos
