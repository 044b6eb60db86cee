#include "driver/core/version.h"
#include "tests/unit/wallet/far_side.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;

// The wire format, frozen: every request of the driver as `wire/Major.Minor.txt` holds it.
// MobilePay certifies a client by Major.Minor, so a change on the wire raises Minor in the top
// CMakeLists.txt and gets a file of its own, recorded with MOBILEPAY_RECORD_WIRE=1; files there are
// never changed.

namespace {

const std::string placeholder = "{Major.Minor.Build}";

std::string majorMinor() {
    const std::string version = core::clientVersion;
    return version.substr(0, version.rfind('.'));
}

std::filesystem::path recordOf(const std::string& version) {
    return std::filesystem::path(MOBILEPAY_WIRE_FOLDER) / (version + ".txt");
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(std::ostream& out, const std::string& name, const rest::HttpRequest& request) {
    out << "=== " << name << "\n" << request.method << ' ' << request.url << '\n';
    for (const auto& header : request.headers) {
        const bool version = header.name == "X-MobilePay-Client-System-Version";
        out << header.name << ": " << (version ? placeholder : header.value) << '\n';
    }
    out << '\n' << request.body << "\n\n";
}

rest::HttpRequest requestOf(const Call& call, v10::Configuration configuration) {
    ScriptedV10 v10(std::move(configuration));
    v10.answers(404);
    return v10.drive(call).sent.at(0);
}

CreatePayment create(const PaymentRequest& request, v10::Configuration configuration) {
    return {request.orderId, core::IdempotencyKey(someKey),
            ScriptedV10(std::move(configuration)).wallet().seal(request)};
}

PaymentRequest fullRequest() {
    auto request = somePaymentRequest(123456);
    request.captureDelay = CaptureDelay::lessThan24Hours;
    request.label = "Bord 7, \"\xc3\xa6\xc3\xb8\xc3\xa5\" \\ 50 %";
    request.restrictions = {true, false};
    return request;
}

std::vector<std::pair<std::string, Call>> paymentCalls() {
    const core::PaymentId payment(somePayment);
    const core::PointOfSaleId point(somePointOfSale);
    const core::OrderId order("till1-bcdfghjklmnpqrstvwxz0123");
    const auto plain = testConfiguration();
    return {{"create payment", create(somePaymentRequest(), plain)},
            {"create payment with everything", create(fullRequest(), plain)},
            {"prepare payment", PreparePayment{order, core::IdempotencyKey(someKey), point}},
            {"ready payment", ReadyPayment{payment, somePaymentRequest(500)}},
            {"ready payment with everything", ReadyPayment{payment, fullRequest()}},
            {"query payment", QueryPayment{payment}},
            {"poll payment", QueryPayment{payment, true}},
            {"capture payment", CapturePayment{payment, dkk(1205)}},
            {"cancel payment", CancelPayment{payment}},
            {"find payments at a point of sale", FindPayments{point, {}}},
            {"find payments of an order", FindPayments{point, order}},
            {"find captured payments of an order", FindPayments{{}, order, true}}};
}

std::vector<std::pair<std::string, Call>> refundCalls() {
    const core::PaymentId payment(somePayment);
    const core::RefundId refund(someRefund);
    const RefundRequest request{payment, core::OrderId("till1-refund"), dkk(999)};
    return {{"create refund", CreateRefund{payment, request.orderId, core::IdempotencyKey(someKey),
                                           ScriptedV10{}.wallet().seal(request)}},
            {"query refund", QueryRefund{refund, payment}},
            {"capture refund", CaptureRefund{refund, payment}},
            {"cancel refund", CancelRefund{refund, payment}},
            {"find refunds", FindRefunds{payment}}};
}

std::vector<std::pair<std::string, Call>> placeCalls() {
    const core::PointOfSaleId point(somePointOfSale);
    const PointOfSaleRequest small{"My-Pos-1", someStore, "Register 1", {"QR"}, "", "", {}};
    const PointOfSaleRequest full{
        "My-Pos-2",        someStore,   "Register 2", {"QR", "NFC", "Bluetooth"},
        "123456789012345", "our-alias", true};
    return {{"create point of sale", CreatePointOfSale{core::IdempotencyKey(someKey), small}},
            {"create point of sale with everything",
             CreatePointOfSale{core::IdempotencyKey(someKey), full}},
            {"query point of sale", QueryPointOfSale{point}},
            {"delete point of sale", DeletePointOfSale{point}},
            {"find points of sale", FindPointsOfSale{"My-Pos-1", {}, {}}},
            {"find points of sale by everything",
             FindPointsOfSale{"My-Pos-1", someStore, "123456789012345"}},
            {"query check-in", QueryCheckIn{point}},
            {"find stores", FindStores{}},
            {"find stores of a brand", FindStores{"POSDK12345", "10001"}},
            {"find stores in detail", FindStores{"POSDK12345", "10001", true}},
            {"query store", QueryStore{someStore}}};
}

std::string wholeWire() {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    write(out, "token", rest::askForToken(testCredentials())());
    for (const auto& calls : {paymentCalls(), refundCalls(), placeCalls()}) {
        for (const auto& [name, call] : calls)
            write(out, name, requestOf(call, testConfiguration()));
    }
    auto unbound = testConfiguration();
    unbound.sendVatHeader = true;
    unbound.merchantVat = "FI90000040";
    unbound.currency = core::Currency::eur();
    auto inEuro = somePaymentRequest();
    inEuro.amount = core::Money(1999, core::Currency::eur());
    write(out, "create payment in Finland with a token that is not bound",
          requestOf(create(inEuro, unbound), unbound));
    return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_wire)

BOOST_AUTO_TEST_CASE(the_wire_is_what_was_recorded_for_this_minor_version) {
    const auto record = recordOf(majorMinor());
    const std::string wire = wholeWire();
    if (std::getenv("MOBILEPAY_RECORD_WIRE") && !std::filesystem::exists(record)) {
        std::ofstream out(record, std::ios::binary);
        out << wire;
    }
    BOOST_TEST_REQUIRE(
        std::filesystem::exists(record),
        "No wire is recorded for " << majorMinor() << ": run once with MOBILEPAY_RECORD_WIRE=1");
    std::istringstream now(wire);
    std::istringstream then(contentOf(record));
    std::string section;
    std::string expected;
    std::string actual;
    while (std::getline(then, expected)) {
        if (expected.starts_with("===")) section = expected;
        std::getline(now, actual);
        BOOST_TEST_REQUIRE(actual == expected,
                           section << ": the wire says '" << actual << "', but '" << expected
                                   << "' was recorded for " << majorMinor()
                                   << ". Raise Minor in CMakeLists.txt and record it anew");
    }
    BOOST_TEST(!std::getline(now, actual),
               "the wire has more calls than were recorded: raise Minor");
}

BOOST_AUTO_TEST_CASE(every_call_of_the_port_is_recorded) {
    std::vector<bool> seen(std::variant_size_v<Call>, false);
    for (const auto& calls : {paymentCalls(), refundCalls(), placeCalls()}) {
        for (const auto& [name, call] : calls)
            seen[call.index()] = true;
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        BOOST_TEST(seen[i], "call " << i);
}

BOOST_AUTO_TEST_CASE(the_version_stands_in_every_request) {
    const auto request =
        requestOf(CancelPayment{core::PaymentId(somePayment)}, testConfiguration());
    const auto* version = rest::find(request.headers, "X-MobilePay-Client-System-Version");
    BOOST_TEST_REQUIRE(version != nullptr);
    BOOST_TEST(*version == core::clientVersion);
}

BOOST_AUTO_TEST_SUITE_END()
