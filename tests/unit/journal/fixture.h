#pragma once

#include "driver/journal/journal.h"
#include "driver/journal/words.h"
#include "tests/simulation/disk/disk.h"

#include <memory>
#include <ostream>
#include <string>

/// What the journal's tests have in common: rows, a disk in memory, and how a row reads.
namespace mobilepay::journal {

inline std::ostream& operator<<(std::ostream& out, Decision decision) {
    return out << wordOf(decision);
}
inline std::ostream& operator<<(std::ostream& out, Outcome outcome) {
    return out << wordOf(outcome);
}
inline std::ostream& operator<<(std::ostream& out, Kind kind) {
    return out << wordOf(kind);
}

namespace testing {

inline core::WallTime at(std::int64_t milliseconds) {
    return {core::Milliseconds(milliseconds)};
}

/// 2026-11-23T20:15:00Z
inline constexpr std::int64_t someTime = 1795464900000;

inline Record saleOf(const std::string& orderId, std::int64_t minor = 12550) {
    Record record{core::OrderId(orderId), "TILL1", Kind::sale, {minor, core::Currency::dkk()}};
    record.key = core::IdempotencyKey("key-of-" + orderId);
    record.body = R"({"orderId":")" + orderId + R"(","amount":125.50,"label":"kaffe æøå"})";
    record.pointOfSale = core::PointOfSaleId("8a1b0c2d-0000-4000-8000-000000000001");
    record.tillNumber = 4711;
    record.promisedAt = at(someTime);
    record.serverPromisedAt = at(someTime + 250);
    record.serverTimeKnown = true;
    return record;
}

/// Every field as text, so that two rows compare and print.
inline std::string read(const Record& record) {
    const auto flag = [](bool value) { return value ? "1" : "0"; };
    std::string text;
    for (const std::string& part : {record.orderId.text(),
                                    record.lane,
                                    std::string(wordOf(record.kind)),
                                    record.amount.toDecimal(),
                                    std::string(record.amount.currency().code()),
                                    record.key.text(),
                                    record.body,
                                    record.pointOfSale.text(),
                                    std::to_string(record.tillNumber),
                                    record.payment.text(),
                                    record.refund.text(),
                                    core::toIso8601(record.promisedAt),
                                    core::toIso8601(record.serverPromisedAt),
                                    std::string(flag(record.serverTimeKnown)),
                                    std::string(wordOf(record.decision)),
                                    std::string(wordOf(record.outcome)),
                                    record.code,
                                    record.detail,
                                    record.concludedAt ? core::toIso8601(*record.concludedAt) : "-",
                                    std::string(flag(record.handedOver)),
                                    std::string(flag(record.training)),
                                    std::to_string(record.period)})
        text += part + "|";
    return text;
}

/// A lane's journal on a disk in memory, opened and lost as often as a test likes.
class Till {
public:
    explicit Till(simulation::Disk& disk) : disk_(disk) {}
    ~Till() { close(); }

    [[nodiscard]] Options options() {
        Options options;
        options.path = path;
        options.lane = "TILL1";
        options.machine = "machine-a";
        options.now = at(someTime);
        options.vfs = process().vfs();
        return options;
    }
    simulation::Process& process() {
        if (!process_ || process_->ended()) {
            journal_.reset();
            process_ = std::make_unique<simulation::Process>(disk_);
        }
        return *process_;
    }
    Journal& open() { return open(options()); }
    Journal& open(const Options& options) {
        journal_.reset();
        journal_ = Journal::open(options);
        return *journal_;
    }
    Journal& operator*() { return *journal_; }
    Journal* operator->() { return journal_.get(); }
    /// As a program ends.
    void close() { journal_.reset(); }
    /// kill -9: what was written stays, locks go, nothing is tidied up.
    void kill() {
        process().end();
        journal_.reset();
    }
    void cutPower() {
        disk_.cutPower();
        journal_.reset();
    }

    std::string path = "TILL1.journal";

private:
    simulation::Disk& disk_;
    std::unique_ptr<simulation::Process> process_;
    std::unique_ptr<Journal> journal_;
};

inline int rowCount(Journal& journal) {
    int count = 0;
    journal.visit([&](const Record&) { return ++count > 0; });
    return count;
}

/// The whole life of an approved sale.
inline void sell(Journal& journal, const std::string& orderId, std::int64_t minor = 12550) {
    const core::OrderId id(orderId);
    const core::PaymentId payment("payment-of-" + orderId);
    journal.promise(saleOf(orderId, minor));
    (void)journal.decide(id, Decision::capture, payment);
    journal.conclude(id, Outcome::approved, "", "", payment, {}, at(someTime + 5000));
    journal.handOver(id);
}

}  // namespace testing
}  // namespace mobilepay::journal
