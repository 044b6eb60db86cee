#include "driver/journal/mark.h"

#include "driver/journal/row.h"

#include <charconv>

namespace mobilepay::journal {

namespace {

constexpr std::size_t digits = 20;
constexpr std::string_view title = "mobilepay journal mark ";

/// Fixed width, readable with any tool: title, commits, space, checksum, newline.
std::string contentsOf(std::int64_t commits) {
    const auto padded = [](std::string number) {
        return std::string(digits - number.size(), '0') + number;
    };
    static constexpr std::string_view columns[] = {"commits"};
    const Value values[] = {commits};
    const auto checksum = static_cast<std::uint64_t>(checksumOf("mark", columns, values));
    return std::string(title) + padded(std::to_string(commits)) + ' ' +
           padded(std::to_string(checksum)) + '\n';
}

}  // namespace

std::optional<std::int64_t> Mark::read(const std::string& vfs, const std::string& journal) {
    const std::string path = pathOf(journal);
    if (!RawFile::exists(vfs, path)) return std::nullopt;
    const auto file = RawFile::open(vfs, path, RawFile::Type::companion, RawFile::Mode::read);
    if (!file) return std::nullopt;
    const auto found = file->read(0, contentsOf(0).size());
    if (!found || found->size() != contentsOf(0).size()) return std::nullopt;
    std::int64_t commits = 0;
    const char* const begin = found->data() + title.size();
    std::from_chars(begin, begin + digits, commits);
    if (commits < 0 || *found != contentsOf(commits)) return std::nullopt;
    return commits;
}

std::unique_ptr<Mark> Mark::open(const std::string& vfs, const std::string& journal) {
    auto file = RawFile::open(vfs, pathOf(journal), RawFile::Type::companion,
                              RawFile::Mode::readWriteCreate);
    return file ? std::unique_ptr<Mark>(new Mark(std::move(file))) : nullptr;
}

int Mark::write(std::int64_t commits, bool durably) {
    const int code = file_->write(0, contentsOf(commits));
    return code == SQLITE_OK && durably ? file_->sync() : code;
}

}  // namespace mobilepay::journal
