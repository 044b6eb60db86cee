#include "tests/simulation/requests.h"

#include <map>
#include <sstream>

namespace mobilepay::simulation {
namespace {

using journal::Kind;
using journal::Outcome;
using simulator::Payment;
using simulator::PaymentState;
using simulator::Refund;
using Told = lane::Verdict::Kind;

bool makesPayment(Kind kind) {
    return kind == Kind::sale || kind == Kind::preSale;
}

std::string name(const Heard& heard) {
    return "till " + std::to_string(heard.till) + " request " + std::to_string(heard.step->number);
}

class Judge {
public:
    Judge(const Evidence& evidence, const Books& books) : evidence_(evidence), books_(books) {}

    std::vector<std::string> run() {
        for (const auto& payment : evidence_.server.model().allPayments())
            judge(payment);
        for (const auto& refund : evidence_.server.model().allRefunds())
            judge(refund);
        for (std::size_t till = 0; till < evidence_.rows.size(); ++till)
            for (const auto& row : evidence_.rows[till])
                judge(Entry{&row, till});
        comparePaidBack();
        return std::move(violations_);
    }

private:
    template <class... Parts>
    void violation(const Parts&... parts) {
        std::ostringstream text;
        (text << ... << parts);
        violations_.push_back(text.str());
    }

    /// Nothing was sent, but that could not be written: recovery has to take it for a create of
    /// unknown fate, which it makes once more and cancels.
    template <class Thing>
    static bool undoneLater(const Thing& thing, const Heard& heard, const journal::Record& row) {
        return row.outcome == Outcome::undone && thing.history.front().second > heard.toldAt;
    }

    // ---- the server's ledger ----

    void judge(const Payment& payment) {
        const Entry entry = books_.row(payment.orderId);
        if (entry.row == nullptr) return;  // the audit says so
        const auto* heard = books_.requestOf(entry);
        if (heard == nullptr) return;  // its row is judged
        const auto who = name(*heard);
        const auto [first, only] = made_.emplace(heard, payment.orderId.text());
        if (!only)
            violation(who, ": asked once, but made the payments of orders ", first->second, " and ",
                      payment.orderId.text());
        if (payment.terms->amount.minor() != heard->minor)
            violation(who, ": asked for ", heard->minor, ", but the payment is of ",
                      payment.terms->amount.minor());
        if (wasTold(*heard, Told::notSent) && !undoneLater(payment, *heard, *entry.row))
            violation(who, ": told NOT_SENT, but the server has order ", payment.orderId.text());
        if (saidNo(*heard) && payment.state == PaymentState::captured)
            violation(who, ": told no, but order ", payment.orderId.text(), " is captured");
    }

    void judge(const Refund& refund) {
        const Entry entry = books_.row(refund.orderId);
        if (entry.row == nullptr) return;
        const auto& payment = paymentOf(refund);
        const auto& row = *entry.row;
        if (payment.id != row.payment)
            violation("refund of order ", refund.orderId.text(), ": it pays back ",
                      payment.id.text(), ", but its row says ", row.payment.text());
        if (refund.amount.minor() != row.amount.minor())
            violation("refund of order ", refund.orderId.text(), ": of ", refund.amount.minor(),
                      ", but its row says ", row.amount.minor());
        if (row.kind != Kind::refund && refund.amount.minor() != payment.capturedMinor)
            violation("refund of order ", refund.orderId.text(), ": a void paid back ",
                      refund.amount.minor(), " of ", payment.capturedMinor);
        const auto* heard = books_.requestOf(entry);
        if (heard == nullptr) return;
        const auto who = name(*heard);
        const auto [first, only] = made_.emplace(heard, refund.orderId.text());
        if (!only)
            violation(who, ": asked once, but made the refunds of orders ", first->second, " and ",
                      refund.orderId.text());
        if (payment.id.text() != heard->reference)
            violation(who, ": referred to ", heard->reference, ", but the refund is of ",
                      payment.id.text());
        if (row.kind == Kind::refund && refund.amount.minor() != heard->minor)
            violation(who, ": asked for ", heard->minor, " back, but the refund is of ",
                      refund.amount.minor());
        if (wasTold(*heard, Told::notSent) && !undoneLater(refund, *heard, row))
            violation(who, ": told NOT_SENT, but the server has refund ", refund.orderId.text());
        if (saidNo(*heard) && isPaid(refund))
            violation(who, ": told no, but refund ", refund.orderId.text(), " is paid");
    }

    const Payment& paymentOf(const Refund& refund) const {
        return evidence_.server.model().allPayments()[refund.payment];
    }

    // ---- the journals ----

    /// Whoever asked for nothing undoes at most what nobody heard of.
    void judge(const Entry& entry) {
        const auto& row = *entry.row;
        if (books_.requestOf(entry) != nullptr) return;
        if (!books_.isUndo(entry))
            return violation("order ", row.orderId.text(), " of till ", entry.till,
                             ": no request of the till asked for it");
        const auto* heard = books_.requestOf(books_.rowOf(row.payment));
        if (heard != nullptr && heard->followed && !heard->unwritten)
            violation(name(*heard), ": undone, though the till heard of it and went on");
    }

    /// What the server paid back of each payment, and what the journals say.
    void comparePaidBack() {
        std::map<std::string, std::int64_t> paid;
        for (const auto& refund : evidence_.server.model().allRefunds())
            if (isPaid(refund)) paid[paymentOf(refund).id.text()] += refund.amount.minor();
        std::map<std::string, std::int64_t> written;
        for (const auto& rows : evidence_.rows)
            for (const auto& row : rows) {
                const bool back =
                    row.outcome == Outcome::approved || row.outcome == Outcome::lapsed;
                const bool refund = !makesPayment(row.kind) && !row.key.empty();
                if (back && refund) written[row.payment.text()] += row.amount.minor();
            }
        if (paid == written) return;
        for (const auto& [payment, minor] : paid)
            if (written[payment] != minor)
                violation("payment ", payment, ": ", minor,
                          " were paid back, but the journals say ", written[payment]);
        for (const auto& [payment, minor] : written)
            if (minor != 0 && !paid.contains(payment))
                violation("payment ", payment, ": the journals say that ", minor,
                          " were paid back, the server nothing");
    }

    const Evidence& evidence_;
    const Books& books_;
    std::map<const Heard*, std::string> made_;
    std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> judgeRequests(const Evidence& evidence, const Books& books) {
    return Judge(evidence, books).run();
}

}  // namespace mobilepay::simulation
