#include "driver/upos/till_lane.h"

#include "driver/lane/device_lane.h"

namespace mobilepay::upos {
namespace {

class LiveLane final : public TillLane {
public:
    explicit LiveLane(std::shared_ptr<lane::Lane> lane) : lane_(std::move(lane)) {}

    const registry::Profile& profile() const noexcept override { return lane_->profile(); }
    void claim(core::Milliseconds patience) override { lane_->claim(patience); }
    void release() noexcept override { lane_->release(); }
    void enable() override { lane_->enable(); }
    void disable() noexcept override { lane_->disable(); }
    lane::Result run(const lane::Request& request,
                     const lane::Lane::ProgressHandler& progress) override {
        return lane_->run(request, progress);
    }
    void abort() noexcept override { lane_->abort(); }
    void heard(const std::vector<journal::KnownResult>& results) override { lane_->heard(results); }
    std::vector<lane::Row> undelivered() const override { return lane_->undelivered(); }
    std::vector<lane::Row> unresolved() const override { return lane_->unresolved(); }
    std::optional<lane::Row> lastApproved() const override { return lane_->lastApproved(); }
    std::vector<lane::Row> byTillNumber(std::int32_t tillNumber) const override {
        return lane_->byTillNumber(tillNumber);
    }
    std::optional<lane::Row> byReference(const std::string& text) const override {
        return lane_->byReference(text);
    }
    std::vector<lane::Row> byPayment(const core::PaymentId& payment) const override {
        return lane_->byPayment(payment);
    }
    std::vector<lane::Row> matching(
        const std::function<bool(const lane::Row&)>& wanted) const override {
        return lane_->matching(wanted);
    }
    std::vector<lane::Row> period() const override { return lane_->period(); }
    std::vector<lane::Total> totals() const override { return lane_->totals(); }
    std::optional<std::vector<lane::Row>> closePeriod(core::Milliseconds patience,
                                                      const std::atomic<bool>& stop) override {
        return lane_->closePeriod(patience, &stop);
    }
    std::vector<lane::Total> settledTotals() const override { return lane_->settledTotals(); }
    void remember(const std::string& name, const std::string& value) override {
        lane_->remember(name, value);
    }
    std::optional<std::string> recall(const std::string& name) const override {
        return lane_->recall(name);
    }
    lane::Health check(bool external) override { return lane_->check(external); }
    lane::PointOfSale pointOfSale() const override { return lane_->pointOfSale(); }
    std::optional<bool> probe() override { return lane_->probe(); }
    lane::CheckIn waitForCheckIn(const lane::CheckInQuestion& question) override {
        return lane_->waitForCheckIn(question);
    }

private:
    const std::shared_ptr<lane::Lane> lane_;
};

}  // namespace

std::shared_ptr<TillLane> openTillLane(const std::string& logicalName, const Settings& settings) {
    return std::make_shared<LiveLane>(
        lane::laneOfDevice(settings, "logical device '" + logicalName + "'"));
}

}  // namespace mobilepay::upos
