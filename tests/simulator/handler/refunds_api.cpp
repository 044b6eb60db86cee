#include "tests/simulator/handler/api.h"

namespace mobilepay::simulator {

rest::HttpResponse Handler::refunds(const Caller& caller, const rest::HttpRequest& request,
                                    const Target& target, std::size_t base) {
    const std::size_t depth = target.segments.size() - base;
    const bool get = request.method == "GET";
    const bool post = request.method == "POST";
    if (!get && !post) return answerEmpty(405);
    if (depth == 1 && post) return createRefund(caller, request);
    if (depth == 1) {
        const auto payment = queryId(target, "paymentId");
        if (!payment) throw Refused{refuse(1110)};
        return answerIds("refundIds", model_.refunds(caller, core::PaymentId{*payment}));
    }
    const core::RefundId id{pathId(target.segments[base + 1])};
    if (depth == 2) return get ? showRefund(caller, id) : answerEmpty(405);
    if (depth != 3) return answerEmpty(404);
    if (!post) return answerEmpty(405);
    const std::string& verb = target.segments[base + 2];
    if (verb == "capture") {
        require(model_.captureRefund(caller, id));
    } else if (verb == "cancel") {
        require(model_.cancelRefund(caller, id));
    } else {
        return answerEmpty(404);
    }
    return answerEmpty();
}

rest::HttpResponse Handler::createRefund(const Caller& caller, const rest::HttpRequest& request) {
    const auto key = requireKey(request);
    const Body body(request.body, {"paymentId", "refundOrderId", "amount", "currencyCode"});
    const NewRefund wanted{core::PaymentId{body.guid("paymentId")},
                           core::OrderId{body.text36("refundOrderId", 1114)},
                           body.amount(body.currency())};
    return answerId("refundId", require(model_.createRefund(caller, key, wanted)).text());
}

rest::HttpResponse Handler::showRefund(const Caller& caller, const core::RefundId& id) {
    const Refund& refund = *require(model_.refund(caller, id));
    JsonWriter out;
    out.beginObject()
        .textField("refundId", refund.id.text())
        .textField("paymentId", model_.allPayments()[refund.payment].id.text())
        .textField("refundOrderId", refund.orderId.text())
        .digitsField("amount", refund.amount.toDecimal())
        .textField("currencyCode", refund.amount.currency().code())
        .textField("status", nameOf(refund.state))
        .numberField("pollDelayInMs", model_.pollDelay().count())
        .endObject();
    return answerJson(out.take());
}

}  // namespace mobilepay::simulator
