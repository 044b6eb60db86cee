#pragma once

#include "driver/rest/deadline.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <Poco/Net/IPAddress.h>

namespace mobilepay::rest {

/// Looks host names up in bounded time. The operating system's look-up cannot be broken off, so it
/// runs in a thread of its own that may outlive the wait; the next wait for the same name joins it
/// instead of starting another, so at most one thread a name hangs around. Not thread-safe.
class Resolver {
public:
    using Addresses = std::vector<Poco::Net::IPAddress>;
    /// Blocks; throws what the look-up throws. Runs in another thread, perhaps after this object.
    using LookUp = std::function<Addresses(const std::string&)>;

    /// With the operating system's look-up.
    Resolver();
    explicit Resolver(LookUp lookUp);

    /// At least one address; an IP literal is its own. Throws `Broken` (`connect`).
    Addresses resolve(const std::string& host, Deadline deadline);

private:
    struct Pending;
    std::shared_ptr<Pending> start(const std::string& host);

    LookUp lookUp_;
    std::shared_ptr<Pending> pending_;
};

}  // namespace mobilepay::rest
