#include "driver/lane/log.h"

#include "driver/core/error.h"
#include "driver/core/text.h"

#include <filesystem>
#include <limits>
#include <mutex>
#include <system_error>

#include <Poco/AutoPtr.h>
#include <Poco/FileChannel.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/Message.h>
#include <Poco/PatternFormatter.h>

namespace mobilepay::lane {
namespace {

std::string pathOf(const registry::Profile& profile) {
    const auto file =
        profile.logFile.empty() ? profile.folder / (profile.lane + ".log") : profile.logFile;
    const auto text = file.u8string();
    return {text.begin(), text.end()};
}

int levelOf(const std::string& word) {
    try {
        return Poco::Logger::parseLevel(word);
    } catch (const Poco::Exception&) {
        throw core::ConfigurationError(
            "log.level '" + core::printableAscii(word, 40) +
            "' must be none, fatal, critical, error, warning, notice, information, debug or trace");
    }
}

/// What others chose in a text (a server, who holds a lane) neither forges lines nor moves the
/// cursor of who reads them.
std::string inOneLine(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') c = c == '\n' ? ' ' : '?';
    return line;
}

}  // namespace

class LaneLog::Channel {
public:
    explicit Channel(const std::string& path)
        : path_(path.begin(), path.end()),
          file_(new Poco::FileChannel(path)),
          formatter_(new Poco::PatternFormatter("%Y-%m-%dT%H:%M:%S.%iZ %P %p %t")),
          formatting_(new Poco::FormattingChannel(formatter_, file_)) {
        file_->setProperty("rotation", "5 M");
        file_->setProperty("purgeCount", "10");
        file_->setProperty("archive", "timestamp");
    }
    void write(int priority, std::string_view text) {
        const std::lock_guard one(mutex_);
        // Whoever may write to the folder must not choose what we write to.
        if (std::filesystem::is_symlink(std::filesystem::path(path_)))
            throw core::ConfigurationError("a log that is a link");
        formatting_->log(
            Poco::Message("lane", inOneLine(text), static_cast<Poco::Message::Priority>(priority)));
        // Also of the fresh file after each rotation, which is the shorter one.
        const auto size = file_->size();
        if (size <= size_) keepOthersOut();
        size_ = size;
    }

private:
    /// What a shop sells is nobody else's business. On Windows the folder's rights say the same.
    void keepOthersOut() const {
        std::error_code ignored;
        std::filesystem::permissions(
            std::filesystem::path(path_), std::filesystem::perms::others_all,
            std::filesystem::perm_options::remove | std::filesystem::perm_options::nofollow,
            ignored);
    }

    std::mutex mutex_;
    const std::u8string path_;
    Poco::UInt64 size_ = std::numeric_limits<Poco::UInt64>::max();
    Poco::AutoPtr<Poco::FileChannel> file_;
    Poco::AutoPtr<Poco::PatternFormatter> formatter_;
    Poco::AutoPtr<Poco::FormattingChannel> formatting_;
};

LaneLog::LaneLog(const registry::Profile& profile)
    : channel_(std::make_unique<Channel>(pathOf(profile))), level_(levelOf(profile.logLevel)) {}

LaneLog::~LaneLog() = default;

void LaneLog::write(int priority, std::string_view text) noexcept {
    if (priority > level_) return;
    try {
        channel_->write(priority, text);
    } catch (...) {
        level_ = 0;  // the folder is gone or full: one try is enough, money goes on
    }
}

void LaneLog::error(std::string_view text) noexcept {
    write(Poco::Message::PRIO_ERROR, text);
}
void LaneLog::warning(std::string_view text) noexcept {
    write(Poco::Message::PRIO_WARNING, text);
}
void LaneLog::information(std::string_view text) noexcept {
    write(Poco::Message::PRIO_INFORMATION, text);
}
void LaneLog::line(std::string_view text) {
    write(Poco::Message::PRIO_TRACE, text);
}
void LaneLog::setLevel(const std::string& word) {
    level_ = levelOf(word);
}

}  // namespace mobilepay::lane
