#include "tests/unit/layering/arrows.h"
#include "tests/unit/layering/source_tree.h"

#include <cstdlib>
#include <regex>
#include <set>

#include <boost/test/unit_test.hpp>

using namespace mobilepay::layering;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t longestFile = 450;

/// The tree that was built, or another one that the environment names.
fs::path root() {
    const char* other = std::getenv("MOBILEPAY_SOURCE");
    return other ? other : MOBILEPAY_SOURCE;
}

const std::vector<SourceFile>& tree() {
    static const auto files = sourcesBelow(root());
    return files;
}

std::string at(const SourceFile& file, std::size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

/// Fails for every line of every file that the pattern finds.
void expectNoLineWith(const std::regex& pattern, const std::string& why) {
    for (const auto& file : tree()) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (std::regex_search(file.lines[i], pattern)) BOOST_ERROR(at(file, i + 1) + why);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(source_tree)

BOOST_AUTO_TEST_CASE(the_tree_is_found) {
    BOOST_TEST(tree().size() > 50U);
}

BOOST_AUTO_TEST_CASE(every_include_follows_an_arrow) {
    for (const auto& file : tree()) {
        if (!isCpp(file)) continue;
        for (const auto& include : includesOf(file)) {
            const std::string why = objection(file.path, include.name, include.quoted);
            if (!why.empty()) BOOST_ERROR(at(file, include.line) + include.name + ": " + why);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_word_stays_in_its_layer) {
    for (const auto& file : tree()) {
        if (!isCpp(file)) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string why = objectionToLine(file.path, codeOf(file.lines[i]));
            if (!why.empty()) BOOST_ERROR(at(file, i + 1) + why);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_header_has_its_guard) {
    for (const auto& file : tree()) {
        if (!file.path.ends_with(".h") || !isCpp(file)) continue;
        bool guarded = false;
        for (const auto& line : file.lines)
            guarded = guarded || line == "#pragma once" || line.starts_with("#ifndef MOBILEPAY_");
        // A shim that passes on to a system header by another spelling has nothing to guard.
        if (!guarded && file.lines.size() > 5) BOOST_ERROR(file.path + ": no #pragma once");
    }
}

BOOST_AUTO_TEST_CASE(no_file_is_too_long_to_read) {
    for (const auto& file : tree()) {
        if (file.lines.size() > longestFile) {
            BOOST_ERROR(file.path + " has " + std::to_string(file.lines.size()) +
                        " lines: split it");
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_left_for_later) {
    // Written apart, or this line would find itself.
    expectNoLineWith(std::regex(std::string(R"(\b(TO)") + "DO|FIX" + "ME|HA" + R"(CK)\b)"),
                     "a mark of unfinished work");
}

BOOST_AUTO_TEST_CASE(no_path_of_a_machine_stands_in_the_sources) {
    expectNoLineWith(std::regex(std::string("(^|[\"' =:(])/(wo") + "rk|ho" + "me|ro" + "ot)/"),
                     "a path of one machine");
}

BOOST_AUTO_TEST_CASE(no_file_is_a_bucket) {
    const std::regex bucket(R"((^|[/_.])(helper|helpers|util|utils|common|misc)[/_.])");
    for (const auto& file : tree()) {
        if (std::regex_search(file.path, bucket)) {
            BOOST_ERROR(file.path + ": name what is in it");
        }
    }
}

BOOST_AUTO_TEST_CASE(the_top_level_is_that_of_the_design) {
    static const std::set<std::string> allowed = {"CMakeLists.txt", "CMakePresets.json", "LICENSE",
                                                  "README.md", "adapters", "driver", "include",
                                                  "installer", "registry", "tests",
                                                  // Left by builds, and not in version control.
                                                  "build", "out"};
    for (const auto& entry : fs::directory_iterator(root())) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with('.') && allowed.count(name) == 0) {
            BOOST_ERROR(name + " has no place at the top level");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
