#include "driver/upos/row_text.h"

#include "driver/core/text.h"

namespace mobilepay::upos {
namespace {

const char* outcomeOf(const journal::Record& record) {
    if (journal::endedAgainstDecision(record))
        return record.decision == journal::Decision::capture ? "notTaken" : "notCancelled";
    if (record.outcome != journal::Outcome::open) return "approved";
    return record.decision == journal::Decision::none ? "undecided" : "pending";
}

std::string rowText(const lane::Row& row) {
    const auto& record = row.record;
    std::string line = std::string("kind=") + wordFor(record.kind);
    line += std::string(";outcome=") + outcomeOf(record);
    line += ";amount=" + record.amount.toDecimal();
    line += ";currency=" + std::string(record.amount.currency().code());
    line += ";reference=" + row.reference;
    line += ";order=" + record.orderId.text();
    line += ";sequence=" + std::to_string(record.tillNumber);
    line += ";time=" + core::toIso8601(record.promisedAt);
    line += ";code=" + core::printableAscii(record.code, 36);
    return line + "\r\n";
}

}  // namespace

std::string rowsText(const std::vector<lane::Row>& rows) {
    std::string text;
    for (const auto& row : rows)
        text += rowText(row);
    return text;
}

std::string totalsText(const std::vector<lane::Total>& totals) {
    std::string text;
    for (const auto& total : totals)
        text += std::string("kind=") + wordFor(total.operation) +
                ";currency=" + std::string(total.sum.currency().code()) +
                ";amount=" + total.sum.toDecimal() + ";count=" + std::to_string(total.count) +
                "\r\n";
    return text;
}

const char* wordFor(lane::Operation operation) {
    switch (operation) {
        case lane::Operation::sale:
            return "sale";
        case lane::Operation::preSale:
            return "presale";
        case lane::Operation::completion:
            return "completion";
        case lane::Operation::voidPreSale:
            return "voidpresale";
        case lane::Operation::voidSale:
            return "void";
        case lane::Operation::refund:
            return "refund";
    }
    return "";
}

}  // namespace mobilepay::upos
