#include "driver/rest/openssl.h"

namespace mobilepay::rest {

void keepOpensslAsBuilt() noexcept {}

}  // namespace mobilepay::rest
