#include "registry/settings_text.h"

#include "registry/settings.h"

namespace mobilepay::registry {

namespace {

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

std::string typeOf(const Setting& setting) {
    if (isSecret(setting)) return "secret, by reference";
    if (std::holds_alternative<YesOrNo>(setting.rule)) return "yes or no";
    if (std::holds_alternative<core::Milliseconds Profile::*>(setting.member)) return "time";
    if (std::holds_alternative<Range>(setting.rule)) return "number";
    if (std::holds_alternative<std::filesystem::path Profile::*>(setting.member)) return "path";
    return std::holds_alternative<Choice>(setting.rule) ? "word" : "text";
}

}  // namespace

std::string settingsHelp() {
    std::string text;
    for (const auto& setting : settings()) {
        const std::string byDefault = defaultOf(setting);
        text += std::string(setting.name) + "\n    " + std::string(setting.help) +
                ".\n    Must be " + wordsOf(setting.rule, setting.member) + ".\n    " +
                (byDefault.empty() ? "No default." : "Default: " + byDefault + ".") +
                " Set by the " + std::string(nameOf(setting.setBy)) + ".\n";
    }
    return text;
}

std::string settingsMarkdown() {
    std::string text =
        "| setting | type | default | must be | set by | meaning |\n|---|---|---|---|---|---|\n";
    for (const auto& setting : settings()) {
        const std::string byDefault = defaultOf(setting);
        text += "| `" + std::string(setting.name) + "` | " + typeOf(setting) + " | " +
                (byDefault.empty() ? "" : "`" + byDefault + "`") + " | " +
                cell(wordsOf(setting.rule, setting.member)) + " | " +
                std::string(nameOf(setting.setBy)) + " | " + cell(std::string(setting.help)) +
                " |\n";
    }
    return text;
}

}  // namespace mobilepay::registry
