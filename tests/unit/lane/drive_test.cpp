#include "driver/lane/drive.h"

#include "tests/unit/lane/counterpart.h"

#include <atomic>
#include <thread>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::lane;

namespace {

/// Answers when it is allowed to, and counts.
class Server final : public rest::HttpTransport {
public:
    rest::HttpResult exchange(const rest::HttpRequest&) override {
        ++exchanges;
        while (busy)
            std::this_thread::yield();
        return rest::HttpResponse{204, {}, {}};
    }
    std::optional<rest::HttpFailure> prepare(const std::string&,
                                             std::optional<core::Milliseconds> within) override {
        granted = within;
        return {};
    }
    std::atomic<int> exchanges{0};
    std::atomic<bool> busy{false};
    std::optional<core::Milliseconds> granted;
};

/// One request; remembers what came of it.
class Question final : public Errand {
public:
    Need begin(const core::Now&) override {
        return stopped ? Need{Over{}} : rest::Send{request("GET")};
    }
    Need answered(const core::Now&, const rest::HttpResult& result) override {
        heard.push_back(result);
        if (heard.size() < 2 && std::holds_alternative<rest::HttpFailure>(result))
            return rest::Send{request("GET")};
        return Over{};
    }
    Need due(const core::Now&) override { return Over{}; }
    Need abort(const core::Now&) override {
        stopped = true;
        return Over{};
    }

    static rest::HttpRequest request(const std::string& method) {
        rest::HttpRequest request;
        request.method = method;
        request.url = "https://simulated/pos/v10/payments/1";
        return request;
    }
    std::vector<rest::HttpResult> heard;
    bool stopped = false;
};

struct Line {
    Server server;
    rest::ServerClock serverClock;
    core::SystemClock clock;
    Wire wire{server, serverClock, clock};
    Interruption interruption;
};

/// Keeps the wire busy on another thread.
class Occupied {
public:
    explicit Occupied(Line& line)
        : line_(line), other_([&line] { (void)line.wire.exchange(Question::request("POST")); }) {
        while (line_.server.exchanges == 0)
            std::this_thread::yield();
    }
    ~Occupied() {
        line_.server.busy = false;
        other_.join();
    }
    Occupied(const Occupied&) = delete;
    Occupied& operator=(const Occupied&) = delete;

private:
    Line& line_;
    std::thread other_;
};

bool wasNotSent(const rest::HttpResult& result) {
    const auto* failure = std::get_if<rest::HttpFailure>(&result);
    return failure != nullptr && !failure->sent;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(driving, Line)

BOOST_AUTO_TEST_CASE(an_errand_with_the_way_free_is_sent) {
    Question question;
    drive(question, wire, interruption, [] { return true; });
    BOOST_TEST(server.exchanges == 1);
    BOOST_TEST(!wasNotSent(question.heard.front()));
}

// Found by the simulation (seed 96205): recovery's question waited for the till's call, which asked
// the same, and was then sent before the poll delay was over.
BOOST_AUTO_TEST_CASE(an_errand_that_had_to_give_way_is_told_that_nothing_was_sent) {
    Question question;
    bool free = false;
    drive(question, wire, interruption, [&free] { return std::exchange(free, true); });
    BOOST_TEST_REQUIRE(question.heard.size() == 2U);
    BOOST_TEST(wasNotSent(question.heard.front()));
    BOOST_TEST(!wasNotSent(question.heard.back()));
    BOOST_TEST(server.exchanges == 1);
}

BOOST_AUTO_TEST_CASE(a_question_that_had_to_wait_for_another_exchange_is_not_sent) {
    for (const std::string method : {"GET", "POST"}) {
        server.busy = true;
        std::thread other([this] { (void)wire.exchange(Question::request("POST")); });
        const int before = server.exchanges;
        while (server.exchanges == before && server.exchanges % 2 == 0)
            std::this_thread::yield();
        std::thread release([this] {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            server.busy = false;
        });
        const auto result = wire.exchange(Question::request(method));
        other.join();
        release.join();
        BOOST_TEST(wasNotSent(result) == (method == "GET"));
        server.exchanges = 0;
    }
}

BOOST_AUTO_TEST_CASE(an_abort_that_came_before_the_first_step_keeps_everything_from_being_sent) {
    Question question;
    interruption.raise();
    drive(question, wire, interruption);
    BOOST_TEST(question.stopped);
    BOOST_TEST(server.exchanges == 0);
}

BOOST_AUTO_TEST_CASE(making_ready_waits_for_another_exchange_no_longer_than_it_was_given) {
    server.busy = true;
    const Occupied occupied(*this);
    BOOST_TEST(!wire.prepare("https://simulated/", wire.now().mono + core::Milliseconds{20}));
    BOOST_TEST(!server.granted.has_value());
}

BOOST_AUTO_TEST_CASE(connecting_is_given_what_is_left_of_the_time) {
    BOOST_TEST(wire.prepare("https://simulated/", wire.now().mono + core::Milliseconds{2000}));
    BOOST_TEST_REQUIRE(server.granted.has_value());
    BOOST_TEST(server.granted->count() <= 2000);
    BOOST_TEST(server.granted->count() > 1000);
}

BOOST_AUTO_TEST_CASE(a_change_that_waited_longer_than_its_time_is_not_sent) {
    server.busy = true;
    const Occupied occupied(*this);
    auto request = Question::request("POST");
    request.timeoutWithConnect = core::Milliseconds{20};
    BOOST_TEST(wasNotSent(wire.exchange(request)));
    BOOST_TEST(server.exchanges == 1);
}

BOOST_AUTO_TEST_SUITE_END()
