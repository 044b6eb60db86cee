#pragma once

#include "tests/simulation/machine.h"
#include "tests/simulation/run.h"

#include <memory>
#include <string>
#include <vector>

namespace mobilepay::simulation {

/// Everything of one run: the server, the wire, the machines of the tills.
class World {
public:
    World(const Plan& plan, bool narrate);
    Report play();

private:
    void openTills();
    void enterPlan();
    void met(std::uint64_t number, const Network::Client& client, Trouble fate,
             const rest::HttpRequest& request);
    void noteLookUp(const rest::HttpRequest& request);
    void noteHorizons(const std::vector<std::vector<journal::Record>>& rows);
    [[nodiscard]] bool undoes(std::size_t till) const;
    [[nodiscard]] std::vector<std::vector<journal::Record>> readJournals();
    void judge(const std::vector<std::vector<journal::Record>>& rows);
    void close(const std::vector<std::vector<journal::Record>>& rows);
    void tell(const Heard& heard, const std::string& verdict);
    void tell(const std::vector<std::vector<journal::Record>>& rows);
    void tellServer();

    const Plan& plan_;
    bool narrate_;
    SeededRandom dice_;
    Timetable timetable_;
    simulator::Handler server_;
    Report report_;
    Network network_;
    AllHeard heard_;
    std::vector<std::unique_ptr<Machine>> tills_;
};

}  // namespace mobilepay::simulation
