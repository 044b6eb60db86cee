#include "driver/core/error.h"
#include "driver/lane/control.h"

#include <windows.h>
#include <chrono>
#include <optional>
#include <sddl.h>
#include <system_error>
#include <thread>
#include <utility>

#include <gsl/gsl>

namespace mobilepay::lane {
namespace {

constexpr std::size_t longestAnswer = 65536;
constexpr std::chrono::seconds longestConnection{2};

class Handle {
public:
    explicit Handle(HANDLE value) : value_(value) {}
    ~Handle() {
        if (*this) ::CloseHandle(value_);
    }
    Handle(Handle&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    Handle& operator=(Handle&&) = delete;
    explicit operator bool() const { return value_ != nullptr && value_ != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const { return value_; }

private:
    HANDLE value_;
};

[[noreturn]] void refuse(const std::string& lane, const std::string& why) {
    throw core::ConfigurationError("control pipe of lane '" + lane + "': " + why);
}

std::string textOf(DWORD error) {
    return std::system_category().message(static_cast<int>(error));
}

std::wstring pipeName(const std::string& lane) {
    return L"\\\\.\\pipe\\mobilepay-" + std::filesystem::path(lane).wstring();
}

Handle makeEvent() {
    return Handle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
}

/// One end of a pipe. A connection has one patience, however slowly its bytes come, and `stop` ends
/// it at once, however fast they do.
class Channel {
public:
    Channel(Handle pipe, HANDLE stop) : pipe_(std::move(pipe)), stop_(stop), done_(makeEvent()) {}

    [[nodiscard]] HANDLE pipe() const { return pipe_.get(); }
    /// Waits for a client, whose time begins with that.
    bool connect() {
        const bool connected = awaitClient();
        end_ = std::chrono::steady_clock::now() + longestConnection;
        return connected;
    }
    std::string readLine(std::size_t limit) {
        std::string line;
        char byte = 0;
        while (line.size() < limit && transfer(::ReadFile, &byte, 1) == 1 && byte != '\n')
            line += byte;
        return line;
    }
    bool writeAll(std::string text) {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const DWORD n =
                transfer(::WriteFile, text.data() + sent, static_cast<DWORD>(text.size() - sent));
            if (n == 0) return false;
            sent += n;
        }
        return true;
    }
    /// Until the other end has gone, so that what was written is not lost with this end.
    void awaitEnd() {
        char byte = 0;
        while (transfer(::ReadFile, &byte, 1) != 0) {
        }
    }

private:
    bool awaitClient() {
        auto request = begin();
        if (::ConnectNamedPipe(pipe(), &request) != 0) return true;
        const DWORD error = ::GetLastError();
        if (error == ERROR_PIPE_CONNECTED) return true;
        return error == ERROR_IO_PENDING && finish(request, INFINITE).has_value();
    }
    OVERLAPPED begin() {
        ::ResetEvent(done_.get());
        OVERLAPPED request{};
        request.hEvent = done_.get();
        return request;
    }
    /// How many bytes were moved; nothing when it failed or had no time. Of two events that are set
    /// the first one counts: a client that always has another byte does not hide the stop.
    std::optional<DWORD> finish(OVERLAPPED& request, DWORD patience) {
        const HANDLE waits[2] = {stop_, done_.get()};
        const bool inTime =
            ::WaitForMultipleObjects(2, waits, FALSE, patience) == WAIT_OBJECT_0 + 1;
        if (!inTime) ::CancelIo(pipe());
        DWORD moved = 0;
        const bool good = ::GetOverlappedResult(pipe(), &request, &moved, TRUE) != 0;
        return good && inTime ? std::optional(moved) : std::nullopt;
    }
    template <class Call, class Bytes>
    DWORD transfer(Call call, Bytes* bytes, DWORD size) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now());
        if (left.count() <= 0) return 0;
        auto request = begin();
        if (call(pipe(), bytes, size, nullptr, &request) == 0 &&
            ::GetLastError() != ERROR_IO_PENDING)
            return 0;
        return finish(request, gsl::narrow<DWORD>(left.count())).value_or(0);
    }

    Handle pipe_;
    HANDLE stop_;
    Handle done_;
    std::chrono::steady_clock::time_point end_ =
        std::chrono::steady_clock::now() + longestConnection;
};

class PipeServer final : public ControlServer {
public:
    PipeServer(Handle pipe, Handler handler)
        : stop_(makeEvent()), handler_(std::move(handler)), channel_(std::move(pipe), stop_.get()) {
        thread_ = std::thread([this] { serve(); });
    }
    ~PipeServer() override {
        ::SetEvent(stop_.get());
        thread_.join();
    }
    PipeServer(const PipeServer&) = delete;
    PipeServer& operator=(const PipeServer&) = delete;

private:
    void serve() {
        while (::WaitForSingleObject(stop_.get(), 0) == WAIT_TIMEOUT) {
            if (channel_.connect()) answerOne();
            ::DisconnectNamedPipe(channel_.pipe());
        }
    }
    void answerOne() {
        const std::string line = channel_.readLine(longestControlLine + 1);
        if (line.empty()) return;
        const std::string answer =
            line.size() > longestControlLine ? controlLineIsTooLong : handler_(line);
        if (channel_.writeAll(answer + "\n")) channel_.awaitEnd();
    }

    Handle stop_;
    Handler handler_;
    Channel channel_;
    std::thread thread_;
};

/// Administrators, the system, and the user who owns the pipe: the one the till runs as.
Handle makePipe(const std::string& lane) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;OW)", SDDL_REVISION_1, &descriptor, nullptr) == 0)
        refuse(lane, textOf(::GetLastError()));
    const auto free = gsl::finally([&] { ::LocalFree(descriptor); });
    SECURITY_ATTRIBUTES security{sizeof security, descriptor, FALSE};
    Handle pipe(::CreateNamedPipeW(
        pipeName(lane).c_str(),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_REJECT_REMOTE_CLIENTS, 1, longestAnswer, longestControlLine, 0,
        &security));
    if (!pipe)
        refuse(lane, textOf(::GetLastError()) +
                         "; another program uses the name \\\\.\\pipe\\mobilepay-" + lane +
                         ": two lanes of one machine never share a name");
    return pipe;
}

Handle openPipe(const std::string& lane) {
    const auto name = pipeName(lane);
    const auto deadline = std::chrono::steady_clock::now() + longestConnection;
    for (;;) {
        // The server may learn who asks, and no more.
        Handle pipe(::CreateFileW(
            name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr));
        if (pipe) return pipe;
        const DWORD error = ::GetLastError();
        if (error != ERROR_PIPE_BUSY || std::chrono::steady_clock::now() >= deadline)
            refuse(lane, "nobody answers (" + textOf(error) +
                             "): the lane is not claimed by a till now, or this user may not ask");
        ::WaitNamedPipeW(name.c_str(), 100);
    }
}

}  // namespace

std::unique_ptr<ControlServer> ControlServer::start(const std::filesystem::path&,
                                                    const std::string& lane, Handler handler) {
    return std::make_unique<PipeServer>(makePipe(lane), std::move(handler));
}

std::string askControl(const std::filesystem::path&, const std::string& lane,
                       const std::string& line) {
    const Handle never = makeEvent();
    Channel channel(openPipe(lane), never.get());
    if (!channel.writeAll(line + "\n"))
        refuse(lane, "the lane's process does not take the command");
    return channel.readLine(longestAnswer);
}

}  // namespace mobilepay::lane
