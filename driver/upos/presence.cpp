#include "driver/upos/presence.h"

#include "driver/core/code.h"
#include "driver/core/text.h"
#include "driver/upos/result_properties.h"
#include "driver/upos/verdict_table.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {
namespace {

namespace result = unifiedpos::result;

constexpr std::size_t printedLimit = 64;
constexpr const char* trainingMark = "TRAINING";

Status endOf(const lane::CheckIn& seen, Category category) {
    using Ending = lane::CheckIn::Ending;
    using Kind = lane::Verdict::Kind;
    const auto text = core::printableAscii(seen.code, printedLimit) + ": " + seen.text;
    switch (seen.ending) {
        case Ending::stopped:
            return statusOf(Kind::aborted, category, "ABORTED: stopped by the till");
        case Ending::unreachable:
            return statusOf(Kind::notSent, category, text);
        case Ending::refused:
            return statusOf(Kind::refused, category, text);
        case Ending::misconfigured:
            return statusOf(Kind::misconfigured, category, text);
        case Ending::nobody:
            return {result::timeout, 0, "nobody has checked in at the point of sale in time"};
        case Ending::someone:
            break;
    }
    return {};
}

}  // namespace

std::string masked(const std::string& identity) {
    constexpr std::size_t shown = 4;
    if (identity.size() <= shown) return std::string(identity.size(), '*');
    return "****" + core::printableAscii(identity.substr(identity.size() - shown), shown);
}

OutputEnd awaitShopper(const OutputContext& context, const ShopperQuestion& question) {
    const auto patience = context.timeout.value_or(context.lane.profile().timeout);
    const auto seen = context.lane.waitForCheckIn({patience, question.training, &context.aborted});
    OutputEnd end;
    end.status = endOf(seen, question.category);
    if (!end.status.ok()) {
        if (!seen.code.empty())
            end.publish =
                [code = core::printableAscii(seen.code, printedLimit)](PropertyStore& properties) {
                    properties.set(Property::centerResultCode, code);
                };
        return end;
    }
    std::string account = question.training ? trainingMark : "";
    const auto& ids = seen.view.loyaltyIds;
    if (!question.training && ids && !ids->empty()) account = masked(ids->front());
    end.publish = [=](PropertyStore& properties) {
        properties.set(Property::accountNumber, account);
        if (!question.sequenceNumber) return;
        properties.set(Property::sequenceNumber, *question.sequenceNumber);
        properties.set(Property::transactionType, unifiedpos::transaction::checkCard);
        properties.set(Property::cardCompanyId, cardCompany);
        if (question.training)
            properties.set(Property::centerResultCode, trainingMark);
        else
            properties.set(Property::centerResultCode, core::code::checkedIn);
    };
    return end;
}

}  // namespace mobilepay::upos
