#include "tests/e2e/javapos/host/library.h"

#include <filesystem>
#include <iostream>
#include <span>
#include <stdexcept>

namespace {

using namespace mobilepay::javapos_host;

constexpr jint timeout = 30000;

void expect(const std::string& what, const std::string& found, const std::string& wanted) {
    if (found != wanted)
        throw std::runtime_error(what + " is '" + found + "' instead of '" + wanted + "'");
    std::cout << what << ": " << found << std::endl;
}

std::string codes(const Thrown& thrown) {
    return std::to_string(thrown.code) + "/" + std::to_string(thrown.extended);
}

/// What the till keeps of the sale.
std::string sell(Library& library, jint number, jlong amount) {
    expect("sale", codes(library.authorize("AuthorizeSales", number, amount, timeout)), "0/0");
    return library.text("TransactionNumber");
}

void voidAndRefund(Library& library) {
    library.set("AdditionalSecurityInformation", sell(library, 1, 125000));
    expect("void", codes(library.authorize("AuthorizeVoid", 2, 125000, timeout)), "0/0");
    library.set("AdditionalSecurityInformation", sell(library, 3, 999500));
    expect("refund", codes(library.authorize("AuthorizeRefund", 4, 500000, timeout)), "0/0");
    // The training wallet's shopper declines amounts that end in 51.
    expect("declined sale", codes(library.authorize("AuthorizeSales", 5, 1005100, timeout)),
           "114/1");
}

void sellWithEvents(PretendedJava& java, Library& library) {
    library.set("AsyncMode", 1);
    sell(library, 6, 100000);
    expect("event", java.nextEvent(), "outputComplete 1");
    expect("declined", codes(library.authorize("AuthorizeSales", 7, 1005100, timeout)), "0/0");
    expect("event", java.nextEvent(), "error 114 1 1");
}

void open(Library& library, const std::string& folder) {
    library.create(0, 1015000);
    library.open("Host", {"lane", "folder", "wallet"}, {"HOST", folder, "training"});
    library.claim(timeout);
    library.set("DeviceEnabled", 1);
}

/// What a till leaves open gives its lane back by itself: the next claim gets it.
void leaveOpen(Library& library, const std::string& folder) {
    open(library, folder);
    library.destroy();
    open(library, folder);
    library.shutDown(timeout);
    library.destroy();
    open(library, folder);
    library.close();
    library.destroy();
}

void run(const std::string& file, const std::string& folder) {
    PretendedJava java;
    Library library(java, file);
    open(library, folder);
    voidAndRefund(library);
    sellWithEvents(java, library);
    library.close();
    library.destroy();
    leaveOpen(library, folder);
    expect("detached", java.everyThreadDetached() ? "all" : "not all", "all");
}

}  // namespace

/// javapos_host LIBRARY FOLDER: drives the exports of the native library as a Java would, without a
/// Java; its lane keeps its files in FOLDER.
int main(int count, char** words) {
    const std::span arguments(words, static_cast<std::size_t>(count));
    if (arguments.size() != 3) {
        std::cerr << "javapos_host LIBRARY FOLDER\n";
        return 64;
    }
    try {
        run(arguments[1], std::filesystem::absolute(arguments[2]).string());
    } catch (const std::exception& fault) {
        std::cout << "WRONG: " << fault.what() << std::endl;
        return 1;
    }
    std::cout << "the host is content" << std::endl;
    return 0;
}
