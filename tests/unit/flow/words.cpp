#include "tests/unit/flow/words.h"

#include <array>

namespace mobilepay::flow {
namespace {

template <std::size_t n>
std::string pick(const std::array<const char*, n>& names, std::size_t index) {
    return index < n ? names[index] : "?";
}

}  // namespace

std::string nameOf(const wallet::Call& call) {
    static constexpr std::array names{
        "CreatePayment",    "PreparePayment",    "ReadyPayment",      "QueryPayment",
        "CapturePayment",   "CancelPayment",     "FindPayments",      "CreateRefund",
        "QueryRefund",      "CaptureRefund",     "CancelRefund",      "FindRefunds",
        "QueryCheckIn",     "CreatePointOfSale", "DeletePointOfSale", "QueryPointOfSale",
        "FindPointsOfSale", "FindStores",        "QueryStore"};
    static_assert(names.size() == std::variant_size_v<wallet::Call>);
    return pick(names, call.index());
}

std::string nameOf(const wallet::Answer& answer) {
    static constexpr std::array names{"PaymentCreated",
                                      "PaymentView",
                                      "PaymentsFound",
                                      "RefundCreated",
                                      "RefundView",
                                      "RefundsFound",
                                      "CheckInView",
                                      "PointOfSaleCreated",
                                      "PointOfSaleView",
                                      "PointsOfSaleFound",
                                      "StoreView",
                                      "StoresFound",
                                      "Done",
                                      "Refused",
                                      "NoAnswer",
                                      "Malformed"};
    static_assert(names.size() == std::variant_size_v<wallet::Answer>);
    std::string name = pick(names, answer.index());
    if (const auto* refused = std::get_if<wallet::Refused>(&answer))
        name += std::to_string(static_cast<int>(refused->meaning)) +
                (refused->earlierAttemptMayArrive ? "+earlier" : "");
    if (const auto* view = std::get_if<wallet::PaymentView>(&answer))
        name += std::to_string(static_cast<int>(view->status));
    if (const auto* view = std::get_if<wallet::RefundView>(&answer))
        name += std::to_string(static_cast<int>(view->status));
    if (const auto* silence = std::get_if<wallet::NoAnswer>(&answer))
        name += silence->maybeDone ? "(maybe)" : "(never sent)";
    return name;
}

std::string nameOf(const Action& action) {
    static constexpr std::array names{"WritePromise", "WriteDecision", "WriteOutcome", "Request",
                                      "WaitUntil",    "Progress",      "Tell",         "End"};
    static_assert(names.size() == std::variant_size_v<Action>);
    std::string name = pick(names, action.index());
    if (const auto* request = std::get_if<Request>(&action)) name += ":" + nameOf(request->call);
    if (const auto* tell = std::get_if<Tell>(&action)) name += ":" + nameOf(tell->verdict.kind);
    return name;
}

std::string nameOf(const Event& event) {
    static constexpr std::array names{"Started",  "Written", "WriteFailed",   "DecisionStands",
                                      "Answered", "Due",     "AbortRequested"};
    static_assert(names.size() == std::variant_size_v<Event>);
    std::string name = pick(names, event.index());
    if (const auto* answered = std::get_if<Answered>(&event))
        name += ":" + nameOf(answered->answer);
    return name;
}

std::string nameOf(Verdict::Kind kind) {
    static constexpr std::array names{"approved",     "approvedCapturePending",
                                      "declined",     "cancelledByWallet",
                                      "timedOut",     "aborted",
                                      "notSent",      "refused",
                                      "notCaptured",  "strangerActive",
                                      "unknown",      "misconfigured",
                                      "journalFailed"};
    return pick(names, static_cast<std::size_t>(kind));
}

std::ostream& operator<<(std::ostream& out, Verdict::Kind kind) {
    return out << nameOf(kind);
}

}  // namespace mobilepay::flow

namespace mobilepay::journal {

std::ostream& operator<<(std::ostream& out, Decision decision) {
    static constexpr std::array names{"none", "capture", "cancel", "hold"};
    return out << names.at(static_cast<std::size_t>(decision));
}

std::ostream& operator<<(std::ostream& out, Outcome outcome) {
    static constexpr std::array names{"open",        "approved", "declined", "cancelledByWallet",
                                      "timedOut",    "aborted",  "notSent",  "refused",
                                      "notCaptured", "undone",   "lapsed"};
    return out << names.at(static_cast<std::size_t>(outcome));
}

std::ostream& operator<<(std::ostream& out, Kind kind) {
    static constexpr std::array names{"sale",        "preSale",  "completion",
                                      "voidPreSale", "voidSale", "refund"};
    return out << names.at(static_cast<std::size_t>(kind));
}

}  // namespace mobilepay::journal

namespace mobilepay::core {

std::ostream& operator<<(std::ostream& out, const Money& amount) {
    return out << amount.toDecimal() << ' ' << amount.currency().code();
}

std::ostream& operator<<(std::ostream& out, const MonoTime& time) {
    return out << time.sinceStart.count() << " ms";
}

}  // namespace mobilepay::core
