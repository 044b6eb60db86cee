#include "driver/upos/daily_log.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/upos/faults.h"
#include "driver/upos/result_properties.h"
#include "driver/upos/verdict_table.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>
#include <optional>

namespace mobilepay::upos {
namespace {

constexpr std::size_t fieldLimit = 64;

/// `2026-11-23T20:15:00.123Z` as `20261123201500`.
std::string compact(core::WallTime time) {
    auto text = core::toIso8601(time);
    text.resize(text.find('.'));
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    return text;
}

void append(std::string& line, const std::string& field) {
    line += core::printableAscii(field, fieldLimit);
    line += ',';
}

std::string lineOf(const lane::Row& row) {
    const auto& record = row.record;
    const auto time = compact(record.concludedAt.value_or(record.promisedAt));
    std::string line;
    append(line, cardCompany);
    append(line, std::to_string(transactionTypeOf(record.kind)));
    append(line, time);
    append(line, record.refund.empty() ? record.payment.text() : record.refund.text());
    append(line, std::to_string(unifiedpos::payment::conditionElectronicMoney));
    append(line, record.orderId.text());
    append(line, approvalCodeOf(record.payment, record.training));
    append(line, time);
    append(line, "");
    append(line, record.amount.toDecimal());
    append(line, "");
    append(line, "");
    return line + "ref=" + core::printableAscii(row.reference, fieldLimit) + "\r\n";
}

/// nullopt: the till stopped it, and nothing was closed.
std::optional<std::vector<lane::Row>> closePeriod(const OutputContext& context, Category category) {
    const auto patience = context.timeout.value_or(context.lane.profile().timeout);
    try {
        return context.lane.closePeriod(patience, context.aborted);
    } catch (const core::ConfigurationError& unresolved) {
        throw Refusal(statusOf(lane::Verdict::Kind::notSent, category, unresolved.what()));
    }
}

}  // namespace

std::string dailyLogText(const std::vector<lane::Row>& rows) {
    std::string text;
    for (const auto& row : rows)
        text += lineOf(row);
    return text;
}

OutputEnd takeLog(const OutputContext& context, const LogRequest& request) {
    OutputEnd end;
    std::vector<lane::Row> rows;
    if (!request.training && request.settle) {
        auto closed = closePeriod(context, request.category);
        if (!closed) {
            end.status = statusOf(lane::Verdict::Kind::aborted, request.category,
                                  "ABORTED: stopped by the till; nothing was closed");
            return end;
        }
        rows = std::move(*closed);
        end.onlyOnce = true;
    } else if (!request.training) {
        rows = context.lane.period();
    }
    end.publish = [text = dailyLogText(rows), request](PropertyStore& properties) {
        properties.set(request.target, text);
        properties.set(Property::sequenceNumber, request.sequenceNumber);
    };
    return end;
}

}  // namespace mobilepay::upos
