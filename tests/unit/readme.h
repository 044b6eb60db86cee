#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <boost/test/unit_test.hpp>

/// Checks that README.md holds a table exactly as the program makes it, between the comments
/// `<!-- NAME -->` and `<!-- end of NAME -->`. With MOBILEPAY_UPDATE_README=1 in the environment it
/// is put there instead.
inline void checkReadme(const std::string& name, const std::string& table) {
    const std::string path = MOBILEPAY_SOURCE "/README.md";
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string begin = "<!-- " + name + " -->\n";
    const std::string end = "<!-- end of " + name + " -->";
    const auto first = text.find(begin);
    const auto last = text.find(end);
    BOOST_TEST_REQUIRE(first != std::string::npos, "README.md has no " << begin);
    BOOST_TEST_REQUIRE(last != std::string::npos, "README.md has no " << end);
    const auto inner = first + begin.size();
    if (std::getenv("MOBILEPAY_UPDATE_README") != nullptr) {
        text.replace(inner, last - inner, table);
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    BOOST_TEST((text.substr(inner, last - inner) == table),
               "the table '" << name << "' in README.md is not that of the program; "
                             << "MOBILEPAY_UPDATE_README=1 ctest -R readme puts it right");
}
