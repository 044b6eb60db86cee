#include "registry/forms.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "registry/small_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include <Poco/Exception.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>
#include <Poco/URI.h>

namespace mobilepay::registry {

namespace {

// Not <cctype>: what a letter is must not depend on the process locale.
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isCapital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isLetter(char c) {
    return isCapital(c) || (c >= 'a' && c <= 'z');
}
bool isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
}
bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

template <class Is>
bool allOf(std::string_view text, Is is) {
    return std::all_of(text.begin(), text.end(), is);
}

/// Windows opens a device where a file of such a name is asked for, whatever the ending.
bool isDeviceNameOfWindows(std::string_view text) {
    static const std::set<std::string> reserved = {"CON", "PRN", "AUX", "NUL"};
    const std::string upper = Poco::toUpper(std::string(text));
    if (reserved.count(upper) > 0) return true;
    const std::string_view start = std::string_view(upper).substr(0, 3);
    return upper.size() == 4 && isDigit(upper[3]) && (start == "COM" || start == "LPT");
}

bool isUrl(std::string_view text, std::string_view scheme, bool pathAllowed) {
    if (!isPlainText(text) || text.find_first_of(" \"<>\\^`{|}") != std::string_view::npos) {
        return false;
    }
    // Poco takes a port that is not there for the usual one.
    const std::size_t host = text.find("://");
    if (host == std::string_view::npos) return false;
    if (text.substr(0, text.find('/', host + 3)).ends_with(':')) return false;
    try {
        const Poco::URI uri{std::string(text)};
        if (uri.getScheme() != scheme || uri.getHost().empty() || !uri.getUserInfo().empty()) {
            return false;
        }
        if (!uri.getRawQuery().empty() || !uri.getFragment().empty()) return false;
        return pathAllowed || uri.getPath().empty() || uri.getPath() == "/";
    } catch (const Poco::Exception&) {
        return false;
    }
}

}  // namespace

bool isLaneName(std::string_view text) {
    // Order ids begin with the lane's name, payments of the training mode with TRAINING.
    return text.size() <= 10 && allOf(text, isAlphanumeric) && !isDeviceNameOfWindows(text) &&
           text != "TRAINING";
}

bool isAbsolutePath(std::string_view text) {
    return isPlainText(text) && pathOf(text).is_absolute();
}

bool isHttpsUrl(std::string_view text) {
    return isUrl(text, "https", true);
}

bool isTokenSource(std::string_view text) {
    constexpr std::string_view broker = "broker:";
    return text == "client" || (text.starts_with(broker) && isHttpsUrl(text.substr(broker.size())));
}

bool isProxy(std::string_view text) {
    return text == "none" || text == "system" || isUrl(text, "http", false);
}

bool isGuid(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(),
                      [](char c, char wanted) { return wanted == '-' ? c == '-' : isHex(c); });
}

bool isVatNumber(std::string_view text) {
    return text.size() == 10 && allOf(text.substr(0, 2), isCapital) &&
           allOf(text.substr(2), isDigit);
}

bool isBrandId(std::string_view text) {
    return text.size() == 10 && allOf(text, isAlphanumeric) &&
           (text.starts_with("MPPOS") || text.starts_with("POSDK") || text.starts_with("POSFI"));
}

bool isLocationId(std::string_view text) {
    return text.size() == 5 && allOf(text, isAlphanumeric);
}

bool isBeaconId(std::string_view text) {
    return isGuid(text) || (text.size() == 15 && allOf(text, isDigit));
}

bool isBeaconTypes(std::string_view text) {
    constexpr std::array<std::string_view, 3> known = {"QR", "NFC", "Bluetooth"};
    std::set<std::string> seen;
    for (const auto& word :
         Poco::StringTokenizer(std::string(text), ",", Poco::StringTokenizer::TOK_TRIM)) {
        if (std::find(known.begin(), known.end(), word) == known.end()) return false;
        if (!seen.insert(word).second) return false;
    }
    return !seen.empty();
}

bool isMobilePayText(std::string_view text) {
    try {
        core::requireMobilePayText("text", text);
        return true;
    } catch (const core::TextError&) {
        return false;
    }
}

bool isPlainText(std::string_view text) {
    try {
        (void)core::characterCount(text);
    } catch (const core::TextError&) {
        return false;
    }
    return text.size() <= 200 &&
           allOf(text, [](char c) { return static_cast<std::uint8_t>(c) >= 0x20 && c != 0x7F; });
}

bool isSecretReference(std::string_view text) {
    const auto rest = [text](std::string_view scheme) {
        return text.starts_with(scheme) ? text.substr(scheme.size()) : std::string_view{};
    };
    if (!rest("file:").empty()) return isAbsolutePath(rest("file:"));
    if (!rest("dpapi:").empty()) return isAbsolutePath(rest("dpapi:"));
    const std::string_view name = rest("env:");
    return !name.empty() && name.size() <= 100 && !isDigit(name.front()) &&
           allOf(name, [](char c) { return isAlphanumeric(c) || c == '_'; });
}

std::string hostOf(std::string_view httpsUrl) {
    if (!isHttpsUrl(httpsUrl)) return {};
    return Poco::toLower(Poco::URI(std::string(httpsUrl)).getHost());
}

}  // namespace mobilepay::registry
