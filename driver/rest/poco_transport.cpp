#include "driver/rest/poco_transport.h"

#include "driver/rest/broken.h"
#include "driver/rest/connection.h"
#include "driver/rest/quiet_pipe.h"
#include "driver/rest/request_text.h"
#include "driver/rest/thread_end.h"

#include <cstdlib>
#include <map>

#include <Poco/Exception.h>
#include <Poco/Net/Net.h>

namespace mobilepay::rest {

namespace {

Deadline within(core::Milliseconds limit, const std::optional<core::Milliseconds>& whole) {
    return Deadline::in(whole ? std::min(limit, *whole) : limit);
}

/// Windows wants its sockets started once a process, and not while a DLL is being loaded.
void startNetwork() {
    static const bool started = [] {
        Poco::Net::initializeNetwork();
        return true;
    }();
    static_cast<void>(started);
}

}  // namespace

class PocoTransport::Impl {
public:
    explicit Impl(TransportSettings settings)
        : settings_(std::move(settings)),
          proxies_(
              settings_.proxy, [](const char* name) { return std::getenv(name); }, machineProxy()),
          tls_(settings_.caBundle) {
        startNetwork();
    }

    ~Impl() {
        const QuietPipe quiet;
        connections_.clear();
    }

    /// `sent` becomes true when the first byte is about to leave.
    HttpResponse exchange(const HttpRequest& request, bool& sent) {
        const QuietPipe quiet;
        const Target target = targetOf(request.url);
        const std::string text = requestText(request, target);
        const auto began = std::chrono::steady_clock::now();
        Connection& connection =
            ready(target, within(settings_.connectTimeout, request.timeoutWithConnect));
        auto whole = request.timeoutWithConnect;
        if (whole) {
            *whole -=
                std::chrono::ceil<core::Milliseconds>(std::chrono::steady_clock::now() - began);
        }
        const Deadline deadline = within(request.timeout, whole);
        if (deadline.passed()) {
            throw Broken(HttpFailure::Kind::notTried, "No time was left to send the request");
        }
        sent = true;
        return connection.converse(text, settings_, deadline);
    }

    void prepare(const std::string& url, const std::optional<core::Milliseconds>& limit) {
        const QuietPipe quiet;
        (void)ready(targetOf(url), within(settings_.connectTimeout, limit));
    }

    int handshakes_ = 0;

private:
    Connection& ready(const Target& target, Deadline deadline) {
        std::unique_ptr<Connection>& connection = connections_[target.authority()];
        if (connection && connection->usable()) return *connection;
        connection.reset();
        Connector connector{settings_, proxies_, resolver_, tls_};
        auto socket = connector.connect(target, deadline);
        ++handshakes_;
        connection = std::make_unique<Connection>(std::move(socket), settings_.idleLimit);
        return *connection;
    }

    const TransportSettings settings_;
    const ProxyChoice proxies_;
    Resolver resolver_;
    TlsClient tls_;
    std::map<std::string, std::unique_ptr<Connection>> connections_;
};

PocoTransport::PocoTransport(TransportSettings settings)
    : impl_(std::make_unique<Impl>(std::move(settings))) {
    endOpensslWithThread();
}

PocoTransport::~PocoTransport() {
    endOpensslWithThread();
}

HttpResult PocoTransport::exchange(const HttpRequest& request) {
    endOpensslWithThread();
    bool sent = false;
    try {
        return impl_->exchange(request, sent);
    } catch (const Broken& broken) {
        return HttpFailure{broken.kind(), sent, broken.what()};
    } catch (const Poco::Exception& error) {
        return HttpFailure{sent ? HttpFailure::Kind::io : HttpFailure::Kind::connect, sent,
                           error.displayText()};
    }
}

std::optional<HttpFailure> PocoTransport::prepare(const std::string& url,
                                                  std::optional<core::Milliseconds> within) {
    endOpensslWithThread();
    try {
        impl_->prepare(url, within);
        return std::nullopt;
    } catch (const Broken& broken) {
        return HttpFailure{broken.kind(), false, broken.what()};
    } catch (const Poco::Exception& error) {
        return HttpFailure{HttpFailure::Kind::connect, false, error.displayText()};
    }
}

int PocoTransport::handshakes() const noexcept {
    return impl_->handshakes_;
}

}  // namespace mobilepay::rest
