#include "driver/rest/thread_end.h"

#include <windows.h>

#include <openssl/crypto.h>

namespace mobilepay::rest {
namespace {

void WINAPI ended(void*) noexcept {
    ::OPENSSL_thread_stop();
}

}  // namespace

/// OpenSSL's own DLL would hear of threads that end; linked statically, it does not. Whoever loads
/// this code keeps it loaded (both doors do), so that the call-back has somewhere to go.
void endOpensslWithThread() noexcept {
    static const DWORD slot = ::FlsAlloc(&ended);
    static char anything = 0;
    if (slot != FLS_OUT_OF_INDEXES) ::FlsSetValue(slot, &anything);
}

}  // namespace mobilepay::rest
