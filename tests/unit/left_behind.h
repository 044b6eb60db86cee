#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

/// The end of a test's folder. Where MOBILEPAY_LEFT_BEHIND names a place (`installer/dev` does),
/// what the driver wrote there is kept for `tests/security/canaries`, which searches it for
/// secrets; but files named `secret`, which are where they belong. Under Wine the place is one of
/// this machine: `/` begins on drive Z: there, which a test's current folder is on.
inline void leaveBehind(const std::filesystem::path& folder) noexcept {
    namespace fs = std::filesystem;
    static std::atomic<int> count{0};
    std::error_code ignored;
    try {
        if (const char* const place = std::getenv("MOBILEPAY_LEFT_BEHIND")) {
            for (const auto& entry : fs::recursive_directory_iterator(folder)) {
                if (!entry.is_regular_file() || entry.path().filename() == "secret") continue;
                // Windows soon gives the number of a process, which is in the folder's name, again.
                fs::path copy;
                do {
                    copy = fs::path(place) / folder.filename();
                    copy += '-' + std::to_string(++count) + '-';
                    copy += entry.path().filename();
                } while (fs::exists(copy));
                fs::copy_file(entry.path(), copy, ignored);
            }
        }
    } catch (const std::exception&) {
        // A folder that cannot be read is a test's own doing.
    }
    fs::remove_all(folder, ignored);
}
