#include "driver/upos/electronic_value_rw.h"

#include "driver/upos/cat.h"
#include "driver/upos/daily_log.h"
#include "driver/upos/faults.h"
#include "driver/upos/presence.h"
#include "driver/upos/result_properties.h"
#include "driver/upos/verdict_table.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::upos {
namespace {

namespace evrw = unifiedpos::evrw;

constexpr const char* serviceName = "MobilePay";

std::string& text(std::span<Value> arguments, gsl::index i) {
    return std::get<std::string>(gsl::at(arguments, i));
}

/// The original that an EVRWTransactionNumber names.
std::string numbered(const TillLane& lane, std::int64_t alias, bool training) {
    const auto rows = lane.matching([&](const lane::Row& row) {
        return row.record.training == training && approvedOrPending(row.record) &&
               transactionAlias(row.reference) == alias;
    });
    const auto name = "EVRWTransactionNumber " + std::to_string(alias);
    if (rows.empty())
        refuse(name + " names no transaction of this lane", unifiedpos::detail::reference);
    const auto& found = rows.front().reference;
    const bool one = std::all_of(rows.begin(), rows.end(),
                                 [&](const lane::Row& row) { return row.reference == found; });
    if (!one) refuse(name + " is ambiguous", unifiedpos::detail::reference);
    return found;
}

lane::Result resultOf(const lane::Row& row) {
    const auto& record = row.record;
    lane::Result result{.verdict = {},
                        .operation = record.kind,
                        .amount = record.amount,
                        .tillNumber = record.tillNumber,
                        .reference = row.reference,
                        .at = record.concludedAt.value_or(record.promisedAt),
                        .training = record.training};
    result.verdict.kind = record.outcome == journal::Outcome::approved
                              ? lane::Verdict::Kind::approved
                              : lane::Verdict::Kind::approvedCapturePending;
    result.verdict.orderId = record.orderId;
    result.verdict.payment = record.payment;
    result.verdict.refund = record.refund;
    result.verdict.code = record.code;
    if (record.kind != lane::Operation::preSale) result.verdict.settled = record.amount;
    return result;
}

}  // namespace

void ElectronicValueRw::opened(PropertyStore& properties, const registry::Profile& profile) {
    Payments::setCapabilities(properties, profile);
    payments_.opened();
    information_ = {};
    for (const auto can : {Property::capSubtractValue, Property::capCancelValue,
                           Property::capElectronicMoney, Property::capTransactionLog})
        properties.set(can, true);
    properties.set(Property::capCardSensor, evrw::cardSensorDetect);
    properties.set(Property::capDetectionControl, evrw::detectionByApplication);
    properties.set(Property::detectionStatus, evrw::detectionNoCard);
    properties.set(Property::pinEntry, evrw::pinEntryUnknown);
    properties.set(Property::trainingModeState, evrw::trainingUnknown);
    properties.set(Property::serviceType, evrw::serviceElectronicMoney);
    properties.set(Property::readerWriterServiceList, serviceName);
    properties.set(Property::currentService, serviceName);
}

void ElectronicValueRw::disabled(PropertyStore& properties) {
    properties.set(Property::detectionStatus, evrw::detectionNoCard);
}

void ElectronicValueRw::clearInput(PropertyStore& properties) {
    properties.set(Property::accountNumber, "");
    properties.set(Property::cardServiceList, "");
}

void ElectronicValueRw::set(UposDevice& device, const UposDevice::Lock& lock, Property property,
                            std::int32_t value) {
    auto& properties = device.properties(lock);
    switch (property) {
        case Property::paymentMedia:
            return setPaymentMedia(properties, value);
        case Property::trainingModeState:
            require(value == evrw::trainingFalse || value == evrw::trainingTrue,
                    "TrainingModeState must be 1 (false) or 2 (true)");
            return properties.set(property, value);
        case Property::pinEntry:
            require(value == evrw::pinEntryNone || value == evrw::pinEntryUnknown,
                    "PINEntry must be 1 (none) or 4 (unknown): CapPINDevice is false");
            return properties.set(property, value);
        default:  // AsyncMode, DetectionControl
            return properties.set(property, value != 0);
    }
}

void ElectronicValueRw::set(UposDevice& device, const UposDevice::Lock& lock, Property property,
                            const std::string& value) {
    require(property != Property::currentService || value == serviceName,
            "CurrentService must be one of ReaderWriterServiceList");
    setBoundedText(device.properties(lock), property, value);
}

void ElectronicValueRw::setCurrency(UposDevice& device, const UposDevice::Lock& lock,
                                    Property property, std::int64_t value) {
    require(value >= 0, "the amount must not be negative", unifiedpos::detail::amount);
    require(property != Property::point || value == 0, "Point must be 0: CapPoint is false");
    device.properties(lock).setCurrency(property, value);
}

Status ElectronicValueRw::call(UposDevice& device, UposDevice::Lock& lock, Method method,
                               std::span<Value> arguments) {
    if (const auto status = payments_.call(device, lock, method, arguments)) return *status;
    switch (method) {
        case Method::clearParameterInformation:
            information_.clearParameters();
            return {};
        case Method::setParameterInformation:
            information_.setParameter(text(arguments, 0), text(arguments, 1));
            return {};
        case Method::retrieveResultInformation:
            text(arguments, 1) = information_.result(text(arguments, 0));
            return {};
        default:
            break;
    }
    device.requireIdle(lock);
    switch (method) {
        case Method::subtractValue:
            return changeValue(device, lock, lane::Operation::sale, numberAt(arguments, 0),
                               numberAt(arguments, 1));
        case Method::cancelValue:
            return changeValue(device, lock, lane::Operation::voidSale, numberAt(arguments, 0),
                               numberAt(arguments, 1));
        case Method::beginDetection:
            return beginDetection(device, lock, numberAt(arguments, 0), numberAt(arguments, 1));
        case Method::endDetection:
            endDetection(device, lock);
            return {};
        case Method::readValue:
            return readValue(device, lock, numberAt(arguments, 0), numberAt(arguments, 1));
        case Method::accessLog:
            return accessLog(device, lock, numberAt(arguments, 0), numberAt(arguments, 1),
                             numberAt(arguments, 2));
        case Method::queryLastSuccessfulTransactionResult:
            recallLastResult(device, lock);
            return {};
        default:
            refuse("a wallet cannot do that: the capability is false");
    }
}

Status ElectronicValueRw::changeValue(UposDevice& device, UposDevice::Lock& lock,
                                      lane::Operation operation, std::int32_t sequenceNumber,
                                      std::int32_t timeout) {
    auto& properties = device.properties(lock);
    const auto amount =
        information_.amountParameter().value_or(properties.currency(Property::amount));
    Authorization asked{sequenceNumber, amount, 0, timeout};
    const auto alias = information_.transactionNumberParameter();
    if (operation == lane::Operation::voidSale && alias) {
        const bool training =
            inTraining(properties, device.tillLane(lock)->profile(), device.options().category);
        device.outside(lock,
                       [&](TillLane& lane) { asked.original = numbered(lane, *alias, training); });
    }
    return payments_.authorize(device, lock, operation, asked);
}

Status ElectronicValueRw::beginDetection(UposDevice& device, UposDevice::Lock& lock,
                                         std::int32_t type, std::int32_t timeout) {
    auto& properties = device.properties(lock);
    require(properties.flag(Property::detectionControl), "set DetectionControl to true first");
    require(type == evrw::detectionAny, "type must be 1 (any): CapMediumID is false");
    OutputJob job;
    job.use = OutputJob::Use::synchronousOnly;
    job.timeout = timeoutOf(timeout);
    const auto category = device.options().category;
    const bool training = inTraining(properties, device.tillLane(lock)->profile(), category);
    job.perform = [=](const OutputContext& context) {
        return awaitShopper(context, {std::nullopt, training, category});
    };
    auto status = device.output(lock, std::move(job));
    if (!status.ok()) return status;
    properties.set(Property::detectionStatus, evrw::detectionDetected);
    device.post(lock, {.kind = Event::Kind::statusUpdate, .number = evrw::eventDetected});
    return status;
}

void ElectronicValueRw::endDetection(UposDevice& device, UposDevice::Lock& lock) {
    auto& properties = device.properties(lock);
    require(properties.flag(Property::detectionControl), "set DetectionControl to true first");
    if (properties.number(Property::detectionStatus) == evrw::detectionNoCard) return;
    properties.set(Property::detectionStatus, evrw::detectionNoCard);
    device.post(lock, {.kind = Event::Kind::statusUpdate, .number = evrw::eventNoCard});
}

Status ElectronicValueRw::readValue(UposDevice& device, UposDevice::Lock& lock,
                                    std::int32_t sequenceNumber, std::int32_t timeout) {
    OutputJob job;
    job.use = OutputJob::Use::input;
    job.timeout = timeoutOf(timeout);
    const auto category = device.options().category;
    const bool training =
        inTraining(device.properties(lock), device.tillLane(lock)->profile(), category);
    job.perform = [=](const OutputContext& context) {
        return awaitShopper(context, {sequenceNumber, training, category});
    };
    return device.output(lock, std::move(job));
}

Status ElectronicValueRw::accessLog(UposDevice& device, UposDevice::Lock& lock,
                                    std::int32_t sequenceNumber, std::int32_t type,
                                    std::int32_t timeout) {
    require(type == evrw::logReporting || type == evrw::logSettlement,
            "type must be 1 (reporting) or 2 (settlement)");
    OutputJob job;
    job.timeout = timeoutOf(timeout);
    const auto category = device.options().category;
    const bool training =
        inTraining(device.properties(lock), device.tillLane(lock)->profile(), category);
    const LogRequest request{type == evrw::logSettlement, training, sequenceNumber, category,
                             Property::transactionLog};
    job.perform = [request](const OutputContext& context) { return takeLog(context, request); };
    return device.output(lock, std::move(job));
}

void ElectronicValueRw::recallLastResult(UposDevice& device, UposDevice::Lock& lock) {
    const auto row = device.tillLane(lock)->lastApproved();
    if (!row) refuse("no successful transaction is in the journal", unifiedpos::detail::reference);
    const auto result = resultOf(*row);
    setResult(device.properties(lock), result,
              endingOf(result, Category::electronicValueRw).centerResultCode);
    information_.note(result);
    device.recalled(lock, result);
    device.told(lock, {*row});
}

std::int32_t ElectronicValueRw::transitionOf(lane::Stage stage) const {
    switch (stage) {
        case lane::Stage::waitingForShopper:
            return evrw::notifyTouch;
        case lane::Stage::withShopper:
            return evrw::notifyCenterCheck;
        case lane::Stage::reserved:
            return evrw::notifyCenterCheckComplete;
        case lane::Stage::cancelling:
            return evrw::notifyBusy;
        default:
            return 0;
    }
}

std::int32_t ElectronicValueRw::transitionAtEnd() const {
    return evrw::notifyComplete;
}

}  // namespace mobilepay::upos
