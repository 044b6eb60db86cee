#include "registry/secret_reference.h"

#include "driver/core/error.h"
#include "registry/forms.h"
#include "registry/secret_place.h"

#include <algorithm>

namespace mobilepay::registry {

namespace {

core::Secret lookUp(std::string_view reference) {
    const auto rest = [reference](std::string_view scheme) {
        return reference.starts_with(scheme) ? std::string(reference.substr(scheme.size()))
                                             : std::string();
    };
    if (const std::string path = rest("file:"); !path.empty()) return secretOfFile(path);
    if (const std::string path = rest("dpapi:"); !path.empty()) return secretOfProtectedFile(path);
    const std::string name = rest("env:");
    if (auto secret = secretOfEnvironment(name)) return *std::move(secret);
    throw core::ConfigurationError("the environment variable " + name +
                                   " is not set: set it for the program that opens the device");
}

/// Without the end of the line that editors leave.
core::Secret cleaned(const core::Secret& found) {
    std::string_view text = found.reveal();
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    if (text.empty()) throw core::ConfigurationError("it is empty: put the secret there");
    if (text.size() > longestSecret) {
        throw core::ConfigurationError("it holds more than 4096 bytes: that is no secret of ours");
    }
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code >= 0x20 && code != 0x7F;
    });
    if (!printable) {
        throw core::ConfigurationError(
            "it holds a line break or another control character: write the secret on one line, "
            "in plain text");
    }
    return core::Secret(std::string(text));
}

}  // namespace

core::Secret resolveSecret(std::string_view setting, std::string_view reference) {
    const std::string name(setting);
    if (!isSecretReference(reference)) {
        throw core::ConfigurationError(
            "The setting " + name +
            " (value not shown) is no reference: write file:/path, env:NAME or dpapi:C:\\path, and "
            "put the secret there");
    }
    try {
        return cleaned(lookUp(reference));
    } catch (const core::ConfigurationError& error) {
        throw core::ConfigurationError("The secret " + name + " = " + std::string(reference) +
                                       " cannot be used: " + error.what());
    }
}

}  // namespace mobilepay::registry
