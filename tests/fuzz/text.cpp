#include "driver/core/error.h"
#include "driver/core/money.h"
#include "driver/lane/lane.h"
#include "driver/upos/faults.h"
#include "driver/upos/qr_image.h"
#include "registry/duration_text.h"
#include "tests/fuzz/input.h"

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

void reference(const std::string& text) {
    try {
        const auto read = lane::Reference::parse(text);
        promise(read.payment.empty() != read.order.empty(), "a payment or an order");
        promise(printable(read.text()) && read.text().size() <= 64, "a reference is short");
        promise(lane::Reference::parse(read.text()).text() == read.text(), "it reads itself");
    } catch (const core::TextError& error) {
        promise(printable(error.what()), "words about a reference are printable");
    }
}

void amount(const std::string& text) {
    for (const char* code : {"DKK", "JPY", "TND"}) {
        const auto currency = core::Currency::of(code);
        try {
            const auto money = core::Money::fromDecimal(text, currency);
            promise(core::Money::fromDecimal(money.toDecimal(), currency) == money,
                    "an amount reads itself");
        } catch (const core::AmountError& error) {
            promise(printable(error.what()), "words about an amount are printable");
        }
    }
}

void qr(const std::string& text) {
    try {
        promise(upos::qrSvg(text).find("<svg") != std::string::npos, "an image");
    } catch (const upos::Refusal&) {
    }
}

void duration(const std::string& text) {
    const auto read = registry::millisecondsOf(text);
    if (read)
        promise(registry::millisecondsOf(registry::durationText(*read)) == *read,
                "a time reads itself");
}

}  // namespace

/// What tills and people write: references, amounts, times, the text of a QR code.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(textOf(bytes, size));
    reference(text);
    amount(text);
    duration(text);
    qr(text);
    return 0;
}
