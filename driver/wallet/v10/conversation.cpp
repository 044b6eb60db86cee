#include "driver/wallet/v10/conversation.h"

#include "driver/core/code.h"
#include "driver/core/error.h"
#include "driver/rest/redirect.h"
#include "driver/wallet/v10/refusal.h"

#include <algorithm>
#include <utility>

namespace mobilepay::wallet::v10 {

namespace {

rest::RetryPolicy withRetries(rest::RetryPolicy policy, int retries) {
    policy.retries = retries;
    return policy;
}

Answer read(const rest::HttpResponse& response,
            const std::function<Answer(const std::string&)>& readBody) {
    try {
        return readBody(response.body);
    } catch (const core::ProtocolError& error) {
        return Malformed{error.what()};
    }
}

/// What the server asks to be left alone for.
std::optional<core::Milliseconds> pollDelayOf(const Answer& answer) {
    if (const auto* payment = std::get_if<PaymentView>(&answer)) return payment->pollDelay;
    if (const auto* refund = std::get_if<RefundView>(&answer)) return refund->pollDelay;
    if (const auto* checkIn = std::get_if<CheckInView>(&answer)) return checkIn->pollDelay;
    return std::nullopt;
}

}  // namespace

Answer answerOf(const rest::Finished& finished,
                const std::function<Answer(const std::string&)>& readBody) {
    if (const auto* failure = std::get_if<rest::HttpFailure>(&finished.result)) {
        if (failure->kind != rest::HttpFailure::Kind::credentials)
            return NoAnswer{
                finished.maybeReached, failure->text,
                failure->kind == rest::HttpFailure::Kind::notTried && !finished.maybeReached};
        Refused refused;
        refused.meaning = Refused::Meaning::unauthorised;
        refused.code = core::code::credentials;
        refused.text = failure->text;
        refused.earlierAttemptMayArrive = finished.maybeReached;
        return refused;
    }
    const auto& response = std::get<rest::HttpResponse>(finished.result);
    const int status = response.status;
    if (status == 200 || status == 201 || status == 204) return read(response, readBody);
    // 408 comes from something on the way that gave up waiting: what became of the call is open.
    if (status >= 500 || status == 408)
        return NoAnswer{true, describe(status, readErrorBody(response.body))};
    // 429 did nothing and may be asked again: no refusal to tell a till.
    if (status == 429)
        return NoAnswer{finished.maybeReached, describe(status, readErrorBody(response.body))};
    if (status >= 400) {
        auto refused = readRefusal(response);
        refused.earlierAttemptMayArrive = finished.maybeReached;
        return refused;
    }
    std::string text = "The answer has the status " + std::to_string(status);
    const auto redirect = rest::wordsOnRedirect(status);
    text += redirect.empty() ? ", which MobilePay PoS v10 does not know; is the API address right?"
                             : redirect;
    return Malformed{std::move(text)};
}

Exchange::Exchange(Plan plan, rest::RetryPolicy policy, gsl::not_null<rest::TokenSource*> tokens,
                   gsl::not_null<core::Random*> random, gsl::not_null<PollGate*> gate,
                   std::optional<core::MonoTime> giveUpAt)
    : polled_(plan.request.method == "GET" ? plan.request.url : ""),
      read_(std::move(plan.read)),
      gate_(gate),
      giveUpAt_(giveUpAt),
      call_(std::move(plan.request), withRetries(policy, plan.retries), tokens, random, giveUpAt) {}

/// While this one got its token, or was refused one, another flow may have asked the same.
Conversation::Step Exchange::stepOf(core::Now now, rest::CallStep step) {
    if (auto* send = std::get_if<rest::Send>(&step)) {
        const auto opens = gate_->opensAt(polled_);
        if (send->request.url != polled_ || opens <= now.mono) return std::move(*send);
        held_ = std::move(*send);
        return untilOpen(opens);
    }
    if (auto* wait = std::get_if<rest::WaitUntil>(&step)) return *wait;
    auto answer = answerOf(std::get<rest::Finished>(step), read_);
    if (const auto delay = pollDelayOf(answer)) gate_->close(polled_, now.mono, *delay);
    return answer;
}

Conversation::Step Exchange::untilOpen(core::MonoTime opens) const {
    if (giveUpAt_ && opens >= *giveUpAt_)
        return NoAnswer{false, "not asked: the server's poll delay ends after the time given",
                        true};
    return rest::WaitUntil{opens};
}

Conversation::Step Exchange::next(core::Now now) {
    const auto opens = gate_->opensAt(polled_);
    if (opens > now.mono) return untilOpen(opens);
    if (!held_) return stepOf(now, call_.next(now));
    auto send = *std::exchange(held_, std::nullopt);
    if (giveUpAt_) {
        const auto left = *giveUpAt_ - now.mono;
        send.request.timeout = std::min(send.request.timeout, left);
        send.request.timeoutWithConnect =
            std::min(send.request.timeoutWithConnect.value_or(left), left);
    }
    return send;
}

Conversation::Step Exchange::answered(core::Now now, const rest::HttpResult& result) {
    return stepOf(now, call_.answered(now, result));
}

}  // namespace mobilepay::wallet::v10
