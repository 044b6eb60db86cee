#include "registry/jpos_xml.h"

#include "driver/core/error.h"
#include "tests/fuzz/input.h"

#include <algorithm>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

/// Any jpos.xml: refused in words that name the file, or ours goes in, is found there, and goes out
/// again.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string old(textOf(bytes, size));
    const std::string name = "Our Device <&\"'>";
    const registry::JposEntry entry{
        name, registry::DeviceCategory::cat, {{"profile", "/etc/mobilepay/TILL1.profile"}}};
    try {
        const auto before = registry::ourEntries(old.empty() ? "<JposEntries/>" : old, "jpos.xml");
        const auto with = registry::withEntries(old, {entry}, "jpos.xml");
        const auto ours = registry::ourEntries(with, "jpos.xml");
        promise(std::count(ours.begin(), ours.end(), name) == 1, "our entry is there once");
        promise(registry::withEntries(with, {entry}, "jpos.xml") == with, "twice is once");
        const auto without = registry::withoutEntries(with, {name}, "jpos.xml");
        const auto left = registry::ourEntries(without, "jpos.xml");
        promise(std::find(left.begin(), left.end(), name) == left.end(), "our entry has gone");
        const auto had = std::count(before.begin(), before.end(), name);
        promise(left.size() + static_cast<std::size_t>(had) == before.size(), "others stay");
    } catch (const core::ConfigurationError& error) {
        promise(std::string(error.what()).find("jpos.xml") != std::string::npos,
                "the words name the file");
    }
    return 0;
}
