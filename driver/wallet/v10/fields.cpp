#include "driver/wallet/v10/fields.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/forms.h"

#include <utility>

namespace mobilepay::wallet::v10 {

namespace {

std::string guidIn(const std::string& name, const std::string& text) {
    if (isGuid(text)) return lowerCase(text);
    throw core::ProtocolError("The answer has a field '" + name + "' that holds no GUID: '" +
                              core::printableAscii(text, 40) + "'");
}

core::Currency currencyField(const JsonObject& object) {
    const std::string code = object.text("currencyCode");
    try {
        return core::Currency::of(code);
    } catch (const core::ConfigurationError&) {
        throw core::ProtocolError("The answer has a field 'currencyCode' that is unknown: '" +
                                  core::printableAscii(code, 40) + "'");
    }
}

}  // namespace

std::string idField(const JsonObject& object, const std::string& name) {
    return guidIn(name, object.text(name));
}

std::vector<std::string> idFields(const JsonObject& object, const std::string& name) {
    auto ids = object.texts(name);
    for (auto& id : ids)
        id = guidIn(name, id);
    return ids;
}

void requireSame(const std::string& answered, const std::string& asked) {
    if (answered == asked) return;
    throw core::ProtocolError("The answer is about " + answered + ", but " + asked +
                              " was asked for");
}

std::optional<core::Money> amountField(const JsonObject& object) {
    if (!object.has("amount")) return std::nullopt;
    return object.optionalMoney("amount", currencyField(object));
}

std::optional<core::Milliseconds> pollDelayField(const JsonObject& object) {
    const auto delay = object.optionalInteger("pollDelayInMs");
    if (!delay || *delay < 0) return std::nullopt;
    return core::Milliseconds{*delay};
}

core::Secret secretField(const JsonObject& object, const std::string& name) {
    return core::Secret(object.optionalText(name).value_or(""));
}

}  // namespace mobilepay::wallet::v10
