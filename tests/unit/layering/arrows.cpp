#include "tests/unit/layering/arrows.h"

#include <algorithm>
#include <array>
#include <regex>
#include <vector>

namespace mobilepay::layering {

namespace {

using Patterns = std::vector<std::string_view>;

/// A pattern is a file, a folder with everything below it (`driver/rest/`), or a folder with its
/// own files only (`driver/wallet/*`).
bool matches(std::string_view pattern, std::string_view path) {
    if (pattern.ends_with("/*")) {
        const std::string_view folder = pattern.substr(0, pattern.size() - 1);
        return path.starts_with(folder) && path.find('/', folder.size()) == std::string_view::npos;
    }
    return pattern.ends_with('/') ? path.starts_with(pattern) : path == pattern;
}

bool matchesAny(const Patterns& patterns, std::string_view path) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [path](std::string_view pattern) { return matches(pattern, path); });
}

/// Where arrows begin, and where they may end beside the folder itself and driver/core. The most
/// special folder comes first: the first one that holds the file decides.
struct Layer {
    std::string_view folder;
    Patterns mayInclude;
    bool knowsCore = true;
};

const std::vector<Layer>& layers() {
    static const std::vector<Layer> table = {
        {"tests/", {"driver/", "registry/", "include/", "installer/", "adapters/", "tests/"}},
        {"driver/core/", {}},
        {"driver/rest/", {}},
        {"driver/journal/", {}},
        {"driver/flow/", {"driver/wallet/calls.h", "driver/journal/record.h"}},
        {"driver/wallet/v10/", {"driver/wallet/*", "driver/rest/"}},
        {"driver/wallet/training/", {"driver/wallet/*", "driver/rest/"}},
        {"driver/wallet/epayment/", {"driver/wallet/*", "driver/rest/"}},
        {"driver/wallet/", {"driver/rest/"}},
        {"driver/presence/", {"include/mobilepay/"}},
        {"driver/notify/", {"driver/rest/"}},
        {"driver/lane/",
         {"driver/flow/", "driver/journal/", "driver/wallet/", "driver/presence/", "driver/notify/",
          "driver/rest/", "registry/"}},
        {"driver/upos/", {"driver/lane/", "include/mobilepay/"}},
        {"driver/javapos/", {"driver/upos/", "registry/", "include/mobilepay/"}},
        {"driver/opos/", {"driver/upos/", "registry/", "include/mobilepay/"}},
        {"installer/", {"driver/lane/", "registry/"}},
        {"registry/", {}},
        {"include/", {}, false},
        {"adapters/", {"include/mobilepay/"}, false},
    };
    return table;
}

/// A library, and who alone may include it. Tests may include everything.
struct Library {
    std::string_view start;
    Patterns only;
    std::string_view why;
};

const std::vector<Library>& reservedLibraries() {
    static const std::vector<Library> table = {
        {"Poco/Net/", {"driver/rest/", "driver/notify/"}, "only rest and notify know HTTP"},
        {"sqlite3.h", {"driver/journal/"}, "only the journal knows SQL"},
        {"Poco/Data/", {"driver/journal/"}, "only the journal knows SQL"},
        {"jni.h", {"driver/javapos/"}, "only its door knows Java"},
    };
    return table;
}

/// A folder, and what it may not include of other people's.
struct Abstinence {
    std::string_view folder;
    Patterns from;
    std::string_view why;
};

const std::vector<Abstinence>& abstinences() {
    static const Patterns libraries = {"Poco/", "openssl/", "boost/", "sqlite3.h"};
    static const std::vector<Abstinence> table = {
        {"driver/core/", libraries, "core depends on the standard library and GSL alone"},
        {"include/", libraries, "what others compile against needs nothing of these"},
        {"driver/flow/",
         {"Poco/", "openssl/", "boost/", "sqlite3.h", "thread", "mutex", "condition_variable",
          "future", "fstream", "iostream", "filesystem"},
         "flows know neither clock, file, thread nor wire"},
    };
    return table;
}

/// Headers of one operating system; in files named *_windows.* and *_linux.* only.
const Patterns& windowsHeaders() {
    static const Patterns table = {
        "windows.h", "winsock2.h", "ws2tcpip.h", "shlobj.h", "aclapi.h",   "sddl.h",   "wincrypt.h",
        "dpapi.h",   "shellapi.h", "bcrypt.h",   "winreg.h", "winioctl.h", "winhttp.h"};
    return table;
}
const Patterns& linuxHeaders() {
    static const Patterns table = {"sys/",   "linux/",  "unistd.h",  "fcntl.h",
                                   "poll.h", "dlfcn.h", "pthread.h", "termios.h"};
    return table;
}

bool isNamedFor(std::string_view system, std::string_view file) {
    const std::string_view name = file.substr(file.find_last_of('/') + 1);
    return name.find("_" + std::string(system) + ".") != std::string_view::npos;
}

std::string objectionToLibrary(std::string_view file, std::string_view included) {
    if (file.starts_with("tests/")) return {};
    for (const auto& library : reservedLibraries()) {
        if (included.starts_with(library.start) && !matchesAny(library.only, file)) {
            return std::string(library.why);
        }
    }
    for (const auto& abstinence : abstinences()) {
        if (file.starts_with(abstinence.folder) && matchesAny(abstinence.from, included)) {
            return std::string(abstinence.why);
        }
    }
    const bool windowsByNature =
        file.starts_with("driver/opos/") || file.starts_with("installer/windows/");
    if (matchesAny(windowsHeaders(), included) && !windowsByNature &&
        !isNamedFor("windows", file)) {
        return "Windows only: its place is a file named *_windows.cpp";
    }
    if (matchesAny(linuxHeaders(), included) && !isNamedFor("linux", file)) {
        return "Linux only: its place is a file named *_linux.cpp";
    }
    return {};
}

std::string objectionToOurs(std::string_view file, std::string_view included) {
    const auto layer = std::find_if(layers().begin(), layers().end(), [file](const Layer& one) {
        return file.starts_with(one.folder);
    });
    if (layer == layers().end()) return "no layer of the design holds this file";
    // An adapter is its own folder: anything of another adapter is foreign to it.
    const std::string_view home = layer->folder == "adapters/"
                                      ? file.substr(0, file.find('/', layer->folder.size()) + 1)
                                      : layer->folder;
    const bool own = included.starts_with(home);
    const bool core = layer->knowsCore && included.starts_with("driver/core/");
    if (own || core || matchesAny(layer->mayInclude, included)) return {};
    return "no arrow of the design leads from " + std::string(layer->folder) + " there";
}

}  // namespace

std::string objection(std::string_view file, std::string_view included, bool quoted) {
    if (included.starts_with("mobilepay/")) {
        return objectionToOurs(file, "include/" + std::string(included));
    }
    return quoted ? objectionToOurs(file, included) : objectionToLibrary(file, included);
}

std::string objectionToLine(std::string_view file, std::string_view code) {
    static const std::vector<std::string_view> belowLane = {
        "driver/core/", "driver/rest/",     "driver/wallet/", "driver/journal/",
        "driver/flow/", "driver/presence/", "driver/notify/", "driver/lane/"};
    static const std::regex unifiedPos(R"(\b(upos|opos|javapos|jpos|UPOS_\w*|OPOS_\w*)\b)");
    const bool below = std::any_of(belowLane.begin(), belowLane.end(),
                                   [file](std::string_view f) { return file.starts_with(f); });
    if (below && std::regex_search(code.begin(), code.end(), unifiedPos)) {
        return "from the lane down nothing knows UnifiedPOS";
    }
    // With MinGW-w64 the destructor would run on memory that the thread has freed.
    static const std::regex ofThread(R"(\bthread_local\b(?! (const )?(unsigned|bool|int|\w+\*) ))");
    if (std::regex_search(code.begin(), code.end(), ofThread)) {
        return "only numbers and plain pointers may be thread_local";
    }
    return {};
}

}  // namespace mobilepay::layering
