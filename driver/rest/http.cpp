#include "driver/rest/http.h"

#include <algorithm>

namespace mobilepay::rest {

namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowered(x) == lowered(y); });
}

}  // namespace

const std::string* find(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const Header& h) { return sameName(h.name, name); });
    return found == headers.end() ? nullptr : &found->value;
}

std::string_view name(HttpFailure::Kind kind) noexcept {
    switch (kind) {
        case HttpFailure::Kind::refusedByUs:
            return "refused-by-us";
        case HttpFailure::Kind::connect:
            return "connect";
        case HttpFailure::Kind::tls:
            return "tls";
        case HttpFailure::Kind::timeout:
            return "timeout";
        case HttpFailure::Kind::notTried:
            return "not-tried";
        case HttpFailure::Kind::io:
            return "io";
        case HttpFailure::Kind::limit:
            return "limit";
        case HttpFailure::Kind::token:
            return "token";
        case HttpFailure::Kind::credentials:
            return "credentials";
    }
    return "unknown";
}

}  // namespace mobilepay::rest
