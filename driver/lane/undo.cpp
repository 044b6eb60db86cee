#include "driver/core/code.h"
#include "driver/core/error.h"
#include "driver/lane/till_call.h"

#include <algorithm>

namespace mobilepay::lane {
namespace {

/// This lane voided it before, and died before it could note that.
bool wasVoidedHere(const journal::Journal& journal, const core::PaymentId& payment) {
    const auto rows = journal.findByPayment(payment);
    return std::any_of(rows.begin(), rows.end(), [](const journal::Record& row) {
        const bool voids = row.kind == Operation::voidSale || row.kind == Operation::voidPreSale;
        return voids && row.outcome == journal::Outcome::approved;
    });
}

/// The void's no says that nothing was taken. That something was paid back before says nothing: it
/// may have been a part, and by another till.
bool isNothingLeft(const Verdict& verdict) {
    return verdict.kind == Verdict::Kind::refused &&
           (verdict.code == core::code::alreadyVoided.word ||
            verdict.code == core::code::notReserved.word);
}

/// The void's no will be the same tomorrow.
bool staysSo(const Verdict& verdict) {
    return verdict.code == core::code::alreadyRefunded.word ||
           verdict.code == core::code::alreadyCaptured.word ||
           verdict.code == core::code::amountDiffers.word ||
           verdict.code == core::code::currencyDiffers.word;
}

/// An earlier void of ours that is not settled may look like that at the server, and end otherwise.
bool isUnderWay(const journal::Journal& journal, const core::PaymentId& payment) {
    const auto rows = journal.findByPayment(payment);
    return std::any_of(rows.begin(), rows.end(), [](const journal::Record& row) {
        return row.outcome == journal::Outcome::open;
    });
}

}  // namespace

bool Undo::concerns(const journal::Record& row) {
    // What a person closed as paid, though it was to be cancelled, he has seen.
    const bool made =
        row.outcome == journal::Outcome::approved && !journal::endedAgainstDecision(row);
    const bool mayBeMade = row.outcome == journal::Outcome::open;
    return makesPayment(row.kind) && (made || mayBeMade) && !row.handedOver && !row.training &&
           row.period == 0;
}

Undo::Undo(const Bench& bench, const std::vector<core::OrderId>& results) : bench_(bench) {
    for (const auto& id : results) {
        auto row = bench_.journal.find(id);
        if (!row || !concerns(*row)) continue;
        if (row->outcome == journal::Outcome::approved)
            rows_.push_back(std::move(*row));
        else
            later_.push_back(id);
    }
}

std::vector<core::OrderId> Undo::left() const {
    auto left = later_;
    for (const auto& row : rows_)
        left.push_back(row.orderId);
    return left;
}

std::unique_ptr<Errand> Undo::next(const core::Now& now) {
    if (call_ != nullptr) judge(call_->result(now));
    call_ = nullptr;
    while (!rows_.empty() && !aborted()) {
        if (auto call = voidOf(rows_.front())) return call;
        rows_.pop_front();
    }
    return nullptr;
}

/// Null where somebody has heard of it meanwhile, and where the void can be known to be wrong (a
/// row of another currency, say, in an adopted journal).
std::unique_ptr<Errand> Undo::voidOf(const journal::Record& row) {
    const auto now = bench_.journal.find(row.orderId);
    if (!now || now->handedOver) return nullptr;
    const auto operation =
        row.kind == Operation::sale ? Operation::voidSale : Operation::voidPreSale;
    Request request{operation, row.amount, row.payment.text(), row.tillNumber, {}, {}, {}, {}, {}};
    try {
        auto call = std::make_unique<TillCall>(bench_, std::move(request), row.pointOfSale);
        call_ = call.get();
        return call;
    } catch (const core::Fault& fault) {
        refused_.push_back({row.orderId, fault.what(), false});
        return nullptr;
    }
}

void Undo::judge(const Result& result) {
    const auto row = std::move(rows_.front());
    rows_.pop_front();
    const auto& verdict = result.verdict;
    if (verdict.kind == Verdict::Kind::approved) {
        bench_.journal.handOver({row.orderId, verdict.orderId});
    } else if (isUnderWay(bench_.journal, row.payment)) {
        later_.push_back(row.orderId);
    } else if (isNothingLeft(verdict) || wasVoidedHere(bench_.journal, row.payment)) {
        bench_.journal.handOver(row.orderId);
    } else if (verdict.kind == Verdict::Kind::refused) {
        refused_.push_back({row.orderId, verdict.code + " " + verdict.detail, !staysSo(verdict)});
        if (refused_.back().mayChange) later_.push_back(row.orderId);
    } else {
        later_.push_back(row.orderId);
    }
}

}  // namespace mobilepay::lane
