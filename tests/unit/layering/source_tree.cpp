#include "tests/unit/layering/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

namespace mobilepay::layering {

namespace {

namespace fs = std::filesystem;

bool isSource(const fs::path& path) {
    static const std::set<std::string> endings = {".h",  ".c",  ".cpp",   ".in", ".java",
                                                  ".py", ".sh", ".cmake", ".vbs"};
    if (path.filename() == "CMakeLists.txt") return true;
    return endings.count(path.extension().string()) > 0;
}

/// What builds leave in the tree.
bool isProduct(const fs::path& folder) {
    static const std::set<std::string> names = {"target", "build", "out", "node_modules",
                                                "__pycache__"};
    return names.count(folder.filename().string()) > 0;
}

SourceFile read(const fs::path& path, const fs::path& root) {
    SourceFile file{fs::relative(path, root).generic_string(), {}};
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);)
        file.lines.push_back(line);
    return file;
}

}  // namespace

std::vector<SourceFile> sourcesBelow(const fs::path& root) {
    std::vector<SourceFile> files;
    for (const char* top : {"driver", "adapters", "include", "installer", "registry", "tests"}) {
        if (!fs::exists(root / top)) continue;
        for (fs::recursive_directory_iterator at(root / top), end; at != end; ++at) {
            if (at->is_directory() && isProduct(at->path())) at.disable_recursion_pending();
            if (at->is_regular_file() && isSource(at->path())) files.push_back(read(*at, root));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

std::vector<Include> includesOf(const SourceFile& file) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        if (file.lines[i].find("include") == std::string::npos) continue;
        std::smatch match;
        if (std::regex_search(file.lines[i], match, pattern)) {
            includes.push_back({i + 1, match[2], match[1] == "\""});
        }
    }
    return includes;
}

std::string codeOf(const std::string& line) {
    static const std::regex text(R"re("([^"\\]|\\.)*")re");
    const std::string code = std::regex_replace(line, text, "\"\"");
    return code.substr(0, code.find("//"));
}

bool isCpp(const SourceFile& file) {
    return file.path.ends_with(".h") || file.path.ends_with(".cpp") || file.path.ends_with(".c") ||
           file.path.ends_with(".h.in");
}

}  // namespace mobilepay::layering
