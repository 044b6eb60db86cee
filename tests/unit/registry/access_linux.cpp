#include "tests/unit/registry/access.h"

namespace fs = std::filesystem;

void letOwnerRead(const fs::path& file) {
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

void letEverybodyRead(const fs::path& file) {
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
}
