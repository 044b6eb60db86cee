#include "driver/core/error.h"
#include "registry/check.h"
#include "registry/profile_file.h"
#include "tests/fuzz/input.h"

using namespace mobilepay;
using namespace mobilepay::fuzzing;

/// Any profile: refused in words, or read, and what is written of it reads as the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    try {
        const auto given = registry::linesOf(textOf(bytes, size), "TILL1.profile");
        const auto profile = registry::profileOf(given);
        const auto text = registry::fileText(profile);
        const auto again = registry::profileOf(registry::linesOf(text, "written"));
        promise(registry::fileText(again) == text, "a profile reads itself");
    } catch (const core::ConfigurationError& error) {
        promise(std::string_view(error.what()).size() > 10, "words about a profile");
    }
    return 0;
}
