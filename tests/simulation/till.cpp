#include "tests/simulation/till.h"

#include "driver/core/error.h"
#include "driver/wallet/v10/wallet.h"
#include "tests/simulation/walk.h"

#include <algorithm>
#include <utility>

namespace mobilepay::simulation {
namespace {

using std::chrono::milliseconds;
using Kind = journal::Kind;

constexpr std::uint64_t tillThing = 2;
constexpr milliseconds recoveryInterval{60'000};
constexpr milliseconds tryAgain{30'000};
constexpr core::WallTime dawn{milliseconds{1'795'000'000'000}};
const std::string journalPath = "lane.journal";
const std::string unknownReference = "00000000-0000-4000-8000-000000000000";

wallet::v10::Configuration configuration() {
    wallet::v10::Configuration result;
    result.apiUrl = "https://simulated/pos/v10";
    result.clientId = simulator::defaultWorld().integrators.front().id;
    result.merchantVat = "DK90000028";
    result.sendVatHeader = true;
    return result;
}

bool approved(const Heard& heard) {
    return heard.result &&
           (heard.result->verdict.kind == lane::Verdict::Kind::approved ||
            heard.result->verdict.kind == lane::Verdict::Kind::approvedCapturePending);
}

}  // namespace

/// The driver's process.
struct Till::Running {
    Running(Disk& disk, core::Random& random)
        : process(disk),
          tokens(rest::askForToken(rest::ClientCredentials{
              "https://simulated/integrator-authentication/connect/token",
              simulator::defaultWorld().integrators.front().id,
              core::Secret(simulator::defaultWorld().integrators.front().secret), "",
              milliseconds{2000}})),
          wallet(configuration(), &tokens, &random),
          training(core::Currency::dkk()) {}
    Process process;
    rest::TokenSource tokens;
    rest::ServerClock serverClock;
    wallet::v10::Wallet wallet;
    wallet::training::Wallet training;
    std::unique_ptr<journal::Journal> journal;
    std::shared_ptr<Walk> till;
    std::shared_ptr<Walk> background;
    std::size_t call = 0;  ///< index in `heard` of the request under way
    std::vector<core::OrderId> told;
};

Till::Till(const Surroundings& surroundings, std::size_t number, core::PointOfSaleId pointOfSale)
    : around_(surroundings),
      number_(number),
      pointOfSale_(std::move(pointOfSale)),
      dice_(Dice::of(surroundings.seed, tillThing, number)),
      disk_(surroundings.seed * 31 + number) {
    profile_.lane = "T" + std::to_string(number);
    profile_.currency = "DKK";
    profile_.merchantPosId = profile_.lane;
    start();
}

Till::~Till() {
    stop();
}

core::Now Till::now() const {
    const core::MonoTime mono{around_.timetable.now()};
    core::Now now;
    now.mono = mono;
    now.wall = dawn + around_.timetable.now() + wallOffset_;
    if (process_ == nullptr) {
        now.server = now.wall;
        return now;
    }
    class Hands final : public core::Clock {
    public:
        explicit Hands(core::Now now) : now_(now) {}
        [[nodiscard]] core::MonoTime monotonic() const override { return now_.mono; }
        [[nodiscard]] core::WallTime wall() const override { return now_.wall; }

    private:
        core::Now now_;
    };
    return process_->serverClock.read(Hands(now));
}

void Till::start() {
    process_ = std::make_unique<Running>(disk_, dice_);
    ++life_;
    journal::Options options;
    options.path = journalPath;
    options.lane = profile_.lane;
    options.machine = "machine" + std::to_string(number_);
    options.vfs = process_->process.vfs();
    options.now = now().wall;
    try {
        process_->journal = journal::Journal::open(options);
    } catch (const core::JournalError& error) {
        complaints_.emplace_back(error.what());
        const bool powerCut = process_->process.ended();
        stop();
        startLater(powerCut ? downFor_ : tryAgain);
        return;
    }
    recoverEveryMinute();
    serveNext();
}

void Till::startLater(milliseconds delay) {
    const auto longest = std::max(around_.peace - around_.timetable.now(), milliseconds{1000});
    around_.timetable.after(std::min(delay, longest), [this, life = life_] {
        if (process_ == nullptr && life_ == life) start();
    });
}

/// Whatever the dying objects still do has no effect: their process has ended for the disk.
void Till::stop() {
    if (process_ == nullptr) return;
    process_->process.end();
    process_->till.reset();
    process_->background.reset();
    process_->journal.reset();
    process_.reset();
}

void Till::loseMains(milliseconds downFor) {
    if (process_ == nullptr) return;
    downFor_ = downFor;
    disk_.cutPower();
    // Not from inside a step: the objects on the stack are the ones that die.
    around_.timetable.after(milliseconds{0}, [this, life = life_] {
        if (life_ == life) noteDeath();
    });
}

void Till::loseMainsAtWrite(int nth, milliseconds downFor) {
    downFor_ = downFor;
    disk_.plan({Operation::write, static_cast<std::uint64_t>(nth), 1, Failure::powerCut});
}

void Till::noteDeath() {
    if (process_ == nullptr || !process_->process.ended()) return;
    stop();
    disk_.clearFaults();
    startLater(downFor_);
}

void Till::diskTrouble(bool full, bool begins) {
    if (full)
        disk_.limit(begins ? std::optional<std::size_t>(disk_.usedBytes()) : std::nullopt);
    else if (begins)
        disk_.plan({Operation::write, 1, 1'000'000'000, Failure::error});
    else
        disk_.clearFaults();
}

/// What a walk of this life works with. `failed`: the journal could not be read, nothing was
/// promised.
Walk::Surroundings Till::walking(std::function<bool()> mayExchange,
                                 std::function<void(const std::string&)> failed) {
    const auto dead = [this] {
        if (!process_->process.ended()) return false;
        soon([this] { noteDeath(); });
        return true;
    };
    return {around_.timetable,
            around_.network,
            profile_.lane + "." + std::to_string(life_),
            process_->serverClock,
            [this] { return now(); },
            std::move(mayExchange),
            dead,
            std::move(failed)};
}

/// In a moment, if this life still goes on: not from inside a step, whose objects may have to die.
void Till::soon(std::function<void()> what) {
    around_.timetable.after(milliseconds{1}, [this, life = life_, what = std::move(what)] {
        if (life_ == life && process_ != nullptr) what();
    });
}

void Till::recoverEveryMinute() {
    if (process_->background == nullptr && process_->till == nullptr) recover();
    around_.timetable.after(recoveryInterval, [this, life = life_] {
        if (life_ == life && process_ != nullptr) recoverEveryMinute();
    });
}

void Till::recover() {
    std::unique_ptr<lane::Recovery> pass;
    try {
        pass = std::make_unique<lane::Recovery>(bench());
    } catch (const core::JournalError& error) {
        complaints_.emplace_back(error.what());
        return;
    }
    const auto over = [this] { soon([this] { process_->background.reset(); }); };
    process_->background =
        std::make_shared<Walk>(walking([this] { return process_->till == nullptr; },
                                       [this, over](const std::string& text) {
                                           complaints_.push_back(text);
                                           over();
                                       }),
                               std::move(pass), over);
    process_->background->begin();
}

lane::Bench Till::bench() {
    return {profile_, *process_->journal, process_->wallet, process_->training, dice_};
}

void Till::ask(const TillStep& step) {
    waiting_.push_back(&step);
    serveNext();
}

void Till::serveNext() {
    if (process_ == nullptr || process_->till != nullptr || waiting_.empty()) return;
    const TillStep* step = waiting_.front();
    waiting_.erase(waiting_.begin());
    serve(*step);
}

void Till::serve(const TillStep& step) {
    handOver();
    process_->call = around_.heard.size();
    auto& heard = around_.heard.emplace_back();
    heard.step = &step;
    heard.till = number_;
    around_.server.model().script(pointOfSale_, step.shopper, 0);
    std::unique_ptr<lane::TillCall> call;
    try {
        const auto request = requestOf(step);
        heard.reference = request.reference;
        call = std::make_unique<lane::TillCall>(bench(), request, pointOfSale_);
    } catch (const core::Fault& fault) {
        refused(fault.what());
        return;
    }
    heard.orderId = call->orderId();
    const auto* const asked = call.get();
    process_->till = std::make_shared<Walk>(
        walking([] { return true; }, [this](const std::string& text) { refused(text); }),
        std::move(call), [this, asked] { heardResult(asked->result(now())); });
    if (step.abortAfter)
        around_.timetable.after(*step.abortAfter, [weak = std::weak_ptr<Walk>(process_->till)] {
            if (const auto walk = weak.lock()) walk->abort();
        });
    process_->till->begin();
}

/// The application makes its next call: what it was told before counts as handed over.
void Till::handOver() {
    try {
        if (!process_->told.empty()) process_->journal->handOver(std::exchange(process_->told, {}));
    } catch (const core::JournalError& error) {
        complaints_.emplace_back(error.what());
    }
}

void Till::refused(const std::string& text) {
    around_.heard[process_->call].refusal = text;
    callIsOver();
}

void Till::heardResult(const lane::Result& result) {
    auto& heard = around_.heard[process_->call];
    heard.result = result;
    try {
        if (process_->journal->find(heard.orderId)) process_->told.push_back(heard.orderId);
    } catch (const core::JournalError& error) {
        complaints_.emplace_back(error.what());
    }
    callIsOver();
}

void Till::callIsOver() {
    soon([this] {
        process_->till.reset();
        serveNext();
    });
}

lane::Request Till::requestOf(const TillStep& step) const {
    lane::Request request{step.kind,    core::Money(step.minor, core::Currency::dkk()),
                          {},           step.number,
                          step.timeout, {},
                          {},           {},
                          false};
    if (step.kind == Kind::sale || step.kind == Kind::preSale) return request;
    const bool wantsPreSale = step.kind == Kind::completion || step.kind == Kind::voidPreSale;
    std::vector<const Heard*> known;
    for (const auto& heard : around_.heard)
        if (approved(heard)) {
            const auto kind = heard.step->kind;
            if (wantsPreSale ? kind == Kind::preSale
                             : kind == Kind::sale || kind == Kind::completion)
                known.push_back(&heard);
        }
    if (known.empty()) {
        request.reference = unknownReference;
        return request;
    }
    const auto& original = *known[known.size() - 1 - step.original % known.size()];
    request.reference = original.result->reference;
    const auto whole = original.result->amount.minor();
    const bool part =
        step.kind == Kind::refund || (step.kind == Kind::completion && step.minor % 2 == 0);
    request.amount =
        core::Money(part ? std::max<std::int64_t>(1, whole * (step.minor % 10 + 1) / 10) : whole,
                    core::Currency::dkk());
    return request;
}

std::vector<journal::Record> Till::rows() {
    stop();
    Process reader(disk_);
    journal::Options options;
    options.path = journalPath;
    options.lane = profile_.lane;
    options.machine = "machine" + std::to_string(number_);
    options.vfs = reader.vfs();
    options.now = now().wall;
    std::vector<journal::Record> rows;
    const auto journal = journal::Journal::open(options);
    journal->visit([&rows](const journal::Record& row) {
        rows.push_back(row);
        return true;
    });
    return rows;
}

}  // namespace mobilepay::simulation
