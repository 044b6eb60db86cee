#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/rest/http.h"
#include "tests/simulator/handler/json_reader.h"
#include "tests/simulator/handler/json_writer.h"
#include "tests/simulator/model/world.h"

#include <map>
#include <optional>
#include <string>

namespace mobilepay::simulator {

/// An access token that was handed out.
struct Grant {
    std::string integrator;
    std::optional<std::string> merchantVat;  ///< the `merchant_vat` claim
    core::WallTime expiresAt;
};

/// MobilePay's token endpoint (OAuth 2.0 client credentials) and the tokens it handed out.
class Tokens {
public:
    /// `POST /integrator-authentication/connect/token`
    rest::HttpResponse issue(const rest::HttpRequest& request, const World& world,
                             core::Milliseconds life, core::WallTime now, core::Random& random);
    /// `GET /broker/token`: what an integrator's own service for setting `token.source` does. Hands
    /// out a token of the first integrator's to whom it knows.
    rest::HttpResponse handOut(const rest::HttpRequest& request, const World& world,
                               core::Milliseconds life, core::WallTime now, core::Random& random);
    /// What the value of an `Authorization` header entitles to; nothing when it is unknown or over.
    [[nodiscard]] const Grant* check(const std::string& authorization, core::WallTime now) const;
    /// Every token handed out so far is void from here on.
    void revokeAll() { grants_.clear(); }

    void write(JsonWriter& out) const;
    void read(const JsonValue& list);

private:
    rest::HttpResponse grant(Grant grant, core::Milliseconds life, core::Random& random);

    std::map<std::string, Grant> grants_;
};

}  // namespace mobilepay::simulator
