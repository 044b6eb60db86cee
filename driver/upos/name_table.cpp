#include "driver/upos/name_table.h"

#include <algorithm>

namespace mobilepay::upos {
namespace {

constexpr NameRow cat[] = {
    {"COFreezeEvents", "b", 1004000, Door{}},
    {"GetPropertyNumber", "l", 1004000, Door{}},
    {"SetPropertyNumber", "ll", 1004000, Door{}},
    {"GetPropertyString", "l", 1004000, Door{}},
    {"SetPropertyString", "ls", 1004000, Door{}},
    {"OpenService", "ssd", 1004000, Door{}},
    {"CheckHealth", "l", 1004000, Method::checkHealth},
    {"ClaimDevice", "l", 1004000, Door{}},
    {"ClearOutput", "", 1004000, Method::clearOutput},
    {"CloseService", "", 1004000, Door{}},
    {"DirectIO", "lLS", 1004000, Method::directIO},
    {"ReleaseDevice", "", 1004000, Door{}},
    {"AccessDailyLog", "lll", 1004000, Method::accessDailyLog},
    {"AuthorizeCompletion", "lccl", 1004000, Method::authorizeCompletion},
    {"AuthorizePreSales", "lccl", 1004000, Method::authorizePreSales},
    {"AuthorizeRefund", "lccl", 1004000, Method::authorizeRefund},
    {"AuthorizeSales", "lccl", 1004000, Method::authorizeSales},
    {"AuthorizeVoid", "lccl", 1004000, Method::authorizeVoid},
    {"AuthorizeVoidPreSales", "lccl", 1004000, Method::authorizeVoidPreSales},
    {"CheckCard", "ll", 1004000, Method::checkCard},
    {"ResetStatistics", "s", 1008000, Method::resetStatistics},
    {"RetrieveStatistics", "S", 1008000, Method::retrieveStatistics},
    {"UpdateStatistics", "s", 1008000, Method::updateStatistics},
    {"CompareFirmwareVersion", "sL", 1009000, Method::compareFirmwareVersion},
    {"UpdateFirmware", "s", 1009000, Method::updateFirmware},
    {"GetBalance", "", 1009000, Property::balance},
    {"GetSettledAmount", "", 1009000, Property::settledAmount},
    {"CashDeposit", "lcl", 1009000, Method::cashDeposit},
    {"LockTerminal", "", 1009000, Method::lockTerminal},
    {"UnlockTerminal", "", 1009000, Method::unlockTerminal},
};

constexpr NameRow electronicValueRw[] = {
    {"COFreezeEvents", "b", 1012000, Door{}},
    {"GetPropertyNumber", "l", 1012000, Door{}},
    {"SetPropertyNumber", "ll", 1012000, Door{}},
    {"GetPropertyString", "l", 1012000, Door{}},
    {"SetPropertyString", "ls", 1012000, Door{}},
    {"OpenService", "ssd", 1012000, Door{}},
    {"CheckHealth", "l", 1012000, Method::checkHealth},
    {"ClaimDevice", "l", 1012000, Door{}},
    {"ClearInput", "", 1012000, Method::clearInput},
    {"ClearOutput", "", 1012000, Method::clearOutput},
    {"CloseService", "", 1012000, Door{}},
    {"DirectIO", "lLS", 1012000, Method::directIO},
    {"ReleaseDevice", "", 1012000, Door{}},
    {"ResetStatistics", "s", 1012000, Method::resetStatistics},
    {"RetrieveStatistics", "S", 1012000, Method::retrieveStatistics},
    {"UpdateStatistics", "s", 1012000, Method::updateStatistics},
    {"CompareFirmwareVersion", "sL", 1012000, Method::compareFirmwareVersion},
    {"UpdateFirmware", "s", 1012000, Method::updateFirmware},
    {"ClearInputProperties", "", 1012000, Method::clearInputProperties},
    {"GetAmount", "", 1012000, Property::amount},
    {"SetAmount", "c", 1012000, Property::amount},
    {"GetBalance", "", 1012000, Property::balance},
    {"GetBalanceOfPoint", "", 1012000, Property::balanceOfPoint},
    {"GetPoint", "", 1012000, Property::point},
    {"SetPoint", "c", 1012000, Property::point},
    {"GetSettledAmount", "", 1012000, Property::settledAmount},
    {"GetSettledPoint", "", 1012000, Property::settledPoint},
    {"AccessLog", "lll", 1012000, Method::accessLog},
    {"ActivateService", "LS", 1012000, Method::activateService},
    {"AddValue", "ll", 1012000, Method::addValue},
    {"BeginDetection", "ll", 1012000, Method::beginDetection},
    {"BeginRemoval", "l", 1012000, Method::beginRemoval},
    {"CancelValue", "ll", 1012000, Method::cancelValue},
    {"CaptureCard", "", 1012000, Method::captureCard},
    {"EndDetection", "", 1012000, Method::endDetection},
    {"EndRemoval", "", 1012000, Method::endRemoval},
    {"EnumerateCardServices", "", 1012000, Method::enumerateCardServices},
    {"LockTerminal", "", 1012000, Method::lockTerminal},
    {"ReadValue", "ll", 1012000, Method::readValue},
    {"SubtractValue", "ll", 1012000, Method::subtractValue},
    {"TransactionAccess", "l", 1012000, Method::transactionAccess},
    {"UnlockTerminal", "", 1012000, Method::unlockTerminal},
    {"UpdateKey", "LS", 1012000, Method::updateKey},
    {"WriteValue", "ll", 1012000, Method::writeValue},
    {"ClearParameterInformation", "", 1014000, Method::clearParameterInformation},
    {"QueryLastSuccessfulTransactionResult", "", 1014000,
     Method::queryLastSuccessfulTransactionResult},
    {"RetrieveResultInformation", "sS", 1014000, Method::retrieveResultInformation},
    {"SetParameterInformation", "ss", 1014000, Method::setParameterInformation},
    {"AccessData", "lLS", 1014100, Method::accessData},
    {"ActivateEVService", "LS", 1014100, Method::activateEVService},
    {"CheckServiceRegistrationToMedium", "ll", 1014100, Method::checkServiceRegistrationToMedium},
    {"CloseDailyEVService", "LS", 1014100, Method::closeDailyEVService},
    {"DeactivateEVService", "LS", 1014100, Method::deactivateEVService},
    {"OpenDailyEVService", "LS", 1014100, Method::openDailyEVService},
    {"RegisterServiceToMedium", "ll", 1014100, Method::registerServiceToMedium},
    {"UnregisterServiceToMedium", "ll", 1014100, Method::unregisterServiceToMedium},
    {"UpdateData", "lLS", 1014100, Method::updateData},
    {"AccessDailyLog", "lll", 1015000, Method::accessDailyLog},
    {"AuthorizeCompletion", "lccl", 1015000, Method::authorizeCompletion},
    {"AuthorizePreSales", "lccl", 1015000, Method::authorizePreSales},
    {"AuthorizeRefund", "lccl", 1015000, Method::authorizeRefund},
    {"AuthorizeSales", "lccl", 1015000, Method::authorizeSales},
    {"AuthorizeVoid", "lccl", 1015000, Method::authorizeVoid},
    {"AuthorizeVoidPreSales", "lccl", 1015000, Method::authorizeVoidPreSales},
    {"CashDeposit", "lcl", 1015000, Method::cashDeposit},
    {"CheckCard", "ll", 1015000, Method::checkCard},
};

}  // namespace

std::span<const NameRow> nameTable(Category category) noexcept {
    return category == Category::cat ? std::span<const NameRow>(cat)
                                     : std::span<const NameRow>(electronicValueRw);
}

const NameRow* findName(Category category, std::string_view name) noexcept {
    const auto names = nameTable(category);
    const auto at = std::find_if(names.begin(), names.end(),
                                 [&](const NameRow& row) { return row.name == name; });
    return at == names.end() ? nullptr : &*at;
}

const NameRow* findName(Category category, Method method) noexcept {
    const auto names = nameTable(category);
    const auto at = std::find_if(names.begin(), names.end(), [&](const NameRow& row) {
        const auto* its = std::get_if<Method>(&row.meaning);
        return its != nullptr && *its == method;
    });
    return at == names.end() ? nullptr : &*at;
}

bool argumentsFit(std::string_view signature, std::span<const Value> arguments) noexcept {
    return std::equal(signature.begin(), signature.end(), arguments.begin(), arguments.end(),
                      [](char wanted, const Value& given) {
                          switch (wanted) {
                              case 'l':
                              case 'L':
                                  return std::holds_alternative<std::int32_t>(given);
                              case 'c':
                                  return std::holds_alternative<std::int64_t>(given);
                              case 's':
                              case 'S':
                                  return std::holds_alternative<std::string>(given);
                              default:
                                  return false;
                          }
                      });
}

}  // namespace mobilepay::upos
