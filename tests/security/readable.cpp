#include "tests/security/readable.h"

#include "driver/upos/property_table.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include <Poco/Base64Encoder.h>
#include <boost/test/unit_test.hpp>

namespace mobilepay::security {
namespace {

constexpr const char* client = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
constexpr const char* secret = "mpsim-secret-of-integrator-1";

std::string base64(const std::string& text) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << text;
    encoder.close();
    return out.str();
}

/// What must be nowhere, with its name.
std::vector<std::pair<std::string, std::string>> canaries() {
    return {{"the client's secret", secret},
            {"the broker's secret", "mpsim-secret-of-broker"},
            {"the credentials as they are sent", base64(std::string(client) + ':' + secret)},
            {"a token", "Bearer "},
            {"an access token", "mpsim-token-"},
            {"a customer or receipt token", "c0ffee0000"},
            {"an Authorization header", "Basic "},
            {"the answer of the token endpoint", "access_token"},
            {"a phone number or loyalty id", "20031804"}};
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void Readable::addProperties(upos::test::Till& till, Category category) {
    for (const auto& row : upos::propertyTable())
        if (row.in(category).index != 0 && row.type == upos::Type::text)
            add("property " + std::string(row.name), till.text(row.property));
    for (const auto& event : till.listener().heard())
        add("event", event);
}

void Readable::addFolder(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) add(entry.path().string(), contents(entry.path()));
}

std::size_t Readable::bytes() const {
    std::size_t sum = 0;
    for (const auto& [where, text] : texts_)
        sum += text.size();
    return sum;
}

void Readable::search(const std::vector<std::string>& planted) const {
    auto words = canaries();
    for (const auto& word : planted)
        words.emplace_back("what was planted", word);
    for (const auto& [where, text] : texts_)
        for (const auto& [name, canary] : words)
            BOOST_TEST(text.find(canary) == std::string::npos, where << " holds " << name);
}

Settings with(Settings settings, const std::string& name, const std::string& value) {
    std::erase_if(settings, [&](const auto& one) { return one.first == name; });
    if (!value.empty()) settings.emplace_back(name, value);
    return settings;
}

std::string folderOf(const Settings& settings) {
    for (const auto& [name, value] : settings)
        if (name == "folder") return value;
    return {};
}

}  // namespace mobilepay::security
