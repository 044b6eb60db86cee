#include "tests/unit/simulator/till.h"

#include "tests/simulator/handler/exchange_line.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <Poco/Base64Encoder.h>
#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

std::string base64(const std::string& text) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << text;
    encoder.close();
    return out.str();
}

/// Where ctest wants every answer of the run, for the checker of the wire; null: nowhere.
std::ostream* answers() {
    static std::ofstream file = [] {
        const char* name = std::getenv("MOBILEPAY_EXCHANGES");
        return name == nullptr ? std::ofstream{} : std::ofstream(name, std::ios::trunc);
    }();
    return file.is_open() ? &file : nullptr;
}

}  // namespace

std::string Reply::operator[](std::string_view field) const {
    const JsonValue* value = body.find(field);
    return value ? value->text : std::string{};
}

std::string refundJson(const std::string& paymentId, const std::string& amount,
                       const std::string& currency) {
    return R"({"paymentId":")" + paymentId + R"(","refundOrderId":"refund","amount":)" + amount +
           R"(,"currencyCode":")" + currency + R"("})";
}

rest::HttpRequest bare(const std::string& method, const std::string& url, rest::Headers headers,
                       const std::string& body) {
    rest::HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = std::move(headers);
    request.body = body;
    return request;
}

Rules lastingTokens() {
    Rules rules;
    rules.tokenLife = std::chrono::hours{400 * 24};
    return rules;
}

Till::Till(Rules rules) : handler(defaultWorld(), rules, random) {
    handler.model().script({}, Script{.deed = Deed::absent}, 0);
    token_ = token();
    posId = pointOfSale();
    beacon = get("/pointofsales/" + posId)["beaconId"];
}

std::string Till::token() {
    rest::HttpRequest request = bare("POST", "/integrator-authentication/connect/token", {}, "");
    const Integrator& client = world_.integrators[integrator_];
    request.headers = {{"Authorization", "Basic " + base64(client.id + ':' + client.secret)},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=client_credentials";
    return send(request)["access_token"];
}

void Till::become(std::size_t integrator, const std::string& vat) {
    integrator_ = integrator;
    vat_ = vat;
    token_ = token();
}

rest::HttpRequest Till::request(const std::string& method, const std::string& path,
                                const std::string& body) const {
    rest::HttpRequest request = bare(method, "https://localhost/pos/v10" + path, {}, body);
    request.headers = {{"Authorization", "Bearer " + token_, true},
                       {"x-ibm-client-id", world_.integrators[integrator_].id},
                       {"X-MobilePay-Client-System-Version", "1.0.0"},
                       {"X-MobilePay-Merchant-VAT-Number", vat_},
                       {"Content-Type", "application/json"}};
    return request;
}

Reply Till::send(rest::HttpRequest request) {
    Reply reply;
    reply.raw = handler.handle(request, now);
    if (auto* out = answers()) {
        Exchange exchange;
        exchange.response = reply.raw;
        *out << exchangeLine(now, request, exchange, {}) + '\n' << std::flush;
    }
    reply.status = reply.raw.status;
    if (!reply.raw.body.empty()) reply.body = parseJson(reply.raw.body);
    reply.code = reply["code"];
    return reply;
}

Reply Till::get(const std::string& path) {
    return send(request("GET", path));
}

Reply Till::post(const std::string& path, const std::string& body) {
    return send(request("POST", path, body));
}

Reply Till::erase(const std::string& path) {
    return send(request("DELETE", path));
}

Reply Till::create(const std::string& path, const std::string& body, const std::string& key) {
    rest::HttpRequest call = request("POST", path, body);
    call.headers.push_back({"X-MobilePay-Idempotency-Key", key.empty() ? freshKey() : key});
    return send(call);
}

Reply Till::app(const std::string& verb, const std::string& body) {
    return send(bare("POST", "/pos/app/usersimulation/" + verb, {}, body));
}

Reply Till::control(const std::string& method, const std::string& what, const std::string& body) {
    return send(bare(method, "/mpsim/" + what, {}, body));
}

std::string Till::pointOfSale(const StoreId& store, const std::string& extra) {
    const std::string name = "till-" + std::to_string(++orders_);
    return create("/pointofsales",
                  R"({"merchantPosId":")" + name + R"(","storeId":")" + store.text() +
                      R"(","name":"Till","supportedBeaconTypes":["QR"])" + extra + "}")["posId"];
}

std::string Till::paymentJson(const std::string& amount, const std::string& extra) const {
    return R"({"posId":")" + posId + R"(","orderId":"order-)" + std::to_string(++orders_) +
           R"(","amount":)" + amount + R"(,"currencyCode":")" +
           (vat_.starts_with("FI") ? "EUR" : "DKK") + R"(","plannedCaptureDelay":"None")" + extra +
           "}";
}

std::string Till::payment(const std::string& amount) {
    return create("/payments", paymentJson(amount))["paymentId"];
}

void Till::checkIn(const std::string& phone) {
    BOOST_REQUIRE_EQUAL(
        app("checkin", R"({"beaconId":")" + beacon + R"(","phoneNumber":")" + phone + "\"}").status,
        200);
}

void Till::accept(const std::string& phone) {
    BOOST_REQUIRE_EQUAL(
        app("acceptpayment", R"({"beaconId":")" + beacon + R"(","phoneNumber":")" + phone + "\"}")
            .status,
        200);
}

std::string Till::stateOf(const std::string& paymentId) {
    return get("/payments/" + paymentId)["status"];
}

std::string Till::refundStateOf(const std::string& refundId) {
    return get("/refunds/" + refundId)["status"];
}

std::string Till::paymentIn(PaymentState state, const std::string& phone) {
    using P = PaymentState;
    std::string id;
    if (state == P::prepared || state == P::paired) {
        id = create("/payments/prepare", R"({"posId":")" + posId + R"(","orderId":")" +
                                             freshOrder() + "\"}")["paymentId"];
        if (state == P::paired) checkIn(phone);
    } else {
        id = payment();
        if (state != P::initiated) checkIn(phone);
        if (state == P::reserved || state == P::captured || state == P::expiredAndCancelled)
            accept(phone);
    }
    if (state == P::captured) post("/payments/" + id + "/capture", R"({"amount":12.50})");
    if (state == P::cancelledByClient) post("/payments/" + id + "/cancel");
    if (state == P::cancelledByUser)
        app("cancelpaymentbyuser", R"({"beaconId":")" + beacon + "\"}");
    if (state == P::cancelledByMobilePay) wait(std::chrono::minutes{5});
    if (state == P::expiredAndCancelled) wait(std::chrono::hours{7 * 24});
    BOOST_REQUIRE_EQUAL(stateOf(id), nameOf(state));
    return id;
}

std::string Till::refundIn(RefundState state, const std::string& amount) {
    using R = RefundState;
    const std::string paid = paymentIn(PaymentState::captured);
    if (state == R::cancelledByMobilePay) handler.model().rules().doomedRefunds = 1;
    const std::string id = create("/refunds", refundJson(paid, amount))["refundId"];
    if (state != R::initiated) wait(std::chrono::milliseconds{200});
    if (state == R::captured) post("/refunds/" + id + "/capture");
    if (state == R::cancelledByClient) post("/refunds/" + id + "/cancel");
    if (state == R::expiredAndCaptured) wait(std::chrono::hours{24});
    BOOST_REQUIRE_EQUAL(refundStateOf(id), nameOf(state));
    return id;
}

}  // namespace mobilepay::simulator::test
