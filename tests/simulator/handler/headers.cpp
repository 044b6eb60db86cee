#include "tests/simulator/handler/headers.h"

#include "tests/simulator/handler/target.h"

namespace mobilepay::simulator {

std::vector<std::string_view> valuesOf(const rest::Headers& headers, std::string_view name) {
    std::vector<std::string_view> values;
    for (const auto& header : headers) {
        if (equalsIgnoringCase(header.name, name)) values.emplace_back(header.value);
    }
    return values;
}

}  // namespace mobilepay::simulator
