#pragma once

#include "driver/core/ids.h"
#include "driver/rest/token.h"
#include "driver/wallet/v10/wallet.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace mobilepay::wallet::testing {

/// Always the same number: the waits between retries are always the same.
class FixedRandom final : public core::Random {
public:
    std::uint64_t next() override { return 0; }
};

/// A conversation that was driven to its end over virtual time.
struct Driven {
    Answer answer;
    std::vector<rest::HttpRequest> sent;  ///< to the API
    core::Now end;
};

using Server = std::function<rest::HttpResult(const rest::HttpRequest&, core::Now)>;

/// Every exchange takes 10 ms, waits are waited out. Requests for a token are answered here unless
/// `server` is to see them too (`withTokens`).
[[nodiscard]] Driven drive(Conversation& conversation, core::Now now, const Server& server,
                           bool withTokens = false);

/// The wall clock at which virtual time starts.
[[nodiscard]] core::Now beginning();

[[nodiscard]] v10::Configuration testConfiguration();
[[nodiscard]] rest::ClientCredentials testCredentials();

/// A v10 wallet before a server that answers as it is told, in order; the last answer stands.
class ScriptedV10 {
public:
    explicit ScriptedV10(v10::Configuration configuration = testConfiguration());

    void answers(int status, std::string body = "");
    void fails(rest::HttpFailure::Kind kind, bool sent);
    Driven drive(const Call& call, std::optional<core::MonoTime> giveUpAt = std::nullopt);
    /// With one 200 answer of that body.
    Answer read(const Call& call, const std::string& body);
    [[nodiscard]] v10::Wallet& wallet() noexcept { return wallet_; }

private:
    FixedRandom random_;
    rest::TokenSource tokens_;
    v10::Wallet wallet_;
    std::deque<rest::HttpResult> script_;
};

/// `PaymentView`, `Refused` …: for messages.
[[nodiscard]] std::string describe(const Answer& answer);

/// The alternative that is expected; fails the test when it is another.
template <class Wanted>
Wanted expect(const Answer& answer) {
    if (const auto* wanted = std::get_if<Wanted>(&answer)) return *wanted;
    throw std::runtime_error("unexpected answer " + describe(answer));
}

inline const std::string somePayment = "3974eae6-e36f-4148-b5ee-22689e528c75";
inline const std::string someRefund = "7f3a6f03-fcd4-4860-a795-138e7dcf948e";
inline const std::string somePointOfSale = "c85916b1-8e17-4275-a388-551e16aa6293";
inline const std::string someStore = "401b5617-ae5e-4f1a-9a59-5a446dbb3caa";
inline const std::string someKey = "b9c0bd26-5f3b-4a54-9c2e-0d7f4a3f4c11";

[[nodiscard]] inline core::Money dkk(std::int64_t minor) {
    return {minor, core::Currency::dkk()};
}
[[nodiscard]] PaymentRequest somePaymentRequest(std::int64_t minor = 1250);

}  // namespace mobilepay::wallet::testing
