#include "tests/simulator/server/state_file.h"

#include "driver/core/error.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace mobilepay::simulator {

void writeState(const std::filesystem::path& file, const std::string& text) {
    auto draft = file;
    draft += ".new";
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(draft, file, error);
    if (!out || error)
        throw core::ConfigurationError("cannot write the state file " + file.string());
}

std::optional<std::string> readState(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw core::ConfigurationError("cannot read the state file " + file.string());
    return text;
}

}  // namespace mobilepay::simulator
