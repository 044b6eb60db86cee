#include "tests/simulator/server/program.h"

#include "driver/core/error.h"
#include "driver/core/version.h"
#include "tests/simulator/handler/handler.h"
#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/handler/settings.h"
#include "tests/simulator/model/seeded_random.h"
#include "tests/simulator/server/exchange_file.h"
#include "tests/simulator/server/guide.h"
#include "tests/simulator/server/state_file.h"
#include "tests/simulator/server/termination.h"

#include <charconv>
#include <iostream>
#include <limits>
#include <memory>

#include <Poco/Util/HelpFormatter.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionCallback.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionSet.h>

namespace mobilepay::simulator {
namespace {

using Poco::Util::InvalidArgumentException;

std::int64_t wholeNumber(const std::string& option, const std::string& text, std::int64_t least,
                         std::int64_t most) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < least || value > most)
        throw InvalidArgumentException("--" + option + " " + text + ": a whole number from " +
                                       std::to_string(least) + " to " + std::to_string(most) +
                                       " is wanted");
    return value;
}

constexpr std::int64_t longestMs = 24LL * 3600 * 1000;

}  // namespace

void Program::defineOptions(Poco::Util::OptionSet& options) {
    Poco::Util::Application::defineOptions(options);
    using Callback = void (Program::*)(const std::string&, const std::string&);
    const auto add = [&](const std::string& name, const std::string& argument,
                         const std::string& text, Callback callback) -> Poco::Util::Option {
        Poco::Util::Option option(name, "", text);
        if (!argument.empty()) option.argument(argument);
        return option.repeatable(true).callback(
            Poco::Util::OptionCallback<Program>(this, callback));
    };
    const auto number = &Program::onNumber;
    const auto text = &Program::onText;
    options.addOption(add("help", "", "What it is and how to use it", &Program::onHelp));
    options.addOption(
        add("port", "PORT", "Port to listen on; 0 (default) picks a free one", number));
    options.addOption(add("address", "ADDRESS", "Address to listen on (default 127.0.0.1)", text));
    options.addOption(add("tls-dir", "FOLDER",
                          "Where ca.pem and the server's certificate are kept (default mpsim-tls)",
                          text));
    options.addOption(add("name", "NAME",
                          "Another host name or address for the certificate, beside localhost, "
                          "127.0.0.1 and ::1; may be repeated",
                          text));
    options.addOption(
        add("state", "FILE", "Keep points of sale, payments and refunds over a restart", text));
    options.addOption(add("json", "", "Print the ready line as JSON", text));
    options.addOption(add("shopper", "DEED[,CHECKIN-MS[,ANSWER-MS]]",
                          "What shoppers do: approve (default, after 100 and 200 ms), decline, "
                          "walk-away, absent",
                          &Program::onShopper));
    options.addOption(
        add("poll-delay", "MS[-MS]",
            "pollDelayInMs of the answers, fixed or drawn from a range (default 1000)",
            &Program::onPollDelay));
    options.addOption(
        add("keep-alive", "MS", "How long an idle connection stays open (default 15000)", number));
    options.addOption(
        add("token-life", "SECONDS", "Life of an access token (default 3700)", number));
    options.addOption(
        add("fault", "JSON", "Plan a fault, see below; may be repeated", &Program::onFault));
    options.addOption(
        add("log", "CALLS", "How many calls /mpsim/record lists (default 100000)", number));
    options.addOption(
        add("exchanges", "FILE",
            "Append every exchange as a line of JSON, secrets masked, for checkers of "
            "the wire",
            text));
    options.addOption(add("seed", "NUMBER", "Draw ids and delays from this seed", number));
}

void Program::onHelp(const std::string&, const std::string&) {
    help_ = true;
    stopOptionsProcessing();
}

void Program::onNumber(const std::string& name, const std::string& value) {
    if (name == "port") {
        options_.port = static_cast<std::uint16_t>(wholeNumber(name, value, 0, 65535));
    } else if (name == "keep-alive") {
        options_.keepAlive = core::Milliseconds{wholeNumber(name, value, 0, longestMs)};
    } else if (name == "token-life") {
        rules_.tokenLife = std::chrono::seconds{wholeNumber(name, value, 1, 365LL * 24 * 3600)};
    } else if (name == "log") {
        logLimit_ = static_cast<std::size_t>(wholeNumber(name, value, 0, 100'000'000));
    } else {
        seed_ = static_cast<std::uint64_t>(
            wholeNumber(name, value, 0, std::numeric_limits<std::int64_t>::max()));
    }
}

void Program::onText(const std::string& name, const std::string& value) {
    if (name == "json") {
        json_ = true;
        return;
    }
    if (value.empty()) throw InvalidArgumentException("--" + name + " needs a value");
    if (name == "address") options_.address = value;
    if (name == "tls-dir") tlsFolder_ = value;
    if (name == "state") options_.stateFile = value;
    if (name == "exchanges") exchanges_ = value;
    if (name == "name") names_.push_back(value);
}

void Program::onShopper(const std::string& name, const std::string& value) {
    Script script;
    const auto first = value.find(',');
    const auto deed = deedNamed(value.substr(0, first));
    if (!deed)
        throw InvalidArgumentException("--shopper " + value +
                                       ": approve, decline, walk-away or absent is wanted");
    script.deed = *deed;
    if (first != std::string::npos) {
        const auto second = value.find(',', first + 1);
        script.checkInAfter = core::Milliseconds{
            wholeNumber(name, value.substr(first + 1, second - first - 1), 0, longestMs)};
        if (second != std::string::npos)
            script.answerAfter =
                core::Milliseconds{wholeNumber(name, value.substr(second + 1), 0, longestMs)};
    }
    shopper_ = script;
}

void Program::onPollDelay(const std::string& name, const std::string& value) {
    const auto dash = value.find('-');
    rules_.pollDelayMin =
        core::Milliseconds{wholeNumber(name, value.substr(0, dash), 0, longestMs)};
    rules_.pollDelayMax =
        dash == std::string::npos
            ? rules_.pollDelayMin
            : core::Milliseconds{wholeNumber(name, value.substr(dash + 1), 0, longestMs)};
    if (rules_.pollDelayMax < rules_.pollDelayMin)
        throw InvalidArgumentException("--poll-delay " + value + ": the range is upside down");
}

void Program::onFault(const std::string&, const std::string& value) {
    try {
        faults_.push_back(readFault(parseJson(value)));
    } catch (const Refused& refused) {
        throw InvalidArgumentException("--fault " + value + ": " + refused.refusal.message);
    } catch (const JsonError& e) {
        throw InvalidArgumentException("--fault " + value + ": " + e.what());
    }
}

int Program::main(const std::vector<std::string>& arguments) {
    if (help_) {
        Poco::Util::HelpFormatter formatter(options());
        formatter.setUnixStyle(true);
        formatter.setCommand("mpsim");
        formatter.setUsage("[options]");
        formatter.setHeader(guideHeader());
        formatter.setFooter("");
        formatter.setWidth(100);
        formatter.format(std::cout);
        std::cout << guideText();
        return EXIT_OK;
    }
    if (!arguments.empty()) {
        std::cerr << "mpsim: " << arguments[0]
                  << ": only options are known here\nmpsim --help tells all options.\n";
        return EXIT_USAGE;
    }
    try {
        return serve();
    } catch (const core::Fault& e) {
        std::cerr << "mpsim: " << e.what() << '\n';
        return EXIT_UNAVAILABLE;
    }
}

int Program::serve() {
    Termination termination;
    std::unique_ptr<core::Random> random;
    if (seed_) {
        random = std::make_unique<SeededRandom>(*seed_);
    } else {
        random = std::make_unique<core::SystemRandom>();
    }
    Handler handler(defaultWorld(), rules_, *random);
    handler.record().keepLog(logLimit_);
    if (!options_.stateFile.empty()) {
        if (const auto state = readState(options_.stateFile)) handler.restore(*state);
        writeState(options_.stateFile, handler.save());
    }
    if (shopper_) handler.model().script({}, *shopper_, 0);
    for (const Fault& fault : faults_)
        handler.faults().add(fault);
    std::optional<ExchangeFile> exchanges;
    if (!exchanges_.empty()) exchanges.emplace(exchanges_).watch(handler);
    options_.tls = prepareTls(tlsFolder_, names_);
    const Server server(handler, options_);
    announce(server.port(), options_.tls);
    termination.wait();
    return EXIT_OK;
}

void Program::announce(std::uint16_t port, const TlsFiles& tls) const {
    const std::string url = "https://localhost:" + std::to_string(port);
    const std::string ca = std::filesystem::absolute(tls.ca).string();
    const World world = defaultWorld();
    const Integrator& client = world.integrators.front();
    if (json_) {
        JsonWriter out;
        out.beginObject()
            .textField("url", url)
            .textField("apiUrl", url + "/pos/v10")
            .textField("tokenUrl", url + "/integrator-authentication/connect/token")
            .textField("controlUrl", url + "/mpsim")
            .textField("ca", ca)
            .textField("clientId", client.id)
            .textField("clientSecret", client.secret)
            .endObject();
        std::cout << out.take() << std::endl;
        return;
    }
    std::cout << "mpsim " << core::clientVersion << " stands in for MobilePay PoS v10\n"
              << "  API       " << url << "/pos/v10\n"
              << "  token     " << url << "/integrator-authentication/connect/token\n"
              << "  control   " << url << "/mpsim  (mpsim --help tells how)\n"
              << "  CA        " << ca << '\n'
              << "  client    " << client.id << " (test value; also the x-ibm-client-id)\n"
              << "  secret    " << client.secret << " (test value)\n"
              << "  merchant  DK90000028 (DKK) and FI90000040 (EUR), brand MPPOSCERT1, location "
                 "00001\n"
              << "Ready." << std::endl;
}

}  // namespace mobilepay::simulator
