#include "installer/ctl/report.h"
#include "registry/profile_file.h"
#include "registry/settings.h"
#include "registry/settings_text.h"

namespace mobilepay::ctl {

namespace {

ExitCode printSettings(const Invocation& invocation) {
    if (!invocation.json()) {
        invocation.out << (invocation.has("template")   ? registry::templateText()
                           : invocation.has("markdown") ? registry::settingsMarkdown()
                                                        : registry::settingsHelp())
                       << std::flush;
        return ExitCode::done;
    }
    Poco::JSON::Array list;
    for (const auto& setting : registry::settings()) {
        auto object = objectOf({{"name", std::string(setting.name)},
                                {"default", registry::defaultOf(setting)},
                                {"rule", registry::wordsOf(setting.rule, setting.member)},
                                {"setBy", std::string(registry::nameOf(setting.setBy))},
                                {"help", std::string(setting.help)}});
        object.set("secret", registry::isSecret(setting));
        list.add(object);
    }
    auto object = orderedObject();
    object.set("settings", list);
    printJson(invocation, object);
    return ExitCode::done;
}

}  // namespace

std::vector<Command> settingsCommands() {
    return {{"settings",
             "",
             0,
             0,
             "Every setting with its rule, default and meaning",
             "A profile is a text file of  name = value  lines. To begin one:\n\n"
             "  mpctl settings --template > TILL1.profile",
             {{"template", "", "print a commented profile to start from"},
              {"markdown", "", "print the table of README.md"}},
             printSettings}};
}

}  // namespace mobilepay::ctl
