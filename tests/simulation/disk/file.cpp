#include "tests/simulation/disk/file.h"

#include <algorithm>

namespace mobilepay::simulation::detail {

namespace {

void put(std::string& contents, std::size_t offset, std::string_view bytes) {
    if (contents.size() < offset + bytes.size()) contents.resize(offset + bytes.size(), '\0');
    bytes.copy(contents.data() + offset, bytes.size());
}

}  // namespace

void File::write(std::size_t offset, std::string_view bytes) {
    put(now, offset, bytes);
    unsynced.push_back({false, offset, std::string(bytes)});
}

void File::truncate(std::size_t size) {
    now.resize(size, '\0');
    unsynced.push_back({true, size, {}});
}

void File::sync() {
    for (const auto& change : unsynced)
        if (change.truncation)
            durable.resize(change.offset, '\0');
        else
            put(durable, change.offset, change.bytes);
    unsynced.clear();
}

void File::losePower(const std::function<std::uint64_t()>& random) {
    // Nothing kept, everything kept, or a draw for each sector.
    const auto mode = random() % 4;
    for (const auto& change : unsynced) {
        if (mode == 0) break;
        if (change.truncation) {
            if (mode == 1 || random() % 2) durable.resize(change.offset, '\0');
            continue;
        }
        for (std::size_t at = 0; at < change.bytes.size();) {
            const std::size_t end =
                std::min(change.bytes.size(),
                         ((change.offset + at) / sectorBytes + 1) * sectorBytes - change.offset);
            if (mode == 1 || random() % 2)
                put(durable, change.offset + at,
                    std::string_view(change.bytes).substr(at, end - at));
            at = end;
        }
    }
    unsynced.clear();
    now = durable;
}

}  // namespace mobilepay::simulation::detail
