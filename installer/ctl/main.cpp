#include "installer/ctl/program.h"
#include "installer/ctl/words.h"

#include <iostream>

int main(int argc, char** argv) {
    return mobilepay::ctl::run(mobilepay::ctl::wordsOf(argc, argv), std::cout, std::cerr);
}
