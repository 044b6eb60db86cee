#include "tests/simulation/folder.h"

#include <string>
#include <system_error>

#include <Poco/TemporaryFile.h>

namespace mobilepay::simulation {
namespace {

class Folder {
public:
    Folder() : path_(Poco::TemporaryFile::tempName()) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

const std::filesystem::path& lockFolder() {
    static thread_local const Folder folder;
    return folder.path();
}

}  // namespace mobilepay::simulation
