#include "tests/unit/flow/answers.h"

#include "tests/unit/flow/samples.h"

namespace mobilepay::flow {
namespace {

using namespace samples;

constexpr int meanings = static_cast<int>(Meaning::other) + 1;

void addTrouble(std::vector<wallet::Answer>& all) {
    all.push_back(unanswered());
    all.push_back(neverSent());
    all.push_back(garbage());
    for (int meaning = 0; meaning < meanings; ++meaning) {
        all.push_back(refused(static_cast<Meaning>(meaning)));
        all.push_back(refusedLate(static_cast<Meaning>(meaning)));
    }
    all.push_back(wallet::CheckInView{});
}

void addViews(std::vector<wallet::Answer>& all, const wallet::PaymentView& usual) {
    for (int status = 0; status <= static_cast<int>(PaymentStatus::expired); ++status) {
        wallet::PaymentView shown = usual;
        shown.status = static_cast<PaymentStatus>(status);
        all.push_back(shown);
        shown.pollDelay = Milliseconds{40'000};
        all.push_back(shown);
        shown.pollDelay.reset();
        shown.amount = dkk(1);
        all.push_back(shown);
        shown.amount.reset();
        all.push_back(shown);
        shown.orderId = core::OrderId("LANE1-another");
        all.push_back(shown);
        shown.orderId = core::OrderId("LANE2-another");
        all.push_back(shown);
        shown = usual;
        shown.status = static_cast<PaymentStatus>(status);
        shown.captured = amount();
        shown.refunded = dkk(0);
        all.push_back(shown);
        shown.refunded = dkk(1);
        all.push_back(shown);
        shown.payment = core::PaymentId("yet-another");
        all.push_back(shown);
    }
}

void addViews(std::vector<wallet::Answer>& all, const wallet::RefundView& usual) {
    for (int status = 0; status <= static_cast<int>(RefundStatus::cancelledByWallet); ++status) {
        wallet::RefundView shown = usual;
        shown.status = static_cast<RefundStatus>(status);
        all.push_back(shown);
        shown.pollDelay = Milliseconds{40'000};
        all.push_back(shown);
        shown.pollDelay.reset();
        shown.amount = dkk(1);
        all.push_back(shown);
        shown.orderId = core::OrderId("LANE1-another");
        all.push_back(shown);
    }
}

struct Usual {
    const Course& course;
    const core::OrderId& row;

    std::vector<wallet::Answer> operator()(const wallet::CreatePayment&) const {
        return {paymentCreated(), wallet::PaymentCreated{}};
    }
    std::vector<wallet::Answer> operator()(const wallet::CreateRefund&) const {
        return {refundCreated(), wallet::RefundCreated{}};
    }
    std::vector<wallet::Answer> operator()(const wallet::QueryPayment& query) const {
        wallet::PaymentView shown = view(query.poll ? PaymentStatus::reserved : course.original);
        shown.payment = query.payment;
        if (query.payment == core::PaymentId("other")) shown.orderId = core::OrderId("LANE1-old");
        std::vector<wallet::Answer> all{shown};
        addViews(all, shown);
        return all;
    }
    std::vector<wallet::Answer> operator()(const wallet::QueryRefund& query) const {
        wallet::RefundView shown = refundView(RefundStatus::reserved, row);
        shown.refund = query.refund;
        std::vector<wallet::Answer> all{shown};
        addViews(all, shown);
        return all;
    }
    std::vector<wallet::Answer> operator()(const wallet::FindPayments& find) const {
        if (!find.orderId.empty()) return {found(), found({payment})};
        return {found(), found({core::PaymentId("other")}),
                found({core::PaymentId("other"), payment})};
    }
    std::vector<wallet::Answer> operator()(const wallet::FindRefunds&) const {
        return {refundsFound(), refundsFound({refund}),
                refundsFound({core::RefundId("other"), refund})};
    }
    template <class Other>
    std::vector<wallet::Answer> operator()(const Other&) const {
        return {done()};
    }
};

}  // namespace

std::vector<wallet::Answer> answersTo(const wallet::Call& call, const Course& course,
                                      const core::OrderId& row) {
    std::vector<wallet::Answer> all = std::visit(Usual{course, row}, call);
    addTrouble(all);
    return all;
}

}  // namespace mobilepay::flow
