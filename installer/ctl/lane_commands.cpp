#include "driver/core/error.h"
#include "driver/lane/control.h"
#include "driver/lane/journal_care.h"
#include "driver/lane/lane.h"
#include "installer/ctl/lane_choice.h"
#include "installer/ctl/report.h"
#include "registry/check.h"
#include "registry/profile_file.h"
#include "registry/secret_reference.h"
#include "registry/settings.h"
#include "registry/small_file.h"

#include <algorithm>

#include <Poco/JSON/Parser.h>

namespace mobilepay::ctl {

namespace {

/// What one lane's recovery came to.
struct Recovered {
    std::string lane;
    std::string text;
    std::vector<lane::Row> open;
    ExitCode code = ExitCode::done;
};

Recovered failed(const std::string& lane, const std::string& text, ExitCode code) {
    return {lane, text, {}, code};
}

Recovered recoverLane(const registry::Profile& profile) {
    try {
        lane::Lane lane(profile);
        lane.claim(core::Milliseconds{0});
        lane.enable();
        Recovered done{profile.lane, {}, lane.recover(), ExitCode::done};
        done.code = done.open.empty() ? ExitCode::done : ExitCode::unknown;
        done.text = done.open.empty() ? "nothing is open"
                                      : std::to_string(done.open.size()) + " still open";
        return done;
    } catch (const core::LaneHeldError& error) {
        return failed(profile.lane, error.what(), ExitCode::held);
    } catch (const core::JournalError& error) {
        return failed(profile.lane, error.what(), ExitCode::journal);
    } catch (const core::ConfigurationError& error) {
        return failed(profile.lane, error.what(), ExitCode::configuration);
    }
}

Recovered recoverFile(const std::filesystem::path& file) {
    try {
        return recoverLane(registry::loadProfile(file));
    } catch (const core::ConfigurationError& error) {
        return failed(registry::pathText(file.stem()), error.what(), ExitCode::configuration);
    }
}

void print(const Invocation& invocation, const std::vector<Recovered>& lanes, ExitCode code) {
    if (!invocation.json()) {
        for (const auto& one : lanes) {
            invocation.out << one.lane << ": " << one.text << '\n';
            for (const auto& row : one.open) {
                invocation.out << "  " << lane::operationWord(row.record.kind) << ' '
                               << words(row.record.amount) << "  " << row.reference << '\n';
            }
        }
        invocation.out.flush();
        return;
    }
    Poco::JSON::Array list;
    for (const auto& one : lanes) {
        auto object = objectOf({{"lane", one.lane}, {"text", one.text}});
        Poco::JSON::Array open;
        for (const auto& row : one.open)
            open.add(objectOf(lane::fieldsOf(row)));
        object.set("open", open);
        object.set("exitCode", static_cast<int>(one.code));
        list.add(object);
    }
    auto object = orderedObject();
    object.set("lanes", list);
    object.set("exitCode", static_cast<int>(code));
    printJson(invocation, object);
}

ExitCode recover(const Invocation& invocation) {
    std::vector<Recovered> lanes;
    if (invocation.has("all")) {
        for (const auto& file : allProfiles(invocation))
            lanes.push_back(recoverFile(file));
    } else {
        lanes.push_back(recoverLane(profileOf(invocation)));
    }
    ExitCode code = ExitCode::done;
    for (const auto& one : lanes) {
        // A lane that a till holds is looked after by it: for all of them that is no failure.
        const bool expected = invocation.has("all") && one.code == ExitCode::held;
        if (!expected) code = std::max(code, one.code);
    }
    print(invocation, lanes, code);
    return code;
}

/// Where the control point is: of `LANE` in `--folder`, or of the profile.
struct Place {
    std::filesystem::path folder;
    std::string lane;
};

Place placeOf(const Invocation& invocation) {
    if (invocation.arguments.empty()) {
        const auto profile = profileOf(invocation);
        return {profile.folder, profile.lane};
    }
    registry::Profile named;
    registry::assign(named, *registry::findSetting("lane"), invocation.arguments[0]);
    const std::string folder = invocation.get("folder");
    if (!folder.empty()) named.folder = registry::pathOf(folder);
    named = registry::completed(named);
    return {named.folder, named.lane};
}

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
    const Place place = placeOf(invocation);
    return tellAnswer(invocation, lane::askControl(place.folder, place.lane, line));
}

ExitCode setLogLevel(const Invocation& invocation) {
    Invocation lane = invocation;
    const std::string level = lane.arguments.back();
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
    lane.claim(core::Milliseconds{0});
    lane.enable();
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

std::vector<OptionRow> place() {
    return {{"folder", "FOLDER", "the lane's folder, where it is not the usual one"},
            {"profile", "FILE", "the lane's profile, instead of LANE"}};
}

}  // namespace

std::vector<Command> laneCommands() {
    std::vector<OptionRow> recovering = {
        {"all", "", "every lane that has a profile in the folder for profiles"},
        {"profiles", "FOLDER", "another folder for profiles"}};
    recovering.insert(recovering.end(), laneOptions().begin(), laneOptions().end());
    std::vector<OptionRow> checking = {{"offline", "", "do not ask the server"}};
    checking.insert(checking.end(), laneOptions().begin(), laneOptions().end());
    return {
        {"recover", "", 0, 0, "Finish what is open: capture what was decided, cancel the rest",
         "A till does this by itself while it holds its lane. A timer does it for lanes that "
         "nobody\n"
         "holds:  mpctl recover --all  . A lane that a till holds is named and left alone.\n"
         "It needs no --real-money: what it finishes was asked for before.",
         recovering, recover},
        {"check", "", 0, 0, "Look whether a lane could sell now", "", checking, check},
        {"status", "[LANE]", 0, 1, "What the program that holds a lane says of it", "", place(),
         [](const Invocation& i) { return ask(i, "status"); }},
        {"stop", "[LANE]", 0, 1, "End the call that runs at a lane, as an abort",
         "The payment is cancelled, and the till told so, unless it was taken already.", place(),
         [](const Invocation& i) { return ask(i, "stop"); }},
        {"log", "LANE LEVEL", 2, 2, "Change what a lane's program logs, until it ends", "", place(),
         setLogLevel},
    };
}

}  // namespace mobilepay::ctl
