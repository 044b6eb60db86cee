#include "driver/rest/call.h"

#include "driver/rest/backoff.h"

#include <algorithm>

namespace mobilepay::rest {

namespace {

/// Whether the same request may fare better a moment later.
bool worthRepeating(const HttpResult& result) {
    if (const auto* response = std::get_if<HttpResponse>(&result)) return response->status >= 500;
    switch (std::get<HttpFailure>(result).kind) {
        case HttpFailure::Kind::connect:
        case HttpFailure::Kind::tls:
        case HttpFailure::Kind::timeout:
        case HttpFailure::Kind::notTried:
        case HttpFailure::Kind::io:
            return true;
        case HttpFailure::Kind::refusedByUs:
        case HttpFailure::Kind::limit:
        case HttpFailure::Kind::token:
        case HttpFailure::Kind::credentials:
            return false;
    }
    return false;
}

bool leftTheFateOpen(const HttpResult& result) {
    if (const auto* response = std::get_if<HttpResponse>(&result)) return response->status >= 500;
    return std::get<HttpFailure>(result).sent;
}

bool isUnauthorized(const HttpResult& result) {
    const auto* response = std::get_if<HttpResponse>(&result);
    return response && response->status == 401;
}

bool wasNotTried(const HttpResult& result) {
    const auto* failure = std::get_if<HttpFailure>(&result);
    return failure && failure->kind == HttpFailure::Kind::notTried;
}

HttpResult noTimeLeft() {
    return HttpFailure{HttpFailure::Kind::notTried, false,
                       "The call was not sent: its time was over before it could start"};
}

}  // namespace

Call::Call(HttpRequest request, RetryPolicy policy, gsl::not_null<TokenSource*> tokens,
           gsl::not_null<core::Random*> random, std::optional<core::MonoTime> giveUpAt)
    : request_(std::move(request)),
      policy_(policy),
      tokens_(tokens),
      random_(random),
      giveUpAt_(giveUpAt) {
    Expects(policy.retries >= 0 && policy.retries <= 5);
}

bool Call::tooLate(core::MonoTime when) const {
    return giveUpAt_ && when >= *giveUpAt_;
}

HttpRequest Call::cutToTheEnd(HttpRequest request, core::Now now) const {
    if (!giveUpAt_) return request;
    const core::Milliseconds left = *giveUpAt_ - now.mono;
    request.timeout = std::min(request.timeout, left);
    request.timeoutWithConnect = std::min(request.timeoutWithConnect.value_or(left), left);
    return request;
}

CallStep Call::next(core::Now now) {
    Expects(open_ == Open::nothing);
    if (finished_) return *finished_;
    if (notBefore_ && now.mono < *notBefore_) return WaitUntil{*notBefore_};
    notBefore_.reset();
    if (tooLate(now.mono)) return finish(last_.value_or(noTimeLeft()));

    auto step = tokens_->next(now);
    if (auto* send = std::get_if<Send>(&step)) {
        open_ = Open::token;
        return Send{cutToTheEnd(std::move(send->request), now)};
    }
    if (auto* wait = std::get_if<WaitUntil>(&step)) {
        return WaitUntil{giveUpAt_ ? std::min(wait->when, *giveUpAt_) : wait->when};
    }
    if (auto* failed = std::get_if<TokenSource::Failed>(&step)) {
        return finish(std::move(failed->failure));
    }
    return sendRequest(now, std::get<Header>(std::move(step)));
}

CallStep Call::answered(core::Now now, const HttpResult& result) {
    Expects(open_ != Open::nothing);
    if (std::exchange(open_, Open::nothing) == Open::token) return answeredToken(now, result);

    maybeReached_ = maybeReached_ || leftTheFateOpen(result);
    if (isUnauthorized(result)) {
        tokens_->refused(authorization_);
        if (renewed_) return finish(result);
        renewed_ = true;
        return next(now);
    }
    if (worthRepeating(result)) return retryOr(now, result);
    return finish(result);
}

CallStep Call::answeredToken(core::Now now, const HttpResult& result) {
    auto step = tokens_->answered(now, result);
    if (auto* header = std::get_if<Header>(&step)) {
        if (tooLate(now.mono)) return finish(last_.value_or(noTimeLeft()));
        return sendRequest(now, std::move(*header));
    }
    auto& failed = std::get<TokenSource::Failed>(step);
    if (failed.worthRetrying) return retryOr(now, std::move(failed.failure));
    return finish(std::move(failed.failure));
}

CallStep Call::sendRequest(core::Now now, Header authorization) {
    authorization_ = std::move(authorization);
    HttpRequest request = cutToTheEnd(request_, now);
    request.headers.push_back(authorization_);
    open_ = Open::request;
    ++requests_;
    return Send{std::move(request)};
}

/// What an earlier attempt met tells more than that there was no time for this one.
CallStep Call::retryOr(core::Now now, HttpResult last) {
    if (last_ && wasNotTried(last)) last = *last_;
    if (retriesUsed_ == policy_.retries) return finish(std::move(last));
    const core::MonoTime when =
        now.mono + backOff(policy_.firstDelay, policy_.maxDelay, retriesUsed_, *random_);
    if (tooLate(when)) return finish(std::move(last));
    ++retriesUsed_;
    last_ = std::move(last);
    notBefore_ = when;
    return WaitUntil{when};
}

CallStep Call::finish(HttpResult result) {
    finished_ = Finished{std::move(result), requests_, maybeReached_};
    return *finished_;
}

}  // namespace mobilepay::rest
