#include "installer/ctl/registry_commands.h"
#include "installer/ctl/report.h"
#include "registry/jpos_xml.h"
#include "registry/small_file.h"

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

ExitCode writeEntries(const Invocation& invocation) {
    const std::string file = invocation.arguments[0];
    const auto properties = deviceProperties(invocation);
    std::vector<registry::JposEntry> entries = {
        {orDefault(invocation.get("cat-name"), "MobilePayCAT"), registry::DeviceCategory::cat,
         properties}};
    if (!invocation.has("without-electronic-value")) {
        entries.push_back(
            {orDefault(invocation.get("electronic-value-name"), "MobilePayElectronicValueRW"),
             registry::DeviceCategory::electronicValueRw, properties});
    }
    const auto old = registry::readJposXml(registry::pathOf(file));
    registry::replaceFile(registry::pathOf(file), registry::withEntries(old, entries, file),
                          "jpos.xml");
    if (invocation.has("without-electronic-value")) {
        invocation.err << "ElectronicValueRW is left out, as asked\n";
    }
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
         "such entry takes every device of the file down. Use --without-electronic-value there.\n"
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
