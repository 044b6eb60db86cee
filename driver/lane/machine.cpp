#include "driver/lane/machine.h"

#include <Poco/Crypto/DigestEngine.h>
#include <Poco/DigestEngine.h>

namespace mobilepay::lane {

std::string machineIdentity() {
    const auto id = systemIdentity();
    if (id.empty()) return "unknown";
    Poco::Crypto::DigestEngine digest("SHA256");
    digest.update("mobilepay-upos:" + id);
    return Poco::DigestEngine::digestToHex(digest.digest()).substr(0, 32);
}

}  // namespace mobilepay::lane
