#pragma once

#include "driver/core/error.h"
#include "tests/unit/journal/fixture.h"
#include "tests/unit/left_behind.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>

#include <boost/test/unit_test.hpp>

namespace mobilepay::journal::testing {

/// A folder of its own on the real disk, gone afterwards.
class Folder {
public:
    Folder() {
        static std::atomic<int> count{0};
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        path_ = std::filesystem::temp_directory_path() /
                ("mobilepay-journal-" + std::to_string(now) + "-" + std::to_string(++count));
        BOOST_REQUIRE(std::filesystem::create_directory(path_));
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~Folder() { leaveBehind(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] Options options(const std::u8string& name = u8"TILL1.journal") const {
        Options options;
        const auto path = (path_ / name).u8string();
        options.path.assign(path.begin(), path.end());
        options.lane = "TILL1";
        options.machine = "machine-a";
        options.now = at(someTime);
        return options;
    }

private:
    std::filesystem::path path_;
};

/// What opening says; empty: it opens.
inline std::string refusal(const Options& options) {
    try {
        (void)Journal::open(options);
        return {};
    } catch (const core::JournalError& error) {
        return error.what();
    }
}

inline bool names(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace mobilepay::journal::testing
