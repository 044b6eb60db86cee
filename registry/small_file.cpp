#include "registry/small_file.h"

#include "driver/core/error.h"
#include "registry/file_place.h"

#include <fstream>
#include <system_error>

namespace mobilepay::registry {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string_view what, const fs::path& file, const std::string& why) {
    throw core::ConfigurationError("The " + std::string(what) + " " + pathText(file) + " " + why);
}

/// What a link names is replaced, never the link.
fs::path behindLinks(fs::path file) {
    constexpr int longestChain = 40;
    std::error_code error;
    for (int i = 0; i < longestChain && fs::is_symlink(fs::symlink_status(file, error)); ++i)
        file = file.parent_path() / fs::read_symlink(file, error);
    return file;
}

}  // namespace

fs::path pathOf(std::string_view utf8) {
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

std::string pathText(const fs::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

std::string readSmallFile(const fs::path& file, std::size_t limit, std::string_view what) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) {
        refuse(what, file, "does not exist: check its name");
    }
    // A device or a pipe would never end, or keep us waiting.
    if (error || status.type() != fs::file_type::regular) {
        refuse(
            what, file,
            error ? "cannot be looked at: " + error.message() : "is no ordinary file: name a file");
    }
    std::ifstream in(file, std::ios::binary);
    if (!in)
        refuse(what, file, "cannot be read: check its permissions for the user of this program");
    std::string bytes(limit + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad()) refuse(what, file, "cannot be read to its end: check the disk");
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) {
        refuse(what, file,
               "is larger than " + std::to_string(limit / 1024) + " KiB: it cannot be one of ours");
    }
    return bytes;
}

void replaceFile(const fs::path& file, std::string_view bytes, std::string_view what) {
    const fs::path target = behindLinks(file);
    const fs::path fresh = pathOf(pathText(target) + ".new");
    std::error_code ignored;
    fs::remove(fresh, ignored);
    try {
        putInPlace(target, fresh, bytes);
    } catch (const std::system_error& fault) {
        fs::remove(fresh, ignored);
        refuse(what, file, std::string("stays as it was: ") + fault.what());
    }
}

}  // namespace mobilepay::registry
