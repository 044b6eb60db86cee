#pragma once

namespace mobilepay::simulator {

/// Ctrl-C and the operating system's polite request to end (SIGTERM; on Windows the console's
/// close). To be made before any other thread starts.
class Termination {
public:
    Termination();
    /// Blocks until the program is asked to end.
    void wait();
};

}  // namespace mobilepay::simulator
