#include "driver/lane/findings.h"
#include "tests/unit/lane/counterpart.h"

#include <stdexcept>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using lane::Operation;
using lane::Verdict;
using lane_tests::Counterpart;
using simulator::PaymentState;

namespace {

bool losesCancels(const rest::HttpRequest& request) {
    return !request.url.ends_with("/cancel");
}

/// A wallet of whose answers one cannot be borne.
class Brittle final : public wallet::Wallet {
public:
    explicit Brittle(wallet::Wallet& sound) : sound_(sound) {}
    [[nodiscard]] const wallet::Traits& traits() const override { return sound_.traits(); }
    [[nodiscard]] wallet::Sealed seal(const wallet::PaymentRequest& request) const override {
        return sound_.seal(request);
    }
    [[nodiscard]] wallet::Sealed seal(const wallet::RefundRequest& request) const override {
        return sound_.seal(request);
    }
    [[nodiscard]] std::unique_ptr<wallet::Conversation> begin(
        const wallet::Call& call, std::optional<core::MonoTime> giveUpAt) override {
        auto conversation = sound_.begin(call, giveUpAt);
        if (!std::holds_alternative<wallet::CapturePayment>(call)) return conversation;
        return std::make_unique<Breaks>(std::move(conversation));
    }
    [[nodiscard]] std::string qrText(const wallet::PointOfSaleView& place) const override {
        return sound_.qrText(place);
    }

private:
    struct Breaks final : wallet::Conversation {
        explicit Breaks(std::unique_ptr<wallet::Conversation> sound) : sound_(std::move(sound)) {}
        Step next(core::Now now) override { return sound_->next(now); }
        Step answered(core::Now, const rest::HttpResult&) override {
            throw std::range_error("a number that fits nowhere");
        }
        std::unique_ptr<wallet::Conversation> sound_;
    };
    wallet::Wallet& sound_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recovery, Counterpart)

BOOST_AUTO_TEST_CASE(does_nothing_to_real_payments_while_the_wallet_is_the_training_one) {
    auto asked = sale(1250);
    asked.timeout = std::chrono::seconds{4};
    const auto sold = call(asked, [this](const rest::HttpRequest& request) {
        const bool creates = request.url.ends_with("/payments");
        if (creates) server.handle(request, now().wall);
        return !creates && losesCancels(request);
    });
    BOOST_TEST_REQUIRE((sold.verdict.kind == Verdict::Kind::unknown));
    profile.wallet = "training";
    std::vector<lane::Finding> findings;
    lane::Bench telling{profile,  *journal,
                        training, training,
                        random,   [&](const lane::Finding& one) { findings.push_back(one); }};
    lane::Recovery idle(telling);
    run(idle);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings.front().needsPerson);
    BOOST_TEST((journal->find(sold.verdict.orderId)->outcome == journal::Outcome::open));
    profile.wallet = "v10";
    lane::Recovery pass(bench());
    run(pass);
    BOOST_TEST((journal->find(sold.verdict.orderId)->outcome == journal::Outcome::undone));
    BOOST_TEST(server.model().allPayments().size() == 1U);
    BOOST_TEST((server.model().allPayments().front().state == PaymentState::cancelledByClient));
}

BOOST_AUTO_TEST_CASE(finds_one_void_of_a_pre_sale_however_often_the_till_asked) {
    const auto held = call(later(Operation::preSale, 1250, {}));
    const auto first = call(later(Operation::voidPreSale, 1250, held.reference), losesCancels);
    BOOST_TEST_REQUIRE((first.verdict.kind == Verdict::Kind::unknown));
    const auto second = call(later(Operation::voidPreSale, 1250, held.reference), losesCancels);
    BOOST_TEST((second.verdict.kind == Verdict::Kind::notSent));
    BOOST_TEST(second.verdict.code == "EARLIER_UNRESOLVED");
    lane::Recovery pass(bench());
    run(pass);
    BOOST_TEST((payment(held.reference).state == PaymentState::cancelledByClient));
    int voids = 0;
    journal->visit([&](const journal::Record& row) {
        voids += row.kind == Operation::voidPreSale;
        return true;
    });
    BOOST_TEST(voids == 1);
}

BOOST_AUTO_TEST_CASE(takes_what_was_decided_when_the_wallet_itself_broke_on_the_answer) {
    Brittle brittle(wallet);
    lane::Bench broken{profile, *journal, brittle, training, random};
    lane::TillCall selling(broken, sale(1250), place);
    run(selling);
    const auto sold = selling.result(now());
    BOOST_TEST((sold.verdict.kind == Verdict::Kind::approvedCapturePending));
    BOOST_TEST(sold.verdict.detail.find("fits nowhere") != std::string::npos, sold.verdict.detail);
    lane::Recovery pass(bench());
    run(pass);
    BOOST_TEST((journal->find(sold.verdict.orderId)->outcome == journal::Outcome::approved));
}

BOOST_AUTO_TEST_SUITE_END()
