#include "installer/ctl/registry_commands.h"
#include "installer/ctl/report.h"
#include "registry/jpos_xml.h"
#include "registry/small_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace mobilepay::ctl {

namespace {

std::string orDefault(const std::string& text, const std::string& byDefault) {
    return text.empty() ? byDefault : text;
}

ExitCode listEntries(const Invocation& invocation) {
    const std::string file = invocation.arguments[0];
    const auto text = registry::readJposXml(registry::pathOf(file));
    const auto names = text.empty() ? std::vector<std::string>() : registry::ourEntries(text, file);
    return printNames(invocation, "devices", names);
}

using Release = std::array<int, 3>;

/// The loaders of earlier releases have a DTD without the category.
constexpr Release knowsElectronicValue{1, 14, 3};

/// `1.14.3`, or less of it. Throws UsageError.
Release releaseOf(const std::string& text) {
    Release release{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (auto& part : release) {
        const auto read = std::from_chars(at, end, part);
        if (read.ec == std::errc() && read.ptr == end) return release;
        if (read.ec != std::errc() || *read.ptr != '.') break;
        at = read.ptr + 1;
    }
    throw UsageError("--javapos " + text + " must be a release of JavaPOS, such as 1.14.3");
}

/// Why ElectronicValueRW is left out; nullopt when it is not: where the suite's loader is said to
/// know the category, or has read the entry before.
std::optional<std::string> leftOut(const Invocation& invocation, bool there) {
    if (invocation.has("without-electronic-value")) return "as asked";
    const auto release = invocation.get("javapos");
    if (release.empty() && there) return std::nullopt;
    if (release.empty())
        return "because it is not known whether the suite's loader knows the category, and where "
               "it "
               "does not, one such entry can take every device of the file down: say --javapos "
               "with the suite's release";
    if (releaseOf(release) >= knowsElectronicValue) return std::nullopt;
    return "because the loader of JavaPOS " + release +
           " does not know the category: one such entry can take every device of the file down";
}

ExitCode writeEntries(const Invocation& invocation) {
    const std::string file = invocation.arguments[0];
    const auto properties = deviceProperties(invocation);
    const auto valueName =
        orDefault(invocation.get("electronic-value-name"), "MobilePayElectronicValueRW");
    std::vector<registry::JposEntry> entries = {
        {orDefault(invocation.get("cat-name"), "MobilePayCAT"), registry::DeviceCategory::cat,
         properties}};
    auto old = registry::readJposXml(registry::pathOf(file));
    const auto ours = old.empty() ? std::vector<std::string>() : registry::ourEntries(old, file);
    const auto why =
        leftOut(invocation, std::find(ours.begin(), ours.end(), valueName) != ours.end());
    if (!why)
        entries.push_back({valueName, registry::DeviceCategory::electronicValueRw, properties});
    else if (!old.empty())
        old = registry::withoutEntries(old, {valueName}, file);
    registry::replaceFile(registry::pathOf(file), registry::withEntries(old, entries, file),
                          "jpos.xml");
    if (why) invocation.err << "ElectronicValueRW is left out, " << *why << "\n";
    return listEntries(invocation);
}

ExitCode removeEntries(const Invocation& invocation) {
    const std::string file = invocation.arguments[0];
    const auto old = registry::readJposXml(registry::pathOf(file));
    if (!old.empty()) {
        const std::vector<std::string> names(invocation.arguments.begin() + 1,
                                             invocation.arguments.end());
        const auto text = registry::withoutEntries(old, names, file);
        if (text != old) registry::replaceFile(registry::pathOf(file), text, "jpos.xml");
    }
    return listEntries(invocation);
}

}  // namespace

std::vector<Command> jposCommands() {
    const std::vector<OptionRow> writing = {
        {"profile", "FILE", "the lane's profile; the device refers to it"},
        {"cat-name", "NAME", "logical name of the CAT (default MobilePayCAT)"},
        {"electronic-value-name", "NAME",
         "logical name of the ElectronicValueRW (default MobilePayElectronicValueRW)"},
        {"javapos", "RELEASE",
         "the JavaPOS that the suite carries, such as 1.14.3: what its loader does not know is "
         "left out, and said; without it ElectronicValueRW is, unless it is in the file already"},
        {"without-electronic-value", "", "write the CAT only"},
        {"native-library", "FILE", "our native library, where Java does not find it by itself"}};
    return {
        {"registry jpos write", "JPOS-XML", 1, 1, "Write our JavaPOS devices into a jpos.xml",
         "Other vendors' devices stay as they are, byte for byte; a file that is not there is "
         "made.\n"
         "The application finds the file by jpos.config.populatorFile, and needs in "
         "jpos.properties\n"
         "jpos.config.regPopulatorClass=jpos.config.simple.xml.SimpleXmlRegPopulator.\n\n"
         "Loaders before JavaPOS 1.14.3 do not know ElectronicValueRW: with Xerces2RegPopulator "
         "one\n"
         "such entry takes every device of the file down. It is therefore left out until --javapos "
         "says the suite's release.\n"
         "Where nothing loads under JavaPOS 1.15 and Xerces is on the class path, start Java with\n"
         "-Djavax.xml.parsers.SAXParserFactory="
         "com.sun.org.apache.xerces.internal.jaxp.SAXParserFactoryImpl",
         writing, writeEntries},
        {"registry jpos remove",
         "JPOS-XML [NAME…]",
         1,
         100,
         "Remove our devices from a jpos.xml",
         "Without names: all of ours.",
         {},
         removeEntries},
        {"registry jpos list",
         "JPOS-XML",
         1,
         1,
         "Name our devices in a jpos.xml",
         "",
         {},
         listEntries},
    };
}

}  // namespace mobilepay::ctl
