#include "registry/settings.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "registry/duration_text.h"
#include "registry/forms.h"
#include "registry/small_file.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace mobilepay::registry {

namespace {

template <class... Case>
struct Cases : Case... {
    using Case::operator()...;
};
// clang before 17 does not deduce aggregates by itself.
template <class... Case>
Cases(Case...) -> Cases<Case...>;

bool isTime(const Member& member) {
    return std::holds_alternative<core::Milliseconds Profile::*>(member);
}

std::string_view boolText(bool value) {
    return value ? "true" : "false";
}

std::optional<bool> boolOf(std::string_view text) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return std::nullopt;
}

/// A client's id and its secret are given out together and are easily swapped.
bool isId(const Setting& setting) {
    const auto* form = std::get_if<Form>(&setting.rule);
    return form != nullptr && form->fits == &isGuid;
}

/// The value as a message may show it. A URL with a user in it may hold a password.
std::string shown(const Setting& setting, std::string_view value) {
    const bool mayHoldPassword = value.find("://") != std::string_view::npos &&
                                 value.find_first_of("@?#") != std::string_view::npos;
    if (isSecret(setting) || isId(setting) || mayHoldPassword) return " (value not shown)";
    std::string text;
    for (const char c : value.substr(0, 80)) {
        const auto code = static_cast<unsigned char>(c);
        text += code < 0x20 || code == 0x7F ? '?' : c;
    }
    return " = '" + text + (value.size() > 80 ? "…'" : "'");
}

[[noreturn]] void refuse(const Setting& setting, std::string_view value) {
    std::string text = "The setting " + std::string(setting.name) + shown(setting, value) +
                       " must be " + wordsOf(setting.rule, setting.member) + ". ";
    text += isSecret(setting) ? "Write where the secret lies, never the secret itself"
                              : "Meaning: " + std::string(setting.help);
    throw core::ConfigurationError(text);
}

bool fits(const Setting& setting, std::string_view value) {
    return std::visit(Cases{[&](const Choice& choice) {
                                return std::find(choice.words.begin(), choice.words.end(), value) !=
                                       choice.words.end();
                            },
                            [&](const Range& range) {
                                const auto number = isTime(setting.member) ? millisecondsOf(value)
                                                                           : wholeNumber(value);
                                return number && *number >= range.least && *number <= range.most;
                            },
                            [&](const Form& form) { return form.fits(value); },
                            [&](const SecretByReference&) { return isSecretReference(value); },
                            [&](const YesOrNo&) { return boolOf(value).has_value(); }},
                      setting.rule);
}

/// Levenshtein distance.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

const Setting* findSetting(std::string_view name) {
    const auto& all = settings();
    const auto found = std::find_if(
        all.begin(), all.end(), [name](const Setting& setting) { return setting.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string_view nearestSetting(std::string_view name) {
    if (name.size() > 60) return {};
    std::string_view best;
    // Further than a third of the name is no resemblance.
    std::size_t least = std::max<std::size_t>(name.size() / 3, 2) + 1;
    for (const auto& setting : settings()) {
        const std::size_t d = distance(name, setting.name);
        if (d < least) {
            least = d;
            best = setting.name;
        }
    }
    return best;
}

void assign(Profile& profile, const Setting& setting, std::string_view value) {
    static const Profile defaults;
    if (!value.empty() && !fits(setting, value)) refuse(setting, value);
    std::visit(Cases{[&](std::string Profile::*m) {
                         profile.*m = value.empty() ? defaults.*m : std::string(value);
                     },
                     [&](std::filesystem::path Profile::*m) { profile.*m = pathOf(value); },
                     [&](bool Profile::*m) {
                         profile.*m = value.empty() ? defaults.*m : boolOf(value).value();
                     },
                     [&](int Profile::*m) {
                         profile.*m = value.empty() ? defaults.*m
                                                    : static_cast<int>(wholeNumber(value).value());
                     },
                     [&](core::Milliseconds Profile::*m) {
                         profile.*m = value.empty()
                                          ? defaults.*m
                                          : core::Milliseconds{millisecondsOf(value).value()};
                     }},
               setting.member);
}

std::string textOf(const Profile& profile, const Setting& setting) {
    return std::visit(
        Cases{[&](std::string Profile::*m) { return profile.*m; },
              [&](std::filesystem::path Profile::*m) { return pathText(profile.*m); },
              [&](bool Profile::*m) { return std::string(boolText(profile.*m)); },
              [&](int Profile::*m) { return std::to_string(profile.*m); },
              [&](core::Milliseconds Profile::*m) { return durationText((profile.*m).count()); }},
        setting.member);
}

std::string defaultOf(const Setting& setting) {
    return textOf(Profile{}, setting);
}

std::string wordsOf(const Rule& rule, const Member& member) {
    return std::visit(
        Cases{[](const Choice& choice) {
                  std::string words;
                  for (std::size_t i = 0; i < choice.words.size(); ++i) {
                      if (i > 0) words += i + 1 == choice.words.size() ? " or " : ", ";
                      words += choice.words[i];
                  }
                  return words;
              },
              [&](const Range& range) {
                  if (!isTime(member)) {
                      return "a whole number from " + std::to_string(range.least) + " to " +
                             std::to_string(range.most);
                  }
                  return "a time from " + durationText(range.least) + " to " +
                         durationText(range.most) +
                         " (a whole number of milliseconds, or with ms, s, min or h behind)";
              },
              [](const Form& form) { return std::string(form.words); },
              [](const SecretByReference&) {
                  return std::string("a reference: file:/path, env:NAME or dpapi:C:\\path");
              },
              [](const YesOrNo&) { return std::string("true or false"); }},
        rule);
}

bool isSecret(const Setting& setting) noexcept {
    return std::holds_alternative<SecretByReference>(setting.rule);
}

std::string_view nameOf(SetBy who) noexcept {
    switch (who) {
        case SetBy::installer:
            return "installer";
        case SetBy::integrator:
            return "integrator";
        case SetBy::technician:
            return "technician";
    }
    return "";
}

}  // namespace mobilepay::registry
