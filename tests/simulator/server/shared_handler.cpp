#include "tests/simulator/server/shared_handler.h"

#include "tests/simulator/server/state_file.h"

#include <chrono>

namespace mobilepay::simulator {
namespace {

core::WallTime realNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<core::Milliseconds>(now)};
}

}  // namespace

SharedHandler::SharedHandler(Handler& handler, std::filesystem::path stateFile,
                             std::function<WireCounts()> counts)
    : handler_(handler), stateFile_(std::move(stateFile)), counts_(std::move(counts)) {}

Exchange SharedHandler::call(const rest::HttpRequest& request, const std::string& connection) {
    std::optional<Fault> fault;
    {
        const std::lock_guard lock(mutex_);
        fault = handler_.trouble(request);
    }
    if (fault && fault->kind == FaultKind::lateWork) wait(fault->delay);
    const std::lock_guard lock(mutex_);
    handler_.record().noteWire(counts_());
    Exchange exchange = handler_.perform(request, fault, realNow(), connection);
    if (request.method != "GET" && !stateFile_.empty()) writeState(stateFile_, handler_.save());
    return exchange;
}

bool SharedHandler::wait(core::Milliseconds span) {
    if (span.count() <= 0) return !stopped_.tryWait(0);
    return !stopped_.tryWait(static_cast<long>(span.count()));
}

void SharedHandler::save() {
    const std::lock_guard lock(mutex_);
    if (!stateFile_.empty()) writeState(stateFile_, handler_.save());
}

}  // namespace mobilepay::simulator
