#pragma once

#include <windows.h>
#include <functional>
#include <string_view>

namespace mobilepay::opos {

/// Which messages of the application's thread run while a synchronous call waits for the shopper
/// (setting `pump`).
enum class Pump {
    com,   ///< what COM's own waiting lets through: calls between apartments, painting
    all,   ///< every message, also keys and clicks: ClearOutput can be called from a button
    none,  ///< none: the thread stands still
};

/// `com`, `all` or `none`; anything else is com.
[[nodiscard]] Pump pumpOf(std::string_view setting) noexcept;

/// Runs `work` to its end and returns then; meanwhile messages run on this thread. `work` runs on
/// another thread, with Pump::none on this one. An exception of `work` comes out here.
void runPumping(Pump pump, const std::function<void()>& work);

/// Takes the presses of keys and mouse buttons out of this thread's queue that came since that tick
/// (GetTickCount), so that the application never sees them: somebody pressed while the thread was
/// not listening, and a second press of `Pay` would pay again. What was queued before stays (a
/// scanner that types ahead), and so does the release of what is pressed.
void dropPressesSince(DWORD tick);

}  // namespace mobilepay::opos
