#include "driver/rest/resolver.h"

#include "driver/rest/broken.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <Poco/Exception.h>
#include <Poco/Net/DNS.h>

namespace mobilepay::rest {

struct Resolver::Pending {
    std::string host;
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    Addresses addresses;
    std::string error;
};

namespace {

Resolver::Addresses systemLookUp(const std::string& host) {
    const auto entry = Poco::Net::DNS::hostByName(host, Poco::Net::DNS::DNS_HINT_NONE);
    return {entry.addresses().begin(), entry.addresses().end()};
}

}  // namespace

Resolver::Resolver() : Resolver(systemLookUp) {}

Resolver::Resolver(LookUp lookUp) : lookUp_(std::move(lookUp)) {}

std::shared_ptr<Resolver::Pending> Resolver::start(const std::string& host) {
    auto pending = std::make_shared<Pending>();
    pending->host = host;
    std::thread([pending, lookUp = lookUp_] {
        Addresses addresses;
        std::string error;
        try {
            addresses = lookUp(pending->host);
            if (addresses.empty()) error = "it has no address";
        } catch (const Poco::Exception& e) {
            error = e.displayText();
        } catch (const std::exception& e) {
            error = e.what();
        }
        const std::lock_guard lock(pending->mutex);
        pending->addresses = std::move(addresses);
        pending->error = std::move(error);
        pending->done = true;
        pending->changed.notify_all();
    }).detach();
    return pending;
}

Resolver::Addresses Resolver::resolve(const std::string& host, Deadline deadline) {
    Poco::Net::IPAddress literal;
    if (Poco::Net::IPAddress::tryParse(host, literal)) return {literal};
    if (!pending_ || pending_->host != host) {
        try {
            pending_ = start(host);
        } catch (const std::system_error& error) {
            throw Broken(HttpFailure::Kind::connect,
                         "No thread for looking " + host + " up: " + error.what());
        }
    }
    const auto pending = pending_;
    std::unique_lock lock(pending->mutex);
    if (!pending->changed.wait_until(lock, deadline.at(), [&] { return pending->done; })) {
        throw Broken(HttpFailure::Kind::connect,
                     "The host name " + host + " was not resolved in time; check the DNS server");
    }
    pending_.reset();
    if (!pending->error.empty()) {
        throw Broken(HttpFailure::Kind::connect,
                     "The host name " + host + " cannot be resolved: " + pending->error);
    }
    return pending->addresses;
}

}  // namespace mobilepay::rest
