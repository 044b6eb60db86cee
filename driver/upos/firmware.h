#pragma once

#include <cstdint>
#include <string>

namespace mobilepay::upos {

/// CompareFirmwareVersion: the driver's own version against that of a file whose first line is
/// `MobilePay for UnifiedPOS <major>.<minor>.<build>`. Returns how the file's version stands to
/// ours (unifiedpos::firmware). Throws Refusal (E_EXTENDED, firmwareBadFile) for any other file.
[[nodiscard]] std::int32_t compareFirmware(const std::string& fileName);

}  // namespace mobilepay::upos
