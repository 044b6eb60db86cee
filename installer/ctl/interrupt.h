#pragma once

#include <functional>
#include <memory>

namespace mobilepay::ctl {

/// Ctrl-C and requests to end, while one of these lives: told to whoever asked, on a thread of its
/// own, instead of ending the program. Make it before any other thread; one at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    /// Who is told. A signal that came before is told now. Empty: nobody. When it returns, the one
    /// before is no longer being told.
    void onSignal(std::function<void()> told);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace mobilepay::ctl
