#include "tests/simulation/disk/file.h"

#include <algorithm>

namespace mobilepay::simulation::detail {

namespace {

void put(std::string& contents, std::size_t offset, std::string_view bytes) {
    if (contents.size() < offset + bytes.size()) contents.resize(offset + bytes.size(), '\0');
    bytes.copy(contents.data() + offset, bytes.size());
}

}  // namespace

void File::save(Change change, std::size_t from, std::size_t to) {
    change.sizeBefore = now.size();
    change.saved = before.size();
    from = std::min(from, now.size());
    to = std::clamp(to, from, now.size());
    before.append(now, from, to - from);
    unsynced.push_back(change);
}

std::string_view File::savedBy(const Change& change) const {
    const auto next = &change == &unsynced.back() ? before.size() : (&change)[1].saved;
    return std::string_view(before).substr(change.saved, next - change.saved);
}

void File::write(std::size_t offset, std::string_view bytes) {
    save({false, offset, bytes.size()}, offset, offset + bytes.size());
    put(now, offset, bytes);
}

void File::truncate(std::size_t size) {
    save({true, size}, size, now.size());
    now.resize(size, '\0');
}

void File::sync() {
    unsynced.clear();
    before.clear();
}

void File::flip(std::size_t offset, char mask) {
    if (offset < now.size()) now[offset] = static_cast<char>(now[offset] ^ mask);
    for (const auto& change : unsynced)
        if (offset >= change.offset && offset - change.offset < savedBy(change).size()) {
            auto& byte = before[change.saved + offset - change.offset];
            byte = static_cast<char>(byte ^ mask);
        }
}

std::string File::undo(const Change& change) {
    std::string written = now.substr(std::min(now.size(), change.offset), change.length);
    now.resize(change.sizeBefore, '\0');
    if (const auto saved = savedBy(change); !saved.empty()) put(now, change.offset, saved);
    return written;
}

void File::losePower(const std::function<std::uint64_t()>& random) {
    std::vector<std::string> written(unsynced.size());
    for (std::size_t i = unsynced.size(); i-- > 0;)
        written[i] = undo(unsynced[i]);
    // Nothing kept, everything kept, or a draw for each sector.
    const auto mode = random() % 4;
    for (std::size_t i = 0; i < unsynced.size() && mode != 0; ++i) {
        const auto& change = unsynced[i];
        if (change.truncation) {
            if (mode == 1 || random() % 2) now.resize(change.offset, '\0');
            continue;
        }
        const std::string_view bytes = written[i];
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t end =
                std::min(bytes.size(),
                         ((change.offset + at) / sectorBytes + 1) * sectorBytes - change.offset);
            if (mode == 1 || random() % 2) put(now, change.offset + at, bytes.substr(at, end - at));
            at = end;
        }
    }
    sync();
}

}  // namespace mobilepay::simulation::detail
