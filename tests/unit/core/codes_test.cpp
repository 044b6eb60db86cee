#include "driver/core/code.h"
#include "driver/core/text.h"
#include "tests/unit/readme.h"

#include <iterator>
#include <set>
#include <sstream>

using namespace mobilepay;

namespace {

std::string table() {
    std::string text = "| code | meaning | way out |\n|---|---|---|\n";
    for (const auto* code : core::code::all)
        text += std::string("| `") + code->word + "` | " + code->meaning + " | " + code->wayOut +
                " |\n";
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_codes_in_the_readme_are_those_of_the_program) {
    checkReadme("codes", table());
}

BOOST_AUTO_TEST_CASE(a_code_is_one_short_printable_word_and_there_once) {
    std::set<std::string> words;
    for (const auto* code : core::code::all) {
        BOOST_TEST(core::printableAscii(code->word, 40) == code->word);
        BOOST_TEST(std::string(code->word).find_first_of(" |") == std::string::npos);
        BOOST_TEST(words.insert(code->word).second, code->word << " is there twice");
    }
}

BOOST_AUTO_TEST_CASE(no_code_is_left_out_of_the_list) {
    std::ifstream in(MOBILEPAY_SOURCE "/driver/core/code.h");
    std::size_t made = 0;
    for (std::string line; std::getline(in, line);)
        made += line.starts_with("inline constexpr Code ");
    BOOST_TEST(made == std::size(core::code::all));
}
