#pragma once

#include <Poco/Net/StreamSocket.h>

namespace mobilepay::rest {

/// Keeps a socket out of the programs that this process starts (adapters, and whatever the host
/// starts): POCO opens sockets so that they are inherited. Best effort; a program started in the
/// instant between opening and this call still gets it. (inheritance_linux.cpp,
/// inheritance_windows.cpp)
void keepFromChildren(const Poco::Net::StreamSocket& socket) noexcept;

}  // namespace mobilepay::rest
