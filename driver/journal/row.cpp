#include "driver/journal/row.h"

#include "driver/journal/words.h"

#include <gsl/gsl>
#include <openssl/sha.h>

namespace mobilepay::journal {

namespace {

void append(std::string& bytes, std::string_view column, char type, std::string_view value) {
    bytes.append(column).push_back(type);
    bytes.append(std::to_string(value.size())).push_back(':');
    bytes.append(value);
}

void append(std::string& bytes, std::string_view column, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        append(bytes, column, 'i', std::to_string(*integer));
    else if (const auto* text = std::get_if<std::string>(&value))
        append(bytes, column, 't', *text);
    else if (const auto* blob = std::get_if<Blob>(&value))
        append(bytes, column, 'b', blob->bytes);
    else
        append(bytes, column, '-', {});
}

/// Reads the values of a row one after the other, in the order of `recordColumns`.
class Reader {
public:
    Reader(const FileName& file, const Values& values) : file_(file), values_(values) {}

    std::int64_t integer() { return get<std::int64_t>(); }
    std::string text() { return get<std::string>(); }
    std::string bytes() { return get<Blob>().bytes; }
    bool flag() { return integer() != 0; }
    std::int32_t tillNumber() {
        const std::int64_t found = integer();
        if (found != static_cast<std::int32_t>(found)) throw BadRow("the till's number is none");
        return static_cast<std::int32_t>(found);
    }
    core::WallTime time() { return {core::Milliseconds(integer())}; }
    std::optional<core::WallTime> optionalTime() {
        if (!std::holds_alternative<std::monostate>(values_.at(next_))) return time();
        ++next_;
        return std::nullopt;
    }
    template <class Enum>
    Enum word(std::optional<Enum> (*of)(std::string_view) noexcept) {
        const std::string found = text();
        if (const auto known = of(found)) return *known;
        unknown(found);
    }
    core::Money money() {
        const std::int64_t minor = integer();
        const std::string currency = text();
        try {
            return {minor, core::Currency::of(currency)};
        } catch (const core::ConfigurationError&) {
            unknown(currency);
        }
    }

private:
    template <class Type>
    const Type& get() {
        const auto* value = std::get_if<Type>(&values_.at(next_++));
        if (!value)
            throw BadRow("column " + std::string(recordColumns.at(next_ - 1)) +
                         " has the wrong type");
        return *value;
    }
    [[noreturn]] void unknown(const std::string& word) const {
        throw core::JournalError(
            file_.described() + ": a row holds '" + word + "' as " +
            std::string(recordColumns.at(next_ - 1)) +
            ", which this version does not know; use the version that wrote it, or a newer one");
    }
    const FileName& file_;
    const Values& values_;
    std::size_t next_ = 0;
};

}  // namespace

std::int64_t checksumOf(std::string_view table, std::span<const std::string_view> columns,
                        std::span<const Value> values) {
    Expects(columns.size() <= values.size());
    std::string bytes(table);
    bytes.push_back('\n');
    for (std::size_t i = 0; i < columns.size(); ++i)
        append(bytes, columns[i], values[i]);
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i)
        number = number << 8 | digest[i];
    return static_cast<std::int64_t>(number);
}

Values valuesOf(std::int64_t id, const Record& record) {
    const auto text = [](std::string_view value) { return Value(std::string(value)); };
    const auto flag = [](bool value) { return Value(std::int64_t{value ? 1 : 0}); };
    const auto time = [](core::WallTime value) {
        return Value(std::int64_t{value.sinceEpoch.count()});
    };
    Values values{id,
                  text(record.orderId.text()),
                  text(record.lane),
                  text(wordOf(record.kind)),
                  record.amount.minor(),
                  text(record.amount.currency().code()),
                  text(record.key.text()),
                  Blob{record.body},
                  text(record.pointOfSale.text()),
                  std::int64_t{record.tillNumber},
                  text(record.payment.text()),
                  text(record.refund.text()),
                  time(record.promisedAt),
                  time(record.serverPromisedAt),
                  flag(record.serverTimeKnown),
                  text(wordOf(record.decision)),
                  text(wordOf(record.outcome)),
                  text(record.code),
                  text(record.detail),
                  record.concludedAt ? time(*record.concludedAt) : Value(),
                  flag(record.handedOver),
                  flag(record.training),
                  record.period};
    Ensures(values.size() == recordColumns.size());
    values.emplace_back(checksumOf("record", recordColumns, values));
    return values;
}

Row rowOf(const FileName& file, const Values& values) {
    Expects(values.size() == recordColumns.size() + 1);
    const auto* stored = std::get_if<std::int64_t>(&values.back());
    if (!stored || *stored != checksumOf("record", recordColumns, values))
        throw BadRow("the checksum does not match");
    Reader reader(file, values);
    const std::int64_t id = reader.integer();
    core::OrderId orderId(reader.text());
    std::string lane = reader.text();
    const Kind kind = reader.word(&kindOf);
    Record record{std::move(orderId), std::move(lane), kind, reader.money()};
    record.key = core::IdempotencyKey(reader.text());
    record.body = reader.bytes();
    record.pointOfSale = core::PointOfSaleId(reader.text());
    record.tillNumber = reader.tillNumber();
    record.payment = core::PaymentId(reader.text());
    record.refund = core::RefundId(reader.text());
    record.promisedAt = reader.time();
    record.serverPromisedAt = reader.time();
    record.serverTimeKnown = reader.flag();
    record.decision = reader.word(&decisionOf);
    record.outcome = reader.word(&outcomeOf);
    record.code = reader.text();
    record.detail = reader.text();
    record.concludedAt = reader.optionalTime();
    record.handedOver = reader.flag();
    record.training = reader.flag();
    record.period = reader.integer();
    return {id, *stored, std::move(record)};
}

}  // namespace mobilepay::journal
