#pragma once

#include "include/mobilepay/device.h"

#include <cstdint>
#include <functional>
#include <string>

namespace mobilepay::upos {

/// What the application is to be told, and what comes with it.
struct Event {
    enum class Kind { data, directIO, error, outputComplete, statusUpdate, transition };
    Kind kind = Kind::statusUpdate;
    /// data: status; directIO, transition: event number; error: ResultCode; outputComplete: id;
    /// statusUpdate: data.
    std::int32_t number = 0;
    std::int32_t extended = 0;  ///< error
    std::int32_t locus = 0;     ///< error
    std::int32_t data = 0;      ///< directIO, transition: in/out; error: the response
    std::string text = {};      ///< directIO, transition: in/out

    /// Run just before it is delivered; UnifiedPOS: properties change when an event is delivered,
    /// not when it is queued. False: it is dropped after all.
    std::function<bool()> before = {};
    /// Run with the application's answers in `data` and `text`.
    std::function<void(const Event& answered)> after = {};

    /// UnifiedPOS 1.15 chapter 1, Input Model: waits for DataEventEnabled.
    [[nodiscard]] bool isInput() const;
    /// A completion, an error or a step (transition) of asynchronous output.
    [[nodiscard]] bool isOutput() const;
};

/// Hands the event to the sink and takes its answers.
void deliver(Event& event, EventSink& sink) noexcept;

}  // namespace mobilepay::upos
