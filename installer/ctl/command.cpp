#include "installer/ctl/command.h"

namespace mobilepay::ctl {

std::string Invocation::get(const std::string& option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string() : found->second;
}

const std::vector<Command>& commands() {
    static const std::vector<Command> table = [] {
        std::vector<Command> all;
        for (const auto& part :
             {paymentCommands(), recoveryCommands(), laneCommands(), journalCommands(),
              registryCommands(), settingsCommands(), secretCommands(), folderCommands()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return table;
}

const std::vector<OptionRow>& everyCommandsOptions() {
    static const std::vector<OptionRow> rows = {
        {"json", "", "print the result as one line of JSON; amounts are texts"},
        {"help", "", "explain the command"},
    };
    return rows;
}

const std::vector<OptionRow>& laneOptions() {
    static const std::vector<OptionRow> rows = {
        {"profile", "FILE", "the lane's profile"},
        {"lane", "NAME", "the profile NAME.profile in the folder for profiles"},
        {"set", "NAME=VALUE", "one setting, before what the profile says; may be repeated"},
    };
    return rows;
}

}  // namespace mobilepay::ctl
