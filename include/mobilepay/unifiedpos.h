#pragma once

#include <cstdint>

/// The numbers of UnifiedPOS 1.15 that CAT and ElectronicValueRW use; OPOS and JavaPOS write them
/// with different prefixes and the same values. Source: the UnifiedPOS constants of both bindings.
namespace mobilepay::unifiedpos {

using Number = std::int32_t;

/// What every method and property set ends with (OPOS ResultCode, JavaPOS error code).
namespace result {
inline constexpr Number success = 0;
inline constexpr Number closed = 101;
inline constexpr Number claimed = 102;
inline constexpr Number notClaimed = 103;
inline constexpr Number noService = 104;
inline constexpr Number disabled = 105;
inline constexpr Number illegal = 106;
inline constexpr Number noHardware = 107;
inline constexpr Number offline = 108;
inline constexpr Number noExist = 109;
inline constexpr Number exists = 110;
inline constexpr Number failure = 111;
inline constexpr Number timeout = 112;
inline constexpr Number busy = 113;
inline constexpr Number extended = 114;
inline constexpr Number deprecated = 115;
}  // namespace result

/// ResultCodeExtended of every category, with result::extended.
namespace extended {
inline constexpr Number statisticsError = 280;
inline constexpr Number firmwareBadFile = 281;
inline constexpr Number statisticsDependency = 282;
}  // namespace extended

/// Ours: ResultCodeExtended beside any other result code says what kind of thing is wrong.
namespace detail {
inline constexpr Number none = 0;
inline constexpr Number configuration = 1001;  ///< a setting; the text names it
inline constexpr Number journal = 1002;        ///< the durable record; the text names the file
inline constexpr Number laneHeld = 1003;       ///< the text names who holds the lane
inline constexpr Number amount = 1004;         ///< not expressible, not positive, not allowed
inline constexpr Number reference = 1005;      ///< the original is unknown, ambiguous, contradicted
inline constexpr Number text = 1006;           ///< a text breaks a rule
inline constexpr Number strangerActive = 1007;  ///< a payment of somebody else is in the way
inline constexpr Number unresolved = 1008;      ///< an earlier item must be settled first
inline constexpr Number terminalLocked = 1009;  ///< LockTerminal was called
inline constexpr Number credentials = 1010;     ///< the server refuses our credentials or rights
inline constexpr Number training = 1011;        ///< training and real references do not mix
inline constexpr Number internal = 1099;        ///< a defect of the driver
}  // namespace detail

namespace state {
inline constexpr Number closed = 1;
inline constexpr Number idle = 2;
inline constexpr Number busy = 3;
inline constexpr Number error = 4;
}  // namespace state

namespace health {
inline constexpr Number internal = 1;
inline constexpr Number external = 2;
inline constexpr Number interactive = 3;
}  // namespace health

namespace power {
inline constexpr Number reportingNone = 0;
inline constexpr Number reportingStandard = 1;
inline constexpr Number reportingAdvanced = 2;
inline constexpr Number notifyDisabled = 0;
inline constexpr Number notifyEnabled = 1;
inline constexpr Number unknown = 2000;
inline constexpr Number online = 2001;
inline constexpr Number off = 2002;
inline constexpr Number offline = 2003;
inline constexpr Number offOffline = 2004;
}  // namespace power

/// ErrorEvent: where the error is from, and what the application answers.
namespace error {
inline constexpr Number locusOutput = 1;
inline constexpr Number locusInput = 2;
inline constexpr Number locusInputData = 3;
inline constexpr Number responseRetry = 11;
inline constexpr Number responseClear = 12;
inline constexpr Number responseContinueInput = 13;
}  // namespace error

/// CompareFirmwareVersion.
namespace firmware {
inline constexpr Number older = 1;
inline constexpr Number same = 2;
inline constexpr Number newer = 3;
inline constexpr Number different = 4;
inline constexpr Number unknown = 5;
}  // namespace firmware

inline constexpr Number forever = -1;  ///< a time-out
inline constexpr Number binaryConversionNone = 0;

/// CAT, and by the same numbers ElectronicValueRW since 1.15 (EVRW_PAYMENT_…, EVRW_MEDIA_…).
namespace payment {
inline constexpr Number conditionLump = 10;
inline constexpr Number conditionDebit = 110;
inline constexpr Number conditionElectronicMoney = 111;
inline constexpr Number mediaUnspecified = 0;
inline constexpr Number mediaCredit = 1;
inline constexpr Number mediaDebit = 2;
inline constexpr Number mediaElectronicMoney = 3;
}  // namespace payment

namespace transaction {
inline constexpr Number sales = 10;
inline constexpr Number voidSale = 20;
inline constexpr Number refund = 21;
inline constexpr Number voidPreSales = 29;
inline constexpr Number completion = 30;
inline constexpr Number preSales = 40;
inline constexpr Number checkCard = 41;
inline constexpr Number cashDeposit = 50;
}  // namespace transaction

namespace daily_log {
inline constexpr Number none = 0;
inline constexpr Number reporting = 1;
inline constexpr Number settlement = 2;
inline constexpr Number reportingAndSettlement = 3;  ///< of the capability only
inline constexpr Number statusOk = 1;
inline constexpr Number statusNearFull = 2;
inline constexpr Number statusFull = 3;
}  // namespace daily_log

/// ResultCodeExtended of CAT, with result::extended.
namespace cat_error {
inline constexpr Number center = 1;
inline constexpr Number command = 90;
inline constexpr Number reset = 91;
inline constexpr Number communication = 92;
inline constexpr Number dailyLogOverflow = 200;
inline constexpr Number deficient = 201;
inline constexpr Number overDeposit = 202;
}  // namespace cat_error

/// ResultCodeExtended of ElectronicValueRW, with result::extended: other numbers than CAT's.
namespace evrw_error {
inline constexpr Number noCard = 201;
inline constexpr Number release = 202;
inline constexpr Number center = 203;
inline constexpr Number command = 204;
inline constexpr Number reset = 205;
inline constexpr Number communication = 206;
inline constexpr Number logOverflow = 207;
inline constexpr Number dailyLogOverflow = 208;
inline constexpr Number deficient = 209;
inline constexpr Number overDeposit = 210;
}  // namespace evrw_error

namespace evrw {
inline constexpr Number cardSensorDetect = 2;
inline constexpr Number detectionByApplication = 2;
inline constexpr Number detectionAny = 1;
inline constexpr Number detectionSpecific = 2;
inline constexpr Number detectionNoCard = 1;
inline constexpr Number detectionDetected = 2;
inline constexpr Number pinEntryNone = 1;
inline constexpr Number pinEntryUnknown = 4;
inline constexpr Number serviceUnspecified = 0;
inline constexpr Number serviceElectronicMoney = 1;
inline constexpr Number serviceCat = 5;
inline constexpr Number trainingFalse = 1;
inline constexpr Number trainingTrue = 2;
inline constexpr Number trainingUnknown = 3;
inline constexpr Number logReporting = 1;
inline constexpr Number logSettlement = 2;
inline constexpr Number transactionBegin = 11;
inline constexpr Number transactionEnd = 12;
/// StatusUpdateEvent data; not the property's numbers.
inline constexpr Number eventNoCard = 21;
inline constexpr Number eventDetected = 22;
/// TransitionEvent numbers.
inline constexpr Number notifyCenterCheck = 13;
inline constexpr Number notifyComplete = 14;
inline constexpr Number notifyTouch = 15;
inline constexpr Number notifyBusy = 16;
inline constexpr Number notifyCenterCheckComplete = 20;
/// Values of the tags of RetrieveResultInformation.
inline constexpr Number settlementNotOk = 1;
inline constexpr Number settlementOk = 2;
inline constexpr Number settlementUnknown = 3;
}  // namespace evrw

}  // namespace mobilepay::unifiedpos
