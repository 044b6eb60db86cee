#include "registry/profile_file.h"

#include "driver/core/error.h"
#include "tests/unit/temp_folder.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;
namespace data = boost::unit_test::data;

namespace {

template <class Call>
std::string errorOf(Call call) {
    try {
        call();
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
    return {};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_files)

BOOST_AUTO_TEST_CASE(lines_are_names_and_values_with_their_places) {
    const auto given = linesOf(
        "\xEF\xBB\xBF# a till\r\n\r\n lane = TILL1 \r\npos.name=Kasse=1\r\n#x=y\r\nfolder = "
        "C:\\new\\till",
        "x.profile");
    BOOST_TEST_REQUIRE(given.size() == 3U);
    BOOST_TEST(given[0].name == "lane");
    BOOST_TEST(given[0].value == "TILL1");
    BOOST_TEST(given[0].where == "x.profile, line 3");
    BOOST_TEST(given[1].value == "Kasse=1");
    BOOST_TEST(given[2].value == "C:\\new\\till");
}

BOOST_AUTO_TEST_CASE(a_file_becomes_a_profile_ready_for_use) {
    const TempFolder folder;
    const auto file = folder.write("TILL1.profile",
                                   "lane = TILL1\nwallet = training\npos.name = Kasse Ærø\n"
                                   "timeout.default = 2 min\n");
    const Profile profile = loadProfile(file);
    BOOST_TEST(profile.lane == "TILL1");
    BOOST_TEST(profile.posName == "Kasse Ærø");
    BOOST_TEST(profile.timeout.count() == 120000);
    BOOST_TEST(profile.merchantPosId == "TILL1");
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(a_profile_that_everybody_may_change_is_refused) {
    const TempFolder folder;
    const auto file = folder.write("LANE1.profile", "wallet = training\n");
    std::filesystem::permissions(file, std::filesystem::perms::others_write,
                                 std::filesystem::perm_options::add);
    BOOST_TEST(has(errorOf([&] { (void)loadProfile(file); }), "chmod o-w"));
}
#endif

BOOST_AUTO_TEST_CASE(every_wrong_line_is_named_at_once) {
    const std::string text = errorOf([] {
        (void)profileOf(linesOf("lane = A B\nretreis = 3\nretries = 9\nlane = X\nlane = Y\n", "p"));
    });
    BOOST_TEST(has(text, "p, line 1: The setting lane = 'A B'"));
    BOOST_TEST(has(text, "p, line 2: There is no setting 'retreis'. Is 'retries' meant?"));
    BOOST_TEST(has(text, "p, line 3: The setting retries = '9'"));
    BOOST_TEST(has(text, "p, line 5: The setting lane stands here a second time"));
}

BOOST_AUTO_TEST_CASE(a_secret_that_stands_where_a_name_should_is_not_shown) {
    for (const std::string secret : {"q7Vx2LrT0bPz9sWkYd4uHn8mCfJ6eAgi", "Zm9vYmFy", "zm9vymfy0",
                                     "abcdefghijklmnopqrstuvwxyzabcdefghijkl"}) {
        const std::string text =
            errorOf([&] { (void)profileOf(linesOf("lane = A\n" + secret + "=\n", "p")); });
        BOOST_TEST(has(text, "p, line 2: "), text);
        BOOST_TEST(!has(text, secret), text);
    }
}

BOOST_AUTO_TEST_CASE(a_secret_that_stands_where_an_id_should_is_not_shown) {
    const std::string secret = "q7Vx2LrT0bPz9sWkYd4uHn8mCfJ6eAgi";
    for (const std::string name : {"client.id", "store.id", "client.secret"}) {
        const std::string text =
            errorOf([&] { (void)profileOf(linesOf(name + " = " + secret + "\n", "p")); });
        BOOST_TEST(has(text, "p, line 1: The setting " + name + " (value not shown) must be"),
                   text);
        BOOST_TEST(!has(text, secret), text);
    }
}

BOOST_AUTO_TEST_CASE(the_value_of_an_unknown_name_is_not_shown) {
    const std::string text =
        errorOf([] { (void)profileOf(linesOf("client.secrt = hunter2", "p")); });
    BOOST_TEST(has(text, "client.secret"));
    BOOST_TEST(!has(text, "hunter2"));
}

BOOST_AUTO_TEST_CASE(a_line_that_is_no_setting_is_named_and_not_shown) {
    const std::string text = errorOf([] { (void)linesOf("# x\nhunter2\n", "p"); });
    BOOST_TEST(has(text, "p, line 2"));
    BOOST_TEST(!has(text, "hunter2"));
}

BOOST_AUTO_TEST_CASE(what_is_no_utf8_is_refused_with_the_way_out) {
    BOOST_TEST(has(errorOf([] { (void)linesOf("pos.name = K\xE6rg\xE5rd", "p"); }), "UTF-8"));
}

BOOST_AUTO_TEST_CASE(a_file_of_too_many_lines_is_refused) {
    BOOST_TEST(has(errorOf([] { (void)linesOf(std::string(2000, '\n'), "p"); }), "1000 lines"));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_a_profile_is_refused) {
    const TempFolder folder;
    const auto large = folder.write("large.profile", std::string(70000, '#'));
    BOOST_TEST(has(errorOf([&] { (void)loadProfile(large); }), "larger than 64 KiB"));
    BOOST_TEST(has(errorOf([&] { (void)loadProfile(folder.path()); }), "no ordinary file"));
    BOOST_TEST(
        has(errorOf([&] { (void)loadProfile(folder.path() / "none.profile"); }), "does not exist"));
}

BOOST_DATA_TEST_CASE(hostile_text_is_an_error_and_nothing_worse,
                     data::make({std::string("\0=\0", 3), std::string("="), std::string("=x"),
                                 std::string("lane"), std::string("lane = \0", 8),
                                 std::string("l\xC3 = x"), std::string("${lane} = ${env:HOME}"),
                                 std::string(5000, '=') + "x"}),
                     text) {
    BOOST_CHECK_THROW((void)profileOf(linesOf(text, "p")), core::ConfigurationError);
}

BOOST_AUTO_TEST_CASE(what_a_profile_lacks_is_said_with_its_file) {
    const TempFolder folder;
    const auto file = folder.write("a.profile", "lane = TILL1\n");
    const std::string text = errorOf([&] { (void)loadProfile(file); });
    BOOST_TEST(has(text, "a.profile: The setting api.url is missing"));
    BOOST_TEST(has(text, "a.profile: The setting merchant.vat is missing"));
}

BOOST_AUTO_TEST_CASE(a_device_overrides_the_profile_that_it_names) {
    const TempFolder folder;
    const auto file = folder.write("shop.profile", "wallet = training\nlane = SHOP\nretries = 5\n");
    const Profile profile = profileOfDevice({{"lane", "TILL7", "d"},
                                             {"profile", file.string(), "d"},
                                             {"Service", "MobilePay", "d"},
                                             {"nativeLibrary", "/usr/lib/x.so", "d"}},
                                            "device TILL7");
    BOOST_TEST(profile.lane == "TILL7");
    BOOST_TEST(profile.retries == 5);
}

BOOST_AUTO_TEST_CASE(a_device_can_do_without_a_profile_file) {
    const Profile profile =
        profileOfDevice({{"wallet", "training", "d"}, {"lane", "T", "d"}}, "device T");
    BOOST_TEST(profile.lane == "T");
}

BOOST_AUTO_TEST_CASE(a_misspelt_value_of_a_device_is_named) {
    const std::string text = errorOf([] {
        (void)profileOfDevice({{"lane", "T", "entry T"}, {"walet", "training", "entry T"}}, "T");
    });
    BOOST_TEST(has(text, "entry T: There is no setting 'walet'. Is 'wallet' meant?"));
}

BOOST_AUTO_TEST_CASE(a_written_profile_reads_back) {
    Profile profile;
    profile.lane = "TILL1";
    profile.wallet = "training";
    profile.posName = "Kasse Å";
    profile.timeout = core::Milliseconds{90500};
    profile.folder = rootOfDisk() / u8"æ";
    const std::string text = fileText(profile);
    BOOST_TEST(fileText(profileOf(linesOf(text, "p"))) == text);
    BOOST_TEST(!has(text, "retries"));
}

BOOST_AUTO_TEST_CASE(the_template_names_everything_and_sets_nothing) {
    const std::string text = templateText();
    BOOST_TEST(linesOf(text, "p").empty());
    BOOST_TEST(has(text, "#client.secret = "));
    BOOST_TEST(has(text, "#timeout.default = 1 min"));
}

BOOST_AUTO_TEST_SUITE_END()
