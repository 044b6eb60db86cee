#include "tests/simulator/handler/target.h"

#include <algorithm>

#include <Poco/Exception.h>
#include <Poco/URI.h>

namespace mobilepay::simulator {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool isHex(char c) noexcept {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

std::string decoded(std::string_view text, bool plusIsSpace) {
    std::string raw{text};
    if (plusIsSpace) std::replace(raw.begin(), raw.end(), '+', ' ');
    if (raw.find('%') == std::string::npos) return raw;
    std::string out;
    try {
        Poco::URI::decode(raw, out);
    } catch (const Poco::Exception&) {
        return raw;
    }
    return out;
}

template <class Each>
void split(std::string_view text, char separator, Each each) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) each(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

std::optional<std::string> Target::parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (equalsIgnoringCase(key, name) && !value.empty()) return value;
    }
    return std::nullopt;
}

Target parseTarget(std::string_view url) {
    Target target;
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos && url[0] != '/') {
        const auto slash = url.find('/', scheme + 3);
        url = slash == std::string_view::npos ? "/" : url.substr(slash);
    }
    const auto mark = std::min(url.find('?'), url.size());
    target.path = url.substr(0, mark);
    split(target.path, '/', [&](auto part) { target.segments.push_back(decoded(part, false)); });
    split(url.substr(std::min(mark + 1, url.size())), '&', [&](std::string_view pair) {
        const auto equals = std::min(pair.find('='), pair.size());
        target.query.emplace_back(decoded(pair.substr(0, equals), true),
                                  decoded(pair.substr(std::min(equals + 1, pair.size())), true));
    });
    return target;
}

bool isGuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHex(text[i])) return false;
    }
    return true;
}

std::string lowerCase(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace mobilepay::simulator
