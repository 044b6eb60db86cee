#pragma once

#include "driver/lane/lane.h"
#include "include/mobilepay/device.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace mobilepay::upos {

/// The counters of a device, since it was opened first in this process or they were reset. Safe
/// from any thread. Names are `""` (all), `U_`, `M_` or exact ones by commas.
/// Source: UPOS 1.15 chapter 1, Device Statistics.
class Statistics {
public:
    explicit Statistics(Category category);
    void opened(const registry::Profile& profile);

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
    };
    void assign(const std::map<std::string, std::int64_t>& values);
    [[nodiscard]] bool chosen(const std::string& wanted, const std::string& name,
                              const Counter& counter) const;

    const Category category_;
    mutable std::mutex mutex_;
    std::map<std::string, Counter> counters_;
    std::string laneName_;
};

}  // namespace mobilepay::upos
