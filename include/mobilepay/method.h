#pragma once

namespace mobilepay {

/// The methods of both categories, but for open, close, claim and release. The table of names
/// (`driver/upos/name_table.h`) has their signatures.
enum class Method {
    // every category
    checkHealth,
    clearInput,
    clearInputProperties,
    clearOutput,
    directIO,
    compareFirmwareVersion,
    updateFirmware,
    resetStatistics,
    retrieveStatistics,
    updateStatistics,
    // CAT, and ElectronicValueRW since 1.15
    accessDailyLog,
    authorizeCompletion,
    authorizePreSales,
    authorizeRefund,
    authorizeSales,
    authorizeVoid,
    authorizeVoidPreSales,
    cashDeposit,
    checkCard,
    lockTerminal,
    unlockTerminal,
    // ElectronicValueRW
    accessLog,
    activateService,
    addValue,
    beginDetection,
    beginRemoval,
    cancelValue,
    captureCard,
    endDetection,
    endRemoval,
    enumerateCardServices,
    readValue,
    subtractValue,
    transactionAccess,
    updateKey,
    writeValue,
    clearParameterInformation,
    queryLastSuccessfulTransactionResult,
    retrieveResultInformation,
    setParameterInformation,
    accessData,
    activateEVService,
    checkServiceRegistrationToMedium,
    closeDailyEVService,
    deactivateEVService,
    openDailyEVService,
    registerServiceToMedium,
    unregisterServiceToMedium,
    updateData,
};

}  // namespace mobilepay
