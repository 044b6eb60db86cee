#include "installer/ctl/registry_commands.h"
#include "registry/opos_keys.h"

namespace mobilepay::ctl {

namespace {

using registry::DeviceCategory;
using registry::View;

std::vector<View> viewsOf(const Invocation& invocation) {
    const std::string bits = invocation.get("bits");
    if (bits.empty() || bits == "both") return {View::bits32, View::bits64};
    if (bits == "32") return {View::bits32};
    if (bits == "64") return {View::bits64};
    throw UsageError("--bits " + bits + " must be 32, 64 or both");
}

std::vector<DeviceCategory> categoriesOf(const Invocation& invocation) {
    if (invocation.has("without-electronic-value")) return {DeviceCategory::cat};
    return {DeviceCategory::cat, DeviceCategory::electronicValueRw};
}

ExitCode listDevices(const Invocation& invocation) {
    std::vector<std::string> lines;
    for (const View view : viewsOf(invocation)) {
        for (const auto& device : registry::oposDevices(view)) {
            lines.push_back(std::string(view == View::bits32 ? "32" : "64") + " " +
                            std::string(registry::nameOf(device.category)) + " " + device.name);
        }
    }
    return printNames(invocation, "devices", lines);
}

ExitCode writeDevices(const Invocation& invocation) {
    const auto properties = deviceProperties(invocation);
    const std::vector<std::string> logical(invocation.arguments.begin() + 1,
                                           invocation.arguments.end());
    for (const View view : viewsOf(invocation)) {
        for (const DeviceCategory category : categoriesOf(invocation))
            registry::writeOposDevice({invocation.arguments[0], category, logical, properties},
                                      view);
    }
    return listDevices(invocation);
}

ExitCode removeDevices(const Invocation& invocation) {
    for (const View view : viewsOf(invocation)) {
        for (const DeviceCategory category :
             {DeviceCategory::cat, DeviceCategory::electronicValueRw})
            registry::removeOposDevice(invocation.arguments[0], category, view);
    }
    return listDevices(invocation);
}

}  // namespace

std::vector<Command> oposCommands() {
    const OptionRow bits = {"bits", "32|64|both", "which programs see it (default both)"};
    return {
        {"registry opos write",
         "DEVICE [LOGICAL-NAME…]",
         1,
         20,
         "Write our OPOS devices into the Windows registry",
         "Needs an administrator. 32- and 64-bit programs see keys of their own; the DLL of the "
         "same\n"
         "bitness must be registered (regsvr32).",
         {{"profile", "FILE", "the lane's profile; the device refers to it"},
          {"without-electronic-value", "", "write the CAT only"},
          bits},
         writeDevices},
        {"registry opos remove",
         "DEVICE",
         1,
         1,
         "Remove our OPOS devices of that name",
         "Needs an administrator.",
         {bits},
         removeDevices},
        {"registry opos list", "", 0, 0, "Name our OPOS devices", "", {bits}, listDevices},
    };
}

}  // namespace mobilepay::ctl
