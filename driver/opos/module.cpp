#include "driver/opos/module.h"

#include <atomic>

namespace mobilepay::opos {
namespace {

std::atomic<bool> pinned{false};

HINSTANCE find(DWORD flags) noexcept {
    HMODULE module = nullptr;
    const auto here = reinterpret_cast<LPCWSTR>(reinterpret_cast<void*>(&find));
    ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | flags, here, &module);
    return module;
}

}  // namespace

HINSTANCE moduleHandle() noexcept {
    return find(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
}

std::wstring modulePath() {
    std::wstring path(32768, L'\0');
    path.resize(::GetModuleFileNameW(moduleHandle(), path.data(), static_cast<DWORD>(path.size())));
    return path;
}

void pinModule() noexcept {
    if (!pinned.exchange(true)) find(GET_MODULE_HANDLE_EX_FLAG_PIN);
}

bool modulePinned() noexcept {
    return pinned;
}

}  // namespace mobilepay::opos
