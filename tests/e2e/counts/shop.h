#pragma once

#include "driver/lane/lane.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/server/server.h"
#include "tests/unit/temp_folder.h"

#include <optional>
#include <string>

namespace mobilepay::counts {

/// A simulator behind HTTPS in this process, and lanes whose profile points to it.
class Shop {
public:
    /// Shoppers approve that long after they were asked.
    Shop(core::Milliseconds pollDelay, core::Milliseconds shopperTakes);
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;

    [[nodiscard]] registry::Profile profile(const std::string& lane) const;
    /// A trouble to come. Precondition: no lane was opened yet.
    void plan(simulator::Fault fault) { handler_.faults().add(std::move(fault)); }
    /// Ends the server and its connections; what it saw can be read from then on.
    void close();
    /// Precondition: closed.
    [[nodiscard]] simulator::Handler& books();

private:
    TempFolder folder_;
    simulator::SeededRandom random_{3};
    simulator::Handler handler_;
    std::optional<simulator::Server> server_;
    std::string ca_;
    std::uint16_t port_ = 0;
};

/// Claims and enables the lane and waits till it knows its point of sale.
void open(lane::Lane& lane);

[[nodiscard]] lane::Request saleOf(std::int64_t minor);

}  // namespace mobilepay::counts
