#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/flow/flow.h"
#include "driver/journal/record.h"
#include "driver/wallet/calls.h"
#include "registry/profile.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// One till's payment position, put together from its profile: transport, wallet, journal, runner
/// of the flows, recovery. Doors and `mpctl` see no other layer below it.
namespace mobilepay::lane {

using Operation = journal::Kind;
using Verdict = flow::Verdict;
using Stage = flow::Progress::Stage;

/// What a till asks for.
struct Request {
    Operation operation = Operation::sale;
    /// Sale, pre-sale, completion, refund: the amount. Void: the amount the till believes the
    /// original has.
    core::Money amount;
    /// Completion, void, refund: what the till kept of the original (see `Reference`). Ignored for
    /// sales and pre-sales.
    std::string reference;
    std::int32_t tillNumber = 0;  ///< UnifiedPOS: sequenceNumber
    std::optional<core::Milliseconds>
        timeout;  ///< of the whole call; unset: the profile's; never above 24 h
    std::string label;
    wallet::Restrictions restrictions;
    std::optional<wallet::CaptureDelay> captureDelay;  ///< unset: the profile's
    bool training = false;  ///< answered by the training wallet; nothing leaves the machine
    /// True: the till wants it to end, also where it has not begun yet. Null: nobody says so.
    const std::atomic<bool>* stop = nullptr;
};

/// Refuses what can be known to be wrong before anything is written or sent, the lane claimed or
/// not: core::AmountError, TextError or ConfigurationError naming value and rule.
void requirePossible(const Request& request, const registry::Profile& profile);

/// A sale or pre-sale: it needs a point of sale; everything else refers to an original.
[[nodiscard]] bool makesPayment(Operation operation);
/// Told before its end is certain: pending, unknown.
[[nodiscard]] bool isToldOpen(Verdict::Kind kind);

/// What became of it: the verdict and what the till keeps of it.
struct Result {
    Verdict verdict;
    Operation operation = Operation::sale;
    core::Money amount;
    std::int32_t tillNumber = 0;
    std::string reference;  ///< printable ASCII, at most 64 characters; empty where nothing can be
                            ///< referred to
    core::WallTime at;
    bool training = false;
};

/// A row of the journal as doors and technicians see it.
struct Row {
    journal::Record record;
    std::string reference;
};

struct Total {
    Operation operation = Operation::sale;
    core::Money sum;
    std::int64_t count = 0;
};

/// What a till program may want to know of the far side.
struct Health {
    bool configured = false;
    bool journalUsable = false;
    bool reachable = false;  ///< an authenticated request was answered
    std::string text;        ///< for people: what is wrong and the way out
};

/// A till that waits for somebody to check in.
struct CheckInQuestion {
    core::Milliseconds patience{0};
    bool training = false;  ///< answered by the training wallet; nothing leaves the machine
    const std::atomic<bool>* stop = nullptr;  ///< as in `Request`
};

/// Who has checked in at the point of sale, or why that is not known.
struct CheckIn {
    enum class Ending {
        someone,
        nobody,         ///< in time
        stopped,        ///< by the till
        unreachable,    ///< nobody answered when it was asked last
        refused,        ///< the server says no
        misconfigured,  ///< credentials or rights, or no such point of sale can be had
    };
    Ending ending = Ending::nobody;
    wallet::CheckInView view;  ///< of `someone`
    std::string code;          ///< of a failure: the server's code or our word for it
    std::string text;          ///< of a failure, for people
};

/// What the lane knows of its point of sale, the last known one when the network is away.
struct PointOfSale {
    core::PointOfSaleId id;
    std::string merchantPosId;
    std::string name;
    std::string beaconId;
    std::string qrText;
    bool confirmed = false;  ///< seen at the server since this lane was enabled
};

/// Threads: `claim`, `release`, `enable`, `disable`, `recover` and `run` from one thread at a time,
/// `abort` from any at any time, the others from any while the lane is claimed. Errors: broken
/// settings `core::ConfigurationError`, journal `core::JournalError`, owned by somebody else
/// `core::LaneHeldError`; what the network and the shopper do is a value in `Result`.
class Lane {
public:
    using ProgressHandler = std::function<void(Stage, const core::PaymentId&)>;

    /// Checks the settings (ConfigurationError), touches neither disk nor network.
    explicit Lane(registry::Profile profile);
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    [[nodiscard]] const registry::Profile& profile() const noexcept;

    /// Takes the lane for this process (file lock that ends with the process), opens the journal
    /// and starts recovery in the background. Waits at most `patience`; negative: for ever. Throws
    /// LaneHeldError naming the holder, JournalError.
    void claim(core::Milliseconds patience);
    /// Ends a running call as an abort, stops recovery, closes the journal, gives the lane back.
    /// Never throws; idempotent.
    void release() noexcept;
    [[nodiscard]] bool claimed() const noexcept;

    /// Checks what can be checked without network within 2 s (secrets readable, CA bundle, texts),
    /// then makes token, connection and point of sale ready in the background. Throws
    /// ConfigurationError for wrong configuration only.
    void enable();
    void disable() noexcept;

    /// One request of the till, from intent to verdict; blocks at most its time-out, connecting
    /// included, plus one request's. `progress` is called on the calling thread. Throws as
    /// `requirePossible`. Precondition: enabled.
    [[nodiscard]] Result run(const Request& request, const ProgressHandler& progress = {});
    /// Ends the running call as an abort, if its decision is not `capture` yet. Any thread.
    void abort() noexcept;

    /// Marks these results as handed over: the application has made its next call. Order ids that
    /// no row has are passed over, and so is what was told open and ended otherwise since.
    void heard(const std::vector<journal::KnownResult>& results);
    /// Results told to nobody (approved or pending, not handed over) in an earlier life or this
    /// one, and those told as pending that could not be taken in the end. What is not decided yet,
    /// or is about to be undone (`undelivered = undo`), is no result.
    [[nodiscard]] std::vector<Row> undelivered() const;
    /// Open rows: decided and not confirmed, or not decided.
    [[nodiscard]] std::vector<Row> unresolved() const;
    [[nodiscard]] std::optional<Row> lastApproved() const;
    /// Rows with that till number, newest first.
    [[nodiscard]] std::vector<Row> byTillNumber(std::int32_t tillNumber) const;
    /// Of an order id its row; of a payment what made it or, where another lane did, took it. What
    /// else was done to a payment is no original.
    [[nodiscard]] std::optional<Row> byReference(const std::string& reference) const;
    /// Everything about one payment: the sale and its completion, voids and refunds.
    [[nodiscard]] std::vector<Row> byPayment(const core::PaymentId& payment) const;
    /// Every row for which `wanted` holds, of whatever period; reads the whole journal. `wanted`
    /// does not call back.
    [[nodiscard]] std::vector<Row> matching(const std::function<bool(const Row&)>& wanted) const;

    /// The open period's approved rows and totals, training left out.
    [[nodiscard]] std::vector<Row> period() const;
    [[nodiscard]] std::vector<Total> totals() const;
    /// Closes the period after one more try, of `patience` at most, to settle what is open. Returns
    /// its rows; throws ConfigurationError naming the unresolved item that stands in the way. Open
    /// pre-sales and refunds only looked for do not. nullopt: the till stopped it (`abort`, or
    /// `stop` as in `Request`), and nothing was closed. Precondition: no `run` is under way.
    [[nodiscard]] std::optional<std::vector<Row>> closePeriod(
        core::Milliseconds patience, const std::atomic<bool>* stop = nullptr);

    /// The totals of the newest period that was closed; empty where none was.
    [[nodiscard]] std::vector<Total> settledTotals() const;

    /// What a door keeps with the lane, durable when it returns: it outlives process and machine's
    /// power. No commit where `value` is what is there. No secrets.
    void remember(const std::string& name, const std::string& value);
    [[nodiscard]] std::optional<std::string> recall(const std::string& name) const;

    /// One recovery pass now, and the voids of what nobody heard of where the profile wants them;
    /// returns what is still open, or to be undone.
    std::vector<Row> recover();

    /// `external` false: settings and journal only. True: an authenticated request as well (at most
    /// 2 s).
    [[nodiscard]] Health check(bool external);
    /// Whether the server answers one authenticated request, not repeated (at most 2 s); nullopt
    /// where that was not tried because another exchange is under way.
    [[nodiscard]] std::optional<bool> probe();
    [[nodiscard]] PointOfSale pointOfSale() const;
    [[nodiscard]] CheckIn waitForCheckIn(const CheckInQuestion& question);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// What a till keeps of a transaction, enough by itself for any lane of the merchant on any
/// machine. Text: the wallet's payment id as it is (`3f0c…`, `TRAINING-…`). `parse` also takes it
/// inside a longer text
/// (`ref=…;…`), with surrounding blanks, or an order id. Throws `core::TextError` naming text and
/// rule.
struct Reference {
    core::PaymentId payment;
    core::OrderId order;  ///< set instead of `payment` when the text is one of our order ids
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static Reference parse(const std::string& text);
    [[nodiscard]] bool training() const;
};

}  // namespace mobilepay::lane
