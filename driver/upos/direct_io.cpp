#include "driver/upos/direct_io.h"

#include "driver/core/text.h"
#include "driver/upos/faults.h"
#include "driver/upos/model.h"
#include "driver/upos/qr_image.h"
#include "driver/upos/row_text.h"
#include "include/mobilepay/direct_io.h"
#include "include/mobilepay/unifiedpos.h"

#include <gsl/gsl>

namespace mobilepay::upos {
namespace {

namespace dio = mobilepay::direct_io;

void requireClaimed(UposDevice& device, const UposDevice::Lock& lock) {
    if (!device.claimed(lock))
        throw Refusal({unifiedpos::result::notClaimed, 0, "claim the device first"});
}

std::string field(const std::string& value) {
    std::string clean;
    for (const char c : value)
        if (c != ';' && c != '\r' && c != '\n') clean += c;
    return clean;
}

std::string textOf(const lane::PointOfSale& place) {
    return "id=" + place.id.text() + ";name=" + field(place.name) +
           ";merchantPosId=" + field(place.merchantPosId) + ";beacon=" + field(place.beaconId) +
           ";confirmed=" + (place.confirmed ? "1" : "0");
}

const std::string& qrTextOf(const lane::PointOfSale& place) {
    require(!place.qrText.empty(), "the QR code of the point of sale is not known yet");
    return place.qrText;
}

std::string loyaltyIdsOf(UposDevice& device, UposDevice::Lock& lock, std::int32_t& data) {
    device.requireIdle(lock);
    constexpr core::Milliseconds patience{2000};
    const bool training = inTraining(device.properties(lock), device.tillLane(lock)->profile(),
                                     device.options().category);
    std::string list;
    data = 0;
    device.outside(lock, [&](TillLane& lane) {
        const auto seen = lane.waitForCheckIn({patience, training});
        if (!seen.view.loyaltyIds) return;
        for (const auto& id : *seen.view.loyaltyIds) {
            list += (data++ == 0 ? "" : ",") + id;
        }
    });
    return list;
}

wallet::CaptureDelay delayOf(std::int32_t data) {
    switch (data) {
        case dio::delayNone:
            return wallet::CaptureDelay::none;
        case dio::delayLessThan24Hours:
            return wallet::CaptureDelay::lessThan24Hours;
        case dio::delayLessThan14Days:
            return wallet::CaptureDelay::lessThan14Days;
        default:
            refuse("data must be 0 (none), 1 (less than 24 hours) or 2 (less than 14 days)");
    }
}

wallet::Restrictions restrictionsOf(std::int32_t data) {
    constexpr auto all = dio::restrictDebitCards | dio::restrictCreditCards;
    require((data & ~all) == 0, "data must be a sum of 1 (no debit cards) and 2 (no credit cards)");
    return {(data & dio::restrictDebitCards) != 0, (data & dio::restrictCreditCards) != 0};
}

std::string listed(const std::vector<lane::Row>& rows, std::int32_t& data) {
    data = gsl::narrow<std::int32_t>(rows.size());
    return rowsText(rows);
}

std::string undelivered(UposDevice& device, const UposDevice::Lock& lock, std::int32_t& data) {
    const auto rows = device.tillLane(lock)->undelivered();
    auto text = listed(rows, data);
    device.told(lock, rows);
    return text;
}

std::string lastTransaction(const TillLane& lane, std::int32_t& data) {
    const auto row = lane.lastApproved();
    return listed(row ? std::vector{*row} : std::vector<lane::Row>{}, data);
}

std::string listed(const std::vector<lane::Total>& totals, std::int32_t& data) {
    data = gsl::narrow<std::int32_t>(totals.size());
    return totalsText(totals);
}

/// The commands that ask the journal.
bool asked(UposDevice& device, const UposDevice::Lock& lock, std::int32_t command,
           std::int32_t& data, std::string& text) {
    const auto lane = device.tillLane(lock);
    switch (command) {
        case dio::lastTransaction:
            text = lastTransaction(*lane, data);
            return true;
        case dio::undelivered:
            text = undelivered(device, lock, data);
            return true;
        case dio::unresolved:
            text = listed(lane->unresolved(), data);
            return true;
        case dio::totals:
            text = listed(lane->totals(), data);
            return true;
        case dio::settledTotals:
            text = listed(lane->settledTotals(), data);
            return true;
        case dio::pointOfSale:
            text = textOf(lane->pointOfSale());
            return true;
        case dio::qrText:
            text = qrTextOf(lane->pointOfSale());
            return true;
        case dio::qrImage:
            text = qrSvg(qrTextOf(lane->pointOfSale()));
            return true;
        default:
            return false;
    }
}

}  // namespace

void directIO(UposDevice& device, UposDevice::Lock& lock, std::int32_t command, std::int32_t& data,
              std::string& text) {
    auto& next = device.model(lock).nextSale();
    switch (command) {
        case dio::label:
            if (!text.empty()) core::requireMobilePayText("label", text);
            next.label = text;
            return;
        case dio::restrictions:
            next.restrictions = restrictionsOf(data);
            return;
        case dio::captureDelay:
            next.captureDelay = delayOf(data);
            return;
        case dio::loyaltyIds:
            text = loyaltyIdsOf(device, lock, data);
            return;
        default:
            break;
    }
    requireClaimed(device, lock);
    if (!asked(device, lock, command, data, text))
        refuse("DirectIO has no command " + std::to_string(command));
}

}  // namespace mobilepay::upos
