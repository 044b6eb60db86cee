#pragma once

#include <cstdint>

/// What DirectIO offers beyond UnifiedPOS, the same for both categories and both doors. Numbers are
/// for ever; texts are UTF-8. `driver/javapos/README.md` shows them in use.
namespace mobilepay::direct_io {

inline constexpr std::int32_t qrText = 1;      ///< string out: the text of the QR code of this till
inline constexpr std::int32_t qrImage = 2;     ///< string out: that QR code as an SVG image
inline constexpr std::int32_t loyaltyIds = 3;  ///< string out: of the shopper checked in, by commas
/// String in: shown to the shopper with the next sale or pre-sale, at most 36 characters.
inline constexpr std::int32_t label = 4;
/// Data in: of the next sale or pre-sale, a sum of the `restrict…` below.
inline constexpr std::int32_t restrictions = 5;
/// Data in: of the next sale or pre-sale, one of the `delay…` below.
inline constexpr std::int32_t captureDelay = 6;
/// Data out: 1 or 0; string out: the last approved transaction, a row.
inline constexpr std::int32_t lastTransaction = 7;
/// Data out: how many; string out: rows of approved or pending results the application may not
/// know. They count as known with the application's next call.
inline constexpr std::int32_t undelivered = 8;
/// Data out: how many; string out: rows of what is promised and not confirmed, or not decided.
inline constexpr std::int32_t unresolved = 9;
/// Data out: how many; string out: `kind=…;currency=…;amount=…;count=…` a line, the open period.
inline constexpr std::int32_t totals = 10;
/// String out: `id=…;name=…;merchantPosId=…;beacon=…;confirmed=0|1`.
inline constexpr std::int32_t pointOfSale = 11;
/// As `totals`, of the last settlement.
inline constexpr std::int32_t settledTotals = 12;

inline constexpr std::int32_t restrictDebitCards = 1;
inline constexpr std::int32_t restrictCreditCards = 2;
inline constexpr std::int32_t delayNone = 0;
inline constexpr std::int32_t delayLessThan24Hours = 1;
inline constexpr std::int32_t delayLessThan14Days = 2;

/// DirectIOEvent after enabling: data and string as of `undelivered`.
inline constexpr std::int32_t eventUndelivered = 8;

// A row: `kind=…;outcome=…;amount=…;currency=…;reference=…;order=…;sequence=…;time=…;code=…`, lines
// end with CR LF. `outcome` is approved, pending, undecided, notTaken (told as approved with its
// capture pending, and not taken in the end) or notCancelled (told as unknown, to be cancelled, and
// the money had moved: a refund was paid, what was to be voided was captured).

}  // namespace mobilepay::direct_io
