#pragma once

#include "tests/unit/left_behind.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <Poco/TemporaryFile.h>

/// Where paths from the root begin: `/`, on Windows a drive.
inline std::filesystem::path rootOfDisk() {
    return std::filesystem::temp_directory_path().root_path();
}

/// A folder that goes with the test.
class TempFolder {
public:
    TempFolder() { std::filesystem::create_directories(path()); }
    ~TempFolder() { leaveBehind(path()); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] std::filesystem::path path() const { return name_; }
    std::filesystem::path write(const std::string& file, const std::string& bytes) const {
        std::ofstream(path() / file, std::ios::binary) << bytes;
        return path() / file;
    }
    [[nodiscard]] static std::string read(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    std::string name_ = Poco::TemporaryFile::tempName();
};
