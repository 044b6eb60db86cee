#include "driver/core/error.h"
#include "driver/wallet/v10/answers.h"
#include "driver/wallet/v10/refusal.h"
#include "tests/fuzz/input.h"

#include <array>

using namespace mobilepay;
using namespace mobilepay::fuzzing;
using namespace mobilepay::wallet;

namespace {

constexpr const char* asked = "186d2b31-ff25-4414-9fd1-bfe9807fa8b7";

Answer readAs(std::size_t call, const std::string& body) {
    switch (call) {
        case 0:
            return v10::readPaymentCreated(body);
        case 1:
            return v10::readPayment(body, core::PaymentId(asked));
        case 2:
            return v10::readPaymentsFound(body);
        case 3:
            return v10::readRefundCreated(body);
        case 4:
            return v10::readRefund(body, core::RefundId(asked));
        case 5:
            return v10::readRefundsFound(body);
        case 6:
            return v10::readCheckIn(body);
        case 7:
            return v10::readPointOfSaleCreated(body);
        case 8:
            return v10::readPointOfSale(body, core::PointOfSaleId(asked));
        case 9:
            return v10::readPointsOfSaleFound(body);
        case 10:
            return v10::readStore(body);
        case 11:
            return v10::readStoresFound(body);
        default:
            return v10::readDetailedStores(body);
    }
}

constexpr std::size_t calls = 13;

/// Ids that came from outside go into addresses and files: only GUIDs get through.
void lookAt(const Answer& answer) {
    if (const auto* view = std::get_if<PaymentView>(&answer))
        promise(view->payment.text() == asked, "the payment is the one asked for");
    if (const auto* found = std::get_if<PaymentsFound>(&answer))
        for (const auto& id : found->payments)
            promise(id.text().size() == 36 && printable(id.text()), "a payment id is a GUID");
}

void refusal(const std::string& body) {
    for (const int status : {400, 401, 403, 404, 409, 418}) {
        rest::HttpResponse response;
        response.status = status;
        response.body = body;
        const auto refused = v10::readRefusal(response);
        promise(printable(refused.code) && refused.code.size() <= 16, "a code is short");
        promise(printable(refused.text), "words about a refusal are printable");
    }
    const auto error = v10::readErrorBody(body);
    promise(error.message.size() <= 200 && printable(error.message), "a message is short");
    promise(printable(error.correlationId) && printable(error.origin), "ids are printable");
}

}  // namespace

/// Any body of v10, read as the answer of every call: an answer, or `ProtocolError` in printable
/// words; and as the body of every refusal.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string body(textOf(bytes, size));
    for (std::size_t call = 0; call < calls; ++call) {
        try {
            lookAt(readAs(call, body));
        } catch (const core::ProtocolError& error) {
            promise(printable(error.what()), "words about a body are printable");
        }
    }
    refusal(body);
    return 0;
}
