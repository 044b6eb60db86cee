#include "driver/lane/machine.h"

#include "driver/rest/openssl.h"

#include <Poco/Crypto/DigestEngine.h>
#include <Poco/DigestEngine.h>

namespace mobilepay::lane {

namespace {
constexpr const char* unknown = "unknown";
}

std::string troubleWith(const std::string& identity) {
    if (identity != unknown) return {};
    return "this machine has no identity (Linux: /etc/machine-id, Windows: MachineGuid), so that a "
           "journal copied to another such machine would be taken for its own; make one "
           "(systemd-machine-id-setup), then run 'mpctl journal adopt'";
}

std::string machineIdentity() {
    const auto id = systemIdentity();
    if (id.empty()) return unknown;
    rest::keepOpensslAsBuilt();
    Poco::Crypto::DigestEngine digest("SHA256");
    digest.update("mobilepay-upos:" + id);
    return Poco::DigestEngine::digestToHex(digest.digest()).substr(0, 32);
}

}  // namespace mobilepay::lane
