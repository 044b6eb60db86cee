#include "installer/ctl/words.h"
#include "registry/small_file.h"

#include <windows.h>
// After windows.h, which it needs.
#include <shellapi.h>

namespace mobilepay::ctl {

std::vector<std::string> wordsOf(int, char**) {
    SetConsoleOutputCP(CP_UTF8);
    // argv is in the machine's code page and has lost what does not fit there.
    int count = 0;
    wchar_t** wide = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> words;
    for (int i = 1; i < count; ++i)
        words.push_back(registry::pathText(wide[i]));
    LocalFree(wide);
    return words;
}

}  // namespace mobilepay::ctl
