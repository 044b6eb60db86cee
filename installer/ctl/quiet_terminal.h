#pragma once

#include <memory>

namespace mobilepay::ctl {

/// Keeps the terminal at the standard input, if there is one, from showing what is typed.
class QuietTerminal {
public:
    QuietTerminal();
    ~QuietTerminal();
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    /// As it was before. Any thread.
    void restore() const noexcept;

private:
    struct Before;
    std::unique_ptr<const Before> before_;  ///< null: no terminal
};

}  // namespace mobilepay::ctl
