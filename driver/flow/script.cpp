#include "driver/flow/script.h"

#include <variant>

#include <gsl/gsl>

namespace mobilepay::flow {

Actions Script::step(const core::Now& now, const Event& event) {
    if (!procedure_) {
        exchange_.note(now, event);
        if (std::holds_alternative<AbortRequested>(event)) return {};  // stopped before it began
        Expects(std::holds_alternative<Started>(event));
        procedure_.emplace(play());
        procedure_->start();
    } else if (procedure_->over()) {
        Expects(std::holds_alternative<AbortRequested>(event));
        return {};
    } else {
        exchange_.deliver(now, event);
    }
    if (procedure_->over()) procedure_->take();  // throws what the flow threw
    return exchange_.drain();
}

}  // namespace mobilepay::flow
