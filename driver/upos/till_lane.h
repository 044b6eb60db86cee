#pragma once

#include "driver/lane/lane.h"
#include "include/mobilepay/device.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::upos {

/// What a device needs of its lane, so that tests can put a scripted one in its place. Meanings,
/// threads and errors are those of `lane::Lane`.
class TillLane {
public:
    virtual ~TillLane() = default;
    [[nodiscard]] virtual const registry::Profile& profile() const noexcept = 0;

    virtual void claim(core::Milliseconds patience) = 0;
    virtual void release() noexcept = 0;
    virtual void enable() = 0;
    virtual void disable() noexcept = 0;

    [[nodiscard]] virtual lane::Result run(const lane::Request& request,
                                           const lane::Lane::ProgressHandler& progress) = 0;
    virtual void abort() noexcept = 0;

    /// The application knows these results.
    virtual void heard(const std::vector<journal::KnownResult>& results) = 0;
    [[nodiscard]] virtual std::vector<lane::Row> undelivered() const = 0;
    [[nodiscard]] virtual std::vector<lane::Row> unresolved() const = 0;
    [[nodiscard]] virtual std::optional<lane::Row> lastApproved() const = 0;
    [[nodiscard]] virtual std::vector<lane::Row> byTillNumber(std::int32_t tillNumber) const = 0;
    [[nodiscard]] virtual std::optional<lane::Row> byReference(const std::string& text) const = 0;
    [[nodiscard]] virtual std::vector<lane::Row> byPayment(
        const core::PaymentId& payment) const = 0;
    [[nodiscard]] virtual std::vector<lane::Row> matching(
        const std::function<bool(const lane::Row&)>& wanted) const = 0;

    [[nodiscard]] virtual std::vector<lane::Row> period() const = 0;
    [[nodiscard]] virtual std::vector<lane::Total> totals() const = 0;
    [[nodiscard]] virtual std::optional<std::vector<lane::Row>> closePeriod(
        core::Milliseconds patience, const std::atomic<bool>& stop) = 0;
    [[nodiscard]] virtual std::vector<lane::Total> settledTotals() const = 0;

    virtual void remember(const std::string& name, const std::string& value) = 0;
    [[nodiscard]] virtual std::optional<std::string> recall(const std::string& name) const = 0;

    [[nodiscard]] virtual lane::Health check(bool external) = 0;
    [[nodiscard]] virtual std::optional<bool> probe() = 0;
    [[nodiscard]] virtual lane::PointOfSale pointOfSale() const = 0;
    [[nodiscard]] virtual lane::CheckIn waitForCheckIn(const lane::CheckInQuestion& question) = 0;
};

/// Makes the lane of a logical device from what its door's configuration holds. Throws
/// core::ConfigurationError.
using LaneOpener = std::function<std::shared_ptr<TillLane>(const std::string& logicalName,
                                                           const Settings& settings)>;

/// The lanes of production.
[[nodiscard]] std::shared_ptr<TillLane> openTillLane(const std::string& logicalName,
                                                     const Settings& settings);

}  // namespace mobilepay::upos
