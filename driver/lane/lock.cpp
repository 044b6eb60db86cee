#include "driver/lane/lock.h"

#include "driver/core/text.h"

#include <fstream>

namespace mobilepay::lane {

std::string lockHolder(const std::filesystem::path& file) noexcept {
    try {
        std::ifstream in(file);
        std::string line;
        std::getline(in, line);
        return core::printableAscii(line, 200);
    } catch (...) {
        return {};
    }
}

}  // namespace mobilepay::lane
