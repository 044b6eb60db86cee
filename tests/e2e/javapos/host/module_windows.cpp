#include "tests/e2e/javapos/host/module.h"

#include <windows.h>
#include <stdexcept>

namespace mobilepay::javapos_host {

Module::Module(const std::string& file) : handle_(::LoadLibraryA(file.c_str())) {
    if (handle_ == nullptr) throw std::runtime_error("the library " + file + " cannot be loaded");
}

void* Module::find(const std::string& function) const {
    return reinterpret_cast<void*>(
        ::GetProcAddress(static_cast<HMODULE>(handle_), function.c_str()));
}

}  // namespace mobilepay::javapos_host
