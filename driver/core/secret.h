#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace mobilepay::core {

/// A text that must not appear in any log, trace, journal, event or error: client secrets, tokens,
/// phone numbers and what identifies a shopper. Printing one prints `***`; only `reveal` hands the
/// text out, so every use can be found. The memory is overwritten on destruction.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}
    Secret(const Secret&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(const Secret&);
    Secret& operator=(Secret&&) noexcept;
    ~Secret();

    [[nodiscard]] const std::string& reveal() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }
    friend std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "***"; }

private:
    void wipe() noexcept;
    std::string value_;
};

}  // namespace mobilepay::core
