#pragma once

#include "driver/upos/property_store.h"
#include "driver/upos/till_lane.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace mobilepay::upos {

/// What one request of output may use while it runs, on whichever thread, without locks.
struct OutputContext {
    TillLane& lane;
    std::optional<core::Milliseconds> timeout;  ///< unset: the configured default
    lane::Lane::ProgressHandler progress;
    const std::atomic<bool>& aborted;  ///< the application wants it to end
};

/// How a request of output ended.
struct OutputEnd {
    Status status;
    bool mayRepeat = false;  ///< nothing reached the server: ER_RETRY may ask again
    /// Writes the results, or what is kept of a failure, into the properties.
    std::function<void(PropertyStore&)> publish;
    std::optional<lane::Result> result;  ///< of an authorization
    /// It cannot be had a second time: published also where its event is dropped.
    bool onlyOnce = false;
};

/// A method that AsyncMode applies to (UnifiedPOS: asynchronous output), checked and ready to run.
struct OutputJob {
    enum class Use {
        output,           ///< follows AsyncMode; OutputCompleteEvent, ErrorEvent of output
        input,            ///< in the background; DataEvent, ErrorEvent of input (readValue)
        synchronousOnly,  ///< whatever AsyncMode is
    };
    Use use = Use::output;
    std::function<OutputEnd(const OutputContext&)> perform;
    std::optional<core::Milliseconds> timeout;

    // set by the device
    std::int32_t id = 0;
    std::uint64_t epoch = 0;  ///< an older one than the device's: dropped meanwhile, tell nobody
    core::MonoTime deadline;  ///< of all attempts together
    int attempt = 1;
};

}  // namespace mobilepay::upos
