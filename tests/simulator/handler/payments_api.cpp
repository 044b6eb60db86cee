#include "tests/simulator/handler/api.h"

namespace mobilepay::simulator {
namespace {

void writeTerms(JsonWriter& out, const Terms& terms) {
    out.digitsField("amount", terms.amount.toDecimal())
        .textField("currencyCode", terms.amount.currency().code())
        .textField("plannedCaptureDelay", terms.plannedCaptureDelay);
    if (terms.label) out.textField("merchantPaymentLabel", *terms.label);
    if (!terms.restrictions) return;
    out.key("restrictions").beginObject();
    if (terms.restrictions->debitCardDisallowed)
        out.booleanField("debitCardDisallowed", *terms.restrictions->debitCardDisallowed);
    if (terms.restrictions->creditCardDisallowed)
        out.booleanField("creditCardDisallowed", *terms.restrictions->creditCardDisallowed);
    out.endObject();
}

}  // namespace

rest::HttpResponse Handler::payments(const Caller& caller, const rest::HttpRequest& request,
                                     const Target& target, std::size_t base) {
    const std::size_t depth = target.segments.size() - base;
    const bool get = request.method == "GET";
    if (depth == 1 && get) return listPayments(caller, target);
    if (get && depth == 2)
        return showPayment(caller, core::PaymentId{pathId(target.segments[base + 1])});
    if (depth > 3) return answerEmpty(404);
    if (request.method != "POST") return answerEmpty(405);
    if (depth == 1) return createPayment(caller, request, false);
    if (depth == 2 && target.segments[base + 1] == "prepare")
        return createPayment(caller, request, true);
    if (depth != 3) return answerEmpty(405);
    return changePayment(caller, request, core::PaymentId{pathId(target.segments[base + 1])},
                         target.segments[base + 2]);
}

rest::HttpResponse Handler::createPayment(const Caller& caller, const rest::HttpRequest& request,
                                          bool prepared) {
    const auto key = requireKey(request);
    const Body body =
        prepared ? Body(request.body, {"posId", "orderId"})
                 : Body(request.body, {"posId", "orderId", "amount", "currencyCode", "restrictions",
                                       "merchantPaymentLabel", "plannedCaptureDelay"});
    NewPayment wanted{core::PointOfSaleId{body.guid("posId")},
                      core::OrderId{body.text36("orderId", 1113)}};
    if (!prepared) wanted.terms = body.terms();
    return answerId("paymentId", require(model_.create(caller, key, wanted)).text());
}

rest::HttpResponse Handler::listPayments(const Caller& caller, const Target& target) {
    PaymentFilter filter;
    if (const auto id = queryId(target, "posId")) filter.pointOfSale = core::PointOfSaleId{*id};
    if (const auto id = target.parameter("orderId")) filter.orderId = core::OrderId{*id};
    if (const auto state = target.parameter("state")) {
        if (*state != "Captured") throw Refused{refuse(1109, "state can only be Captured")};
        filter.captured = true;
    }
    if (!filter.pointOfSale && !filter.orderId) throw Refused{refuse(1109)};
    return answerIds("paymentIds", model_.payments(caller, filter));
}

rest::HttpResponse Handler::showPayment(const Caller& caller, const core::PaymentId& id) {
    const Payment& payment = *require(model_.payment(caller, id));
    JsonWriter out;
    out.beginObject()
        .textField("paymentId", payment.id.text())
        .textField("posId", model_.allPointsOfSale()[payment.pointOfSale].id.text())
        .textField("orderId", payment.orderId.text())
        .textField("status", nameOf(payment.state))
        .numberField("pollDelayInMs", model_.pollDelay().count());
    if (payment.terms) writeTerms(out, *payment.terms);
    const Shopper* payer = payment.payer ? model_.shopper(*payment.payer) : nullptr;
    if (payer) writeShopper(out, *payer, payment.payerLookedUpAt <= model_.now());
    if (payment.state == PaymentState::reserved) {
        out.booleanField("partialCapturePossible", payer && payer->partialCapture);
        out.textField("paymentExpiresAt", core::toIso8601(*payment.expiresAt));
    }
    out.endObject();
    return answerJson(out.take());
}

rest::HttpResponse Handler::changePayment(const Caller& caller, const rest::HttpRequest& request,
                                          const core::PaymentId& id, const std::string& verb) {
    if (verb == "capture") {
        const Body body(request.body, {"amount"});
        // The request names no currency; both of v10's have two decimals.
        require(model_.capture(caller, id, body.amount(core::Currency::dkk()).minor()));
    } else if (verb == "cancel") {
        require(model_.cancel(caller, id));
    } else if (verb == "ready") {
        const Body body(request.body, {"amount", "currencyCode", "restrictions",
                                       "merchantPaymentLabel", "plannedCaptureDelay"});
        require(model_.ready(caller, id, body.terms()));
    } else {
        return answerEmpty(404);
    }
    return answerEmpty();
}

}  // namespace mobilepay::simulator
