// The program mpsim as a process: ready line, end on request, state over a restart, clear errors.
#include "tests/simulator/handler/json_reader.h"

#include <filesystem>
#include <string>

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/Process.h>
#include <Poco/StreamCopier.h>
#include <Poco/TemporaryFile.h>
#include <Poco/URI.h>
#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

struct Run {
    int exitCode;
    std::string out;
    std::string error;
};

/// Runs the program to its end.
Run run(const Poco::Process::Args& arguments) {
    Poco::Pipe out;
    Poco::Pipe error;
    const auto process = Poco::Process::launch(MPSIM_PROGRAM, arguments, nullptr, &out, &error);
    Run run{0, "", ""};
    Poco::PipeInputStream outStream(out);
    Poco::PipeInputStream errorStream(error);
    Poco::StreamCopier::copyToString(outStream, run.out);
    Poco::StreamCopier::copyToString(errorStream, run.error);
    run.exitCode = process.wait();
    return run;
}

/// The program while it serves; ended by `end`.
class Serving {
public:
    explicit Serving(const std::filesystem::path& folder)
        : process_(Poco::Process::launch(MPSIM_PROGRAM,
                                         {"--json", "--tls-dir", (folder / "tls").string(),
                                          "--state", (folder / "state.json").string()},
                                         nullptr, &out_, nullptr)) {
        std::string line;
        Poco::PipeInputStream stream(out_);
        std::getline(stream, line);
        ready = parseJson(line);
    }
    int end() {
        Poco::Process::requestTermination(process_.id());
        return process_.wait();
    }
    std::string call(const std::string& method, const std::string& what, const std::string& body) {
        const Poco::URI url(ready.find("controlUrl")->text);
        Poco::Net::HTTPSClientSession session(
            url.getHost(), url.getPort(),
            new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, ready.find("ca")->text));
        Poco::Net::HTTPRequest request(method, url.getPath() + what, "HTTP/1.1");
        request.setContentLength(static_cast<std::streamsize>(body.size()));
        session.sendRequest(request) << body;
        Poco::Net::HTTPResponse response;
        std::string text;
        Poco::StreamCopier::copyToString(session.receiveResponse(response), text);
        return text;
    }
    JsonValue ready;

private:
    Poco::Pipe out_;
    Poco::ProcessHandle process_;
};

void expectComplaint(const Poco::Process::Args& arguments, const std::string& about) {
    const Run result = run(arguments);
    BOOST_TEST(result.exitCode == 64);
    BOOST_TEST(result.error.find(about) != std::string::npos, result.error);
    BOOST_TEST(result.error.find("--help") != std::string::npos);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(program)

BOOST_AUTO_TEST_CASE(it_says_when_it_is_ready_ends_on_request_and_remembers) {
    const std::filesystem::path folder = Poco::TemporaryFile::tempName();
    std::filesystem::create_directories(folder);
    std::string first;
    {
        Serving serving(folder);
        BOOST_TEST(serving.ready.find("url")->text.starts_with("https://localhost:"));
        BOOST_TEST(serving.ready.find("tokenUrl")->text.ends_with("/connect/token"));
        serving.call("POST", "/clock", R"({"advanceMs":86400000})");
        first = serving.call("GET", "/clock", "");
        BOOST_TEST(serving.end() == 0);
    }
    Serving again(folder);
    BOOST_TEST(parseJson(again.call("GET", "/clock", "")).find("offsetMs")->text == "86400000");
    BOOST_TEST(again.end() == 0);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(the_help_teaches) {
    const Run help = run({"--help"});
    BOOST_TEST(help.exitCode == 0);
    for (const std::string topic : {"--port", "--shopper", "--state", "/mpsim/ledger", "drop-after",
                                    "+4520031801", "Exit codes", "mpsim-secret-of-integrator-1"})
        BOOST_TEST(help.out.find(topic) != std::string::npos, topic);
}

BOOST_AUTO_TEST_CASE(wrong_options_are_named_with_their_rule) {
    expectComplaint({"--colour", "red"}, "colour");
    expectComplaint({"--port", "x"}, "--port x: a whole number from 0 to 65535");
    expectComplaint({"--port", "70000"}, "70000");
    expectComplaint({"--port"}, "port");
    expectComplaint({"--shopper", "faint"}, "approve, decline, walk-away or absent");
    expectComplaint({"--shopper", "approve,soon"}, "soon");
    expectComplaint({"--poll-delay", "500-100"}, "upside down");
    expectComplaint({"--poll-delay", "often"}, "often");
    expectComplaint({"--fault", "{"}, "--fault {");
    expectComplaint({"--fault", R"({"kind":"earthquake"})"}, "drop-before");
    expectComplaint({"surprise"}, "surprise");
}

BOOST_AUTO_TEST_CASE(files_and_addresses_that_cannot_be_used_are_named) {
    const Run folder = run({"--tls-dir", "/dev/null/tls"});
    BOOST_TEST(folder.exitCode == 69);
    BOOST_TEST(folder.error.find("/dev/null/tls") != std::string::npos);
    const std::string temporary = Poco::TemporaryFile::tempName();
    const Run address = run({"--address", "192.0.2.1", "--tls-dir", temporary});
    BOOST_TEST(address.exitCode == 69);
    BOOST_TEST(address.error.find("192.0.2.1") != std::string::npos);
    const Run state = run({"--state", temporary + "/none/state.json", "--tls-dir", temporary});
    BOOST_TEST(state.exitCode == 69);
    BOOST_TEST(state.error.find("state.json") != std::string::npos);
    const Run exchanges =
        run({"--exchanges", temporary + "/none/exchanges.jsonl", "--tls-dir", temporary});
    BOOST_TEST(exchanges.exitCode == 69);
    BOOST_TEST(exchanges.error.find("exchanges.jsonl") != std::string::npos);
    std::filesystem::remove_all(temporary);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
