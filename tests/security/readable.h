#pragma once

#include "include/mobilepay/device.h"
#include "tests/unit/upos/till.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace mobilepay::security {

/// Everything that a till, a technician or a thief of files could read, by where it stood.
class Readable {
public:
    void add(const std::string& where, const std::string& text) {
        texts_.emplace_back(where, text);
    }
    /// Every text property of the device and every event that was heard.
    void addProperties(upos::test::Till& till, Category category);
    /// Every file in it: log, trace, journal.
    void addFolder(const std::filesystem::path& folder);

    [[nodiscard]] std::size_t bytes() const;
    /// Fails the test for each secret, token, header or telephone number in them: the simulator's,
    /// and these.
    void search(const std::vector<std::string>& planted) const;

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

/// The settings with one of them set anew; an empty value takes it away.
[[nodiscard]] Settings with(Settings settings, const std::string& name, const std::string& value);
/// The lane's folder.
[[nodiscard]] std::string folderOf(const Settings& settings);

}  // namespace mobilepay::security
