#pragma once

#include "driver/rest/trace.h"
#include "registry/profile.h"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace mobilepay::lane {

/// The log of one lane, for the technician: `log.file`, else `<folder>/<lane>.log`; turned over at
/// 5 MB, ten old ones kept. It uses no logger that the host process could know. At level `trace` it
/// holds the requests, masked by type. Safe from any thread; a log that cannot be written never
/// disturbs a payment.
class LaneLog final : public rest::TraceSink {
public:
    explicit LaneLog(const registry::Profile& profile);
    ~LaneLog() override;
    LaneLog(const LaneLog&) = delete;
    LaneLog& operator=(const LaneLog&) = delete;

    void error(std::string_view text) noexcept;
    void warning(std::string_view text) noexcept;
    void information(std::string_view text) noexcept;
    /// Trace lines (rest::TraceSink).
    void line(std::string_view text) override;

    /// Changes the level until the lane ends; throws core::ConfigurationError for a word that is
    /// none.
    void setLevel(const std::string& word);

private:
    void write(int priority, std::string_view text) noexcept;
    class Channel;
    std::unique_ptr<Channel> channel_;
    std::atomic<int> level_;
};

}  // namespace mobilepay::lane
