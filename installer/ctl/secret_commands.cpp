#include "driver/core/error.h"
#include "installer/ctl/quiet_line.h"
#include "installer/ctl/report.h"
#include "registry/secret_place.h"
#include "registry/secret_reference.h"
#include "registry/small_file.h"

#include <iostream>

namespace mobilepay::ctl {

namespace {

ExitCode setSecret(const Invocation& invocation) {
    const auto file = registry::pathText(
        std::filesystem::absolute(registry::pathOf(invocation.arguments[0])).lexically_normal());
    invocation.err << "The secret, on one line (it is not shown): " << std::flush;
    const core::Secret secret = readQuietly(std::cin);
    invocation.err << std::endl;
    if (secret.empty()) throw UsageError("No secret was given: type it, or pipe it in");
    const std::string reference = registry::storeSecret(file, secret);
    // What cannot be read back would stop the lane later, in front of a shopper.
    if (registry::resolveSecret("stored", reference).reveal() != secret.reveal()) {
        throw core::ConfigurationError("The file " + file +
                                       " does not give the secret back: check the disk");
    }
    const std::string todo = registry::toLetATillRead(file);
    if (invocation.json()) {
        auto object = objectOf({{"reference", reference}, {"todo", todo}});
        object.set("exitCode", 0);
        printJson(invocation, object);
    } else {
        invocation.out << "Stored. Write in the profile:  client.secret = " << reference
                       << std::endl;
        if (!todo.empty()) invocation.out << todo << std::endl;
    }
    return ExitCode::done;
}

}  // namespace

std::vector<Command> secretCommands() {
    return {
        {"secret set",
         "FILE",
         1,
         1,
         "Store a secret in a file that only its owner and group can read",
         "The secret is asked for, or taken from a pipe; never from the command line, which other\n"
         "users can see. A till trusts a file of its own user or of root: run this as root, and\n"
         "give the file the till's group (chgrp); replaced, it keeps it. On Windows it is\n"
         "encrypted for this machine (dpapi:), readable for administrators and SYSTEM; grant the\n"
         "till's user read access with icacls.",
         {},
         setSecret}};
}

}  // namespace mobilepay::ctl
