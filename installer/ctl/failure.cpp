#include "installer/ctl/failure.h"

#include "driver/core/error.h"
#include "installer/ctl/command.h"

#include <Poco/Exception.h>

namespace mobilepay::ctl {

Failure failureOf(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const UsageError& error) {
        return {ExitCode::usage, error.what()};
    } catch (const core::AmountError& error) {
        return {ExitCode::usage, error.what()};
    } catch (const core::TextError& error) {
        return {ExitCode::usage, error.what()};
    } catch (const core::ConfigurationError& error) {
        return {ExitCode::configuration, error.what()};
    } catch (const core::JournalError& error) {
        return {ExitCode::journal, error.what()};
    } catch (const core::LaneHeldError& error) {
        return {ExitCode::held, error.what()};
    } catch (const Poco::Exception& error) {
        return {ExitCode::fault, error.displayText()};
    } catch (const std::exception& error) {
        return {ExitCode::fault, error.what()};
    }
}

}  // namespace mobilepay::ctl
