// What a lane does for a till, one deed each.
#include "driver/lane/point_of_sale.h"
#include "tests/certification/client.h"

namespace mobilepay::certification {
namespace {

std::string wordsOf(const flow::Verdict& verdict) {
    using Kind = flow::Verdict::Kind;
    switch (verdict.kind) {
        case Kind::approved:
            return "approved";
        case Kind::approvedCapturePending:
            return "approved, capture pending";
        case Kind::declined:
            return "declined";
        case Kind::timedOut:
            return "timed out";
        case Kind::strangerActive:
            return "a stranger's payment is active";
        default:
            return "code " + verdict.code + ": " + verdict.detail;
    }
}

}  // namespace

std::string Client::setUpPointOfSale() {
    wallet::PointOfSaleRequest wanted;
    wanted.merchantPosId = profile_.merchantPosId;
    wanted.name = profile_.posName;
    wanted.beaconTypes = {"QR"};
    lane::PointOfSaleSearch search(wallet_, wanted, {profile_.brandId, profile_.locationId},
                                   random_);
    lane::drive(search, wire_, interruption_);
    switch (search.ending()) {
        case lane::PointOfSaleSearch::Ending::found:
            pointOfSale_ = search.view().pointOfSale;
            return "ready";
        case lane::PointOfSaleSearch::Ending::unreachable:
            return "unreachable";
        case lane::PointOfSaleSearch::Ending::misconfigured:
        case lane::PointOfSaleSearch::Ending::stopped:
            break;
    }
    return search.text();
}

std::string Client::request(lane::Operation operation, std::optional<core::Milliseconds> timeout) {
    lane::Request wanted{operation, {1250, core::Currency::dkk()}, reference_, 0, timeout, {}, {},
                         {}};
    lane::TillCall call(bench(), wanted, pointOfSale_);
    lane::drive(call, wire_, interruption_);
    const auto result = call.result(wire_.now());
    reference_ = result.reference;
    return wordsOf(result.verdict);
}

std::string Client::recover() {
    lane::Recovery recovery(bench());
    lane::drive(recovery, wire_, interruption_);
    return std::to_string(journal_->openRows().size()) + " open";
}

}  // namespace mobilepay::certification
