#include "tests/e2e/opos/till/scenarios.h"

#include <windows.h>
#include <algorithm>
#include <iostream>
#include <objbase.h>
#include <tlhelp32.h>
#include <vector>

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

/// The table of the whole system: Wine's GetProcessHandleCount knows nothing.
long handlesOfThisProcess() {
    constexpr int extendedHandles = 64;
    struct Row {
        void* object;
        ULONG_PTR process;
        ULONG_PTR handle;
        ULONG access;
        USHORT trace;
        USHORT type;
        ULONG attributes;
        ULONG reserved;
    };
    struct Table {
        ULONG_PTR count;
        ULONG_PTR reserved;
        Row rows[1];
    };
    using Query = LONG(WINAPI*)(int, void*, ULONG, ULONG*);
    const auto query = reinterpret_cast<Query>(reinterpret_cast<void*>(
        ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "NtQuerySystemInformation")));
    std::vector<char> bytes(1 << 22);
    if (query(extendedHandles, bytes.data(), static_cast<ULONG>(bytes.size()), nullptr) != 0)
        throw Wrong{"the handles cannot be counted"};
    const auto* table = reinterpret_cast<const Table*>(bytes.data());
    return static_cast<long>(
        std::count_if(table->rows, table->rows + table->count,
                      [](const Row& row) { return row.process == ::GetCurrentProcessId(); }));
}

/// What the heaps hold, not what they have reserved.
long kilobytesOfThisProcess() {
    HANDLE heaps[256];
    const DWORD count = ::GetProcessHeaps(256, heaps);
    std::uint64_t bytes = 0;
    for (DWORD at = 0; at < count; ++at) {
        PROCESS_HEAP_ENTRY entry{};
        ::HeapLock(heaps[at]);
        while (::HeapWalk(heaps[at], &entry) != 0)
            if ((entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) != 0) bytes += entry.cbData;
        ::HeapUnlock(heaps[at]);
    }
    return static_cast<long>(bytes / 1024);
}

/// Threads of the last session end by themselves, and what they hold goes with them: that is waited
/// for, as long as nothing more goes.
Held held() {
    constexpr int patience = 20;
    Held least{handlesOfThisProcess(), threadsOfThisProcess(), kilobytesOfThisProcess()};
    for (int quiet = 0, turns = 0; quiet < 3 && turns < patience; ++turns) {
        ::Sleep(500);
        const Held now{handlesOfThisProcess(), threadsOfThisProcess(), kilobytesOfThisProcess()};
        const bool fewer = now.handles < least.handles || now.threads < least.threads ||
                           now.kilobytes < least.kilobytes;
        quiet = fewer ? 0 : quiet + 1;
        least = {std::min(now.handles, least.handles), std::min(now.threads, least.threads),
                 std::min(now.kilobytes, least.kilobytes)};
    }
    return least;
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
    if (early.handles == 0 || late.handles > early.handles) throw Wrong{"handles are left behind"};
    if (late.threads > early.threads) throw Wrong{"threads are left behind"};
    // What the system's libraries keep wanders by some KiB; 200 bytes a session would show.
    if (early.kilobytes == 0 || late.kilobytes > early.kilobytes + 32)
        throw Wrong{"memory is left behind"};
}

}  // namespace mobilepay::opos_till
