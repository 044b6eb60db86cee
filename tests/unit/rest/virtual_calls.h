#pragma once

#include "driver/rest/call.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace mobilepay::rest::testing {

inline core::Now at(core::Milliseconds mono) {
    core::Now now;
    now.mono = core::MonoTime{mono};
    return now;
}

inline HttpResponse response(int status, std::string body = "") {
    return {status, {}, std::move(body)};
}

inline HttpFailure failure(HttpFailure::Kind kind, bool sent) {
    return {kind, sent, "scripted " + std::string(name(kind))};
}

/// A token endpoint's answer.
inline HttpResponse granted(const std::string& token, int seconds = 3600) {
    return response(
        200, "{\"access_token\":\"" + token + "\",\"expires_in\":" + std::to_string(seconds) + "}");
}

/// A source whose requests go to https://token.test/.
inline TokenRequest tokenRequest() {
    return [] {
        HttpRequest request;
        request.method = "POST";
        request.url = "https://token.test/";
        return request;
    };
}

inline bool isTokenRequest(const HttpRequest& request) {
    return request.url == "https://token.test/";
}

/// Drives calls over virtual time: an exchange takes `latency`, waits are waited out.
class VirtualWire {
public:
    using Server = std::function<HttpResult(const HttpRequest& request)>;
    explicit VirtualWire(Server server) : server_(std::move(server)) {}

    Finished run(Call& call) {
        CallStep step = call.next(at(now));
        for (;;) {
            if (auto* finished = std::get_if<Finished>(&step)) return *finished;
            if (auto* wait = std::get_if<WaitUntil>(&step)) {
                waits.push_back(wait->when.sinceStart - now);
                now = wait->when.sinceStart;
                step = call.next(at(now));
            } else {
                const HttpRequest request = std::get<Send>(step).request;
                sent.push_back({now, request});
                const HttpResult result = server_(request);
                now += latency;
                step = call.answered(at(now), result);
            }
        }
    }

    /// Requests to the API only.
    [[nodiscard]] std::vector<HttpRequest> apiRequests() const {
        std::vector<HttpRequest> requests;
        for (const auto& [when, request] : sent) {
            if (!isTokenRequest(request)) requests.push_back(request);
        }
        return requests;
    }
    [[nodiscard]] int tokenRequests() const {
        return static_cast<int>(sent.size() - apiRequests().size());
    }

    core::Milliseconds now{1000};
    core::Milliseconds latency{30};
    std::vector<std::pair<core::Milliseconds, HttpRequest>> sent;
    std::vector<core::Milliseconds> waits;

private:
    Server server_;
};

}  // namespace mobilepay::rest::testing
