#include "driver/rest/thread_end.h"

namespace mobilepay::rest {

/// OpenSSL asks for it itself, by a destructor of pthreads.
void endOpensslWithThread() noexcept {}

}  // namespace mobilepay::rest
