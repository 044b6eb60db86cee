#pragma once

#include "driver/lane/lane.h"

#include <string>
#include <vector>

namespace mobilepay::upos {

/// Rows of the journal as DirectIO shows them (`include/mobilepay/direct_io.h`).
[[nodiscard]] std::string rowsText(const std::vector<lane::Row>& rows);
[[nodiscard]] std::string totalsText(const std::vector<lane::Total>& totals);

/// `sale`, `presale`, `completion`, `voidpresale`, `void`, `refund`.
[[nodiscard]] const char* wordFor(lane::Operation operation);

}  // namespace mobilepay::upos
