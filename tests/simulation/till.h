#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/till_call.h"
#include "driver/rest/server_clock.h"
#include "driver/rest/token.h"
#include "driver/wallet/training/wallet.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/network.h"
#include "tests/simulation/plan.h"
#include "tests/simulation/walk.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// What a till was told about one of its requests, or that it was told nothing.
struct Heard {
    const TillStep* step = nullptr;
    std::size_t till = 0;
    core::OrderId orderId{};
    std::string reference{};               ///< what the request referred to
    std::optional<lane::Result> result{};  ///< nothing: the till died before it heard
    std::string refusal{};                 ///< the driver refused the request as such
    std::string state{};                   ///< what the lane was doing when the till died
};

/// A till's machine: its disk, its clocks, and the driver's process on it, which may die and come
/// back. The process is made of what ships: journal, wallet, retry, flows, recovery.
class Till {
public:
    struct Surroundings {
        Timetable& timetable;
        Network& network;
        simulator::Handler& server;
        std::vector<Heard>& heard;  ///< of all tills, in order
        std::uint64_t seed;
        core::Milliseconds peace;  ///< every machine is up from then on
    };
    Till(const Surroundings& surroundings, std::size_t number, core::PointOfSaleId pointOfSale);
    ~Till();
    Till(const Till&) = delete;
    Till& operator=(const Till&) = delete;

    /// The cashier asks; when the lane is busy with another request he waits.
    void ask(const TillStep& step);
    void loseMains(core::Milliseconds downFor);
    void loseMainsAtWrite(int nth, core::Milliseconds downFor);
    void jumpWallClock(core::Milliseconds by) { wallOffset_ += by; }
    void diskTrouble(bool full, bool begins);

    [[nodiscard]] bool up() const noexcept { return process_ != nullptr; }
    /// The journal as a fresh process would read it. Only while no other one is open.
    [[nodiscard]] std::vector<journal::Record> rows();
    [[nodiscard]] std::vector<std::string> complaints() const { return complaints_; }

private:
    struct Running;

    void start();
    void startLater(core::Milliseconds delay);
    void stop();
    void serveNext();
    void serve(const TillStep& step);
    void recoverEveryMinute();
    void recover();
    void handOver();
    void refused(const std::string& text);
    void heardResult(const lane::Result& result);
    void callIsOver();
    void soon(std::function<void()> what);
    [[nodiscard]] lane::Bench bench();
    [[nodiscard]] Walk::Surroundings walking(std::function<bool()> mayExchange,
                                             std::function<void(const std::string&)> failed);
    void noteDeath();
    [[nodiscard]] core::Now now() const;
    [[nodiscard]] lane::Request requestOf(const TillStep& step) const;

    Surroundings around_;
    std::size_t number_;
    core::PointOfSaleId pointOfSale_;
    registry::Profile profile_;
    Dice dice_;
    Disk disk_;
    core::Milliseconds wallOffset_{0};
    core::Milliseconds downFor_{0};
    std::uint64_t life_ = 0;
    std::vector<const TillStep*> waiting_;
    std::unique_ptr<Running> process_;
    std::vector<std::string> complaints_;
};

}  // namespace mobilepay::simulation
