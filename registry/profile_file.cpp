#include "registry/profile_file.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "registry/check.h"
#include "registry/file_place.h"
#include "registry/settings.h"
#include "registry/small_file.h"

#include <algorithm>
#include <array>
#include <set>

#include <Poco/String.h>

namespace mobilepay::registry {

namespace {

constexpr std::size_t largestProfile = std::size_t{64} * 1024;
constexpr std::size_t mostLines = 1000;

/// What stands in a device's entry without being a setting: JavaPOS's own names, and those that
/// OPOS installers customarily write.
constexpr std::array<std::string_view, 20> describing = {"",
                                                         "Service",
                                                         "Description",
                                                         "Version",
                                                         "nativeLibrary",
                                                         "deviceBus",
                                                         "logicalName",
                                                         "serviceInstanceFactoryClass",
                                                         "serviceClass",
                                                         "vendorName",
                                                         "vendorURL",
                                                         "deviceCategory",
                                                         "jposVersion",
                                                         "productName",
                                                         "productDescription",
                                                         "productURL",
                                                         "factoryClass",
                                                         "category",
                                                         "name",
                                                         "url"};

std::string lineName(const std::string& file, std::size_t number) {
    return file + ", line " + std::to_string(number);
}

/// A secret that was pasted in ends in `=` often enough to pass for a name.
bool looksLikeName(const std::string& text) {
    return text.size() <= 30 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || c == '.';
           });
}

std::string unknownName(const Given& given) {
    std::string text = looksLikeName(given.name)
                           ? "There is no setting '" + given.name + "'. "
                           : "What stands here is no name of a setting, and is not shown, because "
                             "it may be a secret. ";
    const std::string_view nearest = nearestSetting(given.name);
    return text + (nearest.empty() ? "`mpctl settings` lists all"
                                   : "Is '" + std::string(nearest) + "' meant?");
}

std::string join(const std::vector<std::string>& lines, const std::string& start) {
    std::string text;
    for (const auto& line : lines)
        text.append(text.empty() ? "" : "\n").append(start).append(line);
    return text;
}

Profile finish(Profile profile, const std::string& where) {
    profile = completed(std::move(profile));
    const auto problems = problemsOf(profile);
    if (!problems.empty()) throw core::ConfigurationError(join(problems, where + ": "));
    return profile;
}

/// Commented out where there is a default or nothing, so that a template changes nothing.
std::string templateLine(const Setting& setting) {
    std::string text = "# " + std::string(setting.help) + ".\n# Must be " +
                       wordsOf(setting.rule, setting.member) + ". Set by the " +
                       std::string(nameOf(setting.setBy)) + ".\n";
    return text + "#" + std::string(setting.name) + " = " + defaultOf(setting) + "\n\n";
}

}  // namespace

std::vector<Given> linesOf(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<Given> given;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string where = lineName(file, number);
        if (number > mostLines) {
            throw core::ConfigurationError(where + ": a profile has at most 1000 lines");
        }
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string line = Poco::trim(std::string(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        try {
            (void)core::characterCount(line);
        } catch (const core::TextError&) {
            throw core::ConfigurationError(where + " is not UTF-8: save the file as UTF-8");
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos) {
            // The line is not shown: it may be a secret that was pasted in.
            throw core::ConfigurationError(where +
                                           " must be 'name = value', or begin with # as a comment");
        }
        given.push_back(
            {Poco::trim(line.substr(0, equals)), Poco::trim(line.substr(equals + 1)), where});
    }
    return given;
}

std::vector<Given> readProfileFile(const std::filesystem::path& file) {
    if (everybodyMayWrite(file))
        throw core::ConfigurationError("The profile " + pathText(file) +
                                       " may be changed by everybody, who could choose where money "
                                       "and secret go: chmod o-w '" +
                                       pathText(file) + "'");
    return linesOf(readSmallFile(file, largestProfile, "profile"), pathText(file));
}

Profile profileOf(const std::vector<Given>& given, Profile start) {
    std::vector<std::string> problems;
    std::set<std::string> seen;
    for (const auto& one : given) {
        const Setting* setting = findSetting(one.name);
        try {
            if (!setting) throw core::ConfigurationError(unknownName(one));
            if (!seen.insert(one.name).second) {
                throw core::ConfigurationError("The setting " + one.name +
                                               " stands here a second time: remove one of the two");
            }
            assign(start, *setting, one.value);
        } catch (const core::ConfigurationError& error) {
            problems.push_back(one.where + ": " + error.what());
        }
    }
    if (!problems.empty()) throw core::ConfigurationError(join(problems, ""));
    return start;
}

Profile loadProfile(const std::filesystem::path& file) {
    return finish(profileOf(readProfileFile(file)), pathText(file));
}

Profile profileOfDevice(const std::vector<Given>& given, const std::string& where) {
    Profile start;
    std::vector<Given> own;
    for (const auto& one : given) {
        if (one.name == "profile") {
            if (one.value.empty()) continue;
            start = profileOf(readProfileFile(pathOf(one.value)), start);
        } else if (std::find(describing.begin(), describing.end(), one.name) == describing.end()) {
            own.push_back(one);
        }
    }
    return finish(profileOf(own, start), where);
}

std::string fileText(const Profile& profile) {
    std::string text;
    for (const auto& setting : settings()) {
        const std::string value = textOf(profile, setting);
        if (value != defaultOf(setting)) text += std::string(setting.name) + " = " + value + "\n";
    }
    return text;
}

std::string templateText() {
    std::string text =
        "# A lane of MobilePay for UnifiedPOS. Remove the # before a setting to set it.\n\n";
    for (const auto& setting : settings())
        text += templateLine(setting);
    return text;
}

}  // namespace mobilepay::registry
