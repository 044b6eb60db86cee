#include "driver/opos/fault_log.h"

#include "driver/opos/text.h"

#include <windows.h>

namespace mobilepay::opos {
namespace {
/// Any number that the message file knows; its text is the line itself.
constexpr DWORD faultEvent = 1;
}  // namespace

void logFault(const std::string& text) noexcept {
    try {
        const auto line = wideOf(text);
        ::OutputDebugStringW((std::wstring(eventSource) + L": " + line + L"\n").c_str());
        HANDLE log = ::RegisterEventSourceW(nullptr, eventSource);
        if (log == nullptr) return;
        const wchar_t* lines[] = {line.c_str()};
        ::ReportEventW(log, EVENTLOG_WARNING_TYPE, 0, faultEvent, nullptr, 1, 0, lines, nullptr);
        ::DeregisterEventSource(log);
    } catch (...) {
        // A line that cannot be written is no reason to fail the till's call.
    }
}

}  // namespace mobilepay::opos
