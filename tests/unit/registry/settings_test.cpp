#include "registry/settings.h"

#include "driver/core/error.h"
#include "registry/duration_text.h"
#include "registry/settings_text.h"
#include "tests/unit/temp_folder.h"

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::registry;
namespace data = boost::unit_test::data;

namespace {

/// What `assign` has against a value; empty: nothing.
std::string objection(std::string_view name, std::string_view value) {
    Profile profile;
    try {
        assign(profile, *findSetting(name), value);
    } catch (const core::ConfigurationError& error) {
        return error.what();
    }
    return {};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_of_settings)

BOOST_AUTO_TEST_CASE(every_member_that_the_profile_documents_is_one_row) {
    std::ifstream in(MOBILEPAY_SOURCE "/registry/profile.h");
    std::stringstream source;
    source << in.rdbuf();
    const std::string text = source.str();
    const std::regex documented("///<\\s+`([a-z.]+)`");
    std::set<std::string> members;
    for (std::sregex_iterator at(text.begin(), text.end(), documented), end; at != end; ++at)
        members.insert((*at)[1]);
    std::set<std::string> rows;
    for (const auto& setting : settings())
        rows.emplace(setting.name);
    BOOST_TEST(rows.size() == settings().size());
    BOOST_TEST(members == rows, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_default_fits_its_own_rule) {
    for (const auto& setting : settings()) {
        BOOST_TEST(objection(setting.name, defaultOf(setting)) == "");
    }
}

BOOST_AUTO_TEST_CASE(every_value_reads_back_as_it_was_written) {
    for (const auto& setting : settings()) {
        Profile profile;
        const std::string before = textOf(profile, setting);
        assign(profile, setting, before);
        BOOST_TEST(textOf(profile, setting) == before);
    }
}

BOOST_AUTO_TEST_CASE(an_empty_value_gives_the_default_back) {
    Profile profile;
    const Setting& retries = *findSetting("retries");
    assign(profile, retries, "5");
    BOOST_TEST(profile.retries == 5);
    assign(profile, retries, "");
    BOOST_TEST(profile.retries == 2);
}

BOOST_AUTO_TEST_CASE(a_refused_value_leaves_the_profile_as_it_was) {
    Profile profile;
    const Setting& retries = *findSetting("retries");
    assign(profile, retries, "5");
    BOOST_CHECK_THROW(assign(profile, retries, "6"), core::ConfigurationError);
    BOOST_TEST(profile.retries == 5);
}

BOOST_DATA_TEST_CASE(
    what_fits_the_rule_is_taken,
    data::make({"lane", "lane", "api.url", "token.source", "client.id", "merchant.vat",
                "merchant.brand", "pos.name", "pos.beacon", "pos.beacon.types", "timeout.default",
                "timeout.default", "retries", "proxy", "real.money", "client.secret",
                "client.secret", "log.level"}) ^
        data::make(std::vector<std::string>{
            "TILL1", "a", "https://host:8443/pos/v10", "broker:https://broker/token",
            "5F3c8e1a-0000-4000-8000-0123456789ab", "FI90000040", "POSDK12345", "Kasse 1 - Ærø",
            "123456789012345", "QR, NFC", "60000", "90 s", "0", "http://proxy:8080", "1",
            "file:" + (rootOfDisk() / "secret").string(), "env:MP_SECRET", "trace"}),
    name, value) {
    BOOST_TEST(objection(name, value) == "");
}

BOOST_DATA_TEST_CASE(what_breaks_the_rule_is_refused_with_name_value_and_rule,
                     data::make({"lane",
                                 "lane",
                                 "lane",
                                 "folder",
                                 "api.url",
                                 "api.url",
                                 "api.url",
                                 "token.source",
                                 "token.source",
                                 "client.id",
                                 "merchant.vat",
                                 "merchant.vat",
                                 "merchant.country",
                                 "merchant.brand",
                                 "merchant.location",
                                 "pos.beacon",
                                 "pos.beacon.types",
                                 "timeout.default",
                                 "timeout.default",
                                 "timeout.default",
                                 "timeout.query",
                                 "retries",
                                 "retries",
                                 "recovery.interval",
                                 "proxy",
                                 "real.money",
                                 "capture.delay"}) ^
                         data::make({"TILL 1",
                                     "ELEVENCHARS",
                                     "nul",
                                     "relative/path",
                                     "http://host/pos/v10",
                                     "https://",
                                     "https://host/a b",
                                     "broker:http://host",
                                     "Client",
                                     "12345",
                                     "dk12345678",
                                     "DK1234567",
                                     "SE",
                                     "MPPOS123",
                                     "0001",
                                     "12345678901234",
                                     "QR,QR",
                                     "4 s",
                                     "25 h",
                                     "-1",
                                     "0",
                                     "6",
                                     "2.5",
                                     "61 min",
                                     "socks5://host",
                                     "maybe",
                                     "none"}),
                     name, value) {
    const std::string text = objection(name, value);
    const Setting& setting = *findSetting(name);
    BOOST_TEST(has(text, name));
    // Where an id should stand, its secret may.
    BOOST_TEST(has(text, value) == (std::string(name) != "client.id"));
    BOOST_TEST(has(text, wordsOf(setting.rule, setting.member)));
}

BOOST_DATA_TEST_CASE(what_only_looks_like_a_url_is_refused,
                     data::make({"https://host:/pos", "https://:8443/pos", "https:///pos", "https",
                                 "https:host", "https://host:99999/", "https://host:8443x/",
                                 "HTTPS", "//host/pos", "https://host/\"", "https://ho st/"}),
                     value) {
    BOOST_TEST(objection("api.url", value) != "");
}

BOOST_AUTO_TEST_CASE(a_url_has_200_bytes_at_most) {
    for (const std::string name : {"api.url", "token.url"}) {
        BOOST_TEST(objection(name, "https://host/" + std::string(187, 'p')) == "");
        BOOST_TEST(objection(name, "https://host/" + std::string(188, 'p')) != "");
    }
}

BOOST_DATA_TEST_CASE(a_secret_in_place_of_its_reference_is_refused_and_not_shown,
                     data::make({"client.secret", "broker.secret", "proxy.password"}), name) {
    const std::string text = objection(name, "hunter2-hunter2");
    BOOST_TEST(has(text, name));
    BOOST_TEST(has(text, "reference"));
    BOOST_TEST(!has(text, "hunter2"));
}

BOOST_DATA_TEST_CASE(a_url_that_may_hold_a_password_is_not_shown,
                     data::make({"https://user:hunter2@host/", "https://host/?key=hunter2",
                                 "http://user:hunter2@proxy:8080"}),
                     value) {
    for (const char* name : {"api.url", "token.url", "token.source", "proxy"}) {
        const std::string text = objection(name, value);
        BOOST_TEST(!text.empty());
        BOOST_TEST(!has(text, "hunter2"));
    }
}

BOOST_AUTO_TEST_CASE(control_characters_are_not_echoed) {
    const std::string text = objection("lane", "a\x1b[2Jb\n");
    BOOST_TEST(!text.empty());
    BOOST_TEST(!has(text, "\x1b"));
}

BOOST_DATA_TEST_CASE(a_misspelt_name_finds_its_neighbour,
                     data::make({"client.secert", "timeout.defualt", "lanes", "merchant.VAT"}) ^
                         data::make({"client.secret", "timeout.default", "lane", "merchant.vat"}),
                     wrong, right) {
    BOOST_TEST(!findSetting(wrong));
    BOOST_TEST(nearestSetting(wrong) == right);
}

BOOST_AUTO_TEST_CASE(a_name_like_no_other_has_no_neighbour) {
    BOOST_TEST(nearestSetting("colour.of.the.moon") == "");
    BOOST_TEST(nearestSetting(std::string(10000, 'x')) == "");
}

BOOST_AUTO_TEST_CASE(times_are_read_with_and_without_units) {
    BOOST_TEST(millisecondsOf("60000").value() == 60000);
    BOOST_TEST(millisecondsOf("60 s").value() == 60000);
    BOOST_TEST(millisecondsOf("60s").value() == 60000);
    BOOST_TEST(millisecondsOf("1 min").value() == 60000);
    BOOST_TEST(millisecondsOf("999999999999 h").value() == 999999999999 * 3'600'000);
    for (const char* bad : {"", " ", "s", "1.5 s", "-1", "1 s ", "1 S", "1 day", "1234567890123"}) {
        BOOST_TEST(!millisecondsOf(bad).has_value());
    }
}

BOOST_AUTO_TEST_CASE(times_are_written_in_their_largest_exact_unit) {
    BOOST_TEST(durationText(60000) == "1 min");
    BOOST_TEST(durationText(90000) == "90 s");
    BOOST_TEST(durationText(1500) == "1500 ms");
    BOOST_TEST(durationText(0) == "0 ms");
}

BOOST_AUTO_TEST_CASE(help_and_documentation_name_every_setting) {
    const std::string help = settingsHelp();
    const std::string table = settingsMarkdown();
    for (const auto& setting : settings()) {
        BOOST_TEST(has(help, setting.name));
        BOOST_TEST(has(table, "| `" + std::string(setting.name) + "` |"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
