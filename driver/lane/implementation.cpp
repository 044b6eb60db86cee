#include "driver/lane/implementation.h"

#include "driver/core/code.h"
#include "driver/core/error.h"
#include "driver/lane/journal_file.h"
#include "driver/lane/machine.h"
#include "driver/wallet/training/wallet.h"

#include <algorithm>

#include <gsl/gsl>

namespace mobilepay::lane {
namespace {

constexpr core::Milliseconds lockLook{50};

/// A transport and the wire over it, kept by whoever uses either.
struct Line {
    Line(std::shared_ptr<Merchant> of, const rest::Trace* trace, const core::Clock& clock,
         const std::string& apiUrl)
        : merchant(std::move(of)),
          transport(merchant->connect(), trace, &clock),
          wire(transport, merchant->serverClock(), clock, apiUrl) {}
    std::shared_ptr<Merchant> merchant;
    rest::TracedTransport transport;
    Wire wire;
};

[[noreturn]] void notClaimed(const std::string& lane) {
    throw core::JournalError("lane '" + lane + "' is not claimed: its journal is closed");
}

/// Nothing of it is known to be at the server, and recovery cancels what may turn up, for an hour
/// if need be. It is in no total: a day does not wait for that.
bool onlyLookedFor(const journal::Record& row) {
    return row.decision == journal::Decision::cancel && !makesPayment(row.kind) &&
           !row.key.empty() && row.refund.empty();
}

}  // namespace

Lane::Implementation::Implementation(registry::Profile profile)
    : profile_(std::move(profile)), log_(profile_), trace_(&log_, rest::TraceDetail::bodies) {
    training_ = std::make_unique<wallet::training::Wallet>(core::Currency::of(profile_.currency));
}

Lane::Implementation::~Implementation() {
    release();
}

void Lane::Implementation::claim(core::Milliseconds patience) {
    if (claimed()) return;
    const auto file = profile_.folder / (profile_.lane + ".lock");
    const auto began = clock_.monotonic();
    tillInterruption_.clear();
    while ((lock_ = LaneLock::tryTake(file, describeThisProcess())) == nullptr) {
        if (patience.count() >= 0 && clock_.monotonic() - began >= patience)
            throw core::LaneHeldError(
                "lane '" + profile_.lane + "' is held by " + lockHolder(file) +
                "; close that program, or give this till a lane of its own (setting 'lane')");
        if (tillInterruption_.waitFor(lockLook)) patience = core::Milliseconds{0};
    }
    try {
        openJournal();
        undelivered_.clear();
        undoNotBefore_.clear();
        if (profile_.undelivered == "undo" && profile_.wallet != "training")
            for (const auto& row : journal().notHandedOver())
                if (Undo::concerns(row)) undelivered_.push_back(row.orderId);
    } catch (...) {
        journal_.reset();
        lock_.reset();
        throw;
    }
    try {
        control_ =
            ControlServer::start(profile_.folder, profile_.lane,
                                 [this](const std::string& line) { return answerControl(line); });
    } catch (const core::ConfigurationError& error) {
        trouble(error.what());  // selling does not need it
    }
    try {
        connect();
    } catch (const core::ConfigurationError& error) {
        trouble(error.what());  // enabling says so; claiming does not need the far side
    }
    startBackground();
}

void Lane::Implementation::openJournal() {
    const auto options = journalOptions(profile_);
    auto journal = journal::Journal::open(options);
    if (const auto doubt = troubleWith(options.machine); !doubt.empty()) log_.warning(doubt);
    {
        const std::lock_guard guard(state_);
        journal_ = std::move(journal);
    }
    recallPointOfSale();
}

void Lane::Implementation::connect() {
    const std::lock_guard one(connecting_);
    if (connection().first != nullptr) return;
    auto merchant = Merchant::of(profile_);
    const auto line = std::make_shared<Line>(merchant, &trace_, clock_, profile_.apiUrl);
    const std::lock_guard guard(state_);
    if (journal_ == nullptr) return;  // asked by a probe, and released meanwhile
    merchant_ = std::move(merchant);
    wire_ = std::shared_ptr<Wire>(line, &line->wire);
}

std::pair<std::shared_ptr<Wire>, std::shared_ptr<Merchant>> Lane::Implementation::connection()
    const {
    const std::lock_guard guard(state_);
    return {wire_, merchant_};
}

void Lane::Implementation::release() noexcept {
    abort();
    stopBackground();
    control_.reset();
    const std::lock_guard one(errands_);  // another thread's recovery has been told to leave it
    {
        const std::lock_guard guard(state_);
        enabled_ = false;
        wire_.reset();
        merchant_.reset();
        journal_.reset();
    }
    lock_.reset();
}

void Lane::Implementation::enable() {
    if (!claimed()) notClaimed(profile_.lane);
    connect();
    {
        const std::lock_guard guard(state_);
        enabled_ = true;
        wanted_ = true;
        lastTrouble_.clear();
        pointOfSale_.confirmed = false;
    }
    changed_.notify_all();
    startBackground();
}

void Lane::Implementation::trouble(const std::string& text) {
    const std::lock_guard guard(state_);
    if (lastTrouble_ != text) log_.warning(text);
    lastTrouble_ = text;
}

std::string Lane::Implementation::lastTrouble() const {
    const std::lock_guard guard(state_);
    return lastTrouble_;
}

void Lane::Implementation::note(const Result& result) {
    const auto& verdict = result.verdict;
    log_.information("order " + verdict.orderId.text() + " " + result.amount.toDecimal() + " " +
                     std::string(result.amount.currency().code()) + ": " + verdict.code +
                     (verdict.detail.empty() ? "" : " (" + verdict.detail + ")") +
                     (result.reference.empty() ? "" : ", reference " + result.reference));
}

void Lane::Implementation::disable() noexcept {
    abort();
    const std::lock_guard guard(state_);
    enabled_ = false;
}

Bench Lane::Implementation::bench() {
    return {profile_,
            journal(),
            merchant_->wallet(),
            *training_,
            random_,
            [this](const Finding& finding) { findings_.note(finding); },
            [this](const std::string& text) { log_.warning(text); }};
}

journal::Journal& Lane::Implementation::journal() const {
    if (journal_ == nullptr) notClaimed(profile_.lane);
    return *journal_;
}

Result Lane::Implementation::run(const Request& request, const ProgressHandler& progress) {
    Expects(wire_ != nullptr);
    requirePossible(request, profile_);
    requireLane();
    const auto deadline = wire_->now().mono + request.timeout.value_or(profile_.timeout);
    tillIsBusy(request.stop);
    const auto free = gsl::finally([this] { tillIsFree(); });
    if (!request.training && profile_.wallet != "training") {
        if (const auto nothing = getReady(request, deadline)) return *nothing;
    }
    TillCall call(bench(), request, pointOfSale().id, progress, deadline);
    drive(call, *wire_, tillInterruption_);
    auto result = call.result(wire_->now());
    if (result.verdict.pointOfSaleGone) doubtPointOfSale();
    note(result);
    return result;
}

/// From here on the background gives way, and an abort reaches the call.
void Lane::Implementation::tillIsBusy(const std::atomic<bool>* stop) {
    const std::lock_guard guard(state_);
    Expects(enabled_ && !tillBusy_);
    begin(stop);
    tillBusy_ = true;
}

void Lane::Implementation::tillIsFree() noexcept {
    const std::lock_guard guard(state_);
    tillBusy_ = false;
    changed_.notify_all();
}

/// Connection and, for what needs it, point of sale. A result: nothing can be sent.
std::optional<Result> Lane::Implementation::getReady(const Request& request,
                                                     core::MonoTime deadline) {
    const bool online = reachable(deadline);
    if (tillInterruption_.raised()) return std::nullopt;  // the call itself says that it stopped
    if (!online)
        return nothingSent(
            request, Verdict::Kind::notSent, core::code::notSent,
            "the server '" + profile_.apiUrl + "' cannot be reached; nothing was sent");
    // A call soon after enabling may come before the background has found the point of sale, or
    // seen that the last known one is gone.
    if (!makesPayment(request.operation) || pointOfSale().confirmed) return std::nullopt;
    const auto ending = seek(deadline);
    if (ending == PointOfSaleSearch::Ending::misconfigured && pointOfSale().id.empty())
        return nothingSent(request, Verdict::Kind::misconfigured, core::code::misconfigured,
                           lastTrouble());
    if (wire_->now().mono >= deadline && !tillInterruption_.raised())
        return nothingSent(request, Verdict::Kind::notSent, core::code::notSent,
                           "the time was over before anything was sent: " + lastTrouble());
    return std::nullopt;
}

Result Lane::Implementation::nothingSent(const Request& request, Verdict::Kind kind,
                                         std::string code, std::string detail) const {
    Verdict verdict;
    verdict.kind = kind;
    verdict.code = std::move(code);
    verdict.detail = std::move(detail);
    return {verdict, request.operation, request.amount, request.tillNumber,
            {},      clock_.wall(),     false};
}

/// Throws core::LaneHeldError when another process has the lane, because somebody deleted the lock
/// file.
void Lane::Implementation::requireLane() {
    if (lock_ != nullptr && !lock_->keep())
        throw core::LaneHeldError(
            "lane '" + profile_.lane +
            "' was taken by another program after its lock file was deleted: " +
            lockHolder(profile_.folder / (profile_.lane + ".lock")) +
            "; close one of them, and never delete lock files");
}

/// A sale offline fails at once: the connection is made before anything is promised.
bool Lane::Implementation::reachable(std::optional<core::MonoTime> until) {
    if (wire_->prepare(profile_.apiUrl, until)) return true;
    trouble("the server '" + profile_.apiUrl + "' cannot be reached");
    const std::lock_guard guard(state_);
    wanted_ = true;
    return false;
}

void Lane::Implementation::abort() noexcept {
    tillInterruption_.raise();
}

void Lane::Implementation::begin(const std::atomic<bool>* stop) {
    tillInterruption_.clear();
    if (stop != nullptr && *stop) tillInterruption_.raise();
}

void Lane::Implementation::heard(const std::vector<journal::KnownResult>& results) {
    std::vector<journal::KnownResult> known;
    for (const auto& result : results)
        if (journal().find(result.orderId)) known.push_back(result);
    if (!known.empty()) journal().handOver(known);
}

std::vector<Row> Lane::Implementation::rows(std::vector<journal::Record> records) {
    std::vector<Row> rows;
    for (auto& record : records) {
        const auto text = Reference{record.payment, record.orderId}.text();
        rows.push_back({std::move(record), text});
    }
    return rows;
}

std::vector<Row> Lane::Implementation::recover() {
    if (wire_ != nullptr) {
        recoverOnce();
        undoOnce();
    }
    auto left = journal().openRows();
    for (const auto& order : toBeUndone())
        if (auto row = journal().find(order); row && row->outcome != journal::Outcome::open)
            left.push_back(std::move(*row));
    return rows(std::move(left));
}

void Lane::Implementation::settleOpenRows(core::MonoTime giveUpAt) {
    if (wire_ == nullptr) return;
    std::unique_lock one(errands_, std::defer_lock);
    while (!one.try_lock())
        if (clock_.monotonic() >= giveUpAt || tillInterruption_.waitFor(lockLook)) return;
    Recovery pass(bench(), giveUpAt);
    drive(pass, *wire_, tillInterruption_);
}

std::vector<core::OrderId> Lane::Implementation::toBeUndone() const {
    const std::lock_guard guard(state_);
    return undelivered_;
}

std::optional<std::vector<Row>> Lane::Implementation::closePeriod(core::Milliseconds patience,
                                                                  const std::atomic<bool>* stop) {
    begin(stop);
    settleOpenRows(clock_.monotonic() + patience);
    if (tillInterruption_.raised()) return std::nullopt;
    for (const auto& row : rows(journal().openRows())) {
        if (row.record.training || onlyLookedFor(row.record)) continue;
        const auto why = findings_.of(row.record.orderId);
        throw core::ConfigurationError(
            "the period cannot be closed: " + row.reference + " (" + row.record.amount.toDecimal() +
            " " + std::string(row.record.amount.currency().code()) + ") is not resolved" +
            (why.empty() ? "" : ": " + why) +
            "; try again later, or let a person look it up and close it with 'mpctl journal "
            "resolve " +
            row.record.orderId.text() + "'");
    }
    for (const auto& order : toBeUndone())
        if (const auto row = journal().find(order); row && Undo::concerns(*row))
            throw core::ConfigurationError(
                "the period cannot be closed: order " + order.text() + " (" +
                row->amount.toDecimal() + " " + std::string(row->amount.currency().code()) +
                ") was never heard of and is not undone yet (undelivered = undo); try again in a "
                "few minutes, or set undelivered = keep, and it stays paid");
    for (const auto& row : unheard(journal()))
        if (journal::endedAgainstDecision(row) && row.period == 0)
            log_.warning("the period is closed without order " + row.orderId.text() + " (" +
                         row.amount.toDecimal() +
                         "): it ended otherwise than the till may have been told (" + row.code +
                         ")");
    const auto number = journal().closePeriod(clock_.wall());
    auto records = journal().rowsOfPeriod(number);
    std::erase_if(records, [](const journal::Record& row) {
        return row.training || row.outcome != journal::Outcome::approved;
    });
    return rows(std::move(records));
}

Health Lane::Implementation::check(bool external) {
    Health health;
    try {
        connect();
        health.configured = true;
    } catch (const core::ConfigurationError& error) {
        health.text = error.what();
        return health;
    }
    {
        const std::lock_guard guard(state_);
        health.journalUsable = journal_ != nullptr;
    }
    // Asked from any thread: a release meanwhile takes nothing away from under it.
    const auto [wire, merchant] = connection();
    if (!external || wire == nullptr) return health;
    const auto patience = wire->now().mono + core::Milliseconds{2000};
    Ask ask(merchant->wallet(), wallet::FindPointsOfSale{profile_.merchantPosId, {}, {}}, patience);
    Interruption none;
    drive(ask, *wire, none);
    health.reachable = std::holds_alternative<wallet::PointsOfSaleFound>(ask.answer());
    if (const auto* refused = std::get_if<wallet::Refused>(&ask.answer()))
        health.text = "the server refuses: " + refused->code + " " + refused->text;
    else if (const auto* gone = std::get_if<wallet::NoAnswer>(&ask.answer()))
        health.text = gone->text;
    else if (const auto* malformed = std::get_if<wallet::Malformed>(&ask.answer()))
        health.text = malformed->text;
    return health;
}

std::optional<bool> Lane::Implementation::probe() {
    const auto [wire, merchant] = connection();
    if (wire == nullptr) return false;
    const auto patience = wire->now().mono + core::Milliseconds{2000};
    constexpr bool once = true;
    Ask ask(merchant->wallet(), wallet::FindPointsOfSale{profile_.merchantPosId, {}, {}, once},
            patience);
    Interruption none;
    bool asked = true;
    const Precedence others{[&, &line = *wire] { return asked = asked && !line.inUse(); }, [] {}};
    if (!driveBehind(others, ask, *wire, none) || !asked) return std::nullopt;
    return std::holds_alternative<wallet::PointsOfSaleFound>(ask.answer());
}

PointOfSale Lane::Implementation::pointOfSale() const {
    const std::lock_guard guard(state_);
    return pointOfSale_;
}

}  // namespace mobilepay::lane
