#include "driver/upos/statistics.h"

#include "driver/upos/faults.h"
#include "include/mobilepay/unifiedpos.h"
#include "tests/unit/upos/till.h"

#include <fstream>

#include <Poco/TemporaryFile.h>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;
using Kind = lane::Verdict::Kind;
using lane::Operation;

namespace {

bool holds(const std::string& xml, const std::string& name, const std::string& value) {
    return xml.find("<Name>" + name + "</Name><Value>" + value + "</Value>") != std::string::npos;
}

std::int32_t refusalOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Refusal& refusal) {
        BOOST_TEST(refusal.status().resultCode == unifiedpos::result::extended);
        return refusal.status().extended;
    }
    return 0;
}

struct Fixture {
    Statistics statistics{Category::cat};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upos_statistics, Fixture)

BOOST_AUTO_TEST_CASE(the_document_is_that_of_unified_pos) {
    const auto xml = statistics.xml("");
    BOOST_TEST(xml.starts_with("<?xml"));
    BOOST_TEST(xml.find("<UPOSStat version=\"1.15.0\"") != std::string::npos);
    BOOST_TEST(xml.find("<DeviceCategory UPOS=\"CAT\"/>") != std::string::npos);
    BOOST_TEST(xml.find("<UnifiedPOSVersion>1.15</UnifiedPOSVersion>") != std::string::npos);
    BOOST_TEST(xml.find("<Event>") < xml.find("<Equipment>"));
    BOOST_TEST(Statistics(Category::electronicValueRw).xml("").find("ElectronicValueRW") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_happens_is_counted) {
    statistics.count(Operation::sale, Kind::approved);
    statistics.count(Operation::sale, Kind::approvedCapturePending);
    statistics.count(Operation::refund, Kind::declined);
    statistics.count(Operation::sale, Kind::notSent);
    const auto xml = statistics.xml("");
    BOOST_TEST(holds(xml, "ApprovedSaleCount", "2"));
    BOOST_TEST(holds(xml, "CapturePendingCount", "1"));
    BOOST_TEST(holds(xml, "DeclinedCount", "1"));
    BOOST_TEST(holds(xml, "ApprovedRefundCount", "0"));
    BOOST_TEST(holds(xml, "CommunicationErrorCount", "1"));
}

BOOST_AUTO_TEST_CASE(names_choose_all_the_standards_the_manufacturers_or_exact_ones) {
    BOOST_TEST(!holds(statistics.xml("U_"), "ApprovedSaleCount", "0"));
    BOOST_TEST(holds(statistics.xml("U_"), "HoursPoweredCount", "0"));
    BOOST_TEST(!holds(statistics.xml("M_"), "HoursPoweredCount", "0"));
    const auto two = statistics.xml("ApprovedSaleCount, TimeoutCount");
    BOOST_TEST(holds(two, "ApprovedSaleCount", "0"));
    BOOST_TEST(holds(two, "TimeoutCount", "0"));
    BOOST_TEST(!holds(two, "DeclinedCount", "0"));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_comes_back_without_a_value) {
    BOOST_TEST(statistics.xml("PaperCutCount").find("<Name>PaperCutCount</Name><Value/>") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(reset_and_update_change_what_is_named_or_nothing) {
    statistics.update("ApprovedSaleCount=5,DeclinedCount=7");
    BOOST_TEST(holds(statistics.xml(""), "ApprovedSaleCount", "5"));
    statistics.reset("ApprovedSaleCount");
    BOOST_TEST(holds(statistics.xml(""), "ApprovedSaleCount", "0"));
    BOOST_TEST(holds(statistics.xml(""), "DeclinedCount", "7"));
    BOOST_TEST(refusalOf([&] { statistics.reset("DeclinedCount,PaperCutCount"); }) ==
               unifiedpos::extended::statisticsError);
    BOOST_TEST(holds(statistics.xml(""), "DeclinedCount", "7"));
    statistics.update("M_=3");
    BOOST_TEST(holds(statistics.xml(""), "TimeoutCount", "3"));
    BOOST_TEST(holds(statistics.xml(""), "CommunicationErrorCount", "0"));
    statistics.reset("");
    BOOST_TEST(holds(statistics.xml(""), "TimeoutCount", "0"));
}

BOOST_AUTO_TEST_CASE(an_assignment_that_is_none_is_refused) {
    for (const auto* wrong : {"ApprovedSaleCount", "ApprovedSaleCount=", "ApprovedSaleCount=1.5",
                              "ApprovedSaleCount=-1", "ApprovedSaleCount=99999999999999999999"})
        BOOST_TEST(
            refusalOf([&] { statistics.update(wrong); }) == unifiedpos::extended::statisticsError,
            wrong);
}

BOOST_AUTO_TEST_CASE(a_device_counts_and_retrieves_through_its_methods) {
    test::Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    std::vector<Value> buffer{std::string("M_")};
    BOOST_TEST(till.device().call(Method::retrieveStatistics, buffer).ok());
    BOOST_TEST(holds(std::get<std::string>(buffer.front()), "ApprovedSaleCount", "1"));
    BOOST_TEST(till.call(Method::resetStatistics, {std::string("nothing")}).extended ==
               unifiedpos::extended::statisticsError);
}

BOOST_AUTO_TEST_CASE(firmware_is_compared_with_a_version_file) {
    const auto compare = [](const std::string& content) {
        const Poco::TemporaryFile file;
        std::ofstream(file.path()) << content;
        test::Till till;
        till.enabled();
        std::vector<Value> arguments{file.path(), std::int32_t{0}};
        const auto status = till.device().call(Method::compareFirmwareVersion, arguments);
        return status.ok() ? std::get<std::int32_t>(arguments.at(1)) : -status.extended;
    };
    BOOST_TEST(compare("MobilePay for UnifiedPOS 0.0.1\n") == unifiedpos::firmware::older);
    BOOST_TEST(compare("MobilePay for UnifiedPOS 999.0.0\r\n") == unifiedpos::firmware::newer);
    BOOST_TEST(compare("something else") == -unifiedpos::extended::firmwareBadFile);
    test::Till till;
    till.enabled();
    BOOST_TEST(till.call(Method::compareFirmwareVersion, {std::string("/nowhere"), 0}).extended ==
               unifiedpos::extended::firmwareBadFile);
    BOOST_TEST(till.call(Method::updateFirmware, {std::string("x")}).resultCode ==
               unifiedpos::result::illegal);
}

BOOST_AUTO_TEST_SUITE_END()
