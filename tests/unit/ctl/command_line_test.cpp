#include "installer/ctl/command_line.h"

#include "tests/unit/ctl/typed.h"

#include <set>
#include <sstream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::ctl;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(nothing_typed_is_wrong_usage_and_shows_the_way) {
    const Typed typed = mpctl({});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.says("Usage: mpctl COMMAND"));
}

BOOST_AUTO_TEST_CASE(help_names_every_command_and_every_exit_code) {
    const Typed typed = mpctl({"--help"});
    BOOST_TEST(typed.code == 0);
    for (const auto& command : commands())
        BOOST_TEST(typed.says(std::string(command.name)));
    for (int code = 0; code < 10; ++code)
        BOOST_TEST(typed.says("\n  " + std::to_string(code) + "  "));
}

BOOST_AUTO_TEST_CASE(every_command_explains_itself_and_its_options) {
    for (const auto& command : commands()) {
        std::vector<std::string> words;
        std::istringstream name{std::string(command.name)};
        for (std::string word; name >> word;)
            words.push_back(word);
        words.emplace_back("--help");
        const Typed typed = mpctl(words);
        BOOST_TEST(typed.code == 0);
        BOOST_TEST(typed.says("Usage: mpctl " + std::string(command.name)));
        for (const auto& option : command.options)
            BOOST_TEST(typed.says("--" + std::string(option.name)));
    }
}

BOOST_AUTO_TEST_CASE(no_name_is_given_twice) {
    std::set<std::string> names;
    for (const auto& command : commands()) {
        BOOST_TEST(names.insert(std::string(command.name)).second, command.name);
        std::set<std::string> options = {"json", "help"};
        for (const auto& option : command.options)
            BOOST_TEST(options.insert(std::string(option.name)).second, option.name);
    }
}

BOOST_AUTO_TEST_CASE(help_on_one_command_can_be_asked_for_in_front) {
    BOOST_TEST(mpctl({"help", "journal", "list"}).says("Usage: mpctl journal list"));
}

BOOST_AUTO_TEST_CASE(the_version_is_the_clients) {
    BOOST_TEST(mpctl({"--version"}).out.starts_with("mpctl "));
}

BOOST_DATA_TEST_CASE(what_is_no_command_is_wrong_usage, data::make({"sell", "journal", "--sale"}),
                     word) {
    const Typed typed = mpctl({word});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.says(word));
}

BOOST_AUTO_TEST_CASE(a_command_without_its_arguments_says_what_is_missing) {
    BOOST_TEST(mpctl({"sale"}).code == 2);
    BOOST_TEST(mpctl({"sale"}).says("mpctl sale AMOUNT"));
    BOOST_TEST(mpctl({"refund", "1.00"}).says("mpctl refund AMOUNT REFERENCE"));
    BOOST_TEST(mpctl({"sale", "1.00", "2.00"}).says("too much"));
}

BOOST_DATA_TEST_CASE(an_option_that_is_not_known_or_not_complete_is_wrong_usage,
                     data::make({"--bogus", "--profile", "-x", "-5"}), option) {
    const Typed typed = mpctl({"sale", "1.00", option});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.says("mpctl sale --help"));
}

BOOST_AUTO_TEST_CASE(options_are_taken_with_and_without_an_equals_sign) {
    std::ostringstream sink;
    const auto found = findCommand({"sale", "1.00", "--label=a=b", "--set", "lane=X", "--set=w=y"});
    BOOST_TEST_REQUIRE(found.command != nullptr);
    const auto invocation = parse(*found.command, found.rest, sink, sink);
    BOOST_TEST(invocation.get("label") == "a=b");
    BOOST_TEST(invocation.options.count("set") == 2U);
    BOOST_TEST(invocation.arguments == std::vector<std::string>{"1.00"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_error_with_json_is_json_too) {
    const Typed typed = mpctl({"sale", "1.00", "--json"});
    BOOST_TEST(typed.code == 2);
    BOOST_TEST(typed.json()->getValue<int>("exitCode") == 2);
    BOOST_TEST(typed.field("error").find("--profile") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
