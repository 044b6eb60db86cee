#pragma once

#include <string>

namespace mobilepay::simulator {

/// What `mpsim --help` says before and after the options.
[[nodiscard]] std::string guideHeader();
[[nodiscard]] std::string guideText();

}  // namespace mobilepay::simulator
