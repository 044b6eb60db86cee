#include "driver/rest/inheritance.h"

#include <fcntl.h>

namespace mobilepay::rest {

void keepFromChildren(const Poco::Net::StreamSocket& socket) noexcept {
    fcntl(socket.impl()->sockfd(), F_SETFD, FD_CLOEXEC);
}

}  // namespace mobilepay::rest
