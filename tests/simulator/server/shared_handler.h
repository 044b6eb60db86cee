#pragma once

#include "tests/simulator/handler/handler.h"

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include <Poco/Event.h>

namespace mobilepay::simulator {

/// The handler as the connections of a server share it: one at a time, on real time, its state kept
/// in a file. Safe from any thread.
class SharedHandler {
public:
    /// `handler` must outlive this; `counts` is asked with the mutex held.
    SharedHandler(Handler& handler, std::filesystem::path stateFile,
                  std::function<WireCounts()> counts);

    /// One call with its trouble, over the connection of that name. Waits when the work is to be
    /// late; the state is on disk before the answer is handed back.
    Exchange call(const rest::HttpRequest& request, const std::string& connection);
    /// Waits so long, or until `stop`; false when stopped.
    bool wait(core::Milliseconds span);
    void stop() { stopped_.set(); }
    /// Writes the state file, if there is one.
    void save();

private:
    std::mutex mutex_;
    Handler& handler_;
    std::filesystem::path stateFile_;
    std::function<WireCounts()> counts_;
    Poco::Event stopped_{Poco::Event::EVENT_MANUALRESET};
};

}  // namespace mobilepay::simulator
