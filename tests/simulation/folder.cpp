#include "tests/simulation/folder.h"

#include <atomic>
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

std::filesystem::path lockFolder() {
    static const Folder ofProcess;
    static std::atomic<unsigned> threads{0};
    const auto folderOf = [](unsigned thread) { return ofProcess.path() / std::to_string(thread); };
    // No object: MinGW-w64 frees a thread's variables before it destroys what is in them.
    static thread_local const unsigned number = [&folderOf] {
        const unsigned mine = ++threads;
        std::filesystem::create_directories(folderOf(mine));
        return mine;
    }();
    return folderOf(number);
}

}  // namespace mobilepay::simulation
