#pragma once

#include <string>

namespace mobilepay::javapos_host {

/// A library loaded as a Java loads it. It is never given back.
class Module {
public:
    /// Throws std::runtime_error naming the file.
    explicit Module(const std::string& file);
    /// Null where the library exports no such function.
    [[nodiscard]] void* find(const std::string& function) const;

private:
    void* handle_;
};

}  // namespace mobilepay::javapos_host
