#include "driver/upos/original.h"

#include "driver/core/error.h"
#include "driver/upos/faults.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>
#include <optional>

namespace mobilepay::upos {
namespace {

using journal::Kind;
namespace detail = unifiedpos::detail;

const char* nameOf(Kind kind) {
    switch (kind) {
        case Kind::sale:
            return "sale";
        case Kind::preSale:
            return "pre-sale";
        case Kind::completion:
            return "completion";
        case Kind::voidPreSale:
            return "void of a pre-sale";
        case Kind::voidSale:
            return "void";
        case Kind::refund:
            return "refund";
    }
    return "";
}

bool wantsPreSale(Kind operation) {
    return operation == Kind::completion || operation == Kind::voidPreSale;
}

/// Whether that operation can refer to such a row.
bool fits(Kind operation, Kind original) {
    if (wantsPreSale(operation)) return original == Kind::preSale;
    return original == Kind::sale || original == Kind::completion;
}

/// Voids mean the whole amount, refunds and completions may take less.
bool amountFits(Kind operation, const core::Money& asked, const core::Money& original) {
    const bool whole = operation == Kind::voidSale || operation == Kind::voidPreSale;
    return asked.currency() == original.currency() &&
           (whole ? asked == original : asked <= original);
}

std::string spell(const core::Money& amount) {
    return amount.toDecimal() + " " + std::string(amount.currency().code());
}

std::string number(std::int32_t sequenceNumber) {
    return "sequenceNumber " + std::to_string(sequenceNumber);
}

/// An approved void, or the completion of a pre-sale, of whatever period.
bool isUsedUp(const journal::Record& original, const TillLane& lane) {
    const auto rows = lane.byPayment(original.payment);
    return std::any_of(rows.begin(), rows.end(), [&](const lane::Row& row) {
        const auto kind = row.record.kind;
        const bool ends = kind == Kind::voidSale || kind == Kind::voidPreSale ||
                          (kind == Kind::completion && original.kind == Kind::preSale);
        return ends && approvedOrPending(row.record);
    });
}

/// Rows of that number and of the kind that the operation refers to, newest first, whatever became
/// of them.
std::vector<lane::Row> numberedOfTheKind(const BackReference& asked, const TillLane& lane) {
    auto rows = lane.byTillNumber(asked.sequenceNumber);
    std::erase_if(rows, [&](const lane::Row& row) {
        return !fits(asked.operation, row.record.kind) || row.record.training != asked.training;
    });
    return rows;
}

bool canBeReferredTo(const lane::Row& row, const TillLane& lane) {
    return approvedOrPending(row.record) && !isUsedUp(row.record, lane);
}

/// Approved rows of that number that the operation may refer to, whatever their amount.
std::vector<lane::Row> numbered(const BackReference& asked, const TillLane& lane) {
    auto rows = numberedOfTheKind(asked, lane);
    std::erase_if(rows, [&](const lane::Row& row) { return !canBeReferredTo(row, lane); });
    return rows;
}

void requireTheSameWorld(const BackReference& asked, const lane::Reference& reference) {
    if (reference.order.empty() && reference.training() != asked.training)
        throw Refusal({unifiedpos::result::illegal, detail::training,
                       asked.training ? "TrainingMode is true, the reference is a real one"
                                      : "the reference is one of the training mode, "
                                        "TrainingMode is false"});
}

/// Where the row of a reference is known, what is asked must fit it. A pre-sale may have been
/// completed with another amount, elsewhere: what a void or refund of it may be, the server says.
void requireAgreement(const BackReference& asked, const lane::Row& row) {
    const auto kind = row.record.kind;
    if (kind == Kind::preSale && !wantsPreSale(asked.operation)) return;
    if (!fits(asked.operation, kind))
        refuse("the reference names a " + std::string(nameOf(kind)) + ", which a " +
                   nameOf(asked.operation) + " cannot refer to",
               detail::reference);
    if (!amountFits(asked.operation, asked.amount, row.record.amount))
        refuse("the amount " + spell(asked.amount) + " disagrees with the amount " +
                   spell(row.record.amount) + " of the " + nameOf(kind) +
                   " that the reference names",
               detail::reference);
}

void requireNoOtherOfThatNumber(const BackReference& asked, const TillLane& lane,
                                const lane::Row& said) {
    if (said.record.tillNumber == asked.sequenceNumber) return;
    auto others = numbered(asked, lane);
    // A completion has a number of its own, and is of the same payment.
    std::erase_if(others,
                  [&](const lane::Row& row) { return row.record.payment == said.record.payment; });
    if (!others.empty())
        refuse("AdditionalSecurityInformation names the " + std::string(nameOf(said.record.kind)) +
                   " of " + number(said.record.tillNumber) + ", but " +
                   number(asked.sequenceNumber) + " is another one",
               detail::reference);
}

std::string originalSaid(const BackReference& asked, const TillLane& lane) {
    lane::Reference reference;
    try {
        reference = lane::Reference::parse(asked.information);
    } catch (const core::TextError& error) {
        refuse(std::string("AdditionalSecurityInformation is no reference: ") + error.what(),
               detail::reference);
    }
    requireTheSameWorld(asked, reference);
    const auto row = lane.byReference(reference.text());
    if (!row) return reference.text();
    if (row->record.training != asked.training)
        refuse("the reference and TrainingMode disagree", detail::training);
    requireAgreement(asked, *row);
    if (lane.profile().referenceRule == "sequence") requireNoOtherOfThatNumber(asked, lane, *row);
    return row->reference;
}

bool mayMean(const BackReference& asked, const AskedFor& other) {
    return other.training == asked.training && fits(asked.operation, other.operation) &&
           amountFits(asked.operation, asked.amount, other.amount);
}

/// Nothing of a request that failed early is in the journal: then the row of that number is an
/// older one.
void requireNothingFailedOfThatNumber(const BackReference& asked, const History& history,
                                      const lane::Row& row) {
    const auto success = std::find_if(
        history.session.begin(), history.session.end(),
        [&](const SessionResult& one) { return one.result.reference == row.reference; });
    const std::uint64_t ordinal = success == history.session.end() ? 0 : success->ordinal;
    for (const auto& later : history.failed)
        if (later.ordinal > ordinal && later.tillNumber == asked.sequenceNumber &&
            mayMean(asked, later))
            refuse("the newest " + std::string(nameOf(later.operation)) + " of " +
                       number(asked.sequenceNumber) +
                       " with a fitting amount was not approved; set "
                       "AdditionalSecurityInformation if another one is meant",
                   detail::reference);
}

/// What was asked for after a success, and did not succeed, may be what is meant. The number of the
/// success settles that.
void requireNothingFailedSince(const BackReference& asked, const History& history,
                               const SessionResult& success) {
    for (const auto& later : history.failed) {
        const bool namesTheSuccess = asked.sequenceNumber == success.result.tillNumber &&
                                     asked.sequenceNumber != later.tillNumber;
        if (later.ordinal < success.ordinal || namesTheSuccess || !mayMean(asked, later)) continue;
        refuse(
            "the last success is the " + std::string(nameOf(success.result.operation)) + " of " +
                number(success.result.tillNumber) + ", but the one of " + number(later.tillNumber) +
                " was asked for after it, with a fitting amount, and was not approved: set "
                "AdditionalSecurityInformation to the TransactionNumber or SlipNumber of the one "
                "that is meant",
            detail::reference);
    }
}

/// Numbers begin again each day. The newest of that number and amount is the one that is meant,
/// also where nothing is left of it to refer to: an older one is another shopper's.
void requireTheNewest(const BackReference& asked, const TillLane& lane) {
    for (const auto& row : numberedOfTheKind(asked, lane)) {
        if (!amountFits(asked.operation, asked.amount, row.record.amount)) continue;
        if (canBeReferredTo(row, lane)) return;
        refuse("the newest " + std::string(nameOf(row.record.kind)) + " of " +
                   number(asked.sequenceNumber) + " with a fitting amount (" + row.reference +
                   ") was not approved, or was voided or completed before; set "
                   "AdditionalSecurityInformation if another one is meant",
               detail::reference);
    }
}

std::string originalNumbered(const BackReference& asked, const TillLane& lane,
                             const History& history) {
    auto rows = numbered(asked, lane);
    if (!rows.empty()) requireTheNewest(asked, lane);
    if (rows.empty())
        refuse("no transaction of " + number(asked.sequenceNumber) + " that a " +
                   nameOf(asked.operation) + " can refer to is in the journal",
               detail::reference);
    const auto first = rows.front().record.amount;
    std::erase_if(rows, [&](const lane::Row& row) {
        return !amountFits(asked.operation, asked.amount, row.record.amount);
    });
    if (rows.empty())
        refuse("the amount " + spell(asked.amount) + " disagrees with the amount " + spell(first) +
                   " of " + number(asked.sequenceNumber),
               detail::reference);
    if (rows.size() > 1)
        refuse(number(asked.sequenceNumber) + " is ambiguous: " + std::to_string(rows.size()) +
                   " transactions of that number have a fitting amount; set "
                   "AdditionalSecurityInformation",
               detail::reference);
    requireNothingFailedOfThatNumber(asked, history, rows.front());
    return rows.front().reference;
}

std::string originalLast(const BackReference& asked, const History& history) {
    const auto& session = history.session;
    const auto last =
        std::find_if(session.rbegin(), session.rend(), [&](const SessionResult& item) {
            return fits(asked.operation, item.result.operation) &&
                   item.result.training == asked.training;
        });
    if (last == session.rend())
        refuse("reference.rule is 'last', and nothing that a " +
                   std::string(nameOf(asked.operation)) +
                   " can refer to was approved since the device was claimed",
               detail::reference);
    if (asked.amount != last->result.amount)
        refuse("the amount " + spell(asked.amount) + " disagrees with the amount " +
                   spell(last->result.amount) + " of the last transaction",
               detail::reference);
    requireNothingFailedSince(asked, history, *last);
    return last->result.reference;
}

/// A text that merely is what the last success left behind: said on purpose or written back out of
/// habit, nobody knows. It counts where everything else agrees.
bool countsAsSaid(const BackReference& asked, const std::string& rule,
                  const std::optional<SessionResult>& last) {
    if (asked.information.empty()) return false;
    if (!last || asked.information != last->information) return true;
    return asked.amount == last->result.amount &&
           (rule != "sequence" || asked.sequenceNumber == last->result.tillNumber);
}

}  // namespace

bool approvedOrPending(const journal::Record& record) {
    return record.outcome == journal::Outcome::approved ||
           (record.outcome == journal::Outcome::open &&
            record.decision == journal::Decision::capture);
}

std::string originalOf(const BackReference& asked, const TillLane& lane, const History& history) {
    const auto& rule = lane.profile().referenceRule;
    // By `last`, a text that may be a habit says no more than the rule does.
    const bool habit = history.last && asked.information == history.last->information;
    if (rule == "last" && habit) return originalLast(asked, history);
    if (countsAsSaid(asked, rule, history.last)) {
        if (habit) requireNothingFailedSince(asked, history, *history.last);
        return originalSaid(asked, lane);
    }
    if (rule == "sequence") return originalNumbered(asked, lane, history);
    if (rule == "last") return originalLast(asked, history);
    if (!asked.information.empty())
        refuse("AdditionalSecurityInformation is the last result's and the amount " +
                   spell(asked.amount) + " is not that result's amount " +
                   spell(history.last->result.amount) +
                   "; set it to the TransactionNumber of the original",
               detail::reference);
    refuse(
        "no original: set AdditionalSecurityInformation to the TransactionNumber, SlipNumber or "
        "AdditionalSecurityInformation of the original (reference.rule is 'explicit')",
        detail::reference);
}

}  // namespace mobilepay::upos
