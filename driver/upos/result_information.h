#pragma once

#include "driver/lane/lane.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace mobilepay::upos {

/// The tags of SetParameterInformation and RetrieveResultInformation that a wallet can fill.
/// Source: UPOS 1.15 ElectronicValueRW. Guarded by the device's lock.
class ResultInformation {
public:
    /// Of the last request, whatever became of it; `approved`, or `unknown`, or neither.
    void note(const lane::Result& result);

    /// Throw Refusal for a tag that is not one, or that is not a parameter.
    void setParameter(const std::string& tag, const std::string& value);
    void clearParameters() { parameters_.clear(); }
    [[nodiscard]] std::optional<std::int64_t> amountParameter() const;
    [[nodiscard]] std::optional<std::int64_t> transactionNumberParameter() const;

    /// Throws Refusal for what is no tag; "" for one without a value.
    [[nodiscard]] std::string result(const std::string& tag) const;

private:
    [[nodiscard]] std::optional<std::int64_t> number(const std::string& tag) const;
    std::map<std::string, std::string> parameters_;
    std::map<std::string, std::string> results_;
};

/// A number for a transaction, for the tags that take numbers only: the same on every machine.
[[nodiscard]] std::int32_t transactionAlias(const std::string& reference);

}  // namespace mobilepay::upos
