#include "driver/rest/ntlm_challenge.h"

#include "tests/fuzz/input.h"

#include <sstream>
#include <string>

#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/Net/HTTPNTLMCredentials.h>
#include <Poco/Net/HTTPRequest.h>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

std::string toBase64(std::string_view bytes) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << bytes;
    encoder.close();
    return out.str();
}

/// What the tunnel does with it: a sound one is answered by POCO, which then reads nothing outside.
void answer(const std::string& challenge) {
    try {
        if (!rest::isSoundNtlmChallenge(challenge)) return;
        Poco::Net::HTTPNTLMCredentials credentials("SHOP\\till", "hunter2");
        Poco::Net::HTTPRequest request("CONNECT", "localhost:443");
        credentials.proxyAuthenticate(request, challenge);
        promise(request.get("Proxy-Authorization").starts_with("NTLM "), "it is answered");
    } catch (const Poco::Exception&) {
        // No base64, or a name that is no UTF-16: a proxy that cannot be used.
    }
}

}  // namespace

/// Any challenge of a proxy, as bytes and as the text that they are.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = textOf(bytes, size);
    answer(toBase64(text));
    answer(std::string(text));
    return 0;
}
