#include "driver/upos/result_information.h"

#include "driver/upos/faults.h"
#include "driver/upos/result_properties.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

namespace mobilepay::upos {
namespace {

using Kind = lane::Verdict::Kind;
namespace evrw = unifiedpos::evrw;

constexpr const char* amountTag = "Amount";
constexpr const char* transactionTag = "EVRWTransactionNumber";
constexpr const char* tillTag = "POSTransactionNumber";

/// Those that can be set before a method; whatever else the standard has would be without effect.
constexpr std::string_view parameterTags[] = {amountTag, transactionTag};
/// Those that can be asked for after one.
constexpr std::string_view resultTags[] = {amountTag,
                                           transactionTag,
                                           tillTag,
                                           "AccountNumber",
                                           "ApprovalCode",
                                           "Balance",
                                           "CardCompanyName",
                                           "CenterResultCode",
                                           "DateTime",
                                           "EVRWDateTime",
                                           "PaymentMethod",
                                           "ResponseCode1",
                                           "ResultOnSettlement",
                                           "SettledAmount",
                                           "TransactionType"};

bool isOneOf(std::string_view tag, const auto& tags) {
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

std::optional<std::int64_t> wholeNumber(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// EVRW_TAG_TT_…
std::int32_t transactionTagOf(lane::Operation operation) {
    switch (operation) {
        case lane::Operation::sale:
            return 8;  // SUBTRACT
        case lane::Operation::preSale:
            return 11;  // PRE_SALES
        case lane::Operation::completion:
            return 10;  // COMPLETION
        case lane::Operation::voidPreSale:
        case lane::Operation::voidSale:
            return 4;  // CANCEL_SALES
        case lane::Operation::refund:
            return 7;  // RETURN
    }
    return 0;
}

std::int32_t settlementOf(Kind kind) {
    if (kind == Kind::approved || kind == Kind::approvedCapturePending) return evrw::settlementOk;
    return kind == Kind::unknown ? evrw::settlementUnknown : evrw::settlementNotOk;
}

/// UPOS: `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`.
std::string dateTime(core::WallTime time) {
    return core::toIso8601(time);
}

}  // namespace

void ResultInformation::note(const lane::Result& result) {
    constexpr int fullSettlement = 2;  // EVRW_TAG_PM_FULL_SETTLEMENT
    const auto& verdict = result.verdict;
    results_.clear();
    results_["ResultOnSettlement"] = std::to_string(settlementOf(verdict.kind));
    results_["TransactionType"] = std::to_string(transactionTagOf(result.operation));
    results_[amountTag] = std::to_string(result.amount.toImplied4());
    results_["SettledAmount"] = std::to_string(verdict.settled ? verdict.settled->toImplied4() : 0);
    results_[tillTag] = std::to_string(result.tillNumber);
    results_["CardCompanyName"] = cardCompany;
    results_["CenterResultCode"] = verdict.code;
    results_["PaymentMethod"] = std::to_string(fullSettlement);
    results_["DateTime"] = results_["EVRWDateTime"] = dateTime(result.at);
    if (!result.reference.empty()) {
        results_[transactionTag] = std::to_string(transactionAlias(result.reference));
        results_["ApprovalCode"] = approvalCodeOf(verdict.payment, result.training);
    }
}

void ResultInformation::setParameter(const std::string& tag, const std::string& value) {
    if (!isOneOf(tag, parameterTags)) refuse("'" + tag + "' is no parameter of this device");
    if (!value.empty() && !wholeNumber(value))
        refuse("the value of '" + tag + "' must be a whole number");
    parameters_[tag] = value;
}

std::optional<std::int64_t> ResultInformation::amountParameter() const {
    return number(amountTag);
}
std::optional<std::int64_t> ResultInformation::transactionNumberParameter() const {
    return number(transactionTag);
}

std::optional<std::int64_t> ResultInformation::number(const std::string& tag) const {
    const auto at = parameters_.find(tag);
    return at == parameters_.end() ? std::nullopt : wholeNumber(at->second);
}

std::string ResultInformation::result(const std::string& tag) const {
    if (!isOneOf(tag, resultTags)) refuse("'" + tag + "' is no result of this device");
    const auto at = results_.find(tag);
    return at == results_.end() ? std::string() : at->second;
}

std::int32_t transactionAlias(const std::string& reference) {
    // FNV-1a, 32 bits, without the sign.
    std::uint32_t hash = 2166136261U;
    for (const char c : reference)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<std::int32_t>(hash & 0x7FFFFFFFU);
}

}  // namespace mobilepay::upos
