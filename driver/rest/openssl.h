#pragma once

namespace mobilepay::rest {

/// To be called before anything else of OpenSSL. Linux: nothing; its configuration is the system's,
/// which the administrator keeps. Windows: OpenSSL reads no openssl.cnf, neither one that
/// OPENSSL_CONF names nor the one in the folder it was built for, which is none of Windows' own and
/// which any user could make there. Cheap when called again. (openssl_linux.cpp,
/// openssl_windows.cpp)
void keepOpensslAsBuilt() noexcept;

}  // namespace mobilepay::rest
