#pragma once

#include "driver/journal/record.h"
#include "driver/journal/sqlite.h"

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// How a record stands in its row, and the checksum that every row carries.
///
/// The checksum is the first 8 bytes of a SHA-256, as a signed integer, over the table's name and
/// then, for each column in the order given below, its name, its type (`-` null, `i` integer, `t`
/// text, `b` bytes), the length of its value as decimal digits, `:` and the value (integers as
/// decimal digits). It covers the columns of minor version 0 and nothing else, for ever: a later
/// minor version that adds columns adds a checksum column of its own beside them, which covers the
/// order id and the added columns (all null: written by an older build). So an older build can
/// check what a newer one wrote, and what it writes itself breaks nothing that it does not know.
namespace mobilepay::journal {

/// A row that is not what was written.
class BadRow : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

[[nodiscard]] std::int64_t checksumOf(std::string_view table,
                                      std::span<const std::string_view> columns,
                                      std::span<const Value> values);

/// The columns of minor version 0, in the order of the checksum.
inline constexpr std::array<std::string_view, 23> recordColumns{"id",
                                                                "order_id",
                                                                "lane",
                                                                "kind",
                                                                "amount",
                                                                "currency",
                                                                "key",
                                                                "body",
                                                                "point_of_sale",
                                                                "till_number",
                                                                "payment",
                                                                "refund",
                                                                "promised_at",
                                                                "server_promised_at",
                                                                "server_time_known",
                                                                "decision",
                                                                "outcome",
                                                                "code",
                                                                "detail",
                                                                "concluded_at",
                                                                "handed_over",
                                                                "training",
                                                                "period"};

/// A row and what SQL alone knows about it.
struct Row {
    std::int64_t id = 0;        ///< the order of promises; never used again
    std::int64_t checksum = 0;  ///< as stored
    Record record;
};

/// Values of `recordColumns`, then the checksum.
[[nodiscard]] Values valuesOf(std::int64_t id, const Record& record);

/// The inverse of a row as selected. Throws `BadRow` when the checksum or a type is wrong,
/// `core::JournalError` for a good row with a word or currency that this build does not know.
[[nodiscard]] Row rowOf(const FileName& file, const Values& values);

}  // namespace mobilepay::journal
