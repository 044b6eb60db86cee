#include "driver/journal/store.h"

/// The questions. Every row is checked where it is read; SQL only chooses.
namespace mobilepay::journal {

std::optional<Record> Journal::find(const core::OrderId& orderId) const {
    static const std::string sql = selectRecord() + " WHERE order_id = ?";
    const std::lock_guard lock(store_->mutex);
    auto found = store_->records(sql.c_str(), [&](Statement& statement) {
        statement.bind(std::string_view(orderId.text()));
    });
    if (found.empty() || found.front().orderId != orderId) return std::nullopt;
    return std::move(found.front());
}

std::vector<Record> Journal::findByPayment(const core::PaymentId& payment) const {
    static const std::string sql =
        selectRecord() + " WHERE payment = ? AND payment <> '' ORDER BY id";
    const std::lock_guard lock(store_->mutex);
    return store_->records(sql.c_str(), [&](Statement& statement) {
        statement.bind(std::string_view(payment.text()));
    });
}

std::vector<Record> Journal::findByTillNumber(std::int32_t tillNumber) const {
    static const std::string sql = selectRecord() + " WHERE till_number = ? ORDER BY id DESC";
    const std::lock_guard lock(store_->mutex);
    return store_->records(sql.c_str(),
                           [&](Statement& statement) { statement.bind(std::int64_t{tillNumber}); });
}

std::vector<Record> Journal::openRows() const {
    static const std::string sql =
        selectRecord() + " INDEXED BY record_open WHERE outcome = 'open' ORDER BY id";
    const std::lock_guard lock(store_->mutex);
    store_->overwriteFailed();
    return store_->records(sql.c_str());
}

std::vector<Record> Journal::notHandedOver() const {
    static const std::string sql =
        selectRecord() + " INDEXED BY record_not_handed_over WHERE handed_over = 0 ORDER BY id";
    const std::lock_guard lock(store_->mutex);
    return store_->records(sql.c_str());
}

std::optional<Record> Journal::lastApproved() const {
    static const std::string sql = selectRecord() + " ORDER BY id DESC";
    const std::lock_guard lock(store_->mutex);
    std::optional<Record> last;
    store_->visit(sql.c_str(), {}, [&](Row&& row) {
        const auto& record = row.record;
        const bool pending =
            record.outcome == Outcome::open && record.decision == Decision::capture;
        if (record.outcome != Outcome::approved && !pending) return true;
        last = std::move(row.record);
        return false;
    });
    return last;
}

void Journal::visit(const std::function<bool(const Record&)>& visitor) const {
    static const std::string sql = selectRecord() + " ORDER BY id";
    const std::lock_guard lock(store_->mutex);
    store_->visit(sql.c_str(), {}, [&](Row&& row) { return visitor(row.record); });
}

}  // namespace mobilepay::journal
