#include "driver/upos/payments.h"

#include "driver/upos/daily_log.h"
#include "driver/upos/faults.h"
#include "driver/upos/original.h"
#include "driver/upos/presence.h"
#include "driver/upos/result_properties.h"
#include "driver/upos/verdict_table.h"
#include "include/mobilepay/unifiedpos.h"

#include <gsl/gsl>

namespace mobilepay::upos {
namespace {

using lane::Operation;
namespace daily_log = unifiedpos::daily_log;
namespace detail = unifiedpos::detail;
namespace result = unifiedpos::result;

std::optional<Operation> operationOf(Method method) {
    switch (method) {
        case Method::authorizeSales:
            return Operation::sale;
        case Method::authorizePreSales:
            return Operation::preSale;
        case Method::authorizeCompletion:
            return Operation::completion;
        case Method::authorizeVoid:
            return Operation::voidSale;
        case Method::authorizeVoidPreSales:
            return Operation::voidPreSale;
        case Method::authorizeRefund:
            return Operation::refund;
        default:
            return std::nullopt;
    }
}

bool isNew(Operation operation) {
    return operation == Operation::sale || operation == Operation::preSale;
}

Authorization authorizationOf(std::span<Value> arguments) {
    return {numberAt(arguments, 0), std::get<std::int64_t>(gsl::at(arguments, 1)),
            std::get<std::int64_t>(gsl::at(arguments, 2)), numberAt(arguments, 3)};
}

/// The lock is the terminal's, not the session's: it stays over close, restart and power cut, and
/// for the other category on the same lane (UPOS 1.15 CAT: lockTerminal, a security lock).
constexpr const char* terminalLock = "terminal.locked";

/// Whole on success; of a failure only what the center said, the last receipt stays.
OutputEnd endOf(const lane::Result& result, Category category) {
    const auto ending = endingOf(result, category);
    OutputEnd end;
    end.status = ending.status;
    end.mayRepeat = ending.mayRepeat;
    end.result = result;
    if (ending.status.ok())
        end.publish = [result, code = ending.centerResultCode](PropertyStore& properties) {
            setResult(properties, result, code);
        };
    else
        end.publish = [code = ending.centerResultCode](PropertyStore& properties) {
            properties.set(Property::centerResultCode, code);
        };
    return end;
}

}  // namespace

bool inTraining(const PropertyStore& properties, const registry::Profile& profile,
                Category category) {
    if (profile.wallet == "training") return true;
    if (category == Category::cat) return properties.flag(Property::trainingMode);
    return properties.number(Property::trainingModeState) == unifiedpos::evrw::trainingTrue;
}

void Payments::setCapabilities(PropertyStore& properties, const registry::Profile& profile) {
    for (const auto can :
         {Property::capAdditionalSecurityInformation, Property::capAuthorizeCompletion,
          Property::capAuthorizePreSales, Property::capAuthorizeRefund, Property::capAuthorizeVoid,
          Property::capAuthorizeVoidPreSales, Property::capCenterResultCode, Property::capCheckCard,
          Property::capLockTerminal, Property::capUnlockTerminal, Property::capTrainingMode,
          Property::capTransactionNumber})
        properties.set(can, true);
    properties.set(Property::capTaxOthers, profile.tax != "refuse");
    properties.set(Property::capDailyLog, daily_log::reportingAndSettlement);
    properties.set(Property::logStatus, daily_log::statusOk);
}

void Payments::opened() {
    next_ = {};
}

std::optional<Status> Payments::call(UposDevice& device, UposDevice::Lock& lock, Method method,
                                     std::span<Value> arguments) {
    if (const auto operation = operationOf(method))
        return authorize(device, lock, *operation, authorizationOf(arguments));
    switch (method) {
        case Method::accessDailyLog:
            return accessDailyLog(device, lock, numberAt(arguments, 0), numberAt(arguments, 1),
                                  numberAt(arguments, 2));
        case Method::checkCard:
            return checkCard(device, lock, numberAt(arguments, 0), numberAt(arguments, 1));
        case Method::cashDeposit:
            device.requireIdle(lock);
            refuse("CapCashDeposit is false");
        case Method::lockTerminal:
            setTerminalLock(device, lock, true);
            return Status{};
        case Method::unlockTerminal:
            setTerminalLock(device, lock, false);
            return Status{};
        default:
            return std::nullopt;
    }
}

Status Payments::authorize(UposDevice& device, UposDevice::Lock& lock, Operation operation,
                           const Authorization& arguments) {
    device.requireIdle(lock);
    const auto lane = device.tillLane(lock);
    require(lane->recall(terminalLock) != "yes", "the terminal is locked: call UnlockTerminal",
            detail::terminalLocked);
    auto& properties = device.properties(lock);
    OutputJob job;
    job.timeout = timeoutOf(arguments.timeout);
    lane::Request request{
        .operation = operation,
        .amount = amountOf(lane->profile(), arguments.amount, arguments.taxOthers),
        .reference = {},
        .tillNumber = arguments.sequenceNumber,
        .timeout = job.timeout,
        .label = {},
        .restrictions = {},
        .captureDelay = {},
        .training = inTraining(properties, lane->profile(), device.options().category)};
    if (isNew(operation)) {
        request.label = next_.label;
        request.restrictions = next_.restrictions;
        request.captureDelay = next_.captureDelay;
        next_ = {};
    } else {
        request.reference = originalOf(
            {operation, request.amount, request.tillNumber, request.training,
             arguments.original.empty() ? properties.text(Property::additionalSecurityInformation)
                                        : arguments.original},
            *lane, device.history(lock));
    }
    if (isNew(operation) || operation == Operation::completion)
        device.noteAsked(lock, {operation, request.amount, request.tillNumber, request.training});
    job.perform = [request, category = device.options().category](const OutputContext& context) {
        auto asked = request;
        asked.timeout = context.timeout;
        asked.stop = &context.aborted;
        return endOf(context.lane.run(asked, context.progress), category);
    };
    return device.output(lock, std::move(job));
}

Status Payments::accessDailyLog(UposDevice& device, UposDevice::Lock& lock,
                                std::int32_t sequenceNumber, std::int32_t type,
                                std::int32_t timeout) {
    device.requireIdle(lock);
    require(type == daily_log::reporting || type == daily_log::settlement,
            "type must be 1 (reporting) or 2 (settlement)");
    OutputJob job;
    job.timeout = timeoutOf(timeout);
    const auto category = device.options().category;
    const bool training =
        inTraining(device.properties(lock), device.tillLane(lock)->profile(), category);
    const LogRequest request{type == daily_log::settlement, training, sequenceNumber, category,
                             Property::dailyLog};
    job.perform = [request](const OutputContext& context) { return takeLog(context, request); };
    return device.output(lock, std::move(job));
}

Status Payments::checkCard(UposDevice& device, UposDevice::Lock& lock, std::int32_t sequenceNumber,
                           std::int32_t timeout) {
    device.requireIdle(lock);
    OutputJob job;
    job.timeout = timeoutOf(timeout);
    const auto category = device.options().category;
    const bool training =
        inTraining(device.properties(lock), device.tillLane(lock)->profile(), category);
    job.perform = [=](const OutputContext& context) {
        return awaitShopper(context, {sequenceNumber, training, category});
    };
    return device.output(lock, std::move(job));
}

void Payments::setTerminalLock(UposDevice& device, UposDevice::Lock& lock, bool locked) {
    device.requireIdle(lock);
    device.outside(lock,
                   [&](TillLane& lane) { lane.remember(terminalLock, locked ? "yes" : "no"); });
}

}  // namespace mobilepay::upos
