#include "installer/ctl/lane_choice.h"

#include "registry/check.h"
#include "registry/profile_file.h"
#include "registry/settings.h"
#include "registry/small_file.h"

#include <algorithm>

namespace mobilepay::ctl {

namespace {

registry::Given givenBy(const std::string& text) {
    const auto equals = text.find('=');
    // The text is not shown: it may hold a secret.
    if (equals == std::string::npos) throw UsageError("--set wants NAME=VALUE");
    return {text.substr(0, equals), text.substr(equals + 1), "--set"};
}

}  // namespace

std::filesystem::path profileFolder(const Invocation& invocation) {
    const std::string named = invocation.get("profiles");
    return named.empty() ? registry::defaultProfileFolder() : registry::pathOf(named);
}

registry::Profile profileOf(const Invocation& invocation) {
    std::vector<registry::Given> given;
    if (invocation.has("profile")) given.push_back({"profile", invocation.get("profile"), {}});
    if (invocation.has("lane")) {
        if (invocation.has("profile")) {
            throw UsageError("--profile and --lane both name a profile: give one of them");
        }
        const auto file =
            profileFolder(invocation) / registry::pathOf(invocation.get("lane") + ".profile");
        given.push_back({"profile", registry::pathText(file), {}});
    }
    const auto [first, last] = invocation.options.equal_range("set");
    for (auto at = first; at != last; ++at)
        given.push_back(givenBy(at->second));
    if (given.empty()) {
        throw UsageError("Which lane? Name its profile: --profile FILE, or --lane NAME for " +
                         registry::pathText(registry::defaultProfileFolder()) + "/NAME.profile");
    }
    const std::string where =
        given.front().name == "profile" ? given.front().value : std::string("--set");
    return registry::profileOfDevice(given, where);
}

void requireLeave(const Invocation& invocation, const registry::Profile& profile) {
    if (!profile.realMoney || invocation.has("training") || invocation.has("real-money")) return;
    throw UsageError("Lane " + profile.lane + " moves real money (real.money = true): say " +
                     "--real-money if that is meant, or --training to try it out");
}

registry::Profile placeOf(const Invocation& invocation, std::size_t position) {
    if (invocation.arguments.size() <= position) return profileOf(invocation);
    if (invocation.has("profile") || invocation.has("lane") || invocation.has("set"))
        throw UsageError("LANE and an option both name the lane: give one of them");
    const std::string& lane = invocation.arguments[position];
    registry::Profile named;
    registry::assign(named, *registry::findSetting("lane"), lane);
    const auto file = profileFolder(invocation) / registry::pathOf(lane + ".profile");
    if (invocation.has("folder"))
        named.folder = registry::pathOf(invocation.get("folder"));
    else if (std::filesystem::exists(file))
        named.folder = registry::loadProfile(file).folder;
    return registry::completed(named);
}

std::vector<OptionRow> placeOptions() {
    std::vector<OptionRow> rows = {
        {"folder", "FOLDER", "of LANE: where its journal lies, if not where its profile says"},
        {"profiles", "FOLDER", "another folder for profiles"}};
    rows.insert(rows.end(), laneOptions().begin(), laneOptions().end());
    return rows;
}

std::vector<std::filesystem::path> allProfiles(const Invocation& invocation) {
    std::vector<std::filesystem::path> files;
    const auto folder = profileFolder(invocation);
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() == ".profile") files.push_back(at->path());
    }
    if (error) {
        throw core::ConfigurationError("The folder of profiles " + registry::pathText(folder) +
                                       " cannot be read (" + error.message() +
                                       "): name another with --profiles FOLDER");
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace mobilepay::ctl
