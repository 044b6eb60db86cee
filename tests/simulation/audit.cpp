#include "tests/simulation/audit.h"

#include "driver/lane/journal_care.h"
#include "tests/simulation/books.h"
#include "tests/simulation/requests.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using journal::Decision;
using journal::Kind;
using journal::Outcome;
using simulator::PaymentState;
using simulator::RefundState;
using Told = lane::Verdict::Kind;

std::string name(const Heard& heard) {
    return "till " + std::to_string(heard.till) + " request " + std::to_string(heard.step->number) +
           " (order " + heard.orderId.text() + ")";
}

bool isVoid(Kind kind) {
    return kind == Kind::voidPreSale || kind == Kind::voidSale;
}

std::string told(const Heard& heard) {
    return heard.result ? "told " + heard.result->verdict.code : "refused (" + heard.refusal + ')';
}

class Auditor {
public:
    explicit Auditor(const Evidence& evidence) : evidence_(evidence), books_(evidence) {}

    std::vector<std::string> run() {
        violations_ = books_.twice();
        for (const auto& heard : evidence_.heard)
            if (heard.result || !heard.refusal.empty()) checkTold(heard);
        for (std::size_t till = 0; till < evidence_.rows.size(); ++till)
            for (const auto& row : evidence_.rows[till])
                checkRow({&row, till});
        checkHandOver();
        for (const auto& payment : evidence_.server.model().allPayments())
            checkPayment(payment);
        for (const auto& refund : evidence_.server.model().allRefunds())
            checkRefund(refund);
        const auto more = judgeRequests(evidence_, books_);
        violations_.insert(violations_.end(), more.begin(), more.end());
        return std::move(violations_);
    }

private:
    template <class... Parts>
    void violation(const Parts&... parts) {
        std::ostringstream text;
        (text << ... << parts);
        violations_.push_back(text.str());
    }

    // ---- the excuses, each as narrow as it can be ----

    /// Its lane had no network until the reservation's life was over, and the journal says so.
    bool lapsed(const simulator::Payment& payment, const Entry& entry) const {
        return payment.state == PaymentState::expiredAndCancelled && entry.row != nullptr &&
               entry.row->outcome == Outcome::lapsed && !entry.row->detail.empty() &&
               !evidence_.hadNetwork(entry.till, entry.row->serverPromisedAt,
                                     since(payment, PaymentState::expiredAndCancelled));
    }
    bool lapsed(const simulator::Refund& refund, const Entry& entry) const {
        return refund.state == RefundState::expiredAndCaptured && entry.row != nullptr &&
               entry.row->outcome == Outcome::lapsed && !entry.row->detail.empty() &&
               !evidence_.hadNetwork(entry.till, since(refund, RefundState::reserved),
                                     since(refund, RefundState::expiredAndCaptured));
    }
    /// Another till had it undone before it could be taken (its own does not override what is
    /// decided), and the journal says what became of it.
    bool undoneByTill(const simulator::Payment& payment, const Entry& entry) const {
        return payment.state == PaymentState::cancelledByClient &&
               books_.voided(payment.id, entry.till) && entry.row != nullptr &&
               entry.row->outcome == Outcome::notCaptured && !entry.row->detail.empty();
    }

    // ---- what the tills were told ----

    void checkTold(const Heard& heard) {
        if (saidYes(heard) && books_.row(heard.rowId).row == nullptr)
            violation(name(heard), ": ", told(heard), ", and no row of its journal says so");
        switch (heard.step->kind) {
            case Kind::sale:
                return saidYes(heard) ? checkSold(heard) : checkNotSold(heard);
            case Kind::preSale:
                return saidYes(heard) ? checkHeld(heard) : checkNotSold(heard);
            case Kind::completion:
                return saidYes(heard) ? checkCompleted(heard) : checkNotCompleted(heard);
            case Kind::voidPreSale:
            case Kind::voidSale:
                return saidYes(heard) ? checkVoided(heard) : checkNotVoided(heard);
            case Kind::refund:
                return saidYes(heard) ? checkRefunded(heard) : checkNotPaidBack(heard);
        }
    }

    /// A confirmed capture is one; a promised one becomes one, or a deadline or a till took it.
    void checkTaken(const Heard& heard, const simulator::Payment* p, std::int64_t amount) {
        if (p == nullptr)
            return violation(name(heard), ": told approved, but the server knows no payment");
        if (p->state == PaymentState::captured && p->capturedMinor == amount) return;
        const Entry entry = books_.row(heard.rowId);
        const bool promised = heard.result->verdict.kind == Told::approvedCapturePending;
        const bool otherTook =
            p->state == PaymentState::captured && heard.step->kind == Kind::completion &&
            books_.completed(p->id, &heard) && entry.row != nullptr &&
            entry.row->outcome == Outcome::notCaptured && !entry.row->detail.empty();
        if (promised && (lapsed(*p, entry) || undoneByTill(*p, entry) || otherTook)) return;
        violation(name(heard), ": told ", heard.result->verdict.code, " for ", amount,
                  ", but the payment is ", simulator::nameOf(p->state), " with ", p->capturedMinor,
                  " captured");
    }

    void checkSold(const Heard& heard) {
        const auto* p = books_.ofOrder(heard.orderId);
        checkSaid(heard, p, heard.minor);
        checkTaken(heard, p, heard.minor);
    }

    /// The reference and the amount that a till keeps of what was approved.
    void checkSaid(const Heard& heard, const simulator::Payment* p, std::int64_t amount) {
        if (p != nullptr && heard.result->reference != p->id.text())
            violation(name(heard), ": told reference ", heard.result->reference, " of payment ",
                      p->id.text());
        if (heard.result->amount.minor() != amount)
            violation(name(heard), ": told ", heard.result->amount.minor(), " where ", amount,
                      " were asked for");
    }

    void checkNotSold(const Heard& heard) {
        const auto* p = books_.ofOrder(heard.orderId);
        if (p == nullptr || isGone(*p)) return;
        violation(name(heard), ": ", told(heard), ", but the payment is ",
                  simulator::nameOf(p->state));
    }

    /// What was reserved is taken or given back in time, and not left to the server's deadline.
    void checkInTime(const simulator::Payment& payment, const Entry& entry) {
        const auto& row = *entry.row;
        if (row.decision == Decision::hold || books_.voided(payment.id)) return;
        const auto reserved = since(payment, PaymentState::reserved);
        if (reserved == core::WallTime{}) return;
        for (const auto end : {PaymentState::captured, PaymentState::cancelledByClient,
                               PaymentState::expiredAndCancelled})
            if (payment.state == end &&
                evidence_.hadNetwork(entry.till, reserved, since(payment, end)))
                violation("order ", row.orderId.text(), ": the payment became ",
                          simulator::nameOf(end), " late, though its lane had network");
    }

    void checkHeld(const Heard& heard) {
        const auto* p = books_.ofOrder(heard.orderId);
        if (p == nullptr)
            return violation(name(heard), ": told approved, but the server knows no payment");
        checkSaid(heard, p, heard.minor);
        const bool kept = p->state == PaymentState::reserved ||
                          p->state == PaymentState::expiredAndCancelled ||
                          (p->state == PaymentState::captured && books_.completed(p->id)) ||
                          (p->state == PaymentState::cancelledByClient && books_.voided(p->id));
        if (!kept)
            violation(name(heard), ": told approved, but the reservation is ",
                      simulator::nameOf(p->state), " and nobody asked for that");
        const bool forgotten = p->state == PaymentState::expiredAndCancelled &&
                               !books_.completed(p->id) && !books_.voided(p->id);
        if (forgotten && !listedAsLapsed(heard.till, *p))
            violation(name(heard),
                      ": the reservation was never completed and expired, and the "
                      "journal does not list it so");
    }

    /// Named so in the lane's list of reservations, a hundred years on: its till's clock may be
    /// off.
    bool listedAsLapsed(std::size_t till, const simulator::Payment& payment) const {
        lane::Reservations among;
        for (const auto& row : evidence_.rows[till])
            among.add({row, row.payment.text()});
        const auto listed = among.at(since(payment, payment.state) + std::chrono::hours{876'000});
        return std::any_of(listed.begin(), listed.end(), [&](const lane::Reservation& one) {
            return one.row.record.payment == payment.id && one.lapsed;
        });
    }

    void checkCompleted(const Heard& heard) {
        const auto* p = books_.ofId(heard.reference);
        checkSaid(heard, p, heard.minor);
        checkTaken(heard, p, heard.minor);
    }

    void checkNotCompleted(const Heard& heard) {
        const auto* p = books_.ofId(heard.reference);
        if (p == nullptr || p->state != PaymentState::captured) return;
        if (!books_.completed(p->id, &heard))
            violation(name(heard), ": ", told(heard), ", but the payment is captured");
    }

    void checkVoided(const Heard& heard) {
        const auto* p = books_.ofId(heard.reference);
        if (p == nullptr)
            return violation(name(heard), ": told approved, but the server knows no payment");
        if (isGone(*p)) return;
        if (p->state != PaymentState::captured || p->refundedMinor != p->capturedMinor)
            return violation(name(heard), ": told voided, but the payment is ",
                             simulator::nameOf(p->state), " with ", p->capturedMinor,
                             " captured and ", p->refundedMinor, " refunded");
        checkPaidBack(heard.rowId, name(heard));
    }

    void checkNotVoided(const Heard& heard) {
        if (const auto* refund = books_.refundOf(heard.rowId); refund != nullptr)
            return checkNotPaidBack(heard);
        const auto* p = books_.ofId(heard.reference);
        if (p == nullptr || p->state != PaymentState::cancelledByClient || books_.voided(p->id))
            return;
        const Entry made = books_.row(p->orderId);
        if (made.row != nullptr && made.row->decision != Decision::cancel)
            violation(name(heard), ": ", told(heard), ", but the payment is cancelled");
    }

    void checkPaidBack(const core::OrderId& order, const std::string& who) {
        const auto* refund = books_.refundOf(order);
        if (refund == nullptr || !isPaid(*refund))
            violation(who, ": told refunded, but the server has ",
                      refund == nullptr ? std::string_view("no such refund")
                                        : simulator::nameOf(refund->state));
    }

    void checkRefunded(const Heard& heard) {
        checkPaidBack(heard.rowId, name(heard));
        const auto told = heard.result->amount.minor();
        if (told != heard.minor)
            violation(name(heard), ": told ", told, " back where ", heard.minor, " were asked for");
        const auto* p = books_.ofId(heard.reference);
        if (p != nullptr && (toldBack_[p] += told) > p->capturedMinor)
            violation(name(heard), ": tills were told ", toldBack_[p], " back of ",
                      p->capturedMinor);
    }

    /// Unknown ends cancelled, except a refund left to the server's deadline.
    void checkNotPaidBack(const Heard& heard) {
        const auto* refund = books_.refundOf(heard.rowId);
        if (refund == nullptr || refund->state == RefundState::cancelledByClient ||
            refund->state == RefundState::cancelledByMobilePay)
            return;
        const bool unknown = wasTold(heard, Told::unknown);
        if (!(unknown && lapsed(*refund, books_.row(heard.rowId))))
            violation(name(heard), ": ", told(heard), ", but the refund is ",
                      simulator::nameOf(refund->state));
    }

    // ---- the journals ----

    void checkRow(const Entry& entry) {
        const auto& row = *entry.row;
        if (row.outcome == Outcome::open)
            return violation("order ", row.orderId.text(), " is still open after recovery: kind ",
                             static_cast<int>(row.kind), " decision ",
                             static_cast<int>(row.decision));
        if (row.kind == Kind::sale || row.kind == Kind::preSale) checkMade(entry);
        if (row.kind == Kind::completion) checkCompletionRow(entry);
        if (isVoid(row.kind) && row.key.empty()) checkCancelRow(row);
        if (const auto* refund = books_.refundOf(row.orderId)) checkRefundRow(entry, *refund);
    }

    void checkMade(const Entry& entry) {
        const auto& row = *entry.row;
        const auto* p = books_.ofOrder(row.orderId);
        if (row.outcome == Outcome::approved && p == nullptr)
            return violation("order ", row.orderId.text(),
                             ": approved, but the server knows no payment");
        if (p == nullptr) return;
        const auto is = [&](std::string_view what) {
            violation("order ", row.orderId.text(), ": ", what, ", but the payment is ",
                      simulator::nameOf(p->state), " with ", p->capturedMinor, " captured");
        };
        if (row.outcome == Outcome::approved && row.decision == Decision::capture) {
            if (p->state != PaymentState::captured || p->capturedMinor != row.amount.minor())
                is("the journal says captured");
        } else if (row.outcome == Outcome::approved && row.decision != Decision::hold) {
            is("approved without a decision for it");
        } else if (row.outcome == Outcome::lapsed) {
            if (!lapsed(*p, entry)) is("the journal says lapsed");
        } else if (row.outcome == Outcome::notCaptured) {
            if (!undoneByTill(*p, entry)) is("the journal says not captured");
        } else if (row.outcome != Outcome::approved && !isGone(*p)) {
            is("closed with nothing taken");
        }
    }

    void checkCompletionRow(const Entry& entry) {
        const auto& row = *entry.row;
        const auto* p = books_.ofId(row.payment.text());
        const bool taken = p != nullptr && p->state == PaymentState::captured;
        const auto is = [&](std::string_view what) {
            violation("order ", row.orderId.text(), ": a completion of ", row.amount.minor(), ' ',
                      what);
        };
        if (row.outcome == Outcome::approved) {
            if (!taken || p->capturedMinor != row.amount.minor())
                is("closed as taken, but it is not");
            if (!completed_.emplace(entry.till, row.payment.text()).second)
                is("closed as taken, as another one of that payment");
        } else if (row.outcome == Outcome::lapsed) {
            if (p == nullptr || !lapsed(*p, entry)) is("closed as lapsed, and is not");
        } else if (taken && row.decision == Decision::capture && !completedElsewhere(row)) {
            is("closed as not taken, but it is");
        }
    }

    /// By another row than this one, of whatever till.
    bool completedElsewhere(const journal::Record& row) const {
        for (const auto& rows : evidence_.rows)
            for (const auto& other : rows)
                if (other.kind == Kind::completion && other.payment == row.payment &&
                    other.orderId != row.orderId && other.outcome == Outcome::approved)
                    return true;
        return false;
    }

    /// A void that cancels is what became of the payment, or of nothing.
    void checkCancelRow(const journal::Record& row) {
        const auto* p = books_.ofId(row.payment.text());
        if (p == nullptr || row.decision != Decision::cancel) return;
        const bool settled = isGone(*p) || p->state == PaymentState::captured;
        if (row.outcome == Outcome::approved ? !isGone(*p) : !settled)
            violation("order ", row.orderId.text(), ": a void closed as ",
                      static_cast<int>(row.outcome), ", but the payment is ",
                      simulator::nameOf(p->state));
    }

    void checkRefundRow(const Entry& entry, const simulator::Refund& refund) {
        const auto& row = *entry.row;
        const bool paid = isPaid(refund);
        if (row.outcome == Outcome::lapsed ? !lapsed(refund, entry)
                                           : paid != (row.outcome == Outcome::approved))
            violation("order ", row.orderId.text(), ": closed as ", static_cast<int>(row.outcome),
                      ", but the refund is ", simulator::nameOf(refund.state));
    }

    /// A lane that undoes what was not heard of had nothing to undo: the reservation lapsed before.
    bool nothingLeftToUndo(const Entry& entry) const {
        const auto* payment = books_.ofId(entry.row->payment.text());
        return evidence_.undoes(entry.till) && payment != nullptr && isGone(*payment);
    }

    /// What the application never heard of must not count as handed over: it is listed then.
    void checkHandOver() {
        for (const auto& heard : evidence_.heard) {
            const auto& order = heard.rowId.empty() ? heard.orderId : heard.rowId;
            const Entry entry = books_.row(order);
            if (entry.row != nullptr && entry.row->handedOver &&
                (wasTold(heard, Told::approvedCapturePending) || wasTold(heard, Told::unknown)) &&
                journal::endedAgainstDecision(*entry.row) && !books_.voided(entry.row->payment))
                violation(name(heard), ": told ", heard.result->verdict.code, ", ended as ",
                          entry.row->code, ", and is not listed");
            if (entry.row != nullptr && entry.row->handedOver && !heard.followed &&
                !books_.voided(entry.row->payment) && !nothingLeftToUndo(entry))
                violation(name(heard), ": counts as handed over, but the till ",
                          heard.result ? "has not called again" : "never heard of it");
        }
    }

    // ---- the server's ledger ----

    void checkPayment(const simulator::Payment& payment) {
        const Entry entry = books_.row(payment.orderId);
        if (entry.row == nullptr)
            return violation("payment of order ", payment.orderId.text(), " (",
                             simulator::nameOf(payment.state), "): no journal promised it");
        checkInTime(payment, entry);
        if (payment.refundedMinor > payment.capturedMinor)
            violation("order ", payment.orderId.text(), ": more refunded than captured");
        const bool held = entry.row->decision == Decision::hold;
        if (simulator::isActive(payment.state) ||
            (payment.state == PaymentState::reserved && !held))
            violation("order ", payment.orderId.text(), ": the payment is left ",
                      simulator::nameOf(payment.state));
        if (payment.state == PaymentState::captured && entry.row->decision != Decision::capture &&
            !(held && books_.completed(payment.id)))
            violation("order ", payment.orderId.text(), ": captured without a decision");
        if (payment.state == PaymentState::expiredAndCancelled &&
            entry.row->decision == Decision::capture && !lapsed(payment, entry))
            violation("order ", payment.orderId.text(),
                      ": the reservation expired, and the journal does not say so or had time to "
                      "take it");
    }

    void checkRefund(const simulator::Refund& refund) {
        const Entry entry = books_.row(refund.orderId);
        if (entry.row == nullptr)
            return violation("refund of order ", refund.orderId.text(), ": no journal promised it");
        if (refund.state == RefundState::initiated || refund.state == RefundState::reserved)
            violation("order ", refund.orderId.text(), ": the refund is left ",
                      simulator::nameOf(refund.state));
    }

    const Evidence& evidence_;
    Books books_;
    std::set<std::pair<std::size_t, std::string>> completed_;  ///< tills and payments
    std::map<const simulator::Payment*, std::int64_t> toldBack_;
    std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> audit(const Evidence& evidence) {
    return Auditor(evidence).run();
}

}  // namespace mobilepay::simulation
