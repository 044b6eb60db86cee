#include "tests/simulator/server/exchange_file.h"

#include "driver/core/error.h"
#include "tests/simulator/handler/exchange_line.h"
#include "tests/simulator/handler/target.h"

namespace mobilepay::simulator {

ExchangeFile::ExchangeFile(const std::filesystem::path& file)
    : file_(file), out_(file, std::ios::binary | std::ios::app) {
    if (!out_)
        throw core::ConfigurationError("the file of exchanges " + file.string() +
                                       " cannot be written");
}

void ExchangeFile::watch(Handler& handler) {
    handler.watch([this, &handler](const rest::HttpRequest& request, const Exchange& exchange,
                                   std::string_view fault) {
        if (parseTarget(request.url).path.starts_with("/mpsim/")) return;  // our own, no wire
        out_ << exchangeLine(handler.model().now(), request, exchange, fault) + '\n' << std::flush;
        if (!out_)
            throw core::ConfigurationError("the file of exchanges " + file_.string() +
                                           " cannot be written any more");
    });
}

}  // namespace mobilepay::simulator
