#pragma once

#include <string>

namespace mobilepay::registry {

/// Owner and access list, as SDDL, of the folders that a group shares (`shareFolders`): SYSTEM and
/// administrators everything, the group of that SID what it needs, nobody else anything, and
/// nothing is inherited from above.
[[nodiscard]] std::wstring accessToData(const std::wstring& sid);
[[nodiscard]] std::wstring accessToProfiles(const std::wstring& sid);

}  // namespace mobilepay::registry
