#pragma once

#include "tests/simulator/handler/handler.h"

#include <filesystem>
#include <fstream>

namespace mobilepay::simulator {

/// Every exchange of a handler but those of the control API as a line of JSON in a file (see
/// handler/exchange_line.h), for checkers of the wire. Must outlive the handler's last call.
class ExchangeFile {
public:
    /// Appends; throws `core::ConfigurationError` naming the file when it cannot.
    explicit ExchangeFile(const std::filesystem::path& file);
    /// What passes through `handler` is written from here on, each line before its answer leaves.
    void watch(Handler& handler);

private:
    std::filesystem::path file_;
    std::ofstream out_;
};

}  // namespace mobilepay::simulator
