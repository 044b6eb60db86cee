#include "tests/simulation/last_words.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace mobilepay::simulation {
namespace {

// A number, no object: MinGW-w64 frees a thread's variables before it destroys what is in them.
thread_local std::uint64_t seedOfThread = 0;

/// The program is over in any case: what a signal handler may not do in a sound one is done here.
extern "C" void sayTheSeed(int) {
    const auto seed = static_cast<unsigned long long>(seedOfThread);
    std::fprintf(stderr,
                 "\nseed %llu ended the program; replay: installer/dev simulate --replay %llu "
                 "--whole\n",
                 seed, seed);
    std::_Exit(3);
}

}  // namespace

void leaveLastWords() {
    std::signal(SIGABRT, &sayTheSeed);
    std::signal(SIGSEGV, &sayTheSeed);
}

void atSeed(std::uint64_t seed) noexcept {
    seedOfThread = seed;
}

}  // namespace mobilepay::simulation
