#include "installer/ctl/registry_commands.h"

#include "installer/ctl/report.h"
#include "registry/profile_file.h"
#include "registry/small_file.h"

namespace mobilepay::ctl {

std::vector<registry::Property> deviceProperties(const Invocation& invocation) {
    const std::string profile = invocation.get("profile");
    if (profile.empty()) throw UsageError("Name the lane's profile: --profile FILE");
    // The application starts elsewhere: only a whole path means the same there.
    const auto file = std::filesystem::absolute(registry::pathOf(profile)).lexically_normal();
    (void)registry::loadProfile(file);
    std::vector<registry::Property> properties = {{"profile", registry::pathText(file)}};
    const std::string library = invocation.get("native-library");
    if (!library.empty()) {
        properties.push_back({"nativeLibrary", registry::pathText(std::filesystem::absolute(
                                                   registry::pathOf(library)))});
    }
    return properties;
}

ExitCode printNames(const Invocation& invocation, const std::string& what,
                    const std::vector<std::string>& names) {
    if (invocation.json()) {
        Poco::JSON::Array list;
        for (const auto& name : names)
            list.add(name);
        auto object = orderedObject();
        object.set(what, list);
        object.set("exitCode", 0);
        printJson(invocation, object);
        return ExitCode::done;
    }
    for (const auto& name : names)
        invocation.out << name << '\n';
    invocation.out.flush();
    return ExitCode::done;
}

std::vector<Command> registryCommands() {
    std::vector<Command> all = jposCommands();
    const std::vector<Command> opos = oposCommands();
    all.insert(all.end(), opos.begin(), opos.end());
    return all;
}

}  // namespace mobilepay::ctl
