#include "tests/conformance/device_binding.h"
#include "tests/conformance/runner.h"

#include <filesystem>
#include <iostream>
#include <span>

/// conformance FOLDER: runs the cases of that folder against the C++ device.
int main(int count, char** words) {
    const std::span arguments(words, static_cast<std::size_t>(count));
    if (arguments.size() != 2) {
        std::cerr << "conformance FOLDER\n";
        return 2;
    }
    const auto lanes = std::filesystem::current_path() / "conformance-lanes";
    std::filesystem::remove_all(lanes);
    std::filesystem::create_directories(lanes);
    mobilepay::conformance::DeviceBinding device(lanes);
    return mobilepay::conformance::runAll(device, arguments[1], "device") == 0 ? 0 : 1;
}
