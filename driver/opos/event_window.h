#pragma once

#include <windows.h>
#include <functional>
#include <memory>

namespace mobilepay::opos {

/// Rings from any thread; see EventWindow.
class Bell {
public:
    virtual ~Bell() = default;
    /// Cheap, never blocks, may be called with locks held; after the window's end it does nothing.
    virtual void ring() noexcept = 0;
};

/// A message-only window on the application's thread, through which events get there: each ring is
/// answered by one call of `deliver` on that thread, as soon as it takes messages; rings in between
/// count as one. The window must be made on the thread that is to be called back, and is destroyed
/// there even when its owner goes on another.
class EventWindow {
public:
    /// Throws std::system_error when Windows gives no window.
    explicit EventWindow(std::function<void()> deliver);
    /// No call of `deliver` begins afterwards; one under way may be the caller.
    ~EventWindow();
    EventWindow(const EventWindow&) = delete;
    EventWindow& operator=(const EventWindow&) = delete;

    [[nodiscard]] std::shared_ptr<Bell> bell() const;

private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace mobilepay::opos
