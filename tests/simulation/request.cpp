#include "tests/simulation/request.h"

#include <algorithm>
#include <vector>

namespace mobilepay::simulation {
namespace {

using Kind = journal::Kind;

const std::string unknownReference = "00000000-0000-4000-8000-000000000000";

bool fits(Kind later, Kind original) {
    if (later == Kind::completion || later == Kind::voidPreSale) return original == Kind::preSale;
    return original == Kind::sale || original == Kind::completion;
}

std::int64_t amountOf(const TillStep& step, std::int64_t whole) {
    const bool part =
        step.kind == Kind::refund || (step.kind == Kind::completion && step.minor % 2 == 0);
    return part ? std::max<std::int64_t>(1, whole * (step.minor % 10 + 1) / 10) : whole;
}

std::vector<const Heard*> originalsOf(const TillStep& step, const AllHeard& heard) {
    std::vector<const Heard*> known;
    for (const auto& one : heard)
        if (saidYes(one) && fits(step.kind, one.step->kind)) known.push_back(&one);
    return known;
}

}  // namespace

bool hasOriginal(const TillStep& step, const AllHeard& heard) {
    return !originalsOf(step, heard).empty();
}

Asked requestOf(const TillStep& step, const AllHeard& heard) {
    Asked asked{{step.kind,
                 core::Money(step.minor, core::Currency::dkk()),
                 {},
                 step.number,
                 step.timeout,
                 {},
                 {},
                 {},
                 false}};
    if (step.kind == Kind::sale || step.kind == Kind::preSale) return asked;
    const auto known = originalsOf(step, heard);
    if (known.empty()) {
        asked.request.reference = asked.payment = unknownReference;
        return asked;
    }
    const auto& original = *known[known.size() - 1 - step.original % known.size()];
    asked.payment = original.result->reference;
    asked.request.reference = step.byOrderId ? original.rowId.text() : asked.payment;
    asked.request.amount =
        core::Money(amountOf(step, original.result->amount.minor()), core::Currency::dkk());
    return asked;
}

}  // namespace mobilepay::simulation
