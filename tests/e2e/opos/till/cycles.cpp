#include "tests/e2e/opos/till/scenarios.h"

#include <windows.h>
#include <iostream>
#include <objbase.h>
#include <psapi.h>
#include <tlhelp32.h>

namespace mobilepay::opos_till {
namespace {

struct Held {
    long handles = 0;
    long threads = 0;
    long kilobytes = 0;
};

long threadsOfThisProcess() {
    HANDLE snapshot = ::CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    THREADENTRY32 entry{};
    entry.dwSize = sizeof entry;
    long count = 0;
    for (BOOL more = ::Thread32First(snapshot, &entry); more;
         more = ::Thread32Next(snapshot, &entry))
        count += entry.th32OwnerProcessID == ::GetCurrentProcessId();
    ::CloseHandle(snapshot);
    return count;
}

Held held() {
    // Threads of the last session end by themselves.
    ::Sleep(500);
    Held now;
    DWORD handles = 0;
    ::GetProcessHandleCount(::GetCurrentProcess(), &handles);
    PROCESS_MEMORY_COUNTERS_EX memory{};
    ::GetProcessMemoryInfo(::GetCurrentProcess(),
                           reinterpret_cast<PROCESS_MEMORY_COUNTERS*>(&memory), sizeof memory);
    now.handles = static_cast<long>(handles);
    now.threads = threadsOfThisProcess();
    now.kilobytes = static_cast<long>(memory.PrivateUsage / 1024);
    return now;
}

void print(long cycles, const Held& now) {
    std::cout << "after " << cycles << ": " << now.handles << " handles, " << now.threads
              << " threads, " << now.kilobytes << " KiB" << std::endl;
}

void cycle(const Setting& setting) {
    ControlClient control(setting.control, setting.cat);
    takeIntoUse(control, setting);
    expect("sale", control.authorize("AuthorizeSales", 1, 100000, 30000), 0);
    putAway(control);
}

}  // namespace

void loadAndUnload(const Setting& setting) {
    constexpr long settled = 20;
    Held early;
    for (long count = 1; count <= setting.number; ++count) {
        cycle(setting);
        ::CoFreeUnusedLibrariesEx(0, 0);
        if (count == settled) print(count, early = held());
    }
    const Held late = held();
    print(setting.number, late);
    if (late.handles > early.handles + 2) throw Wrong{"handles are left behind"};
    if (late.threads > early.threads) throw Wrong{"threads are left behind"};
    // A few pages of a heap that settles; a leak of one session would be a multiple.
    if (late.kilobytes > early.kilobytes + 1024) throw Wrong{"memory is left behind"};
}

}  // namespace mobilepay::opos_till
