#include "tests/simulator/handler/json_writer.h"

#include <Poco/JSONString.h>

namespace mobilepay::simulator {

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    out_ += Poco::toJSON(std::string{name}) + ':';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    out_ += Poco::toJSON(std::string{value});
    return *this;
}

JsonWriter& JsonWriter::digits(std::string_view value) {
    separate();
    out_ += value;
    return *this;
}

}  // namespace mobilepay::simulator
