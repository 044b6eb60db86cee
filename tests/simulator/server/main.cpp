#include "tests/simulator/server/program.h"

#include <iostream>

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>

int main(int argc, char** argv) {
    Poco::AutoPtr<mobilepay::simulator::Program> program(new mobilepay::simulator::Program);
    program->setUnixOptions(true);  // --options on Windows too
    try {
        program->init(argc, argv);
    } catch (const Poco::Exception& e) {
        std::cerr << "mpsim: " << e.message() << "\nmpsim --help tells all options.\n";
        return Poco::Util::Application::EXIT_USAGE;
    }
    return program->run();
}
