#include "driver/lane/journal_care.h"
#include "driver/lane/lane.h"
#include "installer/ctl/interrupt.h"
#include "installer/ctl/lane_choice.h"
#include "installer/ctl/report.h"
#include "registry/duration_text.h"

#include <atomic>
#include <charconv>

#include <gsl/gsl>

namespace mobilepay::ctl {

namespace {

using lane::Operation;
using lane::Stage;

constexpr core::Milliseconds patienceForTheLane{3000};

std::string_view sentenceOf(Stage stage) {
    switch (stage) {
        case Stage::created:
            return "The payment is made";
        case Stage::waitingForShopper:
            return "Waiting for the shopper";
        case Stage::withShopper:
            return "On the shopper's phone; Ctrl-C stops it";
        case Stage::reserved:
            return "Approved by the shopper";
        case Stage::finishing:
            return "Finishing";
        case Stage::cancelling:
            return "Cancelling";
    }
    return "";
}

std::int32_t tillNumberOf(const std::string& text) {
    std::int32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || number < 0) {
        throw UsageError("--till-number " + text + " must be a whole number from 0 to 2147483647");
    }
    return number;
}

wallet::CaptureDelay captureDelayOf(const std::string& text) {
    if (text == "None") return wallet::CaptureDelay::none;
    if (text == "LessThan24Hours") return wallet::CaptureDelay::lessThan24Hours;
    if (text == "LessThan14Days") return wallet::CaptureDelay::lessThan14Days;
    throw UsageError("--capture-delay " + text +
                     " must be None, LessThan24Hours or LessThan14Days");
}

lane::Request requestOf(const Invocation& invocation, const registry::Profile& profile,
                        Operation operation) {
    lane::Request request{
        operation,
        core::Money::fromDecimal(invocation.arguments.at(0), core::Currency::of(profile.currency)),
        {},
        0,
        {},
        {},
        {},
        {},
        false};
    if (invocation.arguments.size() > 1) request.reference = invocation.arguments[1];
    if (invocation.has("till-number")) {
        request.tillNumber = tillNumberOf(invocation.get("till-number"));
    }
    if (invocation.has("timeout")) {
        const auto time = registry::millisecondsOf(invocation.get("timeout"));
        if (!time) {
            throw UsageError("--timeout " + invocation.get("timeout") +
                             " must be a time such as 60000, 60s or 2min");
        }
        request.timeout = core::Milliseconds{*time};
    }
    if (invocation.has("capture-delay")) {
        request.captureDelay = captureDelayOf(invocation.get("capture-delay"));
    }
    request.label = invocation.get("label");
    request.restrictions = {invocation.has("no-debit-cards"), invocation.has("no-credit-cards")};
    request.training = invocation.has("training") || profile.wallet == "training";
    return request;
}

Fields fieldsOf(const lane::Result& result) {
    const auto& verdict = result.verdict;
    Fields fields = {{"verdict", std::string(endingOf(verdict.kind).word)},
                     {"operation", lane::operationWord(result.operation)},
                     {"amount", result.amount.toDecimal()},
                     {"currency", std::string(result.amount.currency().code())},
                     {"settled", verdict.settled ? verdict.settled->toDecimal() : ""},
                     {"reference", result.reference},
                     {"orderId", verdict.orderId.text()},
                     {"payment", verdict.payment.text()},
                     {"refund", verdict.refund.text()},
                     {"code", verdict.code},
                     {"text", verdict.detail},
                     {"at", core::toIso8601(result.at)}};
    if (verdict.expiresAt) fields.emplace_back("expiresAt", core::toIso8601(*verdict.expiresAt));
    return fields;
}

void print(const Invocation& invocation, const lane::Result& result) {
    const Ending& ending = endingOf(result.verdict.kind);
    if (invocation.json()) {
        auto object = objectOf(fieldsOf(result));
        if (result.verdict.partialCapturePossible) {
            object.set("partialCapturePossible", *result.verdict.partialCapturePossible);
        }
        object.set("training", result.training);
        object.set("exitCode", static_cast<int>(ending.code));
        printJson(invocation, object);
        return;
    }
    invocation.out << ending.sentence << (result.training ? " (training: no money moves)" : "")
                   << '\n';
    printFields(invocation,
                {{"amount", words(result.amount)},
                 {"settled", result.verdict.settled ? words(*result.verdict.settled) : ""},
                 {"reference", result.reference},
                 {"code", result.verdict.code},
                 {"text", result.verdict.detail}});
}

lane::Result stoppedBefore(const lane::Request& request) {
    lane::Verdict verdict;
    verdict.kind = lane::Verdict::Kind::aborted;
    verdict.code = "ABORTED";
    verdict.detail = "stopped before anything was sent";
    return {verdict, request.operation,          request.amount,  request.tillNumber,
            {},      core::SystemClock().wall(), request.training};
}

/// What was printed stands, whatever becomes of this: the row stays among the undelivered.
void noteHandOver(const Invocation& invocation, lane::Lane& lane, const lane::Result& result) {
    if (result.verdict.orderId.empty()) return;
    try {
        lane.heard({{result.verdict.orderId, lane::isToldOpen(result.verdict.kind)}});
    } catch (const core::Fault& error) {
        invocation.err << "mpctl: the result stands, but that it was told cannot be noted: "
                       << error.what() << std::endl;
    }
}

ExitCode perform(const Invocation& invocation, Operation operation) {
    const auto profile = profileOf(invocation);
    requireLeave(invocation, profile);
    const auto request = requestOf(invocation, profile, operation);
    lane::requirePossible(request, profile);
    // Before the lane's threads, so that none of them takes the signal.
    Interrupt interrupt;
    std::atomic<bool> stopped = false;
    lane::Lane lane(profile);
    interrupt.onSignal([&] {
        stopped = true;
        lane.abort();
    });
    const auto nobody = gsl::finally([&interrupt] { interrupt.onSignal({}); });
    const auto progress = [&](Stage stage, const core::PaymentId&) {
        if (stopped) lane.abort();
        invocation.err << sentenceOf(stage) << " …" << std::endl;
    };
    // The lane knows an abort only while it runs; one that came before is remembered here.
    const auto result = [&] {
        if (!stopped) {
            lane.claim(patienceForTheLane);
            lane.enable();
        }
        return stopped ? stoppedBefore(request) : lane.run(request, progress);
    }();
    print(invocation, result);
    noteHandOver(invocation, lane, result);
    return endingOf(result.verdict.kind).code;
}

ExitCode performVoid(const Invocation& invocation) {
    return perform(invocation,
                   invocation.has("presale") ? Operation::voidPreSale : Operation::voidSale);
}

constexpr std::string_view referenceTeaching =
    "REFERENCE is what the sale or pre-sale printed as `reference`. It is enough by itself: any\n"
    "lane of the merchant, on any machine, can use it.";

std::vector<OptionRow> withLane(std::vector<OptionRow> rows) {
    rows.insert(rows.end(), laneOptions().begin(), laneOptions().end());
    return rows;
}

std::vector<OptionRow> changing(std::vector<OptionRow> rows) {
    rows.push_back({"timeout", "TIME", "how long the whole may take (default: timeout.default)"});
    rows.push_back({"till-number", "N", "the till's own number of this request"});
    rows.push_back({"training", "", "try it out: nothing leaves the machine, no money moves"});
    rows.push_back({"real-money", "", "yes, move real money; wanted where real.money = true"});
    return withLane(rows);
}

std::vector<OptionRow> paying() {
    return changing({{"label", "TEXT", "what the shopper reads beside the amount"},
                     {"capture-delay", "WORD",
                      "None, LessThan24Hours or LessThan14Days (default: capture.delay)"},
                     {"no-debit-cards", "", "the shopper may not pay with a debit card"},
                     {"no-credit-cards", "", "the shopper may not pay with a credit card"}});
}

}  // namespace

std::vector<Command> paymentCommands() {
    return {
        {"sale", "AMOUNT", 1, 1, "Let a shopper pay",
         "AMOUNT is decimal with a point, in the lane's currency: 12.50. The shopper has until "
         "the\n"
         "time is over; Ctrl-C, or `mpctl stop LANE` elsewhere, ends it as a cancelled sale.\n\n"
         "  mpctl sale 12.50 --lane TILL1",
         paying(), [](const Invocation& i) { return perform(i, Operation::sale); }},
        {"presale", "AMOUNT", 1, 1, "Reserve an amount, to be completed or voided later",
         "The reservation lives seven days. Complete it with `mpctl complete`, or give it back "
         "with\n"
         "`mpctl void --presale`.",
         paying(), [](const Invocation& i) { return perform(i, Operation::preSale); }},
        {"complete", "AMOUNT REFERENCE", 2, 2, "Take what a pre-sale reserved, or a part of it",
         referenceTeaching, changing({}),
         [](const Invocation& i) { return perform(i, Operation::completion); }},
        {"void", "AMOUNT REFERENCE", 2, 2, "Undo a sale, or a pre-sale that is not completed",
         "AMOUNT is what the sale was made for: a wrong reference is noticed by it.\n"
         "REFERENCE is what the sale printed as `reference`. What was captured is paid back in "
         "full.",
         changing({{"presale", "", "the reference is that of a pre-sale"}}), performVoid},
        {"refund", "AMOUNT REFERENCE", 2, 2, "Pay back what a shopper paid, or a part of it",
         referenceTeaching, changing({}),
         [](const Invocation& i) { return perform(i, Operation::refund); }},
    };
}

}  // namespace mobilepay::ctl
