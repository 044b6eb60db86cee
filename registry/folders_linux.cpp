#include "registry/check.h"

namespace mobilepay::registry {

// Filesystem Hierarchy Standard 3.0: state in /var/lib, configuration in /etc.
std::filesystem::path defaultFolder() {
    return "/var/lib/mobilepay";
}

std::filesystem::path defaultProfileFolder() {
    return "/etc/mobilepay";
}

}  // namespace mobilepay::registry
