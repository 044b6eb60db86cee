#pragma once

#include <string>

namespace mobilepay::journal {

/// Where Windows leads the name of a file, and of its folder, when they are opened.
struct FinalPath {
    std::wstring folder;
    std::wstring file;
};

/// Whether a file that was configured by that path is another one. The file has to lie in the
/// folder, under its name: neither a link of its own nor a copy in the VirtualStore, which Windows
/// makes for one user when an old program may not write. Folders may lead elsewhere by junctions,
/// short names and drive letters, which an administrator makes and which are the same for every
/// program; the VirtualStore of a user is none of these.
[[nodiscard]] bool isElsewhere(const std::wstring& configured, const FinalPath& found);

}  // namespace mobilepay::journal
