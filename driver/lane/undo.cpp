#include "driver/lane/till_call.h"

namespace mobilepay::lane {

Undo::Undo(const Bench& bench, const std::vector<core::OrderId>& results) : bench_(bench) {
    for (const auto& id : results) {
        auto row = bench_.journal.find(id);
        const bool isPayment =
            row && (row->kind == Operation::sale || row->kind == Operation::preSale);
        if (isPayment && row->outcome == journal::Outcome::approved && !row->handedOver &&
            !row->training)
            rows_.push_back(std::move(*row));
    }
}

std::unique_ptr<Errand> Undo::next(const core::Now& now) {
    if (call_ != nullptr) {
        const auto result = call_->result(now);
        if (result.verdict.kind == Verdict::Kind::approved)
            bench_.journal.handOver({rows_.front().orderId, result.verdict.orderId});
        rows_.pop_front();
        call_ = nullptr;
    }
    if (rows_.empty() || aborted()) return nullptr;
    const auto& row = rows_.front();
    const auto operation =
        row.kind == Operation::sale ? Operation::voidSale : Operation::voidPreSale;
    Request request{operation, row.amount, row.payment.text(), row.tillNumber, {}, {}, {}, {}, {}};
    auto call = std::make_unique<TillCall>(bench_, std::move(request), row.pointOfSale);
    call_ = call.get();
    return call;
}

}  // namespace mobilepay::lane
