#include "driver/core/error.h"
#include "driver/lane/control.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::lane {
namespace {

constexpr std::size_t longestAnswer = 65536;
constexpr std::chrono::seconds longestConnection{2};

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int get() const { return value_; }

private:
    int value_;
};

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why) {
    throw core::ConfigurationError("control socket '" + path.string() + "': " + why);
}

std::string systemText() {
    return std::system_category().message(errno);
}

std::filesystem::path socketPath(const std::filesystem::path& folder, const std::string& lane) {
    return folder / (lane + ".sock");
}

sockaddr_un addressOf(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path)
        refuse(path, "the path is longer than " + std::to_string(sizeof address.sun_path - 1) +
                         " bytes, the most a socket can have; choose a shorter 'folder'");
    std::memcpy(address.sun_path, text.data(), text.size());
    return address;
}

/// The patience of one connection, however slowly its bytes come.
class Patience {
public:
    /// `stop`: a descriptor that ends the waiting once it can be read; -1: none.
    explicit Patience(int stop = -1) : stop_(stop) {}

    [[nodiscard]] bool ready(int descriptor, short events) const {
        const auto left = end_ - std::chrono::steady_clock::now();
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        std::array<pollfd, 2> waits = {{{descriptor, events, 0}, {stop_, POLLIN, 0}}};
        return ms > 0 && ::poll(waits.data(), waits.size(), gsl::narrow<int>(ms)) > 0 &&
               waits[1].revents == 0;
    }

private:
    std::chrono::steady_clock::time_point end_ =
        std::chrono::steady_clock::now() + longestConnection;
    int stop_;
};

/// Up to the end of line, of the stream, of the limit or of the patience.
std::string readLine(int descriptor, std::size_t limit, const Patience& patience) {
    std::string line;
    char byte = 0;
    while (line.size() < limit && patience.ready(descriptor, POLLIN) &&
           ::recv(descriptor, &byte, 1, 0) == 1 && byte != '\n')
        line += byte;
    return line;
}

/// What still comes is taken and dropped, or its sender could not read the answer.
void drop(int descriptor, const Patience& patience) {
    std::array<char, 4096> bytes{};
    while (patience.ready(descriptor, POLLIN) &&
           ::recv(descriptor, bytes.data(), bytes.size(), 0) > 0) {
    }
}

bool writeAll(int descriptor, const std::string& text, const Patience& patience) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        if (!patience.ready(descriptor, POLLOUT)) return false;
        const auto n = ::send(descriptor, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) return false;
        sent += static_cast<std::size_t>(n);
    }
    return true;
}

class SocketServer final : public ControlServer {
public:
    SocketServer(std::filesystem::path path, Descriptor listener, Handler handler)
        : path_(std::move(path)),
          listener_(std::move(listener)),
          stop_(::eventfd(0, EFD_CLOEXEC)),
          handler_(std::move(handler)) {
        thread_ = std::thread([this] { serve(); });
    }
    ~SocketServer() override {
        const std::uint64_t one = 1;
        static_cast<void>(::write(stop_.get(), &one, sizeof one) < 0);
        thread_.join();
        ::unlink(path_.c_str());
    }
    SocketServer(const SocketServer&) = delete;
    SocketServer& operator=(const SocketServer&) = delete;

private:
    void serve() {
        for (;;) {
            pollfd waits[2] = {{listener_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}};
            if (::poll(waits, 2, -1) < 0) {
                if (errno != EINTR) return;
                continue;
            }
            if (waits[1].revents != 0) return;
            if (waits[0].revents != 0 && !answerOne()) rest();
        }
    }
    /// Nobody could be let in (no descriptor is free, say): he still waits, and is not asked after
    /// as fast as possible.
    void rest() const {
        pollfd stop{stop_.get(), POLLIN, 0};
        ::poll(&stop, 1, 200);
    }
    bool answerOne() {
        const Descriptor connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() < 0) return false;
        const Patience patience(stop_.get());
        const std::string line = readLine(connection.get(), longestControlLine + 1, patience);
        if (line.size() > longestControlLine) {
            writeAll(connection.get(), std::string(controlLineIsTooLong) + "\n", patience);
            drop(connection.get(), patience);
        } else if (!line.empty()) {
            writeAll(connection.get(), handler_(line) + "\n", patience);
        }
        return true;
    }

    std::filesystem::path path_;
    Descriptor listener_;
    Descriptor stop_;
    Handler handler_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<ControlServer> ControlServer::start(const std::filesystem::path& folder,
                                                    const std::string& lane, Handler handler) {
    const auto path = socketPath(folder, lane);
    const auto address = addressOf(path);
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (listener.get() < 0) refuse(path, systemText());
    // Whoever holds the lane's lock owns this name: one that is there was left by a process that
    // died.
    ::unlink(path.c_str());
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (::bind(listener.get(), generic, sizeof address) != 0 ||
        ::fchmodat(AT_FDCWD, path.c_str(), 0660, AT_SYMLINK_NOFOLLOW) != 0 ||
        ::listen(listener.get(), 8) != 0)
        refuse(path, systemText() + "; give this user's group read and write access to the folder");
    return std::make_unique<SocketServer>(path, std::move(listener), std::move(handler));
}

std::string askControl(const std::filesystem::path& folder, const std::string& lane,
                       const std::string& line) {
    const auto path = socketPath(folder, lane);
    const auto address = addressOf(path);
    const Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (connection.get() < 0 ||
        ::connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
            0)
        refuse(path, "nobody answers (" + systemText() + "): lane '" + lane +
                         "' is not claimed by a till now");
    const Patience patience;
    if (!writeAll(connection.get(), line + "\n", patience))
        refuse(path, "the lane's process does not take the command");
    return readLine(connection.get(), longestAnswer, patience);
}

}  // namespace mobilepay::lane
