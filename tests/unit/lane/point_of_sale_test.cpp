#include "driver/lane/point_of_sale.h"

#include "tests/unit/lane/counterpart.h"

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::PointOfSaleSearch;
using lane_tests::Counterpart;

namespace {

wallet::PointOfSaleRequest wanted(const std::string& id) {
    wallet::PointOfSaleRequest request;
    request.merchantPosId = id;
    request.name = "Till " + id;
    request.beaconTypes = {"QR"};
    return request;
}

const PointOfSaleSearch::Place store{"MPPOSCERT1", "00001"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(point_of_sale, Counterpart)

BOOST_AUTO_TEST_CASE(one_that_exists_is_found) {
    PointOfSaleSearch search(wallet, wanted("L1"), store, random);
    run(search);
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::found));
    BOOST_TEST(search.view().pointOfSale.text() == Counterpart::place.text());
}

BOOST_AUTO_TEST_CASE(a_missing_one_is_made_in_the_store_of_brand_and_location) {
    PointOfSaleSearch search(wallet, wanted("L9"), store, random);
    run(search);
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::found));
    BOOST_TEST(search.view().configuration.merchantPosId == "L9");
    BOOST_TEST(!search.view().configuration.beaconId.empty());
}

BOOST_AUTO_TEST_CASE(a_create_whose_answer_is_lost_makes_one_point_of_sale) {
    PointOfSaleSearch search(wallet, wanted("L9"), store, random);
    int creates = 0;
    run(search, [&](const rest::HttpRequest& request) {
        if (request.method != "POST" || !request.url.ends_with("/pointofsales")) return true;
        server.handle(request, now().wall);
        return ++creates > 1;
    });
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::found));
    BOOST_TEST(creates == 2);
    BOOST_TEST(server.model().allPointsOfSale().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_told_is_a_matter_for_the_installer) {
    PointOfSaleSearch search(wallet, wanted("L9"), {"MPPOSCERT1", "99999"}, random);
    run(search);
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::misconfigured));
    BOOST_TEST(search.text().find("merchant.location") != std::string::npos);
    BOOST_TEST(search.text().find("store.id") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_of_another_store_is_not_taken_and_both_are_named) {
    const std::string second = "5d0e0000-0000-4000-8000-000000000003";
    auto byId = wanted("L1");
    byId.storeId = second;
    PointOfSaleSearch search(wallet, byId, store, random);
    run(search);
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::misconfigured));
    BOOST_TEST(search.text().find("stands in store 5d0e0000-0000-4000-8000-000000000001, not in "
                                  "store.id " +
                                  second) != std::string::npos);
    PointOfSaleSearch byPlace(wallet, wanted("L1"), {"MPPOSCERT1", "00002"}, random);
    run(byPlace);
    BOOST_TEST((byPlace.ending() == PointOfSaleSearch::Ending::misconfigured));
    BOOST_TEST(byPlace.text().find("merchant.location '00002'") != std::string::npos);
    BOOST_TEST(byPlace.text().find("another pos.id") != std::string::npos);
    BOOST_TEST(server.model().allPointsOfSale().size() == 1U);
}

BOOST_AUTO_TEST_CASE(one_of_the_named_store_is_taken_however_its_id_is_written) {
    auto request = wanted("L1");
    request.storeId = "5D0E0000-0000-4000-8000-000000000001";
    PointOfSaleSearch search(wallet, request, {}, random);
    run(search);
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::found));
}

BOOST_AUTO_TEST_CASE(a_server_that_is_away_is_asked_again_later) {
    PointOfSaleSearch search(wallet, wanted("L1"), store, random);
    run(search, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::unreachable));
}

BOOST_AUTO_TEST_CASE(a_remembered_one_serves_its_own_till_store_merchant_and_environment_only) {
    wallet::PointOfSaleView view;
    view.pointOfSale = place;
    view.configuration.name = "Till L1";
    view.configuration.beaconId = "123456789012345";
    profile.apiUrl = "https://simulated/pos/v10";
    profile.merchantVat = "DK90000028";
    const auto text = lane::placeText(profile, view);
    const auto known = lane::placeOf(profile, text);
    BOOST_TEST(known.pointOfSale.text() == place.text());
    BOOST_TEST(known.configuration.name == "Till L1");
    BOOST_TEST(known.configuration.beaconId == "123456789012345");
    BOOST_TEST(lane::placeOf(profile, "").pointOfSale.empty());
    for (const auto part : {&registry::Profile::apiUrl, &registry::Profile::merchantVat,
                            &registry::Profile::merchantPosId, &registry::Profile::storeId,
                            &registry::Profile::brandId, &registry::Profile::locationId}) {
        auto other = profile;
        other.*part += "0";
        BOOST_TEST(lane::placeOf(other, text).pointOfSale.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_remembered_one_keeps_its_beacon_whatever_its_name_holds) {
    wallet::PointOfSaleView view;
    view.pointOfSale = place;
    view.configuration.name = "Till\nL1";
    view.configuration.beaconId = "123456789012345";
    const auto known = lane::placeOf(profile, lane::placeText(profile, view));
    BOOST_TEST(known.configuration.name == "Till L1");
    BOOST_TEST(known.configuration.beaconId == "123456789012345");
}

BOOST_AUTO_TEST_CASE(a_search_ends_with_the_time_it_was_given) {
    PointOfSaleSearch search(wallet, wanted("L1"), store, random,
                             now().mono + std::chrono::seconds{1});
    const auto began = now().mono;
    run(search, [](const rest::HttpRequest&) { return false; });
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::unreachable));
    // The wire here takes 10 ms on top of each time-out.
    BOOST_TEST((now().mono - began <= std::chrono::milliseconds{1010}));
}

BOOST_AUTO_TEST_CASE(a_search_that_is_stopped_asks_no_more) {
    PointOfSaleSearch search(wallet, wanted("L9"), store, random);
    run(search, [&](const rest::HttpRequest&) {
        (void)search.abort(now());
        return true;
    });
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::stopped));
    BOOST_TEST(server.model().allPointsOfSale().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_search_that_is_stopped_repeats_no_question) {
    PointOfSaleSearch search(wallet, wanted("L1"), store, random);
    int questions = 0;
    run(search, [&](const rest::HttpRequest& request) {
        if (request.method != "GET") return true;
        ++questions;
        (void)search.abort(now());
        return false;
    });
    BOOST_TEST((search.ending() == PointOfSaleSearch::Ending::stopped));
    BOOST_TEST(questions == 1);
}

BOOST_AUTO_TEST_SUITE_END()
