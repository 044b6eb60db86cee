#include "driver/rest/resolver.h"

#include "driver/rest/broken.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include <Poco/Exception.h>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
using namespace std::chrono_literals;
using Poco::Net::IPAddress;

namespace {

/// A look-up that hangs until it is let go. Shared with its threads, which may outlive the test.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    std::atomic<int> lookUps = 0;

    void wait() {
        ++lookUps;
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return open; });
    }
    void letGo() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};

std::string failureOf(Resolver& resolver, const std::string& host, core::Milliseconds time) {
    try {
        resolver.resolve(host, Deadline::in(time));
    } catch (const Broken& broken) {
        BOOST_TEST((broken.kind() == HttpFailure::Kind::connect));
        return broken.what();
    }
    return "resolved";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resolver)

BOOST_AUTO_TEST_CASE(an_address_is_its_own) {
    Resolver resolver(
        [](const std::string&) -> Resolver::Addresses { throw Poco::LogicException("asked"); });
    BOOST_TEST((resolver.resolve("127.0.0.1", Deadline::in(1s)).at(0) == IPAddress("127.0.0.1")));
    BOOST_TEST((resolver.resolve("::1", Deadline::in(1s)).at(0) == IPAddress("::1")));
}

BOOST_AUTO_TEST_CASE(this_machine_is_found_by_the_operating_system) {
    BOOST_TEST(!Resolver().resolve("localhost", Deadline::in(5s)).empty());
}

BOOST_AUTO_TEST_CASE(a_look_up_that_hangs_ends_at_the_deadline_and_is_joined_the_next_time) {
    const auto gate = std::make_shared<Gate>();
    Resolver resolver([gate](const std::string&) -> Resolver::Addresses {
        gate->wait();
        return {IPAddress("192.0.2.1")};
    });
    const auto began = std::chrono::steady_clock::now();
    BOOST_TEST(failureOf(resolver, "slow.test", 50ms).find("not resolved in time") !=
               std::string::npos);
    BOOST_TEST(failureOf(resolver, "slow.test", 50ms).find("slow.test") != std::string::npos);
    BOOST_TEST((std::chrono::steady_clock::now() - began < 2s));
    BOOST_TEST(gate->lookUps == 1);
    gate->letGo();
    BOOST_TEST((resolver.resolve("slow.test", Deadline::in(5s)).at(0) == IPAddress("192.0.2.1")));
    BOOST_TEST(gate->lookUps == 1);
}

BOOST_AUTO_TEST_CASE(a_resolver_may_go_while_its_look_up_hangs) {
    const auto gate = std::make_shared<Gate>();
    {
        Resolver resolver([gate](const std::string&) -> Resolver::Addresses {
            gate->wait();
            return {};
        });
        failureOf(resolver, "slow.test", 10ms);
    }
    gate->letGo();
    BOOST_TEST(gate->lookUps <= 1);
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_and_not_remembered) {
    int asked = 0;
    Resolver resolver([&](const std::string&) -> Resolver::Addresses {
        if (++asked == 1) throw Poco::NotFoundException("no such name");
        return {IPAddress("192.0.2.2")};
    });
    BOOST_TEST(failureOf(resolver, "a.test", 5s).find("no such name") != std::string::npos);
    BOOST_TEST(resolver.resolve("a.test", Deadline::in(5s)).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_without_addresses_is_a_failure) {
    Resolver resolver([](const std::string&) { return Resolver::Addresses{}; });
    BOOST_TEST(failureOf(resolver, "a.test", 5s).find("no address") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
