// What an approved sale costs on the wire, counted at the server: create, polls, capture, and
// nothing else; one TLS handshake and one token for all of them.
#include "tests/e2e/counts/shop.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>

#include <Poco/Net/ServerSocket.h>
#include <boost/test/unit_test.hpp>

namespace mobilepay::counts {
namespace {

using core::Milliseconds;
using Kind = lane::Verdict::Kind;
using Calls = std::map<std::string, std::int64_t>;

constexpr int sales = 20;

/// What a lane asks once, when it is enabled for the first time.
const Calls settingUp{{"POST /integrator-authentication/connect/token", 1},
                      {"GET /pointofsales", 1},
                      {"GET /stores", 1},
                      {"POST /pointofsales", 1},
                      {"GET /pointofsales/{id}", 1}};

void sellAll(Shop& shop) {
    lane::Lane lane(shop.profile("counts"));
    open(lane);
    for (int i = 0; i < sales; ++i)
        BOOST_TEST_REQUIRE((lane.run(saleOf(1000 + i)).verdict.kind == Kind::approved));
    BOOST_TEST(lane.unresolved().empty());
    lane.release();
    shop.close();
}

registry::Profile finnish(registry::Profile profile) {
    profile.merchantVat = "FI90000040";
    profile.country = "FI";
    profile.currency = "EUR";
    return profile;
}

/// Opens a lane for each, then sells at each; how many sales were approved.
std::int64_t sellAt(const std::vector<registry::Profile>& profiles) {
    std::deque<lane::Lane> lanes;
    for (const auto& profile : profiles)
        open(lanes.emplace_back(profile));
    return std::count_if(lanes.begin(), lanes.end(), [](lane::Lane& lane) {
        auto sale = saleOf(1250);
        sale.amount = {1250, core::Currency::of(lane.profile().currency)};
        return lane.run(sale).verdict.kind == Kind::approved;
    });
}

core::WallTime reservedAt(const simulator::Payment& payment) {
    for (const auto& [state, when] : payment.history)
        if (state == simulator::PaymentState::reserved) return when;
    throw std::runtime_error("a payment that was never reserved");
}

/// The polls of that payment from then on.
std::int64_t pollsSince(const simulator::Record& record, const simulator::Payment& payment,
                        core::WallTime when) {
    const auto& log = record.log();
    return std::count_if(log.begin(), log.end(), [&](const auto& call) {
        return call.method == "GET" && call.url.ends_with(payment.id.text()) && call.at >= when;
    });
}

/// How long something takes that is to take no time.
template <class Deed>
Milliseconds timeOf(const Deed& deed) {
    const auto begin = std::chrono::steady_clock::now();
    deed();
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(counts)

BOOST_AUTO_TEST_CASE(a_sale_that_is_approved_at_once_is_three_requests) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    sellAll(shop);
    Calls expected = settingUp;
    expected["POST /payments"] = sales;
    expected["GET /payments/{id}"] = sales;
    expected["POST /payments/{id}/capture"] = sales;
    const auto& record = shop.books().record();
    BOOST_TEST((record.calls() == expected));
    for (const auto& [endpoint, count] : record.calls())
        BOOST_TEST(count == expected[endpoint], endpoint << ": " << count);
}

BOOST_AUTO_TEST_CASE(polls_are_never_early_and_the_first_that_sees_the_reservation_is_the_last) {
    Shop shop(Milliseconds{100}, Milliseconds{250});
    sellAll(shop);
    auto& books = shop.books();
    BOOST_TEST(books.record().earlyPolls().empty());
    Calls rest = books.record().calls();
    rest.erase("GET /payments/{id}");
    Calls expected = settingUp;
    expected["POST /payments"] = sales;
    expected["POST /payments/{id}/capture"] = sales;
    BOOST_TEST((rest == expected));
    BOOST_TEST(books.model().allPayments().size() == static_cast<std::size_t>(sales));
    for (const auto& payment : books.model().allPayments())
        BOOST_TEST(pollsSince(books.record(), payment, reservedAt(payment)) == 1);
}

BOOST_AUTO_TEST_CASE(all_sales_of_a_lane_share_one_handshake_and_one_token) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    sellAll(shop);
    const auto wire = shop.books().record().wire();
    BOOST_TEST(wire.handshakes == 1);
    BOOST_TEST(wire.connections == 1);
    BOOST_TEST(shop.books().record().tokenRequests() == 1);
}

BOOST_AUTO_TEST_CASE(a_lane_whose_server_has_gone_says_not_sent_at_once_and_promises_nothing) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    lane::Lane lane(shop.profile("counts"));
    open(lane);
    shop.close();
    const auto time = timeOf([&] {
        const auto result = lane.run(saleOf(1250));
        BOOST_TEST((result.verdict.kind == Kind::notSent));
        BOOST_TEST(result.verdict.code == "NOT_SENT");
        BOOST_TEST(result.reference.empty());
    });
    BOOST_TEST(time.count() < 2000);
    BOOST_TEST(lane.unresolved().empty());
    lane.release();
    BOOST_TEST(!shop.books().record().calls().contains("POST /payments"));
}

BOOST_AUTO_TEST_CASE(a_lane_that_never_saw_its_server_is_enabled_and_says_not_sent) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    lane::Lane lane(shop.profile("counts"));
    shop.close();
    lane.claim(Milliseconds{0});
    BOOST_TEST(timeOf([&] { lane.enable(); }).count() < 2000);
    const auto result = lane.run(saleOf(1250));
    BOOST_TEST((result.verdict.kind == Kind::notSent));
    BOOST_TEST(result.verdict.code == "NOT_SENT");
    BOOST_TEST(lane.unresolved().empty());
}

BOOST_AUTO_TEST_CASE(lanes_of_one_client_share_a_token_whatever_else_they_differ_in) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    auto impatient = shop.profile("two");
    impatient.changeTimeout = Milliseconds{3000};
    impatient.queryTimeout = Milliseconds{700};
    impatient.retries = 1;
    const auto sold = sellAt({shop.profile("one"), impatient, finnish(shop.profile("three"))});
    BOOST_TEST(sold == 3);
    shop.close();
    BOOST_TEST(shop.books().record().tokenRequests() == 1);
    BOOST_TEST(shop.books().record().wire().handshakes == 3);
}

BOOST_AUTO_TEST_CASE(a_bound_token_is_its_merchants_alone_and_carries_the_vat_number) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    auto danish = shop.profile("one");
    auto second = shop.profile("two");
    auto other = finnish(shop.profile("three"));
    for (auto* profile : {&danish, &second, &other})
        profile->tokenBoundToMerchant = true;
    BOOST_TEST(sellAt({danish, second, other}) == 3);
    shop.close();
    const auto& record = shop.books().record();
    BOOST_TEST(record.tokenRequests() == 2);
    BOOST_TEST(!record.log().empty());
    for (const auto& call : record.log())
        BOOST_TEST((rest::find(call.headers, "X-MobilePay-Merchant-VAT-Number") == nullptr),
                   call.method << ' ' << call.url);
}

BOOST_AUTO_TEST_CASE(a_server_that_accepts_and_keeps_silent_costs_no_more_than_the_sales_time) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    const Poco::Net::ServerSocket silent(Poco::Net::SocketAddress("127.0.0.1", 0));
    auto profile = shop.profile("counts");
    const std::string url = "https://127.0.0.1:" + std::to_string(silent.address().port());
    profile.apiUrl = url + "/pos/v10";
    profile.tokenUrl = url + "/token";
    profile.connectTimeout = Milliseconds{4000};
    lane::Lane lane(profile);
    lane.claim(Milliseconds{0});
    lane.enable();
    auto sale = saleOf(1250);
    sale.timeout = Milliseconds{500};
    const auto time = timeOf([&] { BOOST_TEST((lane.run(sale).verdict.kind == Kind::notSent)); });
    BOOST_TEST(time.count() < 2500);
    BOOST_TEST(lane.unresolved().empty());
}

BOOST_AUTO_TEST_CASE(looking_for_the_point_of_sale_costs_no_more_than_the_sales_time) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    shop.plan({.kind = simulator::FaultKind::delay,
               .method = "GET",
               .path = "*/pointofsales",
               .times = 0,
               .delay = Milliseconds{10'000}});
    auto profile = shop.profile("counts");
    profile.queryTimeout = Milliseconds{2000};
    profile.retries = 5;
    lane::Lane lane(profile);
    lane.claim(Milliseconds{0});
    lane.enable();
    auto sale = saleOf(1250);
    sale.timeout = Milliseconds{1000};
    const auto time = timeOf([&] { BOOST_TEST((lane.run(sale).verdict.kind == Kind::notSent)); });
    BOOST_TEST(time.count() < 3000);
    lane.release();
    shop.close();
    BOOST_TEST(shop.books().model().allPayments().empty());
}

BOOST_AUTO_TEST_CASE(a_lane_whose_store_the_server_does_not_know_is_misconfigured) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    auto profile = shop.profile("counts");
    profile.locationId = "99999";
    lane::Lane lane(profile);
    lane.claim(Milliseconds{0});
    lane.enable();
    const auto result = lane.run(saleOf(1250));
    BOOST_TEST((result.verdict.kind == Kind::misconfigured));
    BOOST_TEST(result.verdict.code == "MISCONFIGURED");
    BOOST_TEST(result.verdict.detail.find("merchant.location") != std::string::npos);
    BOOST_TEST(lane.unresolved().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::counts
