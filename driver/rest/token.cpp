#include "driver/rest/token.h"

#include "driver/rest/redirect.h"
#include "driver/rest/token_answer.h"

#include <algorithm>
#include <chrono>

namespace mobilepay::rest {

namespace {

using namespace std::chrono_literals;

/// Between two looks at a fetch that another lane has under way.
constexpr core::Milliseconds look = 25ms;
/// Connecting and slack on top of the request's time-out, before a fetch counts as abandoned.
constexpr core::Milliseconds abandoned = 10s;
/// A failed renewal is not tried again by the very next call while the old token lives.
constexpr core::Milliseconds renewalPause = 10s;
constexpr core::Milliseconds longestMargin = 60s;

Header authorizationWith(const core::Secret& token) {
    return {"Authorization", "Bearer " + token.reveal(), true};
}

TokenSource::Failed unreachable(const HttpFailure& failure) {
    // A wrong URL stays wrong, and an answer that is no HTTP comes from no token endpoint.
    const bool worthRetrying =
        failure.kind != HttpFailure::Kind::refusedByUs && failure.kind != HttpFailure::Kind::limit;
    return {{failure.kind, false, "No access token: " + failure.text}, worthRetrying};
}

TokenSource::Failed refusedWith(const HttpResponse& response) {
    std::string text =
        "No access token: the token endpoint answered " + std::to_string(response.status);
    const std::string word = refusalWord(response.body);
    if (!word.empty()) text += " (" + word + ")";
    const bool faultOfServer = response.status >= 500;
    auto kind = HttpFailure::Kind::token;
    if (response.status == 400 || response.status == 401 || response.status == 403) {
        kind = HttpFailure::Kind::credentials;
        text += "; check the client id, the client secret or broker credential, and the merchant";
    }
    text += wordsOnRedirect(response.status);
    return {{kind, false, std::move(text)}, faultOfServer};
}

}  // namespace

TokenSource::TokenSource(TokenRequest request) : request_(std::move(request)) {}

std::optional<Header> TokenSource::living(core::MonoTime now) const {
    if (!token_ || now >= token_->end) return std::nullopt;
    return authorizationWith(token_->value);
}

TokenSource::Step TokenSource::next(core::Now now) {
    const std::lock_guard lock(mutex_);
    auto header = living(now.mono);
    if (header && now.mono < token_->renewAt) return std::move(*header);
    if (fetchBegan_ && now.mono < fetchBarsUntil_) {
        if (header) return std::move(*header);
        return WaitUntil{std::min(now.mono + look, fetchBarsUntil_)};
    }
    Send send{request_()};
    fetchBegan_ = now.mono;
    fetchBarsUntil_ = now.mono + send.request.timeout + abandoned;
    return send;
}

TokenSource::Step TokenSource::answered(core::Now now, const HttpResult& result) {
    const std::lock_guard lock(mutex_);
    // Its life counts from before the request left, to be on the safe side.
    const core::MonoTime began = fetchBegan_.value_or(now.mono);
    fetchBegan_.reset();

    Failed failed;
    if (const auto* failure = std::get_if<HttpFailure>(&result)) {
        failed = unreachable(*failure);
    } else if (const auto& response = std::get<HttpResponse>(result); response.status != 200) {
        failed = refusedWith(response);
    } else {
        auto grant = readGrant(response.body);
        if (auto* granted = std::get_if<Grant>(&grant)) {
            const auto margin = std::min(granted->life / 10, longestMargin);
            const core::MonoTime end = began + granted->life;
            token_ = Token{std::move(granted->token), end - margin, end};
            return authorizationWith(token_->value);
        }
        failed.failure = {HttpFailure::Kind::token, false,
                          "No access token: the token endpoint answered 200, but " +
                              std::get<std::string>(grant)};
    }
    if (auto header = living(now.mono)) {
        token_->renewAt = std::min(now.mono + renewalPause, token_->end);
        return std::move(*header);
    }
    return failed;
}

void TokenSource::refused(const Header& authorization) {
    const std::lock_guard lock(mutex_);
    if (token_ && authorizationWith(token_->value).value == authorization.value) token_.reset();
}

}  // namespace mobilepay::rest
