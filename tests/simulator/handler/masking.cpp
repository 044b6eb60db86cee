#include "tests/simulator/handler/masking.h"

#include "tests/simulator/handler/target.h"

#include <cstddef>
#include <string_view>

namespace mobilepay::simulator {
namespace {

constexpr std::size_t shownDigits = 2;
constexpr std::size_t shortestNumber = 8;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

rest::Headers maskedHeaders(rest::Headers headers) {
    for (auto& header : headers) {
        if (header.sensitive || equalsIgnoringCase(header.name, "Authorization") ||
            equalsIgnoringCase(header.name, "Proxy-Authorization"))
            header.value = header.value.substr(0, header.value.find(' ')) + " ***";
    }
    return headers;
}

std::string maskedPhoneNumbers(std::string text) {
    for (auto plus = text.find('+'); plus != std::string::npos; plus = text.find('+', plus + 1)) {
        std::size_t end = plus + 1;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        if (end - plus <= shortestNumber) continue;
        for (auto i = plus + 1 + shownDigits; i < end; ++i)
            text[i] = '*';
    }
    return text;
}

std::string maskedCustomerTokens(std::string text) {
    for (const std::string_view field : {R"("customerToken":")", R"("customerReceiptToken":")"}) {
        for (auto at = text.find(field); at != std::string::npos; at = text.find(field, at)) {
            at += field.size();
            for (; at < text.size() && text[at] != '"'; ++at)
                text[at] = '*';
        }
    }
    return text;
}

}  // namespace mobilepay::simulator
