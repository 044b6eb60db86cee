#include "tests/e2e/javapos/host/module.h"

#include <dlfcn.h>
#include <stdexcept>

namespace mobilepay::javapos_host {

Module::Module(const std::string& file) : handle_(::dlopen(file.c_str(), RTLD_LAZY)) {
    if (handle_ == nullptr)
        throw std::runtime_error("the library " + file + " cannot be loaded: " + ::dlerror());
}

void* Module::find(const std::string& function) const {
    return ::dlsym(handle_, function.c_str());
}

}  // namespace mobilepay::javapos_host
