#include "driver/upos/faults.h"

#include "driver/core/error.h"
#include "include/mobilepay/unifiedpos.h"

#include <Poco/Exception.h>

namespace mobilepay::upos {

namespace result = unifiedpos::result;
namespace detail = unifiedpos::detail;

void refuse(std::string text, std::int32_t detail) {
    throw Refusal({result::illegal, detail, std::move(text)});
}

void require(bool holds, const char* text, std::int32_t detail) {
    if (!holds) refuse(text, detail);
}

Status statusOfCurrentException() noexcept {
    try {
        try {
            throw;
        } catch (const Refusal& refusal) {
            return refusal.status();
        } catch (const core::LaneHeldError& fault) {
            return {result::timeout, detail::laneHeld, fault.what()};
        } catch (const core::ConfigurationError& fault) {
            return {result::failure, detail::configuration, fault.what()};
        } catch (const core::JournalError& fault) {
            return {result::failure, detail::journal, fault.what()};
        } catch (const core::AmountError& fault) {
            return {result::illegal, detail::amount, fault.what()};
        } catch (const core::TextError& fault) {
            return {result::illegal, detail::text, fault.what()};
        } catch (const Poco::Exception& fault) {
            // what() names the class only.
            return {result::failure, detail::internal, fault.displayText()};
        } catch (const std::exception& fault) {
            return {result::failure, detail::internal, fault.what()};
        }
    } catch (...) {
        return {result::failure, detail::internal, {}};
    }
}

}  // namespace mobilepay::upos
