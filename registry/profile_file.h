#pragma once

#include "registry/profile.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Profiles as files: `<name>.profile`, UTF-8, one `name = value` a line, `#` begins a comment
/// line. A backslash is a backslash: Windows paths stand as they are.
namespace mobilepay::registry {

/// A setting as somebody wrote it, not yet looked at.
struct Given {
    std::string name;
    std::string value;
    std::string where;  ///< for messages: `/etc/mobilepay/TILL1.profile, line 7`
};

/// The lines of a profile's text. `file` is for messages. Throws `core::ConfigurationError` for
/// what is no UTF-8, a line without `=`, a line or text beyond the limits (64 KiB, 1000 lines).
[[nodiscard]] std::vector<Given> linesOf(std::string_view text, const std::string& file);

/// The same of a file. Throws `core::ConfigurationError` naming it and the way out when it cannot
/// be read.
[[nodiscard]] std::vector<Given> readProfileFile(const std::filesystem::path& file);

/// Puts each value through the table. Throws `core::ConfigurationError` with every wrong, unknown
/// or repeated name, a line each. Settings that are not given keep what `start` has.
[[nodiscard]] Profile profileOf(const std::vector<Given>& given, Profile start = {});

/// Reads, completes and checks a profile file: usable, or `core::ConfigurationError` naming it.
[[nodiscard]] Profile loadProfile(const std::filesystem::path& file);

/// A device's values as a door finds them (props of jpos.xml, values of an OPOS key): a value named
/// `profile` names a profile file, all others override it. What describes the device only
/// (`Service`, `nativeLibrary` …) is passed over. `where` is for messages. Result and errors as
/// `loadProfile`.
[[nodiscard]] Profile profileOfDevice(const std::vector<Given>& given, const std::string& where);

/// The text of a profile file that holds what differs from the defaults.
[[nodiscard]] std::string fileText(const Profile& profile);

/// A commented file with every setting, to start from.
[[nodiscard]] std::string templateText();

}  // namespace mobilepay::registry
