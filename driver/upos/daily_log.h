#pragma once

#include "driver/upos/output.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mobilepay::upos {

struct LogRequest {
    bool settle = false;
    bool training = false;
    std::int32_t sequenceNumber = 0;
    Category category = Category::cat;
    Property target = Property::dailyLog;  ///< the property that receives it
};

/// AccessDailyLog: the open period's approved transactions; `settle` closes it. An unresolved item
/// stands in the way of a settlement and is named. The training mode's log is always empty.
[[nodiscard]] OutputEnd takeLog(const OutputContext& context, const LogRequest& request);

/// One transaction a line, CR LF, thirteen fields by commas (UPOS 1.15 CAT: DailyLog): company,
/// type, date, transaction number, condition, slip number, approval code, purchase date, account,
/// amount, tax, instalments, additional information. Dates are `YYYYMMDDhhmmss`, UTC; amounts
/// decimal with a point.
[[nodiscard]] std::string dailyLogText(const std::vector<lane::Row>& rows);

}  // namespace mobilepay::upos
