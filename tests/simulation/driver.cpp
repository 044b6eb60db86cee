#include "tests/simulation/driver.h"

#include "driver/core/error.h"
#include "driver/journal/store.h"
#include "tests/simulation/machine.h"
#include "tests/simulation/request.h"

#include <utility>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;

const simulator::Integrator& integrator() {
    static const simulator::Integrator ours = simulator::defaultWorld().integrators.front();
    return ours;
}

rest::TokenRequest tokenRequest() {
    rest::ClientCredentials credentials;
    credentials.tokenUrl = "https://simulated/integrator-authentication/connect/token";
    credentials.clientId = integrator().id;
    credentials.clientSecret = core::Secret(integrator().secret);
    credentials.timeout = milliseconds{2000};
    return rest::askForToken(std::move(credentials));
}

wallet::v10::Configuration configuration() {
    wallet::v10::Configuration result;
    result.apiUrl = "https://simulated/pos/v10";
    result.clientId = integrator().id;
    result.merchantVat = "DK90000028";
    result.sendVatHeader = true;
    return result;
}

/// What a later build of this major may bring.
const journal::Schema& nextSchema() {
    static const journal::Schema schema = [] {
        journal::Schema next = journal::currentSchema();
        next.migrations.push_back({next.version().minor + 1,
                                   {"ALTER TABLE record ADD COLUMN tip INTEGER",
                                    "CREATE TABLE loyalty (id INTEGER PRIMARY KEY, number TEXT)",
                                    "CREATE INDEX record_kind ON record (kind)"}});
        return next;
    }();
    return schema;
}

}  // namespace

Driver::Driver(Machine& machine, std::string name)
    : machine_(machine),
      name_(std::move(name)),
      process_(machine.disk()),
      tokens_(tokenRequest()),
      wallet_(configuration(), &tokens_, &machine.dice()),
      training_(core::Currency::dkk()) {}

Driver::~Driver() = default;

Driver::Opening Driver::open(bool newerFirst) {
    lock_ = lane::LaneLock::tryTake(machine_.lockFile(), name_);
    if (lock_ == nullptr) return Opening::held;
    const auto options = machine_.journalOptions(process_.vfs());
    try {
        if (newerFirst) {
            machine_.world().met(Trouble::newerVersion, machine_.leftAmid());
            journal::Store newer(options, nextSchema());
            newer.database.execute(
                "UPDATE record SET tip = id; INSERT INTO loyalty DEFAULT VALUES");
        }
        journal_ = journal::Journal::open(options);
        if (machine_.profile().undelivered == "undo")
            for (const auto& row : journal_->notHandedOver())
                if (lane::Undo::concerns(row)) undelivered_.push_back(row.orderId);
    } catch (const core::JournalError& error) {
        machine_.complain(error.what());
        journal_.reset();
        return Opening::failed;
    }
    machine_.taken();
    return Opening::open;
}

void Driver::work() {
    recoverAgainAndAgain();
    serveNext();
}

Moment Driver::moment() const noexcept {
    if (till_ != nullptr) return till_->moment();
    return background_ != nullptr ? background_->moment() : Moment::idle;
}

const TillStep* Driver::unheard() const noexcept {
    const bool waits = heard_ != nullptr && !heard_->result && heard_->refusal.empty();
    return waits ? heard_->step : nullptr;
}

core::Now Driver::now() const {
    class Hands final : public core::Clock {
    public:
        explicit Hands(core::Now now) : now_(now) {}
        [[nodiscard]] core::MonoTime monotonic() const override { return now_.mono; }
        [[nodiscard]] core::WallTime wall() const override { return now_.wall; }

    private:
        core::Now now_;
    };
    return serverClock_.read(Hands(machine_.hands()));
}

/// In a moment, if this process still lives then: not from inside a step.
void Driver::soon(milliseconds delay, std::function<void()> what) {
    machine_.world().timetable.after(delay, [weak = weak_from_this(), what = std::move(what)] {
        const auto self = weak.lock();
        if (self != nullptr && !self->ended()) what();
    });
}

bool Driver::aliveAfterStep() {
    machine_.stepped(*this);
    if (ended()) machine_.buryLater();
    return !ended();
}

Walk::Surroundings Driver::walking(std::function<bool()> mayExchange,
                                   std::function<void(const std::string&)> failed) {
    return {machine_.world().timetable,
            machine_.world().network,
            name_,
            serverClock_,
            [this] { return now(); },
            machine_.monotonicZero(),
            std::move(mayExchange),
            [this] { return aliveAfterStep(); },
            std::move(failed),
            false,
            false};
}

lane::Bench Driver::bench() {
    const auto complain = [this](const std::string& text) { machine_.complain(text); };
    return {machine_.profile(),
            *journal_,
            wallet_,
            training_,
            machine_.dice(),
            [complain](const lane::Finding& finding) {
                if (!finding.detail.empty()) complain(finding.detail);
            },
            complain};
}

void Driver::recoverAgainAndAgain() {
    if (background_ == nullptr && till_ == nullptr && !left_) recover();
    soon(machine_.world().recoveryInterval, [this] { recoverAgainAndAgain(); });
}

void Driver::recover() {
    try {
        // Nothing opens a row but a request: rounds that find nothing would fill quiet days.
        if (nothingLeft_) {
            (void)aliveAfterStep();  // a step all the same
            return;
        }
        nothingLeft_ =
            !machine_.diskIsBad() && undelivered_.empty() && journal_->openRows().empty();
        inTheBackground(std::make_unique<lane::Recovery>(bench()), [this] { undoUndelivered(); });
    } catch (const core::JournalError& error) {
        machine_.complain(error.what());
        if (ended()) machine_.buryLater();
    }
}

/// As in production: with each round, until it is sure.
void Driver::undoUndelivered() {
    try {
        if (undelivered_.empty() || till_ != nullptr || left_) return;
        auto undo = std::make_unique<lane::Undo>(bench(), undelivered_);
        const auto& running = *undo;
        inTheBackground(std::move(undo), [this, &running] { undelivered_ = running.left(); });
    } catch (const core::JournalError& error) {
        machine_.complain(error.what());
        if (ended()) machine_.buryLater();
    }
}

void Driver::inTheBackground(std::unique_ptr<lane::Errand> errand, std::function<void()> over) {
    const auto ends = [this, over = std::move(over)] {
        soon(milliseconds{1}, [this, over, ended = std::weak_ptr<Walk>(background_)] {
            const auto walk = ended.lock();                      // `over` may look at its errand
            if (walk == nullptr || walk != background_) return;  // left meanwhile
            background_.reset();
            over();
        });
    };
    background_ = std::make_shared<Walk>(walking([this] { return till_ == nullptr; },
                                                 [this, ends](const std::string& text) {
                                                     machine_.complain(text);
                                                     ends();
                                                 }),
                                         std::move(errand), ends);
    background_->begin();
}

void Driver::serveNext() {
    if (!owns() || ended() || till_ != nullptr || left_) return;
    const TillStep* const step = machine_.next();
    if (step != nullptr) serve(*step);
}

void Driver::serve(const TillStep& step) {
    nothingLeft_ = false;
    handOver();
    heard_ = &machine_.world().heard.emplace_back();
    heard_->step = &step;
    heard_->till = machine_.number();
    heard_->at = machine_.world().timetable.now();
    machine_.world().server.model().script(machine_.pointOfSale(), shopperOf(step), 0);
    std::unique_ptr<lane::TillCall> call;
    try {
        const auto asked = requestOf(step, machine_.world().heard);
        heard_->reference = asked.payment;
        heard_->minor = asked.request.amount.minor();
        call = std::make_unique<lane::TillCall>(bench(), asked.request, machine_.pointOfSale());
    } catch (const core::Fault& fault) {
        return ended() ? machine_.buryLater() : refused(fault.what());
    }
    heard_->orderId = call->orderId();
    const auto* const asked = call.get();
    auto surroundings =
        walking([] { return true; }, [this](const std::string& text) { refused(text); });
    surroundings.till = true;
    surroundings.making = step.kind == journal::Kind::sale || step.kind == journal::Kind::preSale;
    till_ = std::make_shared<Walk>(std::move(surroundings), std::move(call),
                                   [this, asked] { heardResult(asked->result(now())); });
    if (step.abortAfter)
        soon(*step.abortAfter, [weak = std::weak_ptr<Walk>(till_)] {
            if (const auto walk = weak.lock()) walk->abort();
        });
    till_->begin();
}

/// Who comes to the till. One who answers beside the end of its patience knows when that is.
simulator::Script Driver::shopperOf(const TillStep& step) const {
    auto shopper = step.shopper;
    if (step.answersBesideTheEnd)
        shopper.answersAt = machine_.world().network.serverTime() + step.timeout -
                            machine_.profile().cancelReserve + *step.answersBesideTheEnd;
    return shopper;
}

/// The application makes its next call: what it was told before counts as handed over.
void Driver::handOver() {
    const auto told = std::exchange(told_, {});
    for (auto* const heard : told)
        heard->followed = true;
    std::vector<journal::KnownResult> results;
    try {
        for (const auto* const heard : told)
            if (journal_->find(heard->rowId))
                results.emplace_back(heard->rowId, lane::isToldOpen(heard->result->verdict.kind));
        if (!results.empty()) journal_->handOver(results);
    } catch (const core::JournalError& error) {
        machine_.complain(error.what());
        for (auto* const heard : told)
            heard->unwritten = true;
    }
}

void Driver::refused(const std::string& text) {
    heard_->refusal = text;
    machine_.askAgain(*heard_->step);
    callIsOver();
}

void Driver::heardResult(const lane::Result& result) {
    heard_->result = result;
    heard_->toldAt = machine_.world().network.serverTime();
    heard_->rowId = result.verdict.orderId.empty() ? heard_->orderId : result.verdict.orderId;
    told_.push_back(heard_);
    if (!saidYes(*heard_)) machine_.askAgain(*heard_->step);
    callIsOver();
}

void Driver::callIsOver() {
    soon(milliseconds{1}, [this] {
        till_.reset();
        if (left_)
            std::exchange(left_, {})();
        else
            serveNext();
    });
}

void Driver::leave(std::function<void()> left) {
    if (left_) return;
    handOver();
    if (ended()) return machine_.buryLater();
    background_.reset();
    if (till_ == nullptr) {
        soon(milliseconds{1}, std::move(left));
        return;
    }
    left_ = std::move(left);
    till_->abort();
}

}  // namespace mobilepay::simulation
