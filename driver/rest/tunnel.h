#pragma once

#include "driver/rest/deadline.h"
#include "driver/rest/proxy.h"
#include "driver/rest/target.h"
#include "driver/rest/transport_settings.h"

#include <Poco/Net/StreamSocket.h>

namespace mobilepay::rest {

/// Asks the proxy at the other end of `tcp` (connected, non-blocking) to connect it through to
/// `target` (CONNECT, RFC 9110 9.3.6), presenting ourselves with Basic or NTLMv2 where the proxy
/// has a user. After it returns, `tcp` is a connection to the target. Throws `Broken` (`connect`)
/// with the proxy's reason.
void openTunnel(const Poco::Net::StreamSocket& tcp, const Proxy& proxy, const Target& target,
                const TransportSettings& limits, Deadline deadline);

}  // namespace mobilepay::rest
