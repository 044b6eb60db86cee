#pragma once

#include "driver/core/money.h"
#include "installer/ctl/command.h"

#include <string>
#include <utility>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

namespace mobilepay::ctl {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// An object whose members stay in the order in which they were set.
[[nodiscard]] Poco::JSON::Object orderedObject();
[[nodiscard]] Poco::JSON::Object objectOf(const Fields& fields);

/// One line of JSON on the invocation's output.
void printJson(const Invocation& invocation, const Poco::JSON::Object& object);

/// `name  value` lines, names in a column, empty values left out.
void printFields(const Invocation& invocation, const Fields& fields);

/// `12.50 DKK`
[[nodiscard]] std::string words(const core::Money& money);

}  // namespace mobilepay::ctl
