// A library to preload into a program that shall die at one certain system call, as by kill -9.
//
// It counts the calls that matter for money (writes and syncs of files, connecting, sending and
// receiving) over all threads of the process. By environment:
//   MOBILEPAY_CRASH_RECORD=FILE  every watched call becomes a line of FILE:  name target
//   MOBILEPAY_CRASH_AT=name target ordinal moment
//       the process is killed at that call: `before` it, after a `part` of its bytes (`first`: one,
//       `most`: all but one), or `after` it, before the program learns that it returned
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace {

/// The function of that name behind ours.
template <typename Function>
Function* behind(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

constexpr std::array<std::pair<std::string_view, const char*>, 5> files = {{
    {".journal-wal", "wal"},
    {".journal-mark", "mark"},
    {".journal-journal", "rollback"},
    {".journal", "journal"},
    {".lock", "lock"},
}};

/// What a file is in the story of a payment; null: nothing that matters.
const char* targetOf(std::string_view path) {
    for (const auto& [ending, name] : files)
        if (path.ends_with(ending)) return name;
    return nullptr;
}

const char* targetOf(int descriptor) {
    if (descriptor == STDOUT_FILENO) return "till";
    std::array<char, 32> link{};
    std::array<char, 512> path{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link.data(), path.data(), path.size());
    if (size <= 0) return nullptr;
    const std::string_view text(path.data(), static_cast<std::size_t>(size));
    if (!text.starts_with("socket:")) return targetOf(text);
    int domain = 0;
    socklen_t length = sizeof domain;
    getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length);
    return domain == AF_INET || domain == AF_INET6 ? "server" : nullptr;
}

enum class Moment { none, before, first, half, most, after };

/// The call to die at.
struct Point {
    std::string name;
    std::string target;
    int ordinal = 0;
    Moment moment = Moment::none;
};

Moment momentOf(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, Moment>, 5> words = {{
        {"before", Moment::before},
        {"first", Moment::first},
        {"half", Moment::half},
        {"most", Moment::most},
        {"after", Moment::after},
    }};
    for (const auto& [name, moment] : words)
        if (word == name) return moment;
    return Moment::none;
}

Point wanted() {
    const char* text = std::getenv("MOBILEPAY_CRASH_AT");
    if (!text) return {};
    std::array<std::string, 4> words;
    std::string_view rest(text);
    for (auto& word : words) {
        const auto end = std::min(rest.find(' '), rest.size());
        word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    Point point{words[0], words[1], 0, momentOf(words[3])};
    std::from_chars(words[2].data(), words[2].data() + words[2].size(), point.ordinal);
    return point;
}

int recordFile() {
    const char* path = std::getenv("MOBILEPAY_CRASH_RECORD");
    return path ? ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

[[noreturn]] void die() {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/// Counts this call. The moment to die at, if it is the one.
Moment meet(const char* name, const char* target) {
    static const Point point = wanted();
    static const int record = recordFile();
    static std::atomic<int> met = 0;
    if (!target) return Moment::none;
    if (record >= 0) {
        const std::string line = std::string(name) + ' ' + target + '\n';
        static auto* const really = behind<ssize_t(int, const void*, std::size_t)>("write");
        static_cast<void>(really(record, line.data(), line.size()) < 0);
    }
    if (point.name != name || point.target != target) return Moment::none;
    return ++met == point.ordinal ? point.moment : Moment::none;
}

/// A call without bytes of its own.
template <typename Call>
auto at(const char* name, const char* target, Call call) {
    const Moment moment = meet(name, target);
    if (moment != Moment::none && moment != Moment::after) die();
    const auto result = call();
    const int error = errno;
    if (moment == Moment::after) die();
    errno = error;
    return result;
}

/// A call that moves `size` bytes; `call` is told how many it may.
template <typename Call>
auto atBytes(const char* name, const char* target, std::size_t size, Call call) {
    const Moment moment = meet(name, target);
    if (moment == Moment::before) die();
    std::size_t part = size;
    if (moment == Moment::first) part = std::min<std::size_t>(size, 1);
    if (moment == Moment::half) part = size / 2;
    if (moment == Moment::most && size > 0) part = size - 1;
    const auto result = call(part);
    const int error = errno;
    if (moment != Moment::none) die();
    errno = error;
    return result;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t offset) {
    static auto* const really = behind<decltype(pwrite64)>("pwrite64");
    return atBytes("pwrite", targetOf(file), size,
                   [&](std::size_t part) { return really(file, bytes, part, offset); });
}

ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t offset) {
    return pwrite64(file, bytes, size, offset);
}

ssize_t write(int file, const void* bytes, std::size_t size) {
    static auto* const really = behind<decltype(write)>("write");
    return atBytes("write", targetOf(file), size,
                   [&](std::size_t part) { return really(file, bytes, part); });
}

ssize_t send(int file, const void* bytes, std::size_t size, int flags) {
    static auto* const really = behind<decltype(send)>("send");
    return atBytes("write", targetOf(file), size,
                   [&](std::size_t part) { return really(file, bytes, part, flags); });
}

ssize_t writev(int file, const iovec* parts, int count) {
    static auto* const really = behind<decltype(writev)>("writev");
    return at("writev", targetOf(file), [&] { return really(file, parts, count); });
}

ssize_t read(int file, void* bytes, std::size_t size) {
    static auto* const really = behind<decltype(read)>("read");
    const char* const target = targetOf(file);
    const bool matters = target && std::string_view(target) == "server";
    return at("read", matters ? target : nullptr, [&] { return really(file, bytes, size); });
}

ssize_t recv(int file, void* bytes, std::size_t size, int flags) {
    static auto* const really = behind<decltype(recv)>("recv");
    return at("read", targetOf(file), [&] { return really(file, bytes, size, flags); });
}

int connect(int file, const sockaddr* address, socklen_t size) {
    static auto* const really = behind<decltype(connect)>("connect");
    return at("connect", targetOf(file), [&] { return really(file, address, size); });
}

int shutdown(int file, int how) noexcept {
    static auto* const really = behind<int(int, int)>("shutdown");
    return at("shutdown", targetOf(file), [&] { return really(file, how); });
}

int fsync(int file) {
    static auto* const really = behind<decltype(fsync)>("fsync");
    return at("fsync", targetOf(file), [&] { return really(file); });
}

int fdatasync(int file) {
    static auto* const really = behind<decltype(fdatasync)>("fdatasync");
    return at("fdatasync", targetOf(file), [&] { return really(file); });
}

int ftruncate64(int file, off64_t size) noexcept {
    static auto* const really = behind<int(int, off64_t)>("ftruncate64");
    return at("ftruncate", targetOf(file), [&] { return really(file, size); });
}

int ftruncate(int file, off_t size) noexcept {
    return ftruncate64(file, size);
}

int unlink(const char* path) noexcept {
    static auto* const really = behind<int(const char*)>("unlink");
    return at("unlink", targetOf(std::string_view(path)), [&] { return really(path); });
}

}  // extern "C"
#pragma GCC visibility pop
