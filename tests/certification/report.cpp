#include "tests/certification/report.h"

#include "driver/core/version.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace mobilepay::certification {
namespace {

constexpr std::array<std::string_view, 26> deeds{
    "look up all stores",
    "look up the store by brand and location",
    "read the stores in detail",
    "read the store",
    "create the point of sale",
    "create it again with another idempotency key",
    "look up the point of sale by its name",
    "read the point of sale",
    "delete the point of sale",
    "create a payment of 12.50",
    "create one of 13.50 with the same idempotency key",
    "poll the payment until the shopper has decided",
    "read the payment",
    "look up the payment by point of sale and order id",
    "look up the captured payment by order id",
    "capture 12.50",
    "capture 13.50",
    "cancel the payment",
    "another program creates a payment at the point of sale",
    "the server forgets all tokens",
    "the lane finds or makes its point of sale",
    "the till sells for 12.50",
    "the till sells for 12.50 and has 5 s",
    "the till reserves 12.50",
    "the till captures what it reserved",
    "the lane finishes what is open"};

std::ofstream* file() {
    static std::ofstream out = [] {
        const char* name = std::getenv("MOBILEPAY_CERTIFICATION_REPORT");
        return name == nullptr ? std::ofstream{} : std::ofstream(name, std::ios::trunc);
    }();
    return out.is_open() ? &out : nullptr;
}

std::string_view troubleOf(const Seen& call) {
    if (call.fault == "delay") return "answered after the client's time-out";
    if (call.fault == "late-work") return "arrived after the client's time-out";
    if (call.fault == "drop-before") return "connection lost before the work";
    if (call.fault == "drop-after") return "connection lost after the work";
    if (call.fault == "error-after") return "although the work was done";
    return {};
}

}  // namespace

std::string_view wordsOf(Deed deed) {
    return deeds.at(static_cast<std::size_t>(deed));
}

Report::Report() {
    line("# Self certification of MobilePay for UnifiedPOS " + std::string{core::clientVersion});
    line("");
    line(
        "Against the simulator, over HTTPS; time-outs 2 s (changes) and 0.5 s (queries), 2 "
        "retries.");
}

void Report::line(const std::string& text) {
    std::cout << text << '\n';
    if (auto* out = file()) *out << text << '\n' << std::flush;
}

void Report::beginCase(std::string_view section, std::string_view name) {
    if (section != section_) line("\n## " + std::string{section});
    section_ = section;
    steps_ = 0;
    line("\n### " + std::string{name} + "\n");
}

void Report::step(const Step& step, const std::vector<Seen>& calls, const std::string& result) {
    const bool good = result == step.expected;
    line(std::to_string(++steps_) + ". " + std::string{wordsOf(step.deed)} + ": **" + result +
         "**" + (good ? "" : ", but it has to be " + std::string{step.expected}));
    for (const auto& call : calls) {
        std::string text = "   - `" + call.method + ' ' + call.path + "` ";
        text += call.status == "0" ? "no answer" : call.status;
        if (!call.code.empty()) text += " (" + call.code + ")";
        if (const auto trouble = troubleOf(call); !trouble.empty())
            text += ", " + std::string{trouble};
        if (!call.key.empty()) text += ", key " + call.key;
        line(text);
    }
}

void Report::endCase(const std::string& server, bool passed) {
    line("\nAt the server: " + server + ". " + (passed ? "PASSED" : "FAILED"));
}

}  // namespace mobilepay::certification
