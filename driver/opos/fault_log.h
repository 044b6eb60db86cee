#pragma once

#include <string>

namespace mobilepay::opos {

/// The source under which our lines stand in the event log `Application`; registration names it.
inline constexpr wchar_t eventSource[] = L"MobilePay for UnifiedPOS";

/// A line for the technician in the event log of Windows: what is wrong and the way out. Business
/// answers do not belong here. Never throws, and costs nothing where there is no event log.
void logFault(const std::string& text) noexcept;

}  // namespace mobilepay::opos
