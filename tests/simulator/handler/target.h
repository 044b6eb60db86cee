#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mobilepay::simulator {

/// What a request is aimed at: the path in segments and the query, both decoded.
struct Target {
    std::string path;  ///< as it stood, without the query
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;

    /// The first value of that name (case does not matter), nothing when there is none or it is
    /// empty.
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

/// From an absolute URL or a path. Broken percent encoding is kept as it stands.
[[nodiscard]] Target parseTarget(std::string_view url);

/// Whether the text is a GUID (either case).
[[nodiscard]] bool isGuid(std::string_view text) noexcept;
[[nodiscard]] std::string lowerCase(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;

}  // namespace mobilepay::simulator
