#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/till_call.h"
#include "driver/rest/server_clock.h"
#include "driver/rest/token.h"
#include "driver/wallet/training/wallet.h"
#include "driver/wallet/v10/wallet.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/model/seeded_random.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mobilepay::lane_tests {

/// A lane's parts over a journal in memory and the simulator's own handler, on virtual time.
class Counterpart {
public:
    /// `seed`: of its ids; two machines never make the same ones.
    explicit Counterpart(std::uint64_t seed = 7);

    /// Runs an errand to its end. `meanwhile` is called before each exchange; answering false loses
    /// it: the time-out passes.
    void run(lane::Errand& errand,
             const std::function<bool(const rest::HttpRequest&)>& meanwhile = {});
    lane::Result call(const lane::Request& request,
                      const std::function<bool(const rest::HttpRequest&)>& meanwhile = {});
    [[nodiscard]] lane::Request sale(std::int64_t minor) const;
    [[nodiscard]] lane::Request later(lane::Operation operation, std::int64_t minor,
                                      std::string reference) const;
    [[nodiscard]] core::Now now() const;
    [[nodiscard]] const simulator::Payment& payment(const std::string& id) const;
    lane::Bench bench() {
        return {profile, *journal, wallet, training, random, {}, [this](const std::string& text) {
                    warnings.push_back(text);
                }};
    }
    void wait(core::Milliseconds time) { time_ += time; }

    registry::Profile profile;
    simulator::SeededRandom random;
    simulator::Handler server;
    core::PointOfSaleId place;
    rest::TokenSource tokens;
    wallet::v10::Wallet wallet;
    wallet::training::Wallet training;
    simulation::Disk disk;
    simulation::Process process{disk};
    std::unique_ptr<journal::Journal> journal;
    std::vector<std::string> warnings;
    int requests = 0;
    bool serverKnown = true;  ///< false: until the API's next answer
    bool noRights = false;    ///< the token endpoint says 401

private:
    core::Milliseconds time_{0};
};

}  // namespace mobilepay::lane_tests
