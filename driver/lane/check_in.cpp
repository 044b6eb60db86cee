#include "driver/core/code.h"
#include "driver/lane/implementation.h"
#include "driver/rest/poll.h"

#include <gsl/gsl>

/// Who has checked in at the point of sale.
namespace mobilepay::lane {
namespace {

using Ending = CheckIn::Ending;

/// Who has checked in is looked up at MobilePay a moment later (v10: loyaltyIds missing, ask
/// again).
constexpr core::Milliseconds loyaltyLookUp{2000};

CheckIn failed(Ending ending, std::string code, std::string text) {
    return {ending, {}, std::move(code), std::move(text)};
}

/// What is to be told if this was the last answer in time. A question that was not tried, or whose
/// time was over before it could be sent, says nothing about the server.
CheckIn told(const wallet::Answer& answer, bool inTime) {
    if (const auto* view = std::get_if<wallet::CheckInView>(&answer))
        return {view->checkedIn ? Ending::someone : Ending::nobody, *view, {}, {}};
    if (const auto* refused = std::get_if<wallet::Refused>(&answer)) {
        const bool ours = refused->meaning == wallet::Refused::Meaning::unauthorised;
        return failed(ours ? Ending::misconfigured : Ending::refused, refused->code, refused->text);
    }
    if (const auto* silence = std::get_if<wallet::NoAnswer>(&answer))
        return silence->maybeDone || (inTime && !silence->notAsked)
                   ? failed(Ending::unreachable, core::code::noAnswer, silence->text)
                   : CheckIn{};
    const auto* malformed = std::get_if<wallet::Malformed>(&answer);
    return failed(Ending::unreachable, core::code::noAnswer, malformed ? malformed->text : "");
}

}  // namespace

/// As a sale: without a connection it fails at once.
std::optional<CheckIn> Lane::Implementation::noPointOfSale(core::MonoTime deadline) {
    if (!reachable(deadline))
        return failed(Ending::unreachable, core::code::notSent,
                      "the server '" + profile_.apiUrl + "' cannot be reached");
    const bool misconfigured =
        !pointOfSale().confirmed && seek(deadline) == PointOfSaleSearch::Ending::misconfigured;
    if (!pointOfSale().id.empty()) return std::nullopt;
    if (misconfigured)
        return failed(Ending::misconfigured, core::code::misconfigured, lastTrouble());
    return failed(
        Ending::unreachable, core::code::noPointOfSale,
        "the point of sale '" + profile_.merchantPosId + "' has not been seen at the server yet");
}

CheckIn Lane::Implementation::waitForCheckIn(const CheckInQuestion& question) {
    Expects(wire_ != nullptr);
    begin(question.stop);
    const auto deadline = wire_->now().mono + question.patience;
    if (question.training || profile_.wallet == "training")
        return pollCheckIn(*training_, deadline);
    if (auto nowhere = noPointOfSale(deadline)) return *nowhere;
    return pollCheckIn(merchant_->wallet(), deadline);
}

CheckIn Lane::Implementation::pollCheckIn(wallet::Wallet& wallet, core::MonoTime deadline) {
    std::optional<CheckIn> someone;
    std::optional<CheckIn> before;
    rest::PollSchedule schedule({}, &random_);
    for (;;) {
        if (tillInterruption_.raised()) return failed(Ending::stopped, core::code::aborted, "");
        Ask ask(wallet, wallet::QueryCheckIn{pointOfSale().id}, deadline);
        drive(ask, *wire_, tillInterruption_);
        const auto now = wire_->now().mono;
        const auto seen = told(ask.answer(), now < deadline);
        const auto delay = seen.view.pollDelay;
        if (seen.ending == Ending::someone) {
            if (seen.view.loyaltyIds) return seen;
            if (!someone) deadline = std::min(deadline, now + loyaltyLookUp);
            someone = seen;
        }
        if (seen.ending == Ending::refused || seen.ending == Ending::misconfigured)
            return someone.value_or(seen);
        const auto next = delay ? schedule.answered(now, *delay) : schedule.unanswered(now);
        // A last question without an answer takes back nothing that was heard before it.
        if (next >= deadline) return someone.value_or(delay || !before ? seen : *before);
        before = seen;
        if (tillInterruption_.waitFor(next - now) && someone) return *someone;
    }
}

}  // namespace mobilepay::lane
