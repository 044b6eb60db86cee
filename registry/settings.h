#pragma once

#include "driver/core/clock.h"
#include "registry/profile.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The one table of what can be set for a lane. Readers of profiles, jpos.xml and OPOS keys, the
/// help, the documentation and the defaults all come from it; a new setting is one row here and one
/// member of `Profile`.
namespace mobilepay::registry {

/// Who usually knows the value.
enum class SetBy { installer, integrator, technician };

/// One of these words.
struct Choice {
    std::vector<std::string_view> words;
};
/// A whole number, or a time in milliseconds, both ends included.
struct Range {
    std::int64_t least = 0;
    std::int64_t most = 0;
};
/// A text of a certain form; `fits` is asked for what is not empty.
struct Form {
    std::string_view words;  ///< the rule in words, after "must be"
    bool (*fits)(std::string_view text);
};
/// Where a secret lies (`secret_reference.h`), never the secret.
struct SecretByReference {};
/// true or false.
struct YesOrNo {};

using Rule = std::variant<Choice, Range, Form, SecretByReference, YesOrNo>;
using Member = std::variant<std::string Profile::*, std::filesystem::path Profile::*,
                            bool Profile::*, int Profile::*, core::Milliseconds Profile::*>;

struct Setting {
    std::string_view name;
    Member member;
    Rule rule;
    SetBy setBy = SetBy::integrator;
    std::string_view help;
};

/// All of them, in the order in which they are documented.
[[nodiscard]] const std::vector<Setting>& settings();

/// The row of that name; null when there is none. Names are matched exactly.
[[nodiscard]] const Setting* findSetting(std::string_view name);

/// The name in the table that looks most like this one; empty when none is near.
[[nodiscard]] std::string_view nearestSetting(std::string_view name);

/// Puts a value, given as text, into the profile. Empty text gives the default back. Throws
/// `core::ConfigurationError` naming the setting, the value (unless it may be secret), the rule and
/// the way out; then the profile is unchanged.
void assign(Profile& profile, const Setting& setting, std::string_view value);

/// The value in the profile as text that `assign` takes; empty where nothing is set.
[[nodiscard]] std::string textOf(const Profile& profile, const Setting& setting);

/// The default as text; empty: none.
[[nodiscard]] std::string defaultOf(const Setting& setting);

/// The rule in words, after "must be".
[[nodiscard]] std::string wordsOf(const Rule& rule, const Member& member);

[[nodiscard]] bool isSecret(const Setting& setting) noexcept;
[[nodiscard]] std::string_view nameOf(SetBy who) noexcept;

}  // namespace mobilepay::registry
