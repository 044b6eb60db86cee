// mpctl against a live server: what it stops there, and what it does not send.
#include "driver/core/error.h"
#include "installer/ctl/program.h"
#include "registry/settings.h"
#include "tests/e2e/counts/shop.h"

#include <atomic>
#include <sstream>
#include <thread>

#include <boost/test/unit_test.hpp>

namespace mobilepay::counts {
namespace {

using core::Milliseconds;
using Words = std::vector<std::string>;

/// What somebody types who has no profile file.
Words typed(Words words, const registry::Profile& profile) {
    for (const auto& setting : registry::settings()) {
        const auto value = registry::textOf(profile, setting);
        if (value == registry::defaultOf(setting)) continue;
        words.emplace_back("--set");
        words.push_back(std::string(setting.name) + "=" + value);
    }
    return words;
}

/// A text that another thread waits for.
class Progress final : public std::stringbuf {
public:
    explicit Progress(std::string awaited) : awaited_(std::move(awaited)) {}
    int sync() override {
        if (str().find(awaited_) != std::string::npos) {
            seen_ = true;
            seen_.notify_all();
        }
        return 0;
    }
    void await() const { seen_.wait(false); }

private:
    const std::string awaited_;
    std::atomic<bool> seen_{false};
};

struct Said {
    int code = -1;
    std::string out;
};

Said mpctl(const Words& words) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = ctl::run(words, out, err);
    BOOST_TEST_MESSAGE(err.str());
    return {code, out.str()};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(stop_ends_a_sale_that_runs_as_an_abort_and_says_that_one_ran) {
    Shop shop(Milliseconds{50}, std::chrono::hours{1});
    const auto profile = shop.profile("stops");
    Progress progress("shopper's phone");
    std::ostringstream out;
    int code = -1;
    std::thread till([&] {
        std::ostream err(&progress);
        code = ctl::run(typed({"sale", "12.50", "--json"}, profile), out, err);
    });
    progress.await();
    const Said stopped = mpctl({"stop", "stops", "--folder", profile.folder.string(), "--json"});
    till.join();
    BOOST_TEST(stopped.code == 0);
    BOOST_TEST(has(stopped.out, R"("running":true)"), stopped.out);
    BOOST_TEST(code == 7);
    BOOST_TEST(has(out.str(), R"("verdict":"aborted")"), out.str());
    shop.close();
    const auto& payments = shop.books().model().allPayments();
    BOOST_TEST_REQUIRE(payments.size() == 1U);
    BOOST_TEST((payments.front().state == simulator::PaymentState::cancelledByClient));
}

BOOST_AUTO_TEST_CASE(what_can_be_known_to_be_wrong_makes_no_request_at_all) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    const auto profile = shop.profile("wrong");
    BOOST_TEST(mpctl(typed({"sale", "0"}, profile)).code == 2);
    BOOST_TEST(mpctl(typed({"sale", "1.00", "--label", std::string(37, 'x')}, profile)).code == 2);
    BOOST_TEST(mpctl(typed({"sale", "1.00", "--timeout", "25h"}, profile)).code != 0);
    BOOST_TEST(mpctl(typed({"refund", "1.00", "nonsense"}, profile)).code == 2);
    shop.close();
    BOOST_TEST(shop.books().record().calls().empty());
}

BOOST_AUTO_TEST_CASE(recover_does_not_end_before_what_nobody_heard_of_is_undone) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    auto profile = shop.profile("undoes");
    {
        lane::Lane lane(profile);
        open(lane);
        BOOST_TEST((lane.run(saleOf(1250), {}).verdict.kind == lane::Verdict::Kind::approved));
    }
    profile.undelivered = "undo";
    lane::Lane lane(profile);
    lane.claim(Milliseconds{0});
    BOOST_TEST(lane.undelivered().empty());  // nobody is to hand over goods for it any more
    BOOST_TEST(lane.recover().empty());
    BOOST_TEST(lane.undelivered().size() == 0U);
    lane.release();
    shop.close();
    const auto& payments = shop.books().model().allPayments();
    BOOST_TEST_REQUIRE(payments.size() == 1U);
    BOOST_TEST(payments.front().refundedMinor == 1250);
}

BOOST_AUTO_TEST_CASE(recover_names_what_it_could_not_undo_and_the_day_stays_open_for_it) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    auto profile = shop.profile("offline");
    {
        lane::Lane lane(profile);
        open(lane);
        BOOST_TEST((lane.run(saleOf(1250), {}).verdict.kind == lane::Verdict::Kind::approved));
    }
    shop.close();
    profile.undelivered = "undo";
    profile.timeout = Milliseconds{1000};
    lane::Lane lane(profile);
    lane.claim(Milliseconds{0});
    const auto left = lane.recover();
    BOOST_TEST_REQUIRE(left.size() == 1U);
    BOOST_TEST(left.front().record.amount.minor() == 1250);
    BOOST_CHECK_EXCEPTION((void)lane.closePeriod(Milliseconds{0}), core::ConfigurationError,
                          [&](const core::ConfigurationError& error) {
                              return has(error.what(), left.front().record.orderId.text()) &&
                                     has(error.what(), "undelivered = keep");
                          });
    BOOST_TEST(lane.period().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_refund_that_is_only_looked_for_does_not_keep_a_day_from_being_closed) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    shop.plan({.kind = simulator::FaultKind::dropBefore,
               .method = "POST",
               .path = "*/refunds",
               .times = 0});
    lane::Lane lane(shop.profile("closes"));
    open(lane);
    const auto sold = lane.run(saleOf(1250), {});
    auto refund = saleOf(1250);
    refund.operation = lane::Operation::refund;
    refund.reference = sold.reference;
    refund.timeout = Milliseconds{1000};
    BOOST_TEST((lane.run(refund, {}).verdict.kind == lane::Verdict::Kind::unknown));
    BOOST_TEST(lane.unresolved().size() == 1U);
    const auto day = lane.closePeriod(Milliseconds{0});
    BOOST_TEST_REQUIRE(day.has_value());
    BOOST_TEST(day->size() == 1U);
    BOOST_TEST(lane.unresolved().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_check_makes_no_point_of_sale) {
    Shop shop(Milliseconds{50}, Milliseconds{0});
    BOOST_TEST(mpctl(typed({"check"}, shop.profile("looks"))).code == 0);
    BOOST_TEST(mpctl(typed({"recover"}, shop.profile("looks"))).code == 0);
    shop.close();
    BOOST_TEST(shop.books().model().allPointsOfSale().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::counts
