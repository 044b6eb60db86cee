#include "driver/upos/verdict_table.h"

#include "driver/core/code.h"
#include "driver/core/text.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>
#include <iterator>

#include <gsl/gsl>

namespace mobilepay::upos {
namespace {

using Kind = flow::Verdict::Kind;
using unifiedpos::Number;
namespace result = unifiedpos::result;
namespace detail = unifiedpos::detail;
namespace cat = unifiedpos::cat_error;
namespace evrw = unifiedpos::evrw_error;

constexpr std::size_t centerResultCodeLimit = 64;

struct Row {
    Kind kind;
    Number resultCode;
    Number catExtended;
    Number evrwExtended;
    const char* text;
};

constexpr Row rows[] = {
    {Kind::approved, result::success, 0, 0, ""},
    {Kind::approvedCapturePending, result::success, 0, 0, ""},
    {Kind::declined, result::extended, cat::center, evrw::center, "the shopper declined"},
    {Kind::cancelledByWallet, result::extended, cat::center, evrw::center,
     "MobilePay cancelled the payment"},
    {Kind::timedOut, result::timeout, 0, 0,
     "the shopper did not approve in time; the payment is cancelled"},
    {Kind::aborted, result::extended, cat::reset, evrw::reset,
     "stopped by the till; nothing was taken"},
    {Kind::notSent, result::extended, cat::communication, evrw::communication,
     "MobilePay could not be reached; nothing was sent"},
    {Kind::refused, result::extended, cat::center, evrw::center, "MobilePay refused the request"},
    {Kind::notCaptured, result::extended, cat::center, evrw::center,
     "the reservation ended without a capture"},
    {Kind::strangerActive, result::busy, detail::strangerActive, detail::strangerActive,
     "a payment of somebody else is active at this point of sale"},
    {Kind::unknown, result::extended, cat::communication, evrw::communication,
     "the outcome is not known yet; the driver goes on resolving it"},
    {Kind::misconfigured, result::failure, detail::credentials, detail::credentials,
     "MobilePay refuses the credentials or rights of this till"},
    {Kind::journalFailed, result::failure, detail::journal, detail::journal,
     "the durable record could not be written"},
};

const Row& rowOf(Kind kind) {
    const auto* row = std::find_if(std::begin(rows), std::end(rows),
                                   [&](const Row& r) { return r.kind == kind; });
    Expects(row != std::end(rows));
    return *row;
}

/// The verdict brings its own word, our own or the server's, but for two that must be recognised
/// whatever was said last.
std::string centerCodeOf(const flow::Verdict& verdict) {
    if (verdict.kind == Kind::approvedCapturePending) return core::code::approvedCapturePending;
    if (verdict.kind != Kind::unknown) return verdict.code;
    return core::code::unknown.word + std::string(":") +
           (verdict.payment.empty() ? verdict.orderId.text() : verdict.payment.text());
}

}  // namespace

Status statusOf(Kind kind, Category category, std::string text) {
    const auto& row = rowOf(kind);
    return {row.resultCode, category == Category::cat ? row.catExtended : row.evrwExtended,
            std::move(text)};
}

Ending endingOf(const lane::Result& result, Category category) {
    const auto& row = rowOf(result.verdict.kind);
    Ending ending;
    ending.status = statusOf(row.kind, category, {});
    ending.centerResultCode =
        core::printableAscii(centerCodeOf(result.verdict), centerResultCodeLimit);
    // NO_POINT_OF_SALE and EARLIER_UNRESOLVED are not over in a moment: the till decides when.
    ending.mayRepeat = row.kind == Kind::notSent && result.verdict.code == core::code::notSent.word;
    if (row.resultCode == result::success) return ending;
    ending.status.text = ending.centerResultCode + ": " + row.text;
    if (!result.verdict.detail.empty()) ending.status.text += " (" + result.verdict.detail + ")";
    return ending;
}

}  // namespace mobilepay::upos
