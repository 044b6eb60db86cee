// The single calls of the wallet, one deed each.
#include "driver/rest/poll.h"
#include "tests/certification/client.h"

namespace mobilepay::certification {
namespace {

/// What to say of an answer that is not the one hoped for.
std::string wordsOf(const wallet::Answer& answer) {
    if (const auto* no = std::get_if<wallet::Refused>(&answer))
        return no->code.empty() ? "refused " + std::to_string(no->httpStatus)
                                : "refused " + no->code;
    if (std::holds_alternative<wallet::NoAnswer>(answer)) return "no answer";
    if (const auto* broken = std::get_if<wallet::Malformed>(&answer)) return broken->text;
    return std::holds_alternative<wallet::Done>(answer) ? "done" : "an answer to something else";
}

bool isUndecided(wallet::PaymentStatus status) {
    return status == wallet::PaymentStatus::waiting || status == wallet::PaymentStatus::withShopper;
}

core::Money dkk(std::int64_t minor) {
    return {minor, core::Currency::dkk()};
}

}  // namespace

std::string Client::findStores(bool ofBrand) {
    const auto answer = ask(ofBrand ? wallet::FindStores{profile_.brandId, profile_.locationId}
                                    : wallet::FindStores{});
    const auto* found = std::get_if<wallet::StoresFound>(&answer);
    if (found == nullptr) return wordsOf(answer);
    stores_ = found->storeIds;
    return "found " + std::to_string(stores_.size());
}

std::string Client::readStoresInDetail() {
    const auto answer = ask(wallet::FindStores{profile_.brandId, profile_.locationId, true});
    const auto* found = std::get_if<wallet::StoresFound>(&answer);
    return found == nullptr ? wordsOf(answer) : "read " + std::to_string(found->stores.size());
}

std::string Client::readStore() {
    const auto answer = ask(wallet::QueryStore{stores_.at(0)});
    const auto* store = std::get_if<wallet::StoreView>(&answer);
    return store == nullptr ? wordsOf(answer) : store->merchantLocationId;
}

std::string Client::createPointOfSale() {
    if (stores_.empty()) findStores(true);
    wallet::PointOfSaleRequest wanted;
    wanted.merchantPosId = profile_.merchantPosId;
    wanted.storeId = stores_.at(0);
    wanted.name = profile_.posName;
    wanted.beaconTypes = {"QR"};
    const auto answer =
        ask(wallet::CreatePointOfSale{core::IdempotencyKey(core::newGuid(random_)), wanted});
    const auto* created = std::get_if<wallet::PointOfSaleCreated>(&answer);
    if (created == nullptr) return wordsOf(answer);
    pointOfSale_ = created->pointOfSale;
    return "created";
}

std::string Client::findPointOfSale() {
    const auto answer = ask(wallet::FindPointsOfSale{profile_.merchantPosId, {}, {}});
    const auto* found = std::get_if<wallet::PointsOfSaleFound>(&answer);
    return found == nullptr ? wordsOf(answer)
                            : "found " + std::to_string(found->pointsOfSale.size());
}

std::string Client::readPointOfSale() {
    const auto answer = ask(wallet::QueryPointOfSale{pointOfSale_});
    const auto* view = std::get_if<wallet::PointOfSaleView>(&answer);
    return view == nullptr ? wordsOf(answer) : view->configuration.merchantPosId;
}

std::string Client::deletePointOfSale() {
    const auto answer = ask(wallet::DeletePointOfSale{pointOfSale_});
    const auto* no = std::get_if<wallet::Refused>(&answer);
    const bool gone = no != nullptr && no->meaning == wallet::Refused::Meaning::notFound &&
                      no->earlierAttemptMayArrive;
    return gone || std::holds_alternative<wallet::Done>(answer) ? "deleted" : wordsOf(answer);
}

std::string Client::createPayment(const core::OrderId& order) {
    order_ = order;
    key_ = core::IdempotencyKey(core::newGuid(random_));
    const auto body = wallet_.seal({pointOfSale_, order_, dkk(1250)});
    const auto answer = ask(wallet::CreatePayment{order_, key_, body});
    const auto* created = std::get_if<wallet::PaymentCreated>(&answer);
    if (created == nullptr) return wordsOf(answer);
    payment_ = created->payment;
    return "created";
}

std::string Client::reuseKey() {
    const auto other = wallet_.seal({pointOfSale_, order_, dkk(1350)});
    return wordsOf(ask(wallet::CreatePayment{order_, key_, other}));
}

std::string Client::pollPayment() {
    rest::PollSchedule schedule({}, &random_);
    for (;;) {
        const auto answer = ask(wallet::QueryPayment{payment_, true});
        const auto now = wire_.now().mono;
        const auto* view = std::get_if<wallet::PaymentView>(&answer);
        if (view != nullptr && !isUndecided(view->status)) return view->walletStatus;
        if (view == nullptr && !std::holds_alternative<wallet::NoAnswer>(answer))
            return wordsOf(answer);
        const auto next = view != nullptr && view->pollDelay
                              ? schedule.answered(now, *view->pollDelay)
                              : schedule.unanswered(now);
        while (wire_.now().mono < next)
            interruption_.waitFor(next - wire_.now().mono);
    }
}

std::string Client::readPayment() {
    const auto answer = ask(wallet::QueryPayment{payment_});
    const auto* view = std::get_if<wallet::PaymentView>(&answer);
    return view == nullptr ? wordsOf(answer) : view->walletStatus;
}

std::string Client::findPayment(bool captured) {
    const auto answer = ask(captured ? wallet::FindPayments{{}, order_, true}
                                     : wallet::FindPayments{pointOfSale_, order_, false});
    const auto* found = std::get_if<wallet::PaymentsFound>(&answer);
    if (found == nullptr) return wordsOf(answer);
    if (!found->payments.empty()) payment_ = found->payments.front();
    return "found " + std::to_string(found->payments.size());
}

std::string Client::capture(std::int64_t minor) {
    return wordsOf(ask(wallet::CapturePayment{payment_, dkk(minor)}));
}

std::string Client::cancel() {
    return wordsOf(ask(wallet::CancelPayment{payment_}));
}

}  // namespace mobilepay::certification
