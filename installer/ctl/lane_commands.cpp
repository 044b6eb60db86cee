#include "driver/core/error.h"
#include "driver/lane/control.h"
#include "driver/lane/journal_care.h"
#include "driver/lane/lane.h"
#include "installer/ctl/lane_choice.h"
#include "installer/ctl/report.h"
#include "registry/secret_reference.h"
#include "registry/settings.h"

#include <Poco/JSON/Parser.h>

namespace mobilepay::ctl {

namespace {

ExitCode tellAnswer(const Invocation& invocation, const std::string& answer) {
    Poco::JSON::Object::Ptr object;
    try {
        Poco::JSON::Parser parser;
        object = parser.parse(answer).extract<Poco::JSON::Object::Ptr>();
    } catch (const Poco::Exception&) {
        throw core::ProtocolError("The lane's process answered '" + answer.substr(0, 80) +
                                  "', which is no answer: is it another version?");
    }
    if (object->has("error")) {
        throw core::ConfigurationError(object->getValue<std::string>("error"));
    }
    if (invocation.json()) {
        invocation.out << answer << std::endl;
        return ExitCode::done;
    }
    Fields fields;
    for (const auto& name : object->getNames())
        fields.emplace_back(name, object->get(name).toString());
    printFields(invocation, fields);
    return ExitCode::done;
}

ExitCode ask(const Invocation& invocation, const std::string& line) {
    const auto place = placeOf(invocation);
    return tellAnswer(invocation, lane::askControl(place.folder, place.lane, line));
}

ExitCode setLogLevel(const Invocation& invocation) {
    Invocation lane = invocation;
    const std::string level = lane.arguments.back();
    lane.arguments.pop_back();
    registry::Profile scratch;
    registry::assign(scratch, *registry::findSetting("log.level"), level);
    return ask(lane, "log " + level);
}

ExitCode check(const Invocation& invocation) {
    const auto profile = profileOf(invocation);
    for (const auto& setting : registry::settings()) {
        const std::string value = registry::textOf(profile, setting);
        if (!registry::isSecret(setting) || value.empty()) continue;
        (void)registry::resolveSecret(setting.name, value);
    }
    lane::Lane lane(profile);
    // Not enabled: that would make a point of sale which is missing, and looking changes nothing.
    lane.claim(core::Milliseconds{0});
    const bool offline = invocation.has("offline") || profile.wallet == "training";
    const auto health = lane.check(!offline);
    const bool good = health.configured && health.journalUsable && (health.reachable || offline);
    const auto yes = [](bool is) { return std::string(is ? "yes" : "no"); };
    Fields fields = {{"lane", profile.lane},
                     {"configured", yes(health.configured)},
                     {"journalUsable", yes(health.journalUsable)},
                     {"reachable", offline ? "not asked" : yes(health.reachable)},
                     {"text", health.text}};
    const ExitCode code = good                    ? ExitCode::done
                          : !health.configured    ? ExitCode::configuration
                          : !health.journalUsable ? ExitCode::journal
                                                  : ExitCode::notSent;
    if (invocation.json()) {
        auto object = objectOf(fields);
        object.set("exitCode", static_cast<int>(code));
        printJson(invocation, object);
    } else {
        printFields(invocation, fields);
    }
    return code;
}

}  // namespace

std::vector<Command> laneCommands() {
    std::vector<OptionRow> checking = {{"offline", "", "do not ask the server"}};
    checking.insert(checking.end(), laneOptions().begin(), laneOptions().end());
    return {
        {"check", "", 0, 0, "Look whether a lane could sell now", "", checking, check},
        {"status", "[LANE]", 0, 1, "What the program that holds a lane says of it", "",
         placeOptions(), [](const Invocation& i) { return ask(i, "status"); }},
        {"stop", "[LANE]", 0, 1, "End the call that runs at a lane, as an abort",
         "The payment is cancelled, and the till told so, unless it was taken already. Where "
         "nothing\n"
         "runs, nothing is done: running = false.",
         placeOptions(), [](const Invocation& i) { return ask(i, "stop"); }},
        {"log", "[LANE] LEVEL", 1, 2, "Change what a lane's program logs, until it ends", "",
         placeOptions(), setLogLevel},
    };
}

}  // namespace mobilepay::ctl
