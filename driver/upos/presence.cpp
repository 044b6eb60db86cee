#include "driver/upos/presence.h"

#include "driver/core/code.h"
#include "driver/core/text.h"
#include "driver/upos/result_properties.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {
namespace {

namespace result = unifiedpos::result;

OutputEnd ended(Status status) {
    OutputEnd end;
    end.status = std::move(status);
    return end;
}

}  // namespace

std::string masked(const std::string& identity) {
    constexpr std::size_t shown = 4;
    if (identity.size() <= shown) return std::string(identity.size(), '*');
    return "****" + core::printableAscii(identity.substr(identity.size() - shown), shown);
}

OutputEnd awaitShopper(const OutputContext& context, std::optional<std::int32_t> sequenceNumber,
                       Category category) {
    const auto patience = context.timeout.value_or(context.lane.profile().timeout);
    const auto view = context.lane.waitForCheckIn(patience);
    if (context.aborted)
        return ended({result::extended,
                      category == Category::cat ? unifiedpos::cat_error::reset
                                                : unifiedpos::evrw_error::reset,
                      "ABORTED: stopped by the till"});
    if (!view || !view->checkedIn)
        return ended({result::timeout, 0, "nobody has checked in at the point of sale in time"});
    std::string account;
    if (view->loyaltyIds && !view->loyaltyIds->empty()) account = masked(view->loyaltyIds->front());
    OutputEnd end;
    end.publish = [=](PropertyStore& properties) {
        properties.set(Property::accountNumber, account);
        if (!sequenceNumber) return;
        properties.set(Property::sequenceNumber, *sequenceNumber);
        properties.set(Property::transactionType, unifiedpos::transaction::checkCard);
        properties.set(Property::cardCompanyId, cardCompany);
        properties.set(Property::centerResultCode, core::code::checkedIn);
    };
    return end;
}

}  // namespace mobilepay::upos
