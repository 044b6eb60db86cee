#include "driver/rest/openssl.h"

#include <openssl/crypto.h>

namespace mobilepay::rest {

/// Who comes first decides for the life of the process: what POCO asks for later, and what OpenSSL
/// asks for itself when it looks for an algorithm, reads nothing any more.
void keepOpensslAsBuilt() noexcept {
    ::OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
}

}  // namespace mobilepay::rest
