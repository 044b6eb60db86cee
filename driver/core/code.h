#pragma once

#include <string>

namespace mobilepay::core {

/// What a till gets in a word (UPOS 1.15 CAT: CenterResultCode) and the journal keeps of an ending,
/// for people and programs: printable ASCII, never changed. What has an own number at MobilePay is
/// told by that number (`1301`), an answer without one by its HTTP status (`HTTP_403`).
struct Code {
    const char* word;
    const char* meaning;
    const char* wayOut;
    operator std::string() const { return word; }
};

/// The one table of our codes: README.md shows it.
namespace code {

// ---- it was done ----
inline constexpr Code approved{"APPROVED", "done as asked", "none is needed"};
inline constexpr Code approvedCapturePending{
    "APPROVED_CAPTURE_PENDING", "promised; the server has not confirmed it yet",
    "hand the goods over; recovery finishes it, `mpctl recover` at once"};
inline constexpr Code checkedIn{"CHECKED_IN", "checkCard: a shopper is checked in",
                                "none is needed"};

// ---- nothing was taken ----
inline constexpr Code userDeclined{"USER_DECLINED", "the shopper said no",
                                   "ask the shopper, sell again"};
inline constexpr Code cancelledByWallet{
    "CANCELLED_BY_WALLET", "MobilePay ended it: nobody answered, or a card was refused",
    "sell again"};
inline constexpr Code timeoutCancelled{"TIMEOUT_CANCELLED",
                                       "the time was over; the cancel is confirmed",
                                       "sell again, with a longer time-out if shoppers are slow"};
inline constexpr Code noAnswerCancelled{
    "NO_ANSWER_CANCELLED", "the server did not say what became of the create; it is cancelled",
    "sell again; the text and the log tell what came instead of an answer"};
inline constexpr Code aborted{"ABORTED",
                              "stopped by the till; nothing was taken, an original is as it was",
                              "none is needed"};
inline constexpr Code notCaptured{
    "NOT_CAPTURED", "promised, but the server says that it is final and was not taken",
    "sell again; look it up in the journal: somebody else ended it"};

// ---- nothing was sent ----
inline constexpr Code notSent{"NOT_SENT", "the server could not be asked; nothing was begun",
                              "ask again; look at network and proxy"};
inline constexpr Code earlierUnresolved{
    "EARLIER_UNRESOLVED",
    "an earlier payment of this lane, or the cancel of this one, is not resolved",
    "ask again when the server can be reached; recovery resolves it"};
inline constexpr Code capturePending{
    "CAPTURE_PENDING", "what it refers to is promised, and its capture is not confirmed yet",
    "ask again when the server can be reached; recovery captures it"};
inline constexpr Code noAnswer{"NO_ANSWER", "checkCard: the server did not say who has checked in",
                               "ask again; the text tells what came instead of an answer"};
inline constexpr Code noPointOfSale{
    "NO_POINT_OF_SALE", "the lane has not found its point of sale yet",
    "ask again; `mpctl status` and the log tell what is in the way"};
inline constexpr Code misconfigured{
    "MISCONFIGURED", "the server refuses the point of sale, or what the lane shows it",
    "the text names the setting; mend the profile"};
inline constexpr Code credentials{"CREDENTIALS",
                                  "no access token: client, secret or broker is refused",
                                  "mend `client.id`, `client.secret` or the broker"};
inline constexpr Code journalFailed{"JOURNAL_FAILED",
                                    "the journal cannot be written; nothing was sent, or all of it "
                                    "was cancelled",
                                    "look at disk and rights; else `mpctl journal set-aside`"};

// ---- not known ----
inline constexpr Code unknown{"UNKNOWN", "the cancel is not confirmed",
                              "do not take it for paid; recovery goes on cancelling"};
inline constexpr Code capturedUndecided{
    "CAPTURED_UNDECIDED", "it was to be cancelled, but somebody captured it",
    "a person looks it up by its reference, and refunds it if it was a mistake"};
inline constexpr Code answerDiffers{
    "ANSWER_DIFFERS", "the server shows another amount or order id under our payment's id",
    "sell again; give the text to MobilePay's support"};

// ---- refused: what the till refers to is not so ----
inline constexpr Code notFound{"NOT_FOUND", "no payment has that reference",
                               "compare it with the receipt; another merchant's is not found"};
inline constexpr Code notReserved{"NOT_RESERVED", "it is not reserved: the text names its state",
                                  "there is nothing to complete or to void"};
inline constexpr Code alreadyCaptured{"ALREADY_CAPTURED", "the pre-sale was completed before",
                                      "void it as a sale, or refund it"};
inline constexpr Code alreadyVoided{"ALREADY_VOIDED", "it was cancelled before", "none is needed"};
inline constexpr Code alreadyRefunded{"ALREADY_REFUNDED",
                                      "all or a part of it was paid back before",
                                      "refund what is left instead of voiding it"};
inline constexpr Code paymentNotCaptured{"PAYMENT_NOT_CAPTURED",
                                         "what was not captured cannot be refunded",
                                         "void it instead, if it is reserved"};
inline constexpr Code capturedMeanwhile{
    "CAPTURED_MEANWHILE", "it was captured before it could be cancelled",
    "void it as a sale; while the till waits the refund follows by itself"};
inline constexpr Code amountDiffers{"AMOUNT_DIFFERS",
                                    "the amount to be voided is not what it has, or what was "
                                    "captured of it",
                                    "void the very amount, or refund a part"};
inline constexpr Code amountTooHigh{"AMOUNT_TOO_HIGH",
                                    "more than is reserved, or can still be paid back",
                                    "the text names both amounts"};
inline constexpr Code amountUnknown{"AMOUNT_UNKNOWN",
                                    "neither the wallet nor the till names the amount", "name it"};
inline constexpr Code currencyDiffers{"CURRENCY_DIFFERS", "it is in another currency",
                                      "the text names both amounts"};
inline constexpr Code partialNotPossible{"PARTIAL_NOT_POSSIBLE",
                                         "this reservation is taken whole or not at all",
                                         "complete the whole, refund the rest; or void it"};

// ---- in the journal only ----
inline constexpr Code undone{"UNDONE", "recovery undid what nobody had decided", "none is needed"};
inline constexpr Code reservationLapsed{
    "RESERVATION_LAPSED", "promised, but no network for as long as the reservation lived",
    "the money was not taken: ask the shopper for it"};
inline constexpr Code refundLapsed{
    "REFUND_LAPSED", "to be undone, but not reached in time: the server paid it back by itself",
    "the shopper has the money; add it up"};

inline constexpr Code resolvedByPerson{
    "RESOLVED_BY_PERSON", "a person closed it by `mpctl journal resolve`", "the text says why"};

/// All of them, in the order above.
inline constexpr const Code* all[] = {&approved,
                                      &approvedCapturePending,
                                      &checkedIn,
                                      &userDeclined,
                                      &cancelledByWallet,
                                      &timeoutCancelled,
                                      &noAnswerCancelled,
                                      &aborted,
                                      &notCaptured,
                                      &notSent,
                                      &earlierUnresolved,
                                      &capturePending,
                                      &noAnswer,
                                      &noPointOfSale,
                                      &misconfigured,
                                      &credentials,
                                      &journalFailed,
                                      &unknown,
                                      &capturedUndecided,
                                      &answerDiffers,
                                      &notFound,
                                      &notReserved,
                                      &alreadyCaptured,
                                      &alreadyVoided,
                                      &alreadyRefunded,
                                      &paymentNotCaptured,
                                      &capturedMeanwhile,
                                      &amountDiffers,
                                      &amountTooHigh,
                                      &amountUnknown,
                                      &currencyDiffers,
                                      &partialNotPossible,
                                      &undone,
                                      &reservationLapsed,
                                      &refundLapsed,
                                      &resolvedByPerson};

}  // namespace code
}  // namespace mobilepay::core
