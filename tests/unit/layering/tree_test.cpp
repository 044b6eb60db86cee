#include "driver/core/code.h"
#include "tests/unit/layering/arrows.h"
#include "tests/unit/layering/source_tree.h"

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>

#include <boost/test/unit_test.hpp>

using namespace mobilepay::layering;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t longestFile = 450;
/// JavaPOS wants every method of a category in one class; there is nothing to split.
constexpr std::size_t longestJavaFile = 700;

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

/// A quick look before a slow one: regular expressions over every line take their time.
bool hasAny(const std::string& line, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&line](const std::string& word) {
        return line.find(word) != std::string::npos;
    });
}

/// Fails for every line of every file that holds one of the words the way the pattern wants.
void expectNoLineWith(const std::vector<std::string>& words, const std::regex& pattern,
                      const std::string& why) {
    for (const auto& file : tree()) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (hasAny(file.lines[i], words) && std::regex_search(file.lines[i], pattern)) {
                BOOST_ERROR(at(file, i + 1) + why);
            }
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
            if (!hasAny(file.lines[i], {"pos", "POS"})) continue;
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
        const bool java = file.path.ends_with(".java");
        if (file.lines.size() > (java ? longestJavaFile : longestFile)) {
            BOOST_ERROR(file.path + " has " + std::to_string(file.lines.size()) +
                        " lines: split it");
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_left_for_later) {
    // Written apart, or these lines would find themselves.
    const std::vector<std::string> marks = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                            std::string("HA") + "CK"};
    for (const auto& mark : marks)
        expectNoLineWith({mark}, std::regex("\\b" + mark + "\\b"), "a mark of unfinished work");
}

BOOST_AUTO_TEST_CASE(no_path_of_a_machine_stands_in_the_sources) {
    for (const char* folder : {"work", "home", "root"}) {
        const std::string path = std::string("/") + folder + "/";
        expectNoLineWith({path}, std::regex("(^|[\"' =:(])" + path), "a path of one machine");
    }
}

BOOST_AUTO_TEST_CASE(no_file_is_a_bucket) {
    const std::regex bucket(R"((^|/)(helper|helpers|util|utils|common|misc)[/.])");
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

BOOST_AUTO_TEST_CASE(what_a_till_is_told_in_a_word_comes_from_the_one_table) {
    for (const auto& file : tree()) {
        const bool ours = file.path.starts_with("driver/") && !file.path.ends_with(".java");
        if (!ours || file.path == "driver/core/code.h") continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (const auto* code : mobilepay::core::code::all)
                if (file.lines[i].find('"' + std::string(code->word) + '"') != std::string::npos)
                    BOOST_ERROR(at(file, i + 1) + "the code is in driver/core/code.h");
    }
}

BOOST_AUTO_TEST_SUITE_END()
