#include "tests/simulator/server/guide.h"

namespace mobilepay::simulator {

std::string guideHeader() {
    return "Stands in for the server of MobilePay PoS v10: the whole API, the token endpoint and "
           "the "
           "sandbox's user simulation over HTTPS, with scripted shoppers, planned faults, a clock "
           "that can be advanced and a record of what the client did.";
}

std::string guideText() {
    return R"(
First steps
  mpsim --port 8443 --tls-dir tls &
  curl --cacert tls/ca.pem -u CLIENT:SECRET -d grant_type=client_credentials \
       https://localhost:8443/integrator-authentication/connect/token
  Every call of the API carries Authorization: Bearer TOKEN, x-ibm-client-id: CLIENT,
  X-MobilePay-Client-System-Version: 1.0.0 and X-MobilePay-Merchant-VAT-Number: DK90000028.

What exists from the start (test values, no secrets)
  client 1   6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01   mpsim-secret-of-integrator-1
  client 2   6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c02   mpsim-secret-of-integrator-2
  broker     GET /broker/token, which knows a till by   mpsim-secret-of-broker
             (settings token.source = broker:https://…/broker/token and broker.secret)
  merchant   DK90000028 (DKK): brand MPPOSCERT1 with locations 00001, 00002 and 00009 (not
             activated); brand POSDK00001 with location 10001
  merchant   FI90000040 (EUR): brand MPPOSCERT1, location 00001
  merchant   DK12345678: brand POSDK99999, location 20001
  shoppers   +4520031801 credit card, 802 debit card, 803 credit card, 804 with loyalty ids,
             805 whose payments can be captured in part; the same as +358200318001 to 005
  Points of sale are made through the API.

Shoppers
  By default a shopper checks in 100 ms after a payment was created and approves 200 ms later. One
  whose card the payment disallows declines. With --shopper absent nobody comes and the user
  simulation (/pos/app/usersimulation/checkin, acceptpayment, cancelpaymentbyuser) moves him. The
  user simulation answers 500 when what it asks for is not possible now.

The control API (no token; JSON; times are milliseconds)
  GET  /mpsim/record         calls by endpoint, connections, TLS handshakes, polls that came too
                             early and the log of the calls, secrets masked
  GET  /mpsim/ledger         points of sale, payments and refunds with the history of their states
  GET  /mpsim/clock          the virtual time
  POST /mpsim/clock          {"advanceMs": 86400000}
  POST /mpsim/shopper        {"deed": "approve|decline|walk-away|absent", "checkInAfterMs": 100,
                              "answerAfterMs": 200, "lastMoment": false, "phoneNumber": "+45...",
                              "posId" or "merchantPosId": for one point of sale only,
                              "times": for so many payments (0: until changed),
                              "checkInFirst": checks in at once, before any payment}
  POST /mpsim/faults         one fault or a list: {"kind": KIND, "method": "POST",
                              "path": "*/payments/*/capture", "nth": 1, "times": 1 (0: always),
                              "delayMs": 1000, "status": 500, "code": 2000}
      delay         the answer is late           malformed     the answer is no JSON
      late-work     the request is late          slow          the answer comes byte by byte
      drop-before   nothing done, no answer      cut           half an answer
      drop-after    done, no answer              unauthorized  nothing done, 401
      error         nothing done, status, code   error-after   done, but status and code
  DELETE /mpsim/faults       forgets the faults
  POST /mpsim/rules          {"pollDelayMs", "pollDelayMinMs", "pollDelayMaxMs", "inactivityMs",
                              "checkInLifeMs", "loyaltyLookupMs", "refundSettlesMs", "tokenLifeMs",
                              "doomedRefunds": so many of the next refunds MobilePay cancels}
  POST /mpsim/store          {"storeId", "activated", "balanceMinor": null for no limit}
  POST /mpsim/cancel-payment {"paymentId"}: MobilePay cancels an active payment
  POST /mpsim/revoke-tokens  every token is void from here on
  POST /mpsim/reset          as it was at the start; the clock stays

Times that MobilePay documents are kept: reservations 7 days, refund reservations 24 hours, refunds
90 days, idempotency keys 24 hours. Assumed: an unanswered payment or an idle check-in ends after 5
minutes, loyalty ids are known 150 ms after check-in, a refund is reserved after 200 ms.

Exit codes: 0 asked to end (SIGTERM, Ctrl-C), 64 wrong options, 69 cannot listen or use its files.
)";
}

}  // namespace mobilepay::simulator
