#include "tests/simulation/books.h"

#include <algorithm>

namespace mobilepay::simulation {
namespace {

using journal::Kind;
using simulator::PaymentState;
using simulator::RefundState;
using Told = lane::Verdict::Kind;

template <class T>
const T* find(const std::map<std::string, const T*>& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
}

/// It was done, or may have been.
bool mayHaveBeenDone(const Heard& heard) {
    if (!heard.refusal.empty()) return false;
    return !heard.result || saidYes(heard) || heard.result->verdict.kind == Told::unknown;
}

template <class Thing, class State>
core::WallTime sinceState(const Thing& thing, State state) {
    for (const auto& [was, when] : thing.history)
        if (was == state) return when;
    return {};
}

}  // namespace

Books::Books(const Evidence& evidence) : evidence_(evidence) {
    for (const auto& payment : evidence.server.model().allPayments()) {
        if (!byOrder_.emplace(payment.orderId.text(), &payment).second)
            twice_.push_back("order " + payment.orderId.text() +
                             " made two payments at the server");
        byId_.emplace(payment.id.text(), &payment);
    }
    for (const auto& refund : evidence.server.model().allRefunds())
        if (!refundByOrder_.emplace(refund.orderId.text(), &refund).second)
            twice_.push_back("order " + refund.orderId.text() + " made two refunds at the server");
    for (std::size_t till = 0; till < evidence.rows.size(); ++till)
        for (const auto& row : evidence.rows[till])
            rows_.emplace(row.orderId.text(), Entry{&row, till});
    for (const auto& heard : evidence.heard)
        requests_.emplace(std::pair{heard.till, heard.step->number}, &heard);
}

const simulator::Payment* Books::ofOrder(const core::OrderId& order) const {
    return find(byOrder_, order.text());
}

const simulator::Payment* Books::ofId(const std::string& id) const {
    return find(byId_, id);
}

const simulator::Refund* Books::refundOf(const core::OrderId& order) const {
    return find(refundByOrder_, order.text());
}

Entry Books::row(const core::OrderId& order) const {
    const auto found = rows_.find(order.text());
    return found == rows_.end() ? Entry{} : found->second;
}

Entry Books::rowOf(const core::PaymentId& payment) const {
    const auto* made = ofId(payment.text());
    return made == nullptr ? Entry{} : row(made->orderId);
}

const Heard* Books::requestOf(const Entry& entry) const {
    if (entry.row == nullptr) return nullptr;
    const auto found = requests_.find({entry.till, entry.row->tillNumber});
    if (found == requests_.end() || found->second->step->kind != entry.row->kind) return nullptr;
    return found->second;
}

bool Books::isUndo(const Entry& entry) const {
    const auto& row = *entry.row;
    if (row.kind != Kind::voidSale && row.kind != Kind::voidPreSale) return false;
    const Entry made = rowOf(row.payment);
    return evidence_.undoes(entry.till) && requestOf(entry) == nullptr && made.row != nullptr &&
           made.till == entry.till && made.row->tillNumber == row.tillNumber;
}

bool Books::undone(const core::PaymentId& payment) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& known) {
        const Entry& entry = known.second;
        return entry.row->payment == payment && isUndo(entry);
    });
}

bool Books::voided(const core::PaymentId& payment, std::optional<std::size_t> but) const {
    return undone(payment) ||
           std::any_of(evidence_.heard.begin(), evidence_.heard.end(), [&](const Heard& heard) {
               const auto kind = heard.step->kind;
               return heard.till != but && (kind == Kind::voidSale || kind == Kind::voidPreSale) &&
                      mayHaveBeenDone(heard) && heard.reference == payment.text();
           });
}

bool Books::completed(const core::PaymentId& payment, const Heard* but) const {
    return std::any_of(evidence_.heard.begin(), evidence_.heard.end(), [&](const Heard& heard) {
        return &heard != but && heard.step->kind == Kind::completion && mayHaveBeenDone(heard) &&
               heard.reference == payment.text();
    });
}

bool isPaid(const simulator::Refund& refund) {
    return refund.state == RefundState::captured || refund.state == RefundState::expiredAndCaptured;
}

bool isGone(const simulator::Payment& payment) {
    return payment.state == PaymentState::cancelledByClient ||
           payment.state == PaymentState::cancelledByMobilePay ||
           payment.state == PaymentState::cancelledByUser ||
           payment.state == PaymentState::expiredAndCancelled;
}

core::WallTime since(const simulator::Payment& payment, PaymentState state) {
    return sinceState(payment, state);
}

core::WallTime since(const simulator::Refund& refund, RefundState state) {
    return sinceState(refund, state);
}

}  // namespace mobilepay::simulation
