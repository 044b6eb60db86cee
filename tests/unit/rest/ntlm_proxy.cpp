#include "tests/unit/rest/ntlm_proxy.h"

#include "tests/unit/rest/connect_proxy.h"
#include "tests/unit/rest/tls_server.h"

#include <iterator>
#include <sstream>

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/HMACEngine.h>
#include <Poco/MD4Engine.h>
#include <Poco/MD5Engine.h>
#include <Poco/String.h>

namespace mobilepay::rest::testing {

namespace {

const std::string serverChallenge = "\x01\x23\x45\x67\x89\xab\xcd\xef";

std::string utf16(const std::string& ascii) {
    std::string wide;
    for (const char c : ascii)
        wide += {c, '\0'};
    return wide;
}

std::string bytes(const Poco::DigestEngine::Digest& digest) {
    return {digest.begin(), digest.end()};
}

std::string hmacMd5(const std::string& key, const std::string& text) {
    Poco::HMACEngine<Poco::MD5Engine> engine(key);
    engine.update(text);
    return bytes(engine.digest());
}

std::string little(std::size_t value, int size) {
    std::string text;
    for (int i = 0; i < size; ++i)
        text += static_cast<char>((value >> (8 * i)) & 0xFF);
    return text;
}

std::size_t number(const std::string& message, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value |= std::size_t{static_cast<unsigned char>(message.at(at + i))} << (8 * i);
    }
    return value;
}

/// A field of a message: length, space, offset ([MS-NLMP] 2.2.1.3).
std::string field(const std::string& message, std::size_t at) {
    return message.substr(number(message, at + 4, 4), number(message, at, 2));
}

std::string fromBase64(const std::string& text) {
    std::istringstream in(text);
    Poco::Base64Decoder decoder(in);
    return {std::istreambuf_iterator<char>(decoder), {}};
}

std::string toBase64(const std::string& text) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << text;
    encoder.close();
    return out.str();
}

/// CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2) of a domain.
std::string challengeMessage(const std::string& domain) {
    const std::string name = utf16(domain);
    const std::string info = little(2, 2) + little(name.size(), 2) + name + little(0, 4);
    const std::size_t header = 48;
    return std::string("NTLMSSP\0", 8) + little(2, 4) + little(name.size(), 2) +
           little(name.size(), 2) + little(header, 4) + little(0xA2898205, 4) + serverChallenge +
           little(0, 8) + little(info.size(), 2) + little(info.size(), 2) +
           little(header + name.size(), 4) + name + info;
}

std::string refused(const std::string& offer) {
    return answer(407, "<html>", "Proxy-Authenticate: " + offer + "\r\n");
}

}  // namespace

NtlmGuard::NtlmGuard(std::string domain, std::string user, std::string password)
    : domain_(std::move(domain)), user_(std::move(user)), password_(std::move(password)) {}

std::string NtlmGuard::decide(const std::string& head) const {
    const std::string value = headerIn(head, "Proxy-Authorization");
    if (!value.starts_with("NTLM ")) return refused("NTLM");
    const std::string message = fromBase64(value.substr(5));
    if (message.size() < 12 || !message.starts_with(std::string("NTLMSSP\0", 8))) {
        return refused("NTLM");
    }
    if (number(message, 8, 4) == 1) {
        auto challenge = challengeMessage(domain_);
        if (!sound_) challenge.replace(44, 4, little(0xFFFF'FFFA, 4));
        return refused("NTLM " + toBase64(challenge));
    }
    return proves(message) ? established : refused("NTLM");
}

bool NtlmGuard::proves(const std::string& message) const {
    const std::string proof = field(message, 20);
    if (field(message, 28) != utf16(domain_) || field(message, 36) != utf16(user_) ||
        proof.size() < 16 + 28) {
        return false;
    }
    Poco::MD4Engine md4;
    md4.update(utf16(password_));
    const std::string key = hmacMd5(bytes(md4.digest()), utf16(Poco::toUpper(user_) + domain_));
    return proof.substr(0, 16) == hmacMd5(key, serverChallenge + proof.substr(16));
}

}  // namespace mobilepay::rest::testing
