#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

/// What the targets have in common. Each defines `LLVMFuzzerTestOneInput` (libFuzzer's name), which
/// is called again and again with other bytes and always returns 0.
namespace mobilepay::fuzzing {

inline std::string_view textOf(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

/// A broken promise ends the program; the bytes that broke it are then kept by libFuzzer.
inline void promise(bool kept, std::string_view words) {
    if (kept) return;
    std::cerr << "broken: " << words << '\n';
    std::abort();
}

/// What goes to people and logs is printable: no bytes that could steer a terminal.
inline bool printable(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') return false;
    return true;
}

}  // namespace mobilepay::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
