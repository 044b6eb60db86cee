#pragma once

namespace mobilepay::rest {

/// While one lives, writing to a connection that the peer has reset is an error of that call and
/// does not raise SIGPIPE, whose default would end the host process. For this thread only; the
/// host's own handling comes back afterwards. Nothing on Windows. (quiet_pipe_linux.cpp,
/// quiet_pipe_windows.cpp)
class QuietPipe {
public:
    QuietPipe() noexcept;
    ~QuietPipe();
    QuietPipe(const QuietPipe&) = delete;
    QuietPipe& operator=(const QuietPipe&) = delete;

private:
    bool blockedByUs_ = false;
    bool hostsOwnWaits_ = false;
};

}  // namespace mobilepay::rest
