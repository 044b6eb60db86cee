#include "driver/lane/control.h"
#include "driver/lane/journal_file.h"
#include "driver/lane/lane.h"
#include "driver/lane/lock.h"
#include "registry/profile_file.h"
#include "tests/unit/ctl/typed.h"

#include <algorithm>

#ifdef __linux__
#include <chrono>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

#include <gsl/gsl>
#endif

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace data = boost::unit_test::data;

namespace {

/// A journal with a sale that has no outcome.
void leaveOpen(const std::filesystem::path& folder, const std::string& lane) {
    using namespace mobilepay;
    registry::Profile profile;
    profile.lane = lane;
    profile.folder = folder;
    journal::Record sale{core::OrderId(lane + "-bcdfghjklmnpqrstvwxz0123"), lane,
                         journal::Kind::sale, core::Money(1250, core::Currency::dkk())};
    journal::Journal::open(lane::journalOptions(profile))->promise(sale);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(payment_commands)

BOOST_AUTO_TEST_CASE(a_sale_in_training_is_approved_and_says_that_no_money_moved) {
    const TrainingLane till;
    const Typed typed = till({"sale", "12.50"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.says("APPROVED"));
    BOOST_TEST(typed.says("training"));
    BOOST_TEST(typed.says("12.50 DKK"));
    BOOST_TEST(typed.says("TRAINING-"));
}

BOOST_AUTO_TEST_CASE(json_holds_amounts_as_text_and_the_exit_code) {
    const TrainingLane till;
    const Typed typed = till.json({"sale", "12.5"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.field("verdict") == "approved");
    BOOST_TEST(typed.out.find("\"amount\":\"12.50\"") != std::string::npos);
    BOOST_TEST(typed.field("currency") == "DKK");
    BOOST_TEST(typed.field("exitCode") == "0");
    BOOST_TEST(typed.field("reference").starts_with("TRAINING-"));
}

// The training wallet of another process knows a payment by its id alone: what was done to it since
// is forgotten. Sums over several refunds are the end-to-end test's.
BOOST_AUTO_TEST_CASE(a_sale_can_be_refunded_in_parts_but_not_beyond_its_amount) {
    const TrainingLane till;
    const std::string reference = till.json({"sale", "10.00"}).field("reference");
    BOOST_TEST(till({"refund", "4.00", reference}).code == 0);
    BOOST_TEST(till({"refund", "6.00", reference}).code == 0);
    const Typed tooMuch = till.json({"refund", "10.01", reference});
    BOOST_TEST(tooMuch.code == 1);
    BOOST_TEST(tooMuch.field("verdict") == "refused");
}

BOOST_AUTO_TEST_CASE(a_pre_sale_is_completed_for_less) {
    const TrainingLane till;
    const std::string reference =
        till.json({"presale", "100.00", "--capture-delay", "LessThan14Days"}).field("reference");
    const Typed typed = till.json({"complete", "80.00", reference});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.field("settled") == "80.00");
}

BOOST_AUTO_TEST_CASE(a_pre_sale_and_a_sale_are_voided) {
    const TrainingLane till;
    const std::string held =
        till.json({"presale", "5.00", "--capture-delay=LessThan14Days"}).field("reference");
    BOOST_TEST(till({"void", "5.00", held, "--presale"}).code == 0);
    const std::string sold = till.json({"sale", "5.00"}).field("reference");
    BOOST_TEST(till({"void", "5.00", sold}).code == 0);
    BOOST_TEST(till({"void", "4.00", sold}).code == 1);
}

BOOST_DATA_TEST_CASE(an_amount_that_cannot_be_is_wrong_usage_and_sends_nothing,
                     data::make({"0", "0.00", "12,50", "1e3", "1.005", "abc", "",
                                 "99999999999999999999"}),
                     amount) {
    const TrainingLane till;
    const Typed typed = till({"sale", amount});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(till.json({"journal", "list"}).out.find("orderId") == std::string::npos);
}

BOOST_DATA_TEST_CASE(what_is_no_reference_is_wrong_usage, data::make({"12345", "", "not one"}),
                     reference) {
    const TrainingLane till;
    BOOST_TEST(till({"refund", "1.00", reference}).code == 2);
}

BOOST_DATA_TEST_CASE(options_with_wrong_values_are_named,
                     data::make({"--timeout", "--timeout", "--till-number", "--till-number",
                                 "--capture-delay"}) ^
                         data::make({"soon", "1.5 s", "-1", "3000000000", "Tomorrow"}),
                     option, value) {
    const TrainingLane till;
    const Typed typed = till({"sale", "1.00", std::string(option) + "=" + value});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.says(option));
    BOOST_TEST(typed.says(value));
}

BOOST_AUTO_TEST_CASE(a_lane_can_be_set_up_on_the_command_line_alone) {
    const TempFolder folder;
    const Typed typed = mpctl({"sale", "1.00", "--set", "lane=X1", "--set", "wallet=training",
                               "--set", "folder=" + folder.path().string()});
    BOOST_TEST(typed.code == 0, typed.err);
}

BOOST_AUTO_TEST_CASE(real_money_wants_its_word_before_anything_else) {
    const TempFolder folder;
    const auto profile = folder.write(
        "R.profile", "lane = R\nfolder = " + folder.path().string() +
                         "\napi.url = https://pos.invalid/pos/v10\n"
                         "token.url = https://pos.invalid/token\n"
                         "client.id = 5f3c8e1a-0000-4000-8000-0123456789ab\n"
                         "client.secret = env:MOBILEPAY_TEST_ABSENT\nmerchant.vat = DK90000028\n"
                         "merchant.brand = MPPOSCERT1\nmerchant.location = 00001\n"
                         "real.money = true\n");
    for (const char* command : {"sale", "presale"}) {
        const Typed typed = mpctl({command, "1.00", "--profile", profile.string()});
        BOOST_TEST(typed.code == 2);
        BOOST_TEST(typed.says("--real-money"));
    }
    const Typed closing = mpctl({"journal", "resolve", "R-bcdfghjklmnpqrstvwxz0123", "--done",
                                 "--reason", "seen", "--profile", profile.string()});
    BOOST_TEST(closing.code == 2);
    BOOST_TEST(closing.says("--real-money"));
    BOOST_TEST(!std::filesystem::exists(folder.path() / "R.journal"));
    const Typed meant = mpctl({"sale", "1.00", "--real-money", "--profile", profile.string()});
    BOOST_TEST(meant.code == 3);
    BOOST_TEST(meant.says("MOBILEPAY_TEST_ABSENT"));
}

BOOST_AUTO_TEST_CASE(a_wrong_profile_is_a_configuration_error_with_every_problem) {
    const TempFolder folder;
    const auto profile = folder.write("W.profile", "lane = W\nretreis = 3\nproxy = maybe\n");
    const Typed typed = mpctl({"sale", "1.00", "--profile", profile.string()});
    BOOST_TEST(typed.code == 3);
    BOOST_TEST(typed.says("Is 'retries' meant?"));
    BOOST_TEST(typed.says("proxy = 'maybe'"));
}

BOOST_AUTO_TEST_CASE(a_lane_that_somebody_holds_is_left_to_him) {
    const TrainingLane till;
    mobilepay::lane::Lane holder(mobilepay::registry::loadProfile(till.profile()));
    holder.claim(mobilepay::core::Milliseconds{0});
    const Typed recovered = till({"recover"});
    BOOST_TEST(recovered.code == 6);
    BOOST_TEST(recovered.says("held by"));
    BOOST_TEST(till({"journal", "set-aside"}).code == 6);
    BOOST_TEST(till({"status"}).code == 0);
    BOOST_TEST(till({"status"}).says("TILL1"));
    BOOST_TEST(mpctl({"stop", "TILL1", "--folder", till.folder().path().string()}).code == 0);
    BOOST_TEST(mpctl({"log", "TILL1", "debug", "--folder", till.folder().path().string()}).code ==
               0);
    BOOST_TEST(mpctl({"log", "TILL1", "loud", "--folder", till.folder().path().string()}).code ==
               3);
}

BOOST_AUTO_TEST_CASE(a_stop_where_nothing_runs_says_so) {
    const TrainingLane till;
    mobilepay::lane::Lane holder(mobilepay::registry::loadProfile(till.profile()));
    holder.claim(mobilepay::core::Milliseconds{0});
    const Typed typed = till.json({"stop"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.field("running") == "false");
}

BOOST_AUTO_TEST_CASE(a_lane_is_named_by_its_profile_or_by_its_name_not_by_both) {
    const TrainingLane till;
    mobilepay::lane::Lane holder(mobilepay::registry::loadProfile(till.profile()));
    holder.claim(mobilepay::core::Milliseconds{0});
    BOOST_TEST(till({"log", "debug"}).code == 0);
    BOOST_TEST(till({"log", "TILL1", "debug"}).code == 2);
    BOOST_TEST(mpctl({"status", "TILL1", "--profiles", till.folder().path().string()}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_lane_says_what_is_wrong_with_the_line_it_was_given) {
    const TrainingLane till;
    mobilepay::lane::Lane holder(mobilepay::registry::loadProfile(till.profile()));
    holder.claim(mobilepay::core::Milliseconds{0});
    const auto answer = mobilepay::lane::askControl(till.folder().path(), "TILL1", "log loud");
    BOOST_TEST(answer.find("'loud' must be none, fatal") != std::string::npos, answer);
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(a_signal_ends_the_waiting_for_a_lane_that_is_held) {
    sigset_t before;
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupts, &before);
    const auto unblocked =
        gsl::finally([&before] { pthread_sigmask(SIG_SETMASK, &before, nullptr); });
    const TrainingLane till;  // no thread of the holder takes the signal
    mobilepay::lane::Lane holder(mobilepay::registry::loadProfile(till.profile()));
    holder.claim(mobilepay::core::Milliseconds{0});
    ::kill(::getpid(), SIGINT);
    const auto began = std::chrono::steady_clock::now();
    const int code = till({"sale", "1.00"}).code;
    BOOST_TEST((code == 6 || code == 7), code);  // while it waited, or before
    BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::milliseconds{2500}));
}

BOOST_AUTO_TEST_CASE(a_result_that_was_printed_stands_when_the_hand_over_cannot_be_noted) {
    const TrainingLane till;
    // From its first line of output on the process can write no file any more.
    class FullDisk final : public std::stringbuf {
        int sync() override {
            const rlimit none{0, limit_.rlim_max};
            ::setrlimit(RLIMIT_FSIZE, &none);
            return 0;
        }

    public:
        FullDisk() { ::getrlimit(RLIMIT_FSIZE, &limit_); }
        ~FullDisk() override { freed(); }
        void freed() const { ::setrlimit(RLIMIT_FSIZE, &limit_); }

    private:
        rlimit limit_{};
    };
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto restored = gsl::finally([handler] { std::signal(SIGXFSZ, handler); });
    FullDisk full;
    std::ostream out(&full);
    std::ostringstream err;
    const int code =
        mobilepay::ctl::run({"sale", "12.50", "--json", "--profile", till.profile()}, out, err);
    full.freed();
    const std::string text = full.str();
    BOOST_TEST(code == 0);
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 1, text);
    BOOST_TEST(text.find("\"approved\"") != std::string::npos);
    BOOST_TEST(err.str().find("the result stands") != std::string::npos, err.str());
}
#endif

BOOST_AUTO_TEST_CASE(a_lane_that_nobody_holds_has_nobody_to_ask) {
    const TrainingLane till;
    const Typed typed = till({"status"});
    BOOST_TEST(typed.code == 3);
    BOOST_TEST(typed.says("not claimed"));
}

BOOST_AUTO_TEST_CASE(recovery_of_all_lanes_looks_at_each_profile) {
    const TrainingLane till;
    till.folder().write("B.profile", "lane = TILL 2\n");
    const Typed typed =
        mpctl({"recover", "--all", "--json", "--profiles", till.folder().path().string()});
    BOOST_TEST(typed.code == 3);
    const auto lanes = typed.json()->getArray("lanes");
    BOOST_TEST_REQUIRE(lanes->size() == 2U);
    BOOST_TEST(lanes->getObject(0)->getValue<int>("exitCode") == 3);
    BOOST_TEST(lanes->getObject(1)->getValue<std::string>("lane") == "TILL1");
    BOOST_TEST(lanes->getObject(1)->getValue<int>("exitCode") == 0);
}

BOOST_AUTO_TEST_CASE(a_journal_with_open_payments_that_no_profile_names_is_named) {
    const TrainingLane till;
    const auto folder = till.folder().path();
    leaveOpen(folder, "GONE");
    const auto recover = [&] {
        return mpctl({"recover", "--all", "--json", "--profiles", folder.string()});
    };
    const Typed typed = recover();
    BOOST_TEST(typed.code == 4);
    const auto lanes = typed.json()->getArray("lanes");
    BOOST_TEST_REQUIRE(lanes->size() == 2U);
    const auto gone = lanes->getObject(1);
    BOOST_TEST(gone->getValue<std::string>("lane") == "GONE");
    BOOST_TEST(gone->getArray("open")->size() == 1U);
    BOOST_TEST(gone->getValue<std::string>("text").find("GONE.profile") != std::string::npos);
    const auto held =
        mobilepay::lane::LaneLock::tryTake(folder / "GONE.lock", "a till in the shop");
    const Typed looked = recover();
    BOOST_TEST(looked.code == 0);
    BOOST_TEST(looked.says("held by a till in the shop"));
}

BOOST_AUTO_TEST_CASE(a_check_says_what_a_lane_has) {
    const TrainingLane till;
    const Typed typed = till.json({"check"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.field("configured") == "yes");
    BOOST_TEST(typed.field("journalUsable") == "yes");
}

BOOST_AUTO_TEST_SUITE_END()
