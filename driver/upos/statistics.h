#pragma once

#include "driver/core/clock.h"
#include "driver/lane/lane.h"
#include "include/mobilepay/device.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace mobilepay::upos {

/// The counters of a device since its lane's journal was made, or since they were reset. Whoever
/// owns the device keeps `text` with the lane and gives it back, so that they outlive the process.
/// Safe from any thread. Names are `""` (all), `U_`, `M_` or exact ones by commas.
/// Source: UPOS 1.15 chapter 1, Device Statistics.
class Statistics {
public:
    Statistics(Category category, std::shared_ptr<const core::Clock> clock);
    void opened(const registry::Profile& profile);

    /// From what `text` gave in an earlier life; what is unknown or damaged in it is passed over.
    void restore(const std::string& kept);
    [[nodiscard]] std::string text() const;

    /// HoursPoweredCount counts the time between the two.
    void switchedOn();
    void switchedOff();

    void count(lane::Operation operation, lane::Verdict::Kind outcome);

    /// All three throw Refusal (E_EXTENDED, statisticsError) naming what is not a statistic; then
    /// nothing is changed.
    void reset(const std::string& names);
    void update(const std::string& assignments);
    /// The document of UnifiedPOS; a name that is not known comes back without a value.
    [[nodiscard]] std::string xml(const std::string& names) const;

private:
    enum class Scope { unifiedPos, manufacturer };
    struct Counter {
        Scope scope;
        std::int64_t value = 0;
        std::int64_t unit = 1;  ///< the application sees whole units (hours of seconds)
    };
    void countTime() const;
    void assign(const std::map<std::string, std::int64_t>& values);
    [[nodiscard]] bool chosen(const std::string& wanted, const std::string& name,
                              const Counter& counter) const;

    const Category category_;
    const std::shared_ptr<const core::Clock> clock_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, Counter> counters_;
    mutable std::optional<core::MonoTime> onSince_;
    std::string laneName_;
};

}  // namespace mobilepay::upos
