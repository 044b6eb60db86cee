#include "driver/rest/tunnel.h"

#include "driver/core/text.h"
#include "driver/rest/answer_reader.h"
#include "driver/rest/broken.h"
#include "driver/rest/ntlm_challenge.h"
#include "driver/rest/wire.h"

#include <array>
#include <optional>
#include <sstream>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPNTLMCredentials.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>

namespace mobilepay::rest {

namespace {

using Poco::Net::HTTPRequest;

constexpr int proxyAuthenticationRequired = 407;

class Tunnel {
public:
    Tunnel(const Poco::Net::StreamSocket& tcp, const Proxy& proxy, const Target& target,
           const TransportSettings& limits, Deadline deadline)
        : wire_(tcp), proxy_(proxy), target_(target), limits_(limits), deadline_(deadline) {}

    void open() {
        const bool ntlm = proxy_.authentication == ProxyAuthentication::ntlm;
        HttpResponse answer = ntlm ? withNtlm() : withBasic();
        if (mayTryOther(answer)) answer = ntlm ? withBasic() : withNtlm();
        if (answer.status >= 200 && answer.status < 300) return;
        refuse(answer);
    }

private:
    HTTPRequest connectRequest() const {
        HTTPRequest request("CONNECT", target_.authority(), HTTPRequest::HTTP_1_1);
        request.set("Host", target_.authority());
        return request;
    }

    HttpResponse ask(const HTTPRequest& request) {
        std::ostringstream text;
        request.write(text);
        wire_.send(text.str(), deadline_);
        AnswerReader reader(limits_, AnswerReader::To::connect);
        std::array<char, 4096> buffer{};
        while (!reader.done()) {
            const std::size_t got = wire_.receive(buffer.data(), buffer.size(), deadline_);
            if (got == 0) {
                reader.end();
            } else {
                reader.feed({buffer.data(), got});
            }
            if (!reader.done() && deadline_.passed())
                throw Broken(HttpFailure::Kind::connect,
                             "The answer of the " + name() + " was not complete in time");
        }
        mayAskAgain_ = reader.reusable();
        return reader.take();
    }

    HttpResponse withBasic() {
        HTTPRequest request = connectRequest();
        if (!proxy_.user.empty()) {
            Poco::Net::HTTPBasicCredentials(proxy_.user, proxy_.password.reveal())
                .proxyAuthenticate(request);
        }
        return ask(request);
    }

    /// NTLM authenticates the connection, in two questions on it ([MS-NTHT] 3.1.5).
    HttpResponse withNtlm() {
        Poco::Net::HTTPNTLMCredentials credentials(proxy_.user, proxy_.password.reveal());
        HTTPRequest negotiate = connectRequest();
        credentials.proxyAuthenticate(negotiate, std::string());
        HttpResponse answer = ask(negotiate);
        const auto challenge = challengeIn(answer);
        if (answer.status != proxyAuthenticationRequired || !challenge) return answer;
        if (!isSoundNtlmChallenge(*challenge))
            throw Broken(HttpFailure::Kind::connect, "The " + name() +
                                                         " sent an NTLM challenge that points "
                                                         "beyond its own end or is cut short");
        if (!mayAskAgain_) {
            throw Broken(HttpFailure::Kind::connect,
                         "The " + name() + " closed the connection in the middle of NTLM");
        }
        HTTPRequest authenticate = connectRequest();
        credentials.proxyAuthenticate(authenticate, *challenge);
        return ask(authenticate);
    }

    /// What was assumed of the user's name gives way to the schemes that the proxy names. A domain
    /// with a backslash is NTLM's alone: its password is shown to nobody in clear.
    bool mayTryOther(const HttpResponse& answer) const {
        if (answer.status != proxyAuthenticationRequired || !mayAskAgain_ || proxy_.user.empty())
            return false;
        const bool basic = offers(answer, "basic");
        const bool ntlm = offers(answer, "ntlm");
        if (proxy_.authentication == ProxyAuthentication::basic) return ntlm && !basic;
        return basic && !ntlm && proxy_.user.find('\\') == std::string::npos;
    }

    static bool offers(const HttpResponse& answer, const std::string& scheme) {
        for (const Header& header : answer.headers) {
            if (Poco::icompare(header.name, "Proxy-Authenticate") != 0) continue;
            const Poco::StringTokenizer kinds(header.value, ",", Poco::StringTokenizer::TOK_TRIM);
            for (const auto& kind : kinds)
                if (Poco::toLower(kind.substr(0, kind.find(' '))) == scheme) return true;
        }
        return false;
    }

    static std::optional<std::string> challengeIn(const HttpResponse& answer) {
        for (const Header& header : answer.headers) {
            if (Poco::icompare(header.name, "Proxy-Authenticate") != 0) continue;
            if (Poco::icompare(header.value, 0, 5, std::string("NTLM ")) != 0) continue;
            return Poco::trim(header.value.substr(5));
        }
        return std::nullopt;
    }

    [[noreturn]] void refuse(const HttpResponse& answer) const {
        std::string text = "The " + name() + " does not connect to " + target_.authority() +
                           ": it answered " + std::to_string(answer.status);
        if (answer.status == proxyAuthenticationRequired) {
            text += proxy_.user.empty() ? "; it wants a user name and password"
                                        : "; it does not take the user name and password";
            if (const auto* kinds = find(answer.headers, "Proxy-Authenticate")) {
                text += " (it offers: " + core::printableAscii(*kinds, 60) + ")";
            }
        }
        throw Broken(HttpFailure::Kind::connect, text);
    }

    std::string name() const { return "proxy " + proxy_.host + ':' + std::to_string(proxy_.port); }

    Wire wire_;
    const Proxy& proxy_;
    const Target& target_;
    const TransportSettings& limits_;
    Deadline deadline_;
    bool mayAskAgain_ = false;
};

}  // namespace

void openTunnel(const Poco::Net::StreamSocket& tcp, const Proxy& proxy, const Target& target,
                const TransportSettings& limits, Deadline deadline) {
    try {
        Tunnel(tcp, proxy, target, limits, deadline).open();
    } catch (const Poco::Exception& error) {
        throw Broken(HttpFailure::Kind::connect,
                     "The proxy " + proxy.host + " could not be used: " + error.displayText());
    }
}

}  // namespace mobilepay::rest
