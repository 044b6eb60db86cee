#pragma once

#include <string>
#include <vector>

namespace mobilepay::ctl {

/// The command line behind the program's name in UTF-8, and the console ready for UTF-8.
[[nodiscard]] std::vector<std::string> wordsOf(int argc, char** argv);

}  // namespace mobilepay::ctl
