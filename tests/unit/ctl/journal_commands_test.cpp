#include "driver/journal/journal.h"
#include "driver/journal/sqlite.h"
#include "driver/lane/journal_file.h"
#include "registry/profile_file.h"
#include "tests/unit/ctl/typed.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;

namespace {

/// A command as a shell takes it apart: blanks part words, but not between quotation marks.
std::vector<std::string> wordsOf(const std::string& line) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char character : line) {
        if (character == '"')
            quoted = !quoted;
        else if (character == ' ' && !quoted)
            words.emplace_back();
        else
            words.back() += character;
    }
    return words;
}

/// The commands that a text names between apostrophes, without the program's name.
std::vector<std::vector<std::string>> toType(const std::string& text) {
    const std::string before = "'mpctl ";
    std::vector<std::vector<std::string>> commands;
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
        at += before.size();
        commands.push_back(wordsOf(text.substr(at, text.find('\'', at) - at)));
    }
    return commands;
}

/// Approved rows, as a lane writes them.
class Writer {
public:
    explicit Writer(const TrainingLane& till)
        : journal_(
              journal::Journal::open(lane::journalOptions(registry::loadProfile(till.profile())))) {
    }
    /// `server`: its time then, where that was known.
    void write(const std::string& order, journal::Kind kind, const std::string& payment,
               core::WallTime at, std::optional<core::WallTime> server = std::nullopt) const {
        journal::Record row{core::OrderId(order), "TILL1", kind,
                            core::Money(100, core::Currency::dkk())};
        row.promisedAt = at;
        row.serverTimeKnown = server.has_value();
        row.serverPromisedAt = server.value_or(at);
        journal_->promise(row);
        journal_->conclude(core::OrderId(order), journal::Outcome::approved, "APPROVED", "",
                           core::PaymentId(payment), {}, at);
    }

private:
    std::unique_ptr<journal::Journal> journal_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_commands)

BOOST_AUTO_TEST_CASE(a_lane_without_a_journal_says_so) {
    const TrainingLane till;
    const Typed typed = till({"journal", "list"});
    BOOST_TEST(typed.code == 5);
    BOOST_TEST(typed.says("TILL1.journal"));
}

BOOST_AUTO_TEST_CASE(the_list_has_a_line_for_every_request) {
    const TrainingLane till;
    (void)till({"sale", "12.50"});
    (void)till({"presale", "7.00"});
    const Typed typed = till({"journal", "list"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.says("12.50 DKK"));
    BOOST_TEST(typed.says("preSale"));
    const auto rows = till.json({"journal", "list"}).json()->getArray("rows");
    BOOST_TEST_REQUIRE(rows->size() == 2U);
    BOOST_TEST(rows->getObject(0)->getValue<std::string>("amount") == "12.50");
    BOOST_TEST(rows->getObject(0)->getValue<std::string>("outcome") == "approved");
    BOOST_TEST(rows->getObject(0)->getValue<std::string>("handedOver") == "true");
    BOOST_TEST(till.json({"journal", "list", "--open"}).json()->getArray("rows")->empty());
}

BOOST_AUTO_TEST_CASE(reservations_that_wait_or_lapsed_are_listed_with_their_end) {
    using journal::Kind;
    const TrainingLane till;
    const auto now = core::SystemClock().wall();
    const Writer writer(till);
    writer.write("TILL1-waiting", Kind::preSale, "11111111-1111-4111-8111-111111111111", now);
    writer.write("TILL1-forgotten", Kind::preSale, "22222222-2222-4222-8222-222222222222",
                 now - std::chrono::hours{8 * 24});
    writer.write("TILL1-taken", Kind::preSale, "33333333-3333-4333-8333-333333333333", now);
    writer.write("TILL1-taking", Kind::completion, "33333333-3333-4333-8333-333333333333", now);
    writer.write("TILL1-given", Kind::preSale, "44444444-4444-4444-8444-444444444444", now);
    writer.write("TILL1-giving", Kind::voidPreSale, "44444444-4444-4444-8444-444444444444", now);
    const auto rows = till.json({"journal", "list", "--reserved"}).json()->getArray("rows");
    BOOST_TEST_REQUIRE(rows->size() == 2U);
    BOOST_TEST(rows->getObject(0)->getValue<std::string>("orderId") == "TILL1-waiting");
    BOOST_TEST(!rows->getObject(0)->getValue<bool>("lapsed"));
    BOOST_TEST(rows->getObject(1)->getValue<std::string>("orderId") == "TILL1-forgotten");
    BOOST_TEST(rows->getObject(1)->getValue<bool>("lapsed"));
    const Typed typed = till({"journal", "list", "--reserved"});
    BOOST_TEST(typed.says("reserved until "));
    BOOST_TEST(typed.says("lapsed "));
    BOOST_TEST(!typed.says("TILL1-taken"));
}

BOOST_AUTO_TEST_CASE(reservations_end_by_the_clock_of_the_server) {
    const TrainingLane till;
    const auto now = core::SystemClock().wall();
    const Writer writer(till);
    const std::chrono::hours day{24};
    // Ours was right then, and is a year ahead since.
    writer.write("TILL1-old", journal::Kind::preSale, "11111111-1111-4111-8111-111111111111",
                 now - 374 * day, now - 374 * day);
    writer.write("TILL1-young", journal::Kind::preSale, "22222222-2222-4222-8222-222222222222",
                 now - 370 * day, now - 370 * day);
    writer.write("TILL1-last", journal::Kind::preSale, "33333333-3333-4333-8333-333333333333", now,
                 now - 366 * day);
    const auto rows = till.json({"journal", "list", "--reserved"}).json()->getArray("rows");
    BOOST_TEST_REQUIRE(rows->size() == 3U);
    BOOST_TEST(rows->getObject(0)->getValue<bool>("lapsed"));
    BOOST_TEST(!rows->getObject(1)->getValue<bool>("lapsed"));
    BOOST_TEST(!rows->getObject(2)->getValue<bool>("lapsed"));
}

BOOST_AUTO_TEST_CASE(one_transaction_is_shown_with_all_that_followed) {
    const TrainingLane till;
    const std::string reference = till.json({"sale", "9.00"}).field("reference");
    (void)till({"sale", "1.00"});
    (void)till({"refund", "2.00", reference});
    const Typed typed = till.json({"journal", "show", reference});
    BOOST_TEST(typed.code == 0);
    const auto rows = typed.json()->getArray("rows");
    BOOST_TEST_REQUIRE(rows->size() == 2U);
    BOOST_TEST(rows->getObject(1)->getValue<std::string>("operation") == "refund");
    const Typed unknown = till({"journal", "show", "TRAINING-unknown"});
    BOOST_TEST(unknown.code == 1);
    BOOST_TEST(unknown.says("another lane"));
}

BOOST_AUTO_TEST_CASE(the_export_is_csv_with_a_head) {
    const TrainingLane till;
    (void)till({"sale", "12.50"});
    const Typed typed = till({"journal", "export"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.out.starts_with("orderId,lane,operation,amount,currency,"));
    BOOST_TEST(typed.says("TILL1,sale,12.50,DKK,"));
    BOOST_TEST(typed.out.ends_with("\r\n"));
}

BOOST_AUTO_TEST_CASE(a_journal_put_aside_leaves_a_lane_that_sells) {
    const TrainingLane till;
    BOOST_TEST(till({"journal", "set-aside"}).says("nothing was moved"));
    (void)till({"sale", "12.50"});
    const Typed typed = till.json({"journal", "set-aside"});
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.json()->getArray("files")->size() >= 1U);
    BOOST_TEST(till({"sale", "1.00"}).code == 0);
    BOOST_TEST(till.json({"journal", "list"}).json()->getArray("rows")->size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_damaged_journal_keeps_the_lane_from_selling_until_it_is_put_aside) {
    const TrainingLane till;
    till.folder().write("TILL1.journal", std::string(8192, 'x'));
    const Typed typed = till({"sale", "1.00"});
    BOOST_TEST(typed.code == 5);
    BOOST_TEST(typed.says("set-aside"));
    const Typed aside = till({"journal", "set-aside"});
    BOOST_TEST(aside.code == 4);
    BOOST_TEST(till({"sale", "1.00"}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_journal_of_this_machine_can_be_adopted_again) {
    const TrainingLane till;
    (void)till({"sale", "1.00"});
    BOOST_TEST(till({"journal", "adopt"}).code == 0);
    BOOST_TEST(till({"sale", "1.00"}).code == 0);
}

BOOST_AUTO_TEST_CASE(an_order_that_stays_open_is_closed_by_a_person_with_a_reason) {
    const TrainingLane till;
    (void)till({"sale", "1.00"});  // makes the journal
    till.promise("TILL1-bcdfghjklmnpqrstvwxz0123");
    BOOST_TEST(till.json({"journal", "list", "--open"}).json()->getArray("rows")->size() == 1U);
    const std::vector<std::string> resolve{"journal", "resolve", "TILL1-bcdfghjklmnpqrstvwxz0123"};
    const auto with = [&](const std::vector<std::string>& more) {
        auto words = resolve;
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    BOOST_TEST(till(with({"--reason", "seen at the portal"})).says("--done or --not-done"));
    BOOST_TEST(till(with({"--done"})).says("reason"));
    BOOST_TEST(till.json({"journal", "list", "--open"}).json()->getArray("rows")->size() == 1U);
    const Typed typed = till.json(with({"--not-done", "--reason", "seen at the portal"}));
    BOOST_TEST(typed.code == 0);
    BOOST_TEST(typed.field("outcome") == "undone");
    BOOST_TEST(typed.field("code") == "RESOLVED_BY_PERSON");
    BOOST_TEST(typed.field("detail") == "seen at the portal");
    BOOST_TEST(till(with({"--done", "--reason", "again"})).says("closed already"));
    BOOST_TEST(till.json({"journal", "list", "--open"}).json()->getArray("rows")->empty());
}

// The words stand in the texts of errors, for a technician to type as they are.
BOOST_AUTO_TEST_CASE(what_an_error_says_to_type_can_be_typed) {
    const TrainingLane till;
    const auto journal = till.folder().path() / "TILL1.journal";
    till.folder().write("TILL1.journal", std::string(8192, 'x'));
    const auto damaged = toType(till({"sale", "1.00"}).err);
    BOOST_TEST_REQUIRE(damaged.size() == 1U);
    BOOST_TEST(mpctl(damaged.front()).code == 4);
    BOOST_TEST(till({"sale", "1.00"}).code == 0);

    (void)till({"journal", "set-aside"});
    auto options =
        mobilepay::lane::journalOptions(mobilepay::registry::loadProfile(till.profile()));
    options.machine = "another";
    mobilepay::journal::Journal::open(options).reset();
    const auto foreign = toType(till({"sale", "1.00"}).err);
    BOOST_TEST_REQUIRE(foreign.size() == 2U);
    BOOST_TEST(mpctl(foreign.front()).code == 0);
    BOOST_TEST(till({"sale", "1.00"}).code == 0);
    BOOST_TEST(mpctl(foreign.back()).code == 0);

    (void)till({"sale", "1.00"});
    const mobilepay::journal::FileName file{journal.string(), "TILL1"};
    const auto listed = toType(file.command("list"));
    BOOST_TEST_REQUIRE(listed.size() == 1U);
    BOOST_TEST(mpctl(listed.front()).says("1.00 DKK"));
}

BOOST_AUTO_TEST_CASE(a_lane_by_name_is_looked_for_where_its_profile_says) {
    const TrainingLane till;
    (void)till({"sale", "1.00"});
    for (const char* command : {"list", "export"})
        BOOST_TEST(mpctl({"journal", command, "TILL1", "--profiles", till.folder().path().string()})
                       .says("1.00"));
}

BOOST_AUTO_TEST_SUITE_END()
