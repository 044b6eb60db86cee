// The program's parts over a real socket: TLS identity, HTTPS, faults on the wire, state on disk.
#include "tests/simulator/server/server.h"

#include "driver/core/error.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/server/authority.h"
#include "tests/simulator/server/state_file.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/StreamCopier.h>
#include <Poco/TemporaryFile.h>
#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A server with everything it needs in a folder of its own, and a client that trusts its CA.
struct Running {
    explicit Running(bool keepState = false) {
        std::filesystem::create_directories(folder);
        options.tls = prepareTls(folder / "tls", {});
        if (keepState) options.stateFile = folder / "state.json";
        server.emplace(handler, options);
        session = newSession();
    }
    ~Running() {
        session.reset();
        server.reset();
        std::filesystem::remove_all(folder);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    std::unique_ptr<Poco::Net::HTTPSClientSession> newSession(
        Poco::Net::Context::Usage usage = Poco::Net::Context::TLSV1_2_CLIENT_USE,
        bool outdated = false) const {
        Poco::Net::Context::Ptr context = new Poco::Net::Context(
            usage, options.tls.ca.string(), Poco::Net::Context::VERIFY_STRICT, 9, false,
            outdated ? "ALL:@SECLEVEL=0" : "ALL:!aNULL");
        if (outdated)
            context->disableProtocols(Poco::Net::Context::PROTO_TLSV1_2 |
                                      Poco::Net::Context::PROTO_TLSV1_3);
        context->enableExtendedCertificateVerification(true);
        auto made =
            std::make_unique<Poco::Net::HTTPSClientSession>("localhost", server->port(), context);
        made->setKeepAlive(true);
        made->setTimeout(Poco::Timespan(10, 0));
        return made;
    }

    struct Answer {
        int status;
        std::string body;
        std::string date;
    };
    Answer call(const std::string& method, const std::string& path, const std::string& body = "") {
        Poco::Net::HTTPRequest request(method, path, Poco::Net::HTTPMessage::HTTP_1_1);
        request.setContentLength(static_cast<std::streamsize>(body.size()));
        session->sendRequest(request) << body;
        Poco::Net::HTTPResponse response;
        std::istream& in = session->receiveResponse(response);
        std::string text;
        Poco::StreamCopier::copyToString(in, text);
        return {response.getStatus(), text, response.get("Date", "")};
    }

    std::filesystem::path folder = Poco::TemporaryFile::tempName();
    SeededRandom random{7};
    Handler handler{defaultWorld(), Rules{}, random};
    ServerOptions options;
    std::optional<Server> server;
    std::unique_ptr<Poco::Net::HTTPSClientSession> session;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(authority)

BOOST_AUTO_TEST_CASE(a_good_identity_is_kept_and_a_missing_file_makes_a_new_one) {
    const std::filesystem::path folder = Poco::TemporaryFile::tempName();
    const TlsFiles files = prepareTls(folder, {});
    const std::string first = contentOf(files.ca);
    BOOST_TEST(first.find("BEGIN CERTIFICATE") != std::string::npos);
    BOOST_TEST((prepareTls(folder, {}).ca == files.ca));
    BOOST_TEST(contentOf(files.ca) == first);
    std::filesystem::remove(files.key);
    BOOST_TEST((prepareTls(folder, {}).ca == files.ca));
    BOOST_TEST(contentOf(files.ca) != first);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(another_name_makes_a_new_identity_once) {
    const std::filesystem::path folder = Poco::TemporaryFile::tempName();
    const std::string first = contentOf(prepareTls(folder, {}).certificate);
    const std::string second =
        contentOf(prepareTls(folder, {"till.example", "192.0.2.7"}).certificate);
    BOOST_TEST(first != second);
    BOOST_TEST(contentOf(prepareTls(folder, {"192.0.2.7"}).certificate) == second);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_named) {
    const std::filesystem::path file = Poco::TemporaryFile::tempName();
    std::ofstream(file) << "in the way";
    BOOST_CHECK_EXCEPTION(prepareTls(file / "tls", {}), core::ConfigurationError,
                          [&](const auto& e) {
                              return std::string{e.what()}.find(file.string()) != std::string::npos;
                          });
    std::filesystem::remove(file);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(server)

BOOST_AUTO_TEST_CASE(it_answers_over_tls_and_keeps_the_connection) {
    Running running;
    BOOST_TEST(running.call("GET", "/pos/v10/stores").status == 401);
    const auto clock = running.call("GET", "/mpsim/clock");
    BOOST_TEST(clock.status == 200);
    BOOST_TEST(!clock.date.empty());
    const JsonValue record = parseJson(running.call("GET", "/mpsim/record").body);
    BOOST_TEST(record.find("connections")->text == "1");
    BOOST_TEST(record.find("tlsHandshakes")->text == "1");
    BOOST_TEST(record.find("calls")->find("GET /stores")->text == "1");
}

BOOST_AUTO_TEST_CASE(it_speaks_tls_1_3_and_nothing_below_1_2) {
    Running running;
    running.session = running.newSession(Poco::Net::Context::TLSV1_3_CLIENT_USE);
    BOOST_TEST(running.call("GET", "/mpsim/clock").status == 200);
    running.session = running.newSession(Poco::Net::Context::TLS_CLIENT_USE, true);
    BOOST_CHECK_THROW(running.call("GET", "/mpsim/clock"), Poco::Exception);
}

BOOST_AUTO_TEST_CASE(a_dropped_connection_has_no_answer_and_the_next_one_works) {
    Running running;
    running.call("POST", "/mpsim/faults", R"({"kind":"drop-before","path":"*/stores"})");
    BOOST_CHECK_THROW(running.call("GET", "/pos/v10/stores"), Poco::Exception);
    running.session = running.newSession();
    BOOST_TEST(running.call("GET", "/pos/v10/stores").status == 401);
}

BOOST_AUTO_TEST_CASE(a_cut_answer_ends_before_its_length) {
    Running running;
    running.call("POST", "/mpsim/faults", R"({"kind":"cut"})");
    std::string body;
    try {
        body = running.call("GET", "/pos/app/usersimulation/checkin").body;
    } catch (const Poco::Exception&) {
        body.clear();
    }
    BOOST_TEST(body.empty());
    running.session = running.newSession();
    BOOST_TEST(running.call("GET", "/mpsim/clock").status == 200);
}

BOOST_AUTO_TEST_CASE(a_slow_answer_comes_whole_in_the_end) {
    Running running;
    running.call("POST", "/mpsim/faults", R"({"kind":"slow","delayMs":1})");
    const auto answer = running.call("POST", "/pos/app/usersimulation/checkin", "{}");
    BOOST_TEST(answer.status == 500);
    BOOST_TEST(parseJson(answer.body).find("code")->text == "2001");
}

BOOST_AUTO_TEST_CASE(a_late_answer_is_late) {
    Running running;
    running.call("POST", "/mpsim/faults",
                 R"([{"kind":"delay","delayMs":60},{"kind":"late-work","delayMs":60,"nth":2}])");
    for (int i = 0; i < 2; ++i) {
        const auto start = std::chrono::steady_clock::now();
        running.call("GET", "/pos/v10/stores");
        BOOST_TEST((std::chrono::steady_clock::now() - start >= std::chrono::milliseconds{60}));
    }
}

BOOST_AUTO_TEST_CASE(it_ends_at_once_although_an_answer_is_delayed) {
    Running running;
    running.call("POST", "/mpsim/faults", R"({"kind":"delay","delayMs":3600000})");
    Poco::Net::HTTPRequest request("GET", "/pos/v10/stores", Poco::Net::HTTPMessage::HTTP_1_1);
    running.session->sendRequest(request);
    const auto start = std::chrono::steady_clock::now();
    running.server.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds{20}));
}

BOOST_AUTO_TEST_CASE(a_body_that_is_too_large_is_413) {
    Running running;
    BOOST_TEST(running.call("POST", "/mpsim/faults", std::string(70'000, ' ')).status == 413);
}

BOOST_AUTO_TEST_CASE(the_state_is_on_disk_before_the_answer_is_sent) {
    Running running(true);
    running.call("POST", "/mpsim/clock", R"({"advanceMs":1234})");
    const auto state = readState(running.options.stateFile);
    BOOST_REQUIRE(state.has_value());
    BOOST_TEST(state->find("\"clockOffsetMs\":1234") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_a_clear_error) {
    Running running;
    ServerOptions second = running.options;
    second.port = running.server->port();
    SeededRandom random(1);
    Handler handler(defaultWorld(), Rules{}, random);
    BOOST_CHECK_EXCEPTION(Server(handler, second), core::ConfigurationError, [&](const auto& e) {
        return std::string{e.what()}.find(std::to_string(second.port)) != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_state_file_that_is_not_there_is_no_state) {
    BOOST_TEST(!readState("no-such-folder/no-such-file").has_value());
    BOOST_CHECK_THROW(writeState("no-such-folder/no-such-file", "x"), core::ConfigurationError);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
