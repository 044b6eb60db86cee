#pragma once

#include <filesystem>
#include <string>

/// Who may do what in the folders of a machine that several users run tills on.
namespace mobilepay::registry {

struct SharedFolders {
    std::filesystem::path data;      ///< journals, locks and logs of the lanes
    std::filesystem::path profiles;  ///< may lie in `data`
};

/// Makes the folders where they are missing, and lets the users of `group` make and change files in
/// `data` and read those in `profiles`: who could write a profile could send the shop's secret
/// elsewhere (`token.url`). Both belong to the administrators, nobody else gets in, and what is in
/// them already follows. Secrets keep who may read them. Needs an administrator (root).
///
/// Windows: access lists that inherit nothing from above; `group` also as a SID. Linux: owner root
/// and the group, 2770 for `data`, 2750 for `profiles`.
///
/// Throws `core::ConfigurationError` naming the group or the path, and the way out.
void shareFolders(const SharedFolders& folders, const std::string& group);

}  // namespace mobilepay::registry
