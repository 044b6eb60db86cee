#include "driver/lane/machine.h"

#include <fstream>

namespace mobilepay::lane {

std::string systemIdentity() {
    std::string id;
    for (const char* path : {"/etc/machine-id", "/var/lib/dbus/machine-id"})
        if (std::ifstream in(path); in && std::getline(in, id) && !id.empty()) break;
    return id;
}

}  // namespace mobilepay::lane
