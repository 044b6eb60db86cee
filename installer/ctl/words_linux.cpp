#include "installer/ctl/words.h"

namespace mobilepay::ctl {

std::vector<std::string> wordsOf(int argc, char** argv) {
    return {argv + (argc > 0 ? 1 : 0), argv + argc};
}

}  // namespace mobilepay::ctl
