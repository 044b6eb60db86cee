#include "driver/wallet/v10/json_writer.h"

#include <Poco/JSONString.h>

namespace mobilepay::wallet::v10 {

std::string JsonWriter::quoted(std::string_view value) {
    return Poco::toJSON(std::string(value), Poco::JSON_WRAP_STRINGS);
}

JsonWriter& JsonWriter::raw(std::string_view name, std::string_view value) {
    if (!fields_.empty()) fields_ += ',';
    fields_ += quoted(name);
    fields_ += ':';
    fields_ += value;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view name, std::string_view value) {
    return raw(name, quoted(value));
}

JsonWriter& JsonWriter::money(std::string_view name, const core::Money& value) {
    return raw(name, value.toDecimal());
}

JsonWriter& JsonWriter::flag(std::string_view name, bool value) {
    return raw(name, value ? "true" : "false");
}

JsonWriter& JsonWriter::object(std::string_view name, const JsonWriter& value) {
    return raw(name, value.str());
}

}  // namespace mobilepay::wallet::v10
