#include "driver/rest/inheritance.h"

#include <windows.h>

namespace mobilepay::rest {

void keepFromChildren(const Poco::Net::StreamSocket& socket) noexcept {
    SetHandleInformation(reinterpret_cast<HANDLE>(socket.impl()->sockfd()), HANDLE_FLAG_INHERIT, 0);
}

}  // namespace mobilepay::rest
