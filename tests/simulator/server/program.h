#pragma once

#include "tests/simulator/handler/faults.h"
#include "tests/simulator/model/script.h"
#include "tests/simulator/model/world.h"
#include "tests/simulator/server/server.h"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <Poco/Util/Application.h>

namespace mobilepay::simulator {

/// The command `mpsim`: options, the ready line, running until it is asked to end. Exit codes: 0
/// asked to end, 64 wrong options, 69 cannot listen or write its files.
class Program final : public Poco::Util::Application {
protected:
    void defineOptions(Poco::Util::OptionSet& options) override;
    int main(const std::vector<std::string>& arguments) override;

private:
    void onHelp(const std::string& name, const std::string& value);
    void onNumber(const std::string& name, const std::string& value);
    void onText(const std::string& name, const std::string& value);
    void onShopper(const std::string& name, const std::string& value);
    void onPollDelay(const std::string& name, const std::string& value);
    void onFault(const std::string& name, const std::string& value);
    int serve();
    void announce(std::uint16_t port, const TlsFiles& tls) const;

    bool help_ = false;
    bool json_ = false;
    ServerOptions options_;
    std::filesystem::path tlsFolder_ = "mpsim-tls";
    std::filesystem::path exchanges_;
    std::vector<std::string> names_;
    Rules rules_;
    std::optional<Script> shopper_;
    std::vector<Fault> faults_;
    std::optional<std::uint64_t> seed_;
    std::size_t logLimit_ = 100'000;
};

}  // namespace mobilepay::simulator
