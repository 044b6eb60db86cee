// The errors that every endpoint has (v10 API Errors), one row a case.
#include "tests/unit/simulator/till.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

constexpr std::string_view vat = "X-MobilePay-Merchant-VAT-Number";
constexpr std::string_view version = "X-MobilePay-Client-System-Version";

void drop(rest::HttpRequest& request, std::string_view name) {
    std::erase_if(request.headers, [&](const auto& header) { return header.name == name; });
}

void replace(rest::HttpRequest& request, std::string_view name, const std::string& value) {
    drop(request, name);
    request.headers.push_back({std::string{name}, value});
}

Reply withHeader(std::string_view name, const std::string& value) {
    Till till;
    auto request = till.request("GET", "/stores");
    replace(request, name, value);
    return till.send(request);
}

Reply withoutHeader(std::string_view name) {
    Till till;
    auto request = till.request("GET", "/stores");
    drop(request, name);
    return till.send(request);
}

Reply withSecond(std::string_view name, const std::string& value) {
    Till till;
    auto request = till.request("GET", "/stores");
    request.headers.push_back({std::string{name}, value});
    return till.send(request);
}

std::string tokenFor(Till& till, const std::string& claim) {
    rest::HttpRequest request = bare("POST", "/integrator-authentication/connect/token", {}, "");
    request.headers = {
        {"Authorization",
         "Basic NmExZjNmMGUtNTJhNy00YzNlLTliNTctMGY2YThmMWQyYzAxOm1wc2ltLXNlY3JldC1vZi1pbnRlZ3Jh"
         "dG9yLTE="},
        {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=client_credentials&merchant_vat=" + claim;
    return till.send(request)["access_token"];
}

Reply withClaim(const std::string& claim, const std::string& header) {
    Till till;
    auto request = till.request("GET", "/stores");
    replace(request, "Authorization", "Bearer " + tokenFor(till, claim));
    if (header.empty()) {
        drop(request, vat);
    } else {
        replace(request, vat, header);
    }
    return till.send(request);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(header_errors)

BOOST_AUTO_TEST_CASE(a_call_with_good_headers_is_let_in) {
    Till till;
    BOOST_TEST(till.get("/stores").status == 200);
}

BOOST_AUTO_TEST_CASE(a_call_without_a_token_is_401_without_a_body) {
    const Reply reply = withoutHeader("Authorization");
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply.raw.body.empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_token_is_401) {
    BOOST_TEST(withHeader("Authorization", "Bearer no-such-token").status == 401);
    BOOST_TEST(withHeader("Authorization", "Basic abc").status == 401);
}

BOOST_AUTO_TEST_CASE(a_token_ends_with_its_life) {
    Till till(Rules{});
    till.wait(std::chrono::seconds{3700} - std::chrono::milliseconds{1});
    BOOST_TEST(till.get("/stores").status == 200);
    till.wait(std::chrono::milliseconds{1});
    BOOST_TEST(till.get("/stores").status == 401);
}

BOOST_AUTO_TEST_CASE(a_revoked_token_is_401) {
    Till till;
    BOOST_TEST(till.control("POST", "revoke-tokens").status == 200);
    BOOST_TEST(till.get("/stores").status == 401);
}

BOOST_AUTO_TEST_CASE(a_call_without_the_client_id_or_with_another_is_401) {
    BOOST_TEST(withoutHeader("x-ibm-client-id").status == 401);
    BOOST_TEST(withHeader("x-ibm-client-id", "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c02").status == 401);
}

BOOST_AUTO_TEST_CASE(error_1151_the_vat_header_is_missing) {
    const Reply reply = withoutHeader(vat);
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.code == "1151");
    BOOST_TEST(!reply["message"].empty());
    BOOST_TEST(isGuid(reply["correlationId"]));
}
BOOST_AUTO_TEST_CASE(error_1155_the_vat_header_is_duplicated) {
    BOOST_TEST(withSecond(vat, "DK90000028").code == "1155");
}
BOOST_AUTO_TEST_CASE(error_1159_the_vat_header_is_invalid) {
    BOOST_TEST(withHeader(vat, "90000028").code == "1159");
    BOOST_TEST(withHeader(vat, "DK-90000028").code == "1159");
}
BOOST_AUTO_TEST_CASE(errors_1152_1156_and_1160_went_with_the_system_name_header) {
    BOOST_TEST(withHeader("X-MobilePay-Client-System-Name", "anything").status == 200);
    BOOST_TEST(refuse(1152).status == 400);
    BOOST_TEST(refuse(1156).status == 400);
    BOOST_TEST(refuse(1160).status == 400);
}
BOOST_AUTO_TEST_CASE(error_1153_the_version_header_is_missing) {
    BOOST_TEST(withoutHeader(version).code == "1153");
}
BOOST_AUTO_TEST_CASE(error_1157_the_version_header_is_duplicated) {
    BOOST_TEST(withSecond(version, "1.0.0").code == "1157");
}
BOOST_AUTO_TEST_CASE(error_1161_the_version_header_is_invalid) {
    for (const std::string bad : {"", "1", "1.0", "1.0.", "1.0.0.0", "v1.0.0", "1.0.x"})
        BOOST_TEST(withHeader(version, bad).code == "1161");
}
BOOST_AUTO_TEST_CASE(error_1182_the_merchant_vat_claim_is_invalid) {
    const Reply reply = withClaim("DK99999999", "");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.code == "1182");
}
BOOST_AUTO_TEST_CASE(a_token_that_is_bound_to_the_merchant_needs_no_header) {
    BOOST_TEST(withClaim("DK90000028", "").status == 200);
    BOOST_TEST(withClaim("DK90000028", "DK90000028").status == 200);
}
BOOST_AUTO_TEST_CASE(a_header_that_contradicts_the_claim_is_1159) {
    BOOST_TEST(withClaim("DK90000028", "FI90000040").code == "1159");
}

BOOST_AUTO_TEST_CASE(error_1099_the_request_is_not_what_the_description_says) {
    Till till;
    for (const std::string bad :
         {"", "{", "[]", "12", R"({"amount":1)", R"({"amount":12.50,"tip":1})"}) {
        const Reply reply = till.post("/payments/" + nowhere + "/capture", bad);
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.code == "1099");
    }
    BOOST_TEST(till.get("/payments/no-guid").code == "1099");
    BOOST_TEST(till.create("/payments", R"({"orderId":"o","amount":1})").code == "1099");
}

BOOST_AUTO_TEST_CASE(errors_2000_to_2999_are_internal_errors) {
    BOOST_TEST(refuse(2000).status == 500);
    BOOST_TEST(refuse(2999).status == 500);
    BOOST_TEST(refuse(3000).code == 1099);
}

BOOST_AUTO_TEST_CASE(every_answer_carries_the_virtual_time_as_its_date) {
    Till till;
    till.now = core::fromIso8601("2026-11-23T20:15:00.900Z");
    const auto raw = till.get("/stores").raw;
    const auto date = std::find_if(raw.headers.begin(), raw.headers.end(),
                                   [](const auto& header) { return header.name == "Date"; });
    BOOST_REQUIRE(date != raw.headers.end());
    BOOST_TEST(date->value == "Mon, 23 Nov 2026 20:15:00 GMT");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_404_and_a_wrong_method_405) {
    Till till;
    BOOST_TEST(till.get("/nothing").status == 404);
    BOOST_TEST(till.erase("/stores").status == 405);
    BOOST_TEST(till.send(bare("GET", "/", {}, "")).status == 404);
}

BOOST_AUTO_TEST_CASE(the_self_certification_path_reaches_the_same_api) {
    Till till;
    auto request = till.request("GET", "/stores");
    request.url = "https://localhost/pos-self-certification-api/pos/v10/stores";
    BOOST_TEST(till.send(request).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(token_endpoint)

BOOST_AUTO_TEST_CASE(a_wrong_secret_is_401) {
    Till till;
    rest::HttpRequest request = bare("POST", "/integrator-authentication/connect/token", {}, "");
    request.headers = {{"Authorization", "Basic YTpi"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=client_credentials";
    const Reply reply = till.send(request);
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply["error"] == "invalid_client");
}

BOOST_AUTO_TEST_CASE(another_grant_type_or_content_type_is_400) {
    Till till;
    rest::HttpRequest request = bare("POST", "/integrator-authentication/connect/token", {}, "");
    request.headers = {
        {"Authorization",
         "Basic NmExZjNmMGUtNTJhNy00YzNlLTliNTctMGY2YThmMWQyYzAxOm1wc2ltLXNlY3JldC1vZi1pbnRlZ3Jh"
         "dG9yLTE="},
        {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=password";
    BOOST_TEST(till.send(request)["error"] == "unsupported_grant_type");
    replace(request, "Content-Type", "application/json");
    BOOST_TEST(till.send(request)["error"] == "invalid_request");
}

BOOST_AUTO_TEST_CASE(a_token_says_how_long_it_lives) {
    Till till;
    // tests/security searches for what begins so.
    BOOST_TEST(tokenFor(till, "DK90000028").starts_with("mpsim-token-"));
    BOOST_TEST(tokenFor(till, "DK90000028") != tokenFor(till, "DK90000028"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
