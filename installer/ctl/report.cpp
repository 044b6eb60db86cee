#include "installer/ctl/report.h"

#include <algorithm>
#include <sstream>

namespace mobilepay::ctl {

Poco::JSON::Object orderedObject() {
    return Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
}

Poco::JSON::Object objectOf(const Fields& fields) {
    Poco::JSON::Object object = orderedObject();
    for (const auto& [name, value] : fields)
        object.set(name, value);
    return object;
}

void printJson(const Invocation& invocation, const Poco::JSON::Object& object) {
    std::ostringstream text;
    // The numbers in our objects are counts; digits must not be grouped by the process locale.
    text.imbue(std::locale::classic());
    object.stringify(text);
    invocation.out << text.str() << std::endl;
}

void printFields(const Invocation& invocation, const Fields& fields) {
    std::size_t width = 0;
    for (const auto& [name, value] : fields) {
        if (!value.empty()) width = std::max(width, name.size());
    }
    for (const auto& [name, value] : fields) {
        if (value.empty()) continue;
        invocation.out << name << std::string(width + 2 - name.size(), ' ') << value << '\n';
    }
    invocation.out.flush();
}

std::string words(const core::Money& money) {
    return money.toDecimal() + " " + std::string(money.currency().code());
}

}  // namespace mobilepay::ctl
