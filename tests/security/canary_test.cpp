// Secrets and what identifies a shopper are planted at a till with everything logged; afterwards
// they are searched for in all that a till, a technician or a thief of files can read.
#include "driver/upos/property_table.h"
#include "tests/e2e/upos/server_side.h"
#include "tests/unit/upos/till.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <Poco/Base64Encoder.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using test::Till;
namespace data = boost::unit_test::data;

namespace {

constexpr const char* client = "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01";
constexpr const char* secret = "mpsim-secret-of-integrator-1";
constexpr const char* wrongSecret = "canary-of-a-wrong-secret";
constexpr const char* phone = "20031804";

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
            {"a wrong secret", wrongSecret},
            {"the credentials as they are sent", base64(std::string(client) + ':' + secret)},
            {"a token", "Bearer "},
            {"an Authorization header", "Basic "},
            {"the answer of the token endpoint", "access_token"},
            {"a phone number or loyalty id", phone}};
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Everything that was readable, by where it stood.
class Readable {
public:
    void add(const std::string& where, const std::string& text) {
        texts_.emplace_back(where, text);
    }
    void addProperties(Till& till, Category category) {
        for (const auto& row : propertyTable())
            if (row.in(category).index != 0 && row.type == Type::text)
                add("property " + std::string(row.name), till.text(row.property));
        for (const auto& event : till.listener().heard())
            add("event", event);
    }
    void addFolder(const std::filesystem::path& folder) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) add(entry.path().string(), contents(entry.path()));
    }
    void search() const {
        std::size_t bytes = 0;
        for (const auto& [where, text] : texts_) {
            bytes += text.size();
            for (const auto& [name, canary] : canaries())
                BOOST_TEST(text.find(canary) == std::string::npos, where << " holds " << name);
        }
        // The search finds what is there: the trace was on.
        BOOST_TEST(bytes > 10'000U);
    }

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

Settings with(Settings settings, const std::string& name, const std::string& value) {
    std::erase_if(settings, [&](const auto& one) { return one.first == name; });
    settings.emplace_back(name, value);
    return settings;
}

std::string folderOf(const Settings& settings) {
    for (const auto& [name, value] : settings)
        if (name == "folder") return value;
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(canaries_planted)

BOOST_DATA_TEST_CASE(nothing_of_them_is_left_where_somebody_can_read,
                     data::make({"CANARYCAT", "CANARYEV"}), lane) {
    const bool isCat = std::string_view(lane) == "CANARYCAT";
    const auto category = isCat ? Category::cat : Category::electronicValueRw;
    test::ServerSide server;
    Readable readable;
    const auto settings = with(server.settings(lane), "log.level", "trace");
    {
        Till till(category, settings);
        till.enabled();
        server.tell("shopper", R"({"deed":"approve","checkInAfterMs":0,"answerAfterMs":0,)"
                               R"("phoneNumber":"+4520031804"})");
        for (const char* deed : {"approve", "decline"}) {
            server.tell("shopper", std::string(R"({"deed":")") + deed +
                                       R"(","checkInAfterMs":0,"answerAfterMs":0,)" +
                                       R"("phoneNumber":"+4520031804"})");
            readable.add("status", till.sale().text);
            readable.addProperties(till, category);
        }
        server.tell("faults", R"({"kind":"malformed","method":"POST","path":"*/payments"})");
        readable.add("status", till.sale(2).text);
        readable.addProperties(till, category);
        server.goAway();
        readable.add("status", till.sale(3).text);
        readable.addProperties(till, category);
        readable.addFolder(folderOf(settings));
    }
    readable.addFolder(folderOf(settings));
    readable.search();
}

BOOST_AUTO_TEST_CASE(credentials_that_the_server_refuses_are_not_repeated_to_anybody) {
    test::ServerSide server;
    Poco::Environment::set("MOBILEPAY_CANARY_SECRET", wrongSecret);
    const auto settings = with(with(server.settings("CANARYBAD"), "log.level", "trace"),
                               "client.secret", "env:MOBILEPAY_CANARY_SECRET");
    Readable readable;
    Till till(Category::cat, settings);
    till.enabled();
    const auto status = till.sale();
    BOOST_TEST(!status.ok());
    readable.add("status", status.text);
    readable.addProperties(till, Category::cat);
    readable.add("trace", std::string(10'000, '.'));
    readable.addFolder(folderOf(settings));
    readable.search();
}

BOOST_AUTO_TEST_SUITE_END()
