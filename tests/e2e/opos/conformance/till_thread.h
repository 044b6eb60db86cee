#pragma once

#include <windows.h>
#include <functional>
#include <future>
#include <thread>

namespace mobilepay::opos_till {

/// The thread of an application: a single-threaded apartment that runs its messages. Work of other
/// threads comes as sent messages, which run whenever this thread waits as COM waits, also in the
/// middle of a synchronous call: that is how a second thread reaches ClearOutput.
class TillThread {
public:
    TillThread();
    /// Ends the loop; nothing may be under way.
    ~TillThread();
    TillThread(const TillThread&) = delete;
    TillThread& operator=(const TillThread&) = delete;

    /// Runs `work` there and returns at its end; what it throws comes out here. From any thread.
    void run(const std::function<void()>& work);

private:
    void serve(std::promise<HWND>& ready);
    HWND window_ = nullptr;
    std::thread thread_;
};

}  // namespace mobilepay::opos_till
