#include "driver/upos/firmware.h"

#include "driver/core/version.h"
#include "driver/upos/faults.h"
#include "include/mobilepay/unifiedpos.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>

namespace mobilepay::upos {
namespace {

namespace firmware = unifiedpos::firmware;

constexpr std::string_view product = "MobilePay for UnifiedPOS ";
constexpr std::size_t lineLimit = 200;

using Version = std::array<int, 3>;

std::optional<Version> versionOf(std::string_view text) {
    Version version{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (auto& part : version) {
        if (&part != version.data() && (at == end || *at++ != '.')) return std::nullopt;
        const auto [next, fault] = std::from_chars(at, end, part);
        if (fault != std::errc() || part < 0) return std::nullopt;
        at = next;
    }
    return at == end ? std::optional(version) : std::nullopt;
}

std::optional<Version> versionOfFile(const std::string& fileName) {
    const std::filesystem::path path(std::u8string(fileName.begin(), fileName.end()));
    // Opening a pipe would wait for its other end.
    if (std::error_code fault; !std::filesystem::is_regular_file(path, fault)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    std::string line(lineLimit, '\0');
    file.getline(line.data(), static_cast<std::streamsize>(line.size()));
    if (!file && !file.eof()) return std::nullopt;
    line.resize(line.find('\0'));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.starts_with(product)) return std::nullopt;
    return versionOf(std::string_view(line).substr(product.size()));
}

}  // namespace

std::int32_t compareFirmware(const std::string& fileName) {
    const auto theirs = versionOfFile(fileName);
    if (!theirs)
        throw Refusal({unifiedpos::result::extended, unifiedpos::extended::firmwareBadFile,
                       "'" + fileName + "' cannot be read or is no version file of this driver"});
    const auto ours = versionOf(core::clientVersion);
    if (!ours) return firmware::unknown;
    if (*theirs == *ours) return firmware::same;
    return *theirs < *ours ? firmware::older : firmware::newer;
}

}  // namespace mobilepay::upos
