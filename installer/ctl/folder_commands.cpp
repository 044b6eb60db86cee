#include "installer/ctl/report.h"
#include "registry/check.h"
#include "registry/folder_access.h"
#include "registry/small_file.h"

namespace mobilepay::ctl {

namespace {

std::filesystem::path chosen(const Invocation& invocation, const std::string& option,
                             const std::filesystem::path& usual) {
    const std::string given = invocation.get(option);
    return given.empty() ? usual
                         : std::filesystem::absolute(registry::pathOf(given)).lexically_normal();
}

ExitCode share(const Invocation& invocation) {
    const registry::SharedFolders folders = {
        chosen(invocation, "folder", registry::defaultFolder()),
        chosen(invocation, "profiles", registry::defaultProfileFolder())};
    const std::string& group = invocation.arguments[0];
    registry::shareFolders(folders, group);
    const Fields fields = {{"group", group},
                           {"folder", registry::pathText(folders.data)},
                           {"profiles", registry::pathText(folders.profiles)}};
    if (invocation.json()) {
        auto object = objectOf(fields);
        object.set("exitCode", 0);
        printJson(invocation, object);
    } else {
        printFields(invocation, fields);
    }
    return ExitCode::done;
}

}  // namespace

std::vector<Command> folderCommands() {
    return {
        {"folders share",
         "GROUP",
         1,
         1,
         "Let the users of a group run tills: change the data folder, read the profiles",
         "Makes the folders if need be. For installers, and for who sets a till up; needs an\n"
         "administrator (root). Nobody outside the group gets in, and nobody in it can change a\n"
         "profile: that could send the shop's secret to another server. Secrets keep who may\n"
         "read them.",
         {{"folder", "FOLDER", "the lanes' folder, where it is not the usual one"},
          {"profiles", "FOLDER", "another folder for profiles"}},
         share}};
}

}  // namespace mobilepay::ctl
