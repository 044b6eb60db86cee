#include "tests/fuzz/input.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Feeds every file of the named folders to the target, and each of them cut short in the middle.
int main(int count, char** words) {
    std::size_t played = 0;
    for (int i = 1; i < count; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(words[i])) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string text((std::istreambuf_iterator<char>(in)), {});
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
            std::cerr << entry.path().filename().string() << std::endl;
            LLVMFuzzerTestOneInput(bytes, text.size());
            LLVMFuzzerTestOneInput(bytes, text.size() / 2);
            played += 2;
        }
    }
    std::cerr << played << " inputs" << std::endl;
    return played > 0 ? 0 : 1;
}
