#include "tests/simulation/audit.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>

namespace mobilepay::simulation {
namespace {

using journal::Decision;
using journal::Kind;
using journal::Outcome;
using simulator::PaymentState;
using simulator::RefundState;
using Told = lane::Verdict::Kind;

struct Books {
    std::map<std::string, const simulator::Payment*> byOrder{};
    std::map<std::string, const simulator::Payment*> byId{};
    std::map<std::string, const simulator::Refund*> refundByOrder{};
    std::map<std::string, const journal::Record*> rowByOrder{};
};

class Auditor {
public:
    Auditor(simulator::Handler& server, const std::vector<Heard>& heard,
            const std::vector<std::vector<journal::Record>>& rows)
        : server_(server), heard_(heard), rows_(rows) {}

    std::vector<std::string> run() {
        keepBooks();
        for (const auto& heard : heard_)
            if (heard.refusal.empty()) heard.result ? checkTold(heard) : checkUntold(heard);
        for (const auto& rows : rows_)
            for (const auto& row : rows)
                checkRow(row);
        checkLedger();
        return std::move(violations_);
    }

private:
    template <class... Parts>
    void violation(const Parts&... parts) {
        std::ostringstream text;
        (text << ... << parts);
        violations_.push_back(text.str());
    }

    void keepBooks() {
        for (const auto& payment : server_.model().allPayments()) {
            if (!books_.byOrder.emplace(payment.orderId.text(), &payment).second)
                violation("order ", payment.orderId.text(), " made two payments at the server");
            books_.byId.emplace(payment.id.text(), &payment);
        }
        for (const auto& refund : server_.model().allRefunds())
            if (!books_.refundByOrder.emplace(refund.orderId.text(), &refund).second)
                violation("refund order ", refund.orderId.text(),
                          " made two refunds at the server");
        for (const auto& rows : rows_)
            for (const auto& row : rows)
                books_.rowByOrder.emplace(row.orderId.text(), &row);
    }

    static std::string name(const Heard& heard) {
        return "till " + std::to_string(heard.till) + " request " +
               std::to_string(heard.step->number) + " (order " + heard.orderId.text() + ")";
    }

    const simulator::Payment* payment(const core::OrderId& order) const {
        const auto found = books_.byOrder.find(order.text());
        return found == books_.byOrder.end() ? nullptr : found->second;
    }

    /// What a till did on purpose to a payment afterwards.
    bool voidWanted(const core::PaymentId& payment) const {
        return std::any_of(heard_.begin(), heard_.end(), [&](const Heard& h) {
            const bool isVoid = h.step->kind == Kind::voidSale || h.step->kind == Kind::voidPreSale;
            return isVoid && h.reference == payment.text();
        });
    }

    void checkTold(const Heard& heard) {
        const auto kind = heard.result->verdict.kind;
        const bool yes = kind == Told::approved || kind == Told::approvedCapturePending;
        switch (heard.step->kind) {
            case Kind::sale:
                return yes ? checkApprovedSale(heard) : checkFailedSale(heard);
            case Kind::preSale:
                return yes ? checkApprovedPreSale(heard) : checkFailedSale(heard);
            case Kind::completion:
                return yes ? checkApprovedCompletion(heard) : checkFailedCompletion(heard);
            case Kind::voidPreSale:
            case Kind::voidSale:
                return yes ? checkApprovedVoid(heard) : void();
            case Kind::refund:
                return checkRefund(heard, yes);
        }
    }

    void checkApprovedSale(const Heard& heard) {
        const auto* p = payment(heard.orderId);
        if (p == nullptr)
            return violation(name(heard), ": told approved, but the server knows no payment");
        const bool captured = p->state == PaymentState::captured;
        if (captured && p->capturedMinor != heard.step->minor)
            violation(name(heard), ": captured ", p->capturedMinor, " of ", heard.step->minor);
        if (!captured && !voidWanted(p->id) && !listed(heard.orderId))
            violation(name(heard), ": told approved, but the payment is ",
                      simulator::nameOf(p->state));
    }

    void checkFailedSale(const Heard& heard) {
        const auto* p = payment(heard.orderId);
        if (p == nullptr) return;
        if (p->state == PaymentState::captured)
            violation(name(heard), ": told ", static_cast<int>(heard.result->verdict.kind), " ",
                      heard.result->verdict.code, ", but the payment is captured");
        const bool unknown = heard.result->verdict.kind == Told::unknown;
        if (unknown && (p->state == PaymentState::reserved || simulator::isActive(p->state)))
            violation(name(heard), ": told unknown and left ", simulator::nameOf(p->state));
    }

    void checkApprovedPreSale(const Heard& heard) {
        const auto* p = payment(heard.orderId);
        if (p == nullptr)
            return violation(name(heard), ": told approved, but the server knows no payment");
        const bool kept = p->state == PaymentState::reserved ||
                          p->state == PaymentState::captured ||
                          p->state == PaymentState::expiredAndCancelled;
        if (!kept && !voidWanted(p->id))
            violation(name(heard), ": told approved, but the reservation is ",
                      simulator::nameOf(p->state));
        const bool completed = std::any_of(heard_.begin(), heard_.end(), [&](const Heard& h) {
            return h.step->kind == Kind::completion && h.reference == p->id.text();
        });
        if (p->state == PaymentState::captured && !completed)
            violation(name(heard), ": captured although nobody completed it");
    }

    void checkApprovedCompletion(const Heard& heard) {
        const auto p = books_.byId.find(heard.reference);
        if (p == books_.byId.end())
            return violation(name(heard), ": told approved, but the server knows no payment");
        const auto amount = heard.result->amount.minor();
        const bool captured =
            p->second->state == PaymentState::captured && p->second->capturedMinor == amount;
        if (!captured && !voidWanted(p->second->id) && !listed(heard.orderId) &&
            !otherCompletion(heard))
            violation(name(heard), ": told approved for ", amount, ", but the payment is ",
                      simulator::nameOf(p->second->state), " with ", p->second->capturedMinor,
                      " captured");
    }

    /// Two tills that complete one pre-sale at once: the server takes one of them, the other was
    /// promised and is listed.
    bool otherCompletion(const Heard& heard) const {
        const auto row = books_.rowByOrder.find(heard.orderId.text());
        return row != books_.rowByOrder.end() && row->second->outcome == Outcome::notCaptured;
    }

    void checkFailedCompletion(const Heard& heard) {
        const auto p = books_.byId.find(heard.reference);
        if (p == books_.byId.end() || p->second->state != PaymentState::captured) return;
        const bool another = std::any_of(heard_.begin(), heard_.end(), [&](const Heard& h) {
            return &h != &heard && h.step->kind == Kind::completion &&
                   h.reference == heard.reference;
        });
        if (!another)
            violation(name(heard), ": told ", heard.result->verdict.code,
                      ", but the payment is captured");
    }

    void checkApprovedVoid(const Heard& heard) {
        const auto p = books_.byId.find(heard.reference);
        if (p == books_.byId.end())
            return violation(name(heard), ": told approved, but the server knows no payment");
        const auto& payment = *p->second;
        const bool gone = payment.state == PaymentState::cancelledByClient ||
                          payment.state == PaymentState::expiredAndCancelled;
        const bool paidBack = payment.state == PaymentState::captured &&
                              payment.refundedMinor == payment.capturedMinor;
        if (!gone && !paidBack && !listed(heard.orderId))
            violation(name(heard), ": told voided, but the payment is ",
                      simulator::nameOf(payment.state), " with ", payment.capturedMinor,
                      " captured and ", payment.refundedMinor, " refunded");
    }

    void checkRefund(const Heard& heard, bool yes) {
        const auto found = books_.refundByOrder.find(heard.orderId.text());
        const auto* refund = found == books_.refundByOrder.end() ? nullptr : found->second;
        const bool paid = refund != nullptr && (refund->state == RefundState::captured ||
                                                refund->state == RefundState::expiredAndCaptured);
        if (yes && !paid && !listed(heard.orderId))
            violation(name(heard), ": told refunded, but the server has ",
                      refund == nullptr ? std::string_view("no such refund")
                                        : simulator::nameOf(refund->state));
        if (!yes && paid && !listed(heard.orderId))
            violation(name(heard), ": told ", heard.result->verdict.code, ", but the refund is ",
                      simulator::nameOf(refund->state));
    }

    /// The till died before it heard: the journal alone says what was promised.
    void checkUntold(const Heard& heard) {
        if (heard.step->kind != Kind::sale && heard.step->kind != Kind::preSale) return;
        const auto* p = payment(heard.orderId);
        const auto row = books_.rowByOrder.find(heard.orderId.text());
        if (p == nullptr) return;
        if (row == books_.rowByOrder.end())
            return violation(name(heard), ": the server has a payment that no journal promised");
        const bool taken = p->state == PaymentState::captured;
        const bool decided = row->second->decision == Decision::capture;
        if (taken && !decided && heard.step->kind == Kind::sale)
            violation(name(heard), ": captured without a decision");
    }

    void checkRow(const journal::Record& row) {
        if (row.outcome == Outcome::open)
            violation("order ", row.orderId.text(), " is still open after recovery: kind ",
                      static_cast<int>(row.kind), " decision ", static_cast<int>(row.decision));
        const auto* p = payment(row.orderId);
        const bool creates = row.kind == Kind::sale || row.kind == Kind::preSale;
        if (!creates || p == nullptr) return;
        const bool taken = p->state == PaymentState::captured;
        if (row.outcome == Outcome::approved && row.decision == Decision::capture && !taken)
            violation("order ", row.orderId.text(), ": the journal says captured, the server ",
                      simulator::nameOf(p->state));
        if (row.decision == Decision::cancel && taken)
            violation("order ", row.orderId.text(), ": decided cancel, but captured");
        if (row.decision != Decision::hold &&
            (p->state == PaymentState::reserved || simulator::isActive(p->state)))
            violation("order ", row.orderId.text(), ": closed, but the payment is left ",
                      simulator::nameOf(p->state));
    }

    void checkLedger() {
        for (const auto& payment : server_.model().allPayments()) {
            if (payment.refundedMinor > payment.capturedMinor)
                violation("payment ", payment.id.text(), ": refunded more than captured");
            if (payment.state == PaymentState::captured &&
                !books_.rowByOrder.contains(payment.orderId.text()))
                violation("payment ", payment.id.text(),
                          ": captured, but no journal knows its order");
        }
    }

    /// A deadline of the server's, or another till, took it, and the journal says so with its
    /// reason.
    bool listed(const core::OrderId& order) const {
        const auto row = books_.rowByOrder.find(order.text());
        return row != books_.rowByOrder.end() &&
               (row->second->outcome == Outcome::lapsed ||
                row->second->outcome == Outcome::notCaptured) &&
               !row->second->detail.empty();
    }

    simulator::Handler& server_;
    const std::vector<Heard>& heard_;
    const std::vector<std::vector<journal::Record>>& rows_;
    Books books_;
    std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> audit(simulator::Handler& server, const std::vector<Heard>& heard,
                               const std::vector<std::vector<journal::Record>>& rows) {
    return Auditor(server, heard, rows).run();
}

}  // namespace mobilepay::simulation
