#include "driver/upos/result_properties.h"

#include "driver/core/text.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {
namespace {

namespace payment = unifiedpos::payment;
namespace transaction = unifiedpos::transaction;

constexpr std::size_t printedLimit = 64;

std::string transactionNumberOf(const lane::Result& result) {
    const auto& verdict = result.verdict;
    if (!verdict.refund.empty()) return verdict.refund.text();
    return verdict.payment.empty() ? result.reference : verdict.payment.text();
}

}  // namespace

std::int32_t transactionTypeOf(lane::Operation operation) {
    switch (operation) {
        case lane::Operation::sale:
            return transaction::sales;
        case lane::Operation::preSale:
            return transaction::preSales;
        case lane::Operation::completion:
            return transaction::completion;
        case lane::Operation::voidPreSale:
            return transaction::voidPreSales;
        case lane::Operation::voidSale:
            return transaction::voidSale;
        case lane::Operation::refund:
            return transaction::refund;
    }
    return 0;
}

void setResult(PropertyStore& properties, const lane::Result& result,
               const std::string& centerResultCode) {
    const auto& verdict = result.verdict;
    const auto settled = verdict.settled ? verdict.settled->toImplied4() : 0;
    properties.set(Property::sequenceNumber, result.tillNumber);
    properties.set(Property::transactionType, transactionTypeOf(result.operation));
    properties.set(Property::transactionNumber,
                   core::printableAscii(transactionNumberOf(result), printedLimit));
    properties.set(Property::slipNumber,
                   core::printableAscii(verdict.orderId.text(), printedLimit));
    properties.set(Property::approvalCode, approvalCodeOf(verdict.payment, result.training));
    properties.set(Property::centerResultCode, centerResultCode);
    properties.set(Property::cardCompanyId, cardCompany);
    properties.set(Property::accountNumber, "");
    properties.setCurrency(Property::settledAmount, settled);
    properties.setCurrency(Property::balance, 0);
    properties.set(Property::paymentMedia, payment::mediaElectronicMoney);
    properties.set(Property::paymentCondition, payment::conditionElectronicMoney);
    properties.set(Property::paymentDetail, "");
    properties.set(Property::additionalSecurityInformation, informationOf(result));
}

std::string informationOf(const lane::Result& result) {
    auto text = "ref=" + core::printableAscii(result.reference, printedLimit);
    if (result.operation != lane::Operation::preSale) return text;
    const auto& verdict = result.verdict;
    if (verdict.partialCapturePossible)
        text += *verdict.partialCapturePossible ? ";partial=yes" : ";partial=no";
    if (verdict.expiresAt) text += ";until=" + core::toIso8601(*verdict.expiresAt);
    return text;
}

std::string approvalCodeOf(const core::PaymentId& id, bool training) {
    constexpr std::size_t length = 8;
    return training ? "TRAINING" : core::printableAscii(id.text(), length);
}

}  // namespace mobilepay::upos
