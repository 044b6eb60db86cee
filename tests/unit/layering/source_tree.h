#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mobilepay::layering {

/// One text file of the project.
struct SourceFile {
    std::string path;  ///< from the root, with slashes
    std::vector<std::string> lines;
};

struct Include {
    std::size_t line = 0;  ///< 1, 2, …
    std::string name;
    bool quoted = false;
};

/// Every source, script and build file below the folders of the layout.
[[nodiscard]] std::vector<SourceFile> sourcesBelow(const std::filesystem::path& root);

[[nodiscard]] std::vector<Include> includesOf(const SourceFile& file);

/// The line without its texts and its `//` comment.
[[nodiscard]] std::string codeOf(const std::string& line);

/// C and C++ files.
[[nodiscard]] bool isCpp(const SourceFile& file);

}  // namespace mobilepay::layering
