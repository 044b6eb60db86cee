// Points of sale and stores: their errors (v10 API Errors), one row a case, and their answers.
#include "tests/unit/simulator/till.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::simulator::test {
namespace {

const std::string guid = "a7b69d37-6753-4e94-afc3-ef5dab04b7f4";

/// A request to create a point of sale of which one field was replaced or added.
std::string json(const std::string& field = "", const std::string& value = "") {
    std::string out = "{";
    const auto add = [&](const std::string& name, const std::string& normal) {
        const std::string& written = name == field ? value : normal;
        if (!written.empty()) out += (out.size() > 1 ? ",\"" : "\"") + name + "\":" + written;
    };
    add("merchantPosId", "\"m\"");
    add("storeId", '"' + danishStore.text() + '"');
    add("name", "\"n\"");
    add("supportedBeaconTypes", "[\"QR\",\"Bluetooth\"]");
    add("beaconId", "");
    add("callbackAlias", "");
    add("requirePaymentBeforeCheckin", "");
    add("calibrationType", "");
    return out + "}";
}

void expect(const Reply& reply, int status, const std::string& code) {
    BOOST_TEST(reply.status == status);
    BOOST_TEST(reply.code == code);
}

void expectCreate(const std::string& body, int status, const std::string& code) {
    Till till;
    expect(till.create("/pointofsales", body), status, code);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(point_of_sale_errors)

BOOST_AUTO_TEST_CASE(error_1100_the_beacon_id_is_invalid) {
    expectCreate(json("beaconId", "\"12345678901234\""), 400, "1100");
    expectCreate(json("beaconId", "\"12345678901234x\""), 400, "1100");
    expectCreate(json("beaconId", "5"), 400, "1100");
    expectCreate(json("beaconId", "\"123456789012345\""), 200, "");
    expectCreate(json("beaconId", '"' + guid + '"'), 200, "");
    expectCreate(json("beaconId", "null"), 200, "");
}
BOOST_AUTO_TEST_CASE(error_1111_the_merchant_pos_id_is_invalid) {
    expectCreate(json("merchantPosId", '"' + std::string(37, 'x') + '"'), 400, "1111");
    expectCreate(json("merchantPosId", "null"), 400, "1111");
}
BOOST_AUTO_TEST_CASE(error_1112_the_name_is_invalid) {
    expectCreate(json("name", "\"\""), 400, "1112");
}
BOOST_AUTO_TEST_CASE(error_1116_the_callback_alias_is_invalid) {
    expectCreate(json("callbackAlias", '"' + std::string(37, 'x') + '"'), 400, "1116");
    expectCreate(json("callbackAlias", "\"alias\""), 200, "");
}
BOOST_AUTO_TEST_CASE(error_1118_the_calibration_type_is_gone) {
    expectCreate(json("calibrationType", "\"x\""), 400, "1118");
}
BOOST_AUTO_TEST_CASE(errors_1162_1163_1164_of_the_idempotency_key) {
    Till till;
    auto request = till.request("POST", "/pointofsales", json());
    expect(till.send(request), 400, "1164");
    request.headers.push_back({"X-MobilePay-Idempotency-Key", "\xE2\x82\xAC"});
    expect(till.send(request), 400, "1162");
    request.headers.push_back({"X-MobilePay-Idempotency-Key", "k"});
    expect(till.send(request), 400, "1163");
}
BOOST_AUTO_TEST_CASE(error_1403_the_store_is_another_merchants) {
    expectCreate(json("storeId", '"' + foreignStore.text() + '"'), 403, "1403");
    expectCreate(json("storeId", '"' + finnishStore.text() + '"'), 403, "1403");
}
BOOST_AUTO_TEST_CASE(error_1002_the_store_does_not_exist) {
    expectCreate(json("storeId", '"' + nowhere + '"'), 409, "1002");
}
BOOST_AUTO_TEST_CASE(error_1200_the_merchant_pos_id_exists) {
    Till till;
    const Reply first = till.create("/pointofsales", json());
    expect(till.create("/pointofsales", json()), 409, "1200");
    till.erase("/pointofsales/" + first["posId"]);
    BOOST_TEST(till.create("/pointofsales", json()).status == 200);
}
BOOST_AUTO_TEST_CASE(error_1202_the_beacon_id_exists) {
    Till till;
    till.create("/pointofsales", json("beaconId", '"' + guid + '"'));
    till.become(1, "DK90000028");
    expect(till.create("/pointofsales", json("beaconId", '"' + guid + '"')), 409, "1202");
}
BOOST_AUTO_TEST_CASE(error_1306_the_key_was_used_with_another_request) {
    Till till;
    till.create("/pointofsales", json(), "key");
    expect(till.create("/pointofsales", json("name", "\"other\""), "key"), 409, "1306");
}
BOOST_AUTO_TEST_CASE(beacon_types_are_known_and_named_once) {
    expectCreate(json("supportedBeaconTypes", "[\"QR\",\"QR\"]"), 400, "1099");
    expectCreate(json("supportedBeaconTypes", "[\"BluetoothMP4\"]"), 400, "1099");
    expectCreate(json("supportedBeaconTypes", "\"QR\""), 400, "1099");
}
BOOST_AUTO_TEST_CASE(error_1400_another_integrators_point_of_sale) {
    Till till;
    till.become(1, "DK90000028");
    expect(till.get("/pointofsales/" + till.posId), 403, "1400");
    expect(till.erase("/pointofsales/" + till.posId), 403, "1400");
    expect(till.get("/pointofsales/" + till.posId + "/checkin"), 403, "1400");
}
BOOST_AUTO_TEST_CASE(error_1410_another_merchants_point_of_sale_cannot_be_read) {
    Till till;
    till.become(0, "DK12345678");
    expect(till.get("/pointofsales/" + till.posId), 403, "1410");
    expect(till.get("/pointofsales/" + till.posId + "/checkin"), 403, "1400");
}
BOOST_AUTO_TEST_CASE(error_1409_another_merchants_point_of_sale_cannot_be_deleted) {
    Till till;
    till.become(0, "DK12345678");
    expect(till.erase("/pointofsales/" + till.posId), 403, "1409");
}
BOOST_AUTO_TEST_CASE(what_does_not_exist_or_was_deleted_is_404) {
    Till till;
    BOOST_TEST(till.get("/pointofsales/" + nowhere).status == 404);
    BOOST_TEST(till.get("/pointofsales/" + nowhere + "/checkin").status == 404);
    BOOST_TEST(till.erase("/pointofsales/" + till.posId).status == 200);
    BOOST_TEST(till.get("/pointofsales/" + till.posId).status == 404);
    BOOST_TEST(till.erase("/pointofsales/" + till.posId).status == 404);
}
BOOST_AUTO_TEST_CASE(error_1121_the_filter_is_not_specific_enough) {
    Till till;
    expect(till.get("/pointofsales"), 400, "1121");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(points_of_sale)

BOOST_AUTO_TEST_CASE(a_point_of_sale_is_told_as_it_was_made) {
    Till till;
    const std::string body = json("callbackAlias", "\"alias\"");
    const std::string id = till.create("/pointofsales", body)["posId"];
    const Reply place = till.get("/pointofsales/" + id);
    BOOST_TEST(place["posId"] == id);
    BOOST_TEST(place["merchantPosId"] == "m");
    BOOST_TEST(place["storeId"] == danishStore.text());
    BOOST_TEST(place["name"] == "n");
    BOOST_TEST(place["callbackAlias"] == "alias");
    BOOST_TEST(isGuid(place["beaconId"]));
    BOOST_TEST(place.body.find("supportedBeaconTypes")->items.size() == 2U);
    BOOST_TEST(!place.body.find("requirePaymentBeforeCheckin")->truth);
}

BOOST_AUTO_TEST_CASE(points_of_sale_are_found_by_name_beacon_and_store_together) {
    Till till;
    const std::string id =
        till.create("/pointofsales", json("beaconId", "\"123456789012345\""))["posId"];
    const auto found = [&](const std::string& query) {
        return till.get("/pointofsales?" + query).body.find("posIds")->items.size();
    };
    BOOST_TEST(found("merchantPosId=m") == 1U);
    BOOST_TEST(found("beaconId=123456789012345") == 1U);
    BOOST_TEST(found("merchantPosId=m&beaconId=123456789012345&storeId=" + danishStore.text()) ==
               1U);
    BOOST_TEST(found("merchantPosId=m&beaconId=123456789012346") == 0U);
    BOOST_TEST(found("merchantPosId=m&storeId=" + sleepingStore.text()) == 0U);
    BOOST_TEST(found("storeId=" + danishStore.text()) == 2U);
    till.become(1, "DK90000028");
    BOOST_TEST(found("merchantPosId=m") == 0U);
}

BOOST_AUTO_TEST_CASE(a_name_with_spaces_and_letters_is_found_through_the_query) {
    Till till;
    till.create("/pointofsales", json("merchantPosId", "\"Kasse Ø 1&2\""));
    const Reply found = till.get("/pointofsales?merchantPosId=Kasse%20%C3%98+1%262");
    BOOST_TEST(found.body.find("posIds")->items.size() == 1U);
}

BOOST_AUTO_TEST_CASE(payments_live_on_when_their_point_of_sale_is_deleted) {
    Till till;
    const std::string id = till.paymentIn(PaymentState::reserved);
    till.erase("/pointofsales/" + till.posId);
    BOOST_TEST(till.post("/payments/" + id + "/capture", R"({"amount":12.50})").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(stores)

BOOST_AUTO_TEST_CASE(a_merchant_sees_his_own_stores_only) {
    Till till;
    BOOST_TEST(till.get("/stores").body.find("storeIds")->items.size() == 4U);
    till.become(0, "FI90000040");
    BOOST_TEST(till.get("/stores").body.find("storeIds")->items.size() == 1U);
    BOOST_TEST(till.get("/stores/" + danishStore.text()).status == 404);
}

BOOST_AUTO_TEST_CASE(brand_and_location_lead_to_one_store) {
    Till till;
    const std::string query = "merchantBrandId=MPPOSCERT1&merchantLocationId=00001";
    const Reply ids = till.get("/stores?" + query);
    BOOST_REQUIRE_EQUAL(ids.body.find("storeIds")->items.size(), 1U);
    BOOST_TEST(ids.body.find("storeIds")->items[0].text == danishStore.text());
    const Reply detailed = till.get("/stores/detailed?" + query);
    BOOST_REQUIRE_EQUAL(detailed.body.items.size(), 1U);
    const Reply one = till.get("/stores/" + danishStore.text());
    for (const std::string field :
         {"storeId", "storeName", "storeStreet", "storeZipCode", "storeCity", "brandName",
          "merchantBrandId", "merchantLocationId"}) {
        BOOST_TEST(!one[field].empty());
        BOOST_TEST(detailed.body.items[0].find(field)->text == one[field]);
    }
}

BOOST_AUTO_TEST_CASE(error_1122_brand_and_location_go_together) {
    Till till;
    expect(till.get("/stores?merchantBrandId=MPPOSCERT1"), 400, "1122");
    expect(till.get("/stores/detailed?merchantLocationId=00001"), 400, "1122");
}
BOOST_AUTO_TEST_CASE(error_1119_the_brand_is_invalid) {
    Till till;
    expect(till.get("/stores?merchantBrandId=SHOP1&merchantLocationId=00001"), 400, "1119");
}
BOOST_AUTO_TEST_CASE(error_1120_the_location_is_invalid) {
    Till till;
    expect(till.get("/stores?merchantBrandId=MPPOSCERT1&merchantLocationId=1"), 400, "1120");
}
BOOST_AUTO_TEST_CASE(a_store_that_does_not_exist_is_404) {
    Till till;
    BOOST_TEST(till.get("/stores/" + nowhere).status == 404);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::simulator::test
