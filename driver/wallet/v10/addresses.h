#pragma once

#include "driver/rest/http.h"
#include "driver/wallet/v10/configuration.h"

#include <string>
#include <string_view>

namespace mobilepay::wallet::v10 {

/// Path and query below the API's base. What is added is percent-encoded.
class Address {
public:
    explicit Address(std::string_view path) : text_(path) {}
    Address& segment(std::string_view value);
    /// Left out when the value is empty.
    Address& filter(std::string_view name, std::string_view value);
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
    bool filtered_ = false;
};

/// A request with the headers of every call, but for the Authorization, which `rest::Call` adds.
/// A body is JSON; an empty one is none.
[[nodiscard]] rest::HttpRequest requestTo(const Configuration& configuration, std::string method,
                                          const Address& address, std::string body = {});

}  // namespace mobilepay::wallet::v10
