#pragma once

#include "driver/lane/errand.h"
#include "driver/rest/server_clock.h"
#include "tests/simulation/network.h"
#include "tests/simulation/timetable.h"

#include <functional>
#include <memory>
#include <string>

namespace mobilepay::simulation {

/// Drives one errand over virtual time, as `lane::drive` does over real time. Dropping it drops the
/// errand, as the death of its process would.
class Walk : public std::enable_shared_from_this<Walk> {
public:
    struct Surroundings {
        Timetable& timetable;
        Network& network;
        std::string client;  ///< the process, in its present life
        rest::ServerClock& serverClock;
        std::function<core::Now()> now;
        core::Milliseconds monotonicZero;   ///< when the machine's monotonic hand was at 0
        std::function<bool()> mayExchange;  ///< the background gives way to the till
        std::function<bool()> alive;        ///< after each step; it may be the last one
        std::function<void(const std::string&)> failed;  ///< the journal could not be read
        bool till = false;                               ///< a request of the till, not recovery
        bool making = false;                             ///< one that makes a payment
    };
    Walk(Surroundings surroundings, std::unique_ptr<lane::Errand> errand,
         std::function<void()> over);

    void begin();
    /// Handed to the errand once.
    void abort();
    [[nodiscard]] Moment moment() const noexcept { return moment_; }

private:
    void take(const std::function<lane::Errand::Need()>& step);
    void follow(lane::Errand::Need need);
    void send(const rest::HttpRequest& request);
    void giveWay();
    void due();
    void learnTime(const rest::HttpResult& result);
    void hear(const rest::HttpResult& result);

    Surroundings around_;
    std::unique_ptr<lane::Errand> errand_;
    std::function<void()> over_;
    Moment moment_;
    std::uint64_t step_ = 0;  ///< what was scheduled for an earlier step has lost its meaning
    bool waiting_ = false;
    bool abortWanted_ = false;
    bool aborted_ = false;
};

}  // namespace mobilepay::simulation
