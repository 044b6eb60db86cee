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

class HandClock final : public core::Clock {
public:
    core::MonoTime monotonic() const override { return now; }
    core::WallTime wall() const override { return {}; }
    core::MonoTime now{core::Milliseconds{5000}};
};

constexpr core::Milliseconds hour = std::chrono::hours{1};

struct Fixture {
    std::shared_ptr<HandClock> clock = std::make_shared<HandClock>();
    Statistics statistics{Category::cat, clock};
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
    BOOST_TEST(Statistics(Category::electronicValueRw, clock).xml("").find("ElectronicValueRW") !=
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

BOOST_AUTO_TEST_CASE(hours_count_while_the_device_is_switched_on) {
    clock->now = clock->now + 3 * hour;
    BOOST_TEST(holds(statistics.xml(""), "HoursPoweredCount", "0"));
    statistics.switchedOn();
    clock->now = clock->now + 2 * hour + hour / 2;
    BOOST_TEST(holds(statistics.xml(""), "HoursPoweredCount", "2"));
    statistics.switchedOff();
    clock->now = clock->now + 3 * hour;
    statistics.switchedOn();
    clock->now = clock->now + hour / 2;
    BOOST_TEST(holds(statistics.xml(""), "HoursPoweredCount", "3"));
    statistics.update("HoursPoweredCount=7");
    clock->now = clock->now + hour;
    BOOST_TEST(holds(statistics.xml("U_"), "HoursPoweredCount", "8"));
}

BOOST_AUTO_TEST_CASE(what_was_counted_comes_back_to_the_second_from_its_text) {
    statistics.count(Operation::sale, Kind::approved);
    statistics.switchedOn();
    clock->now = clock->now + hour - std::chrono::seconds{1};
    Statistics next(Category::cat, clock);
    next.restore(statistics.text());
    BOOST_TEST(holds(next.xml(""), "ApprovedSaleCount", "1"));
    BOOST_TEST(holds(next.xml(""), "HoursPoweredCount", "0"));
    next.switchedOn();
    clock->now = clock->now + std::chrono::seconds{1};
    BOOST_TEST(holds(next.xml(""), "HoursPoweredCount", "1"));
}

BOOST_AUTO_TEST_CASE(damaged_text_is_passed_over) {
    statistics.restore("ApprovedSaleCount=3,=,PaperCutCount=4,DeclinedCount=x,TimeoutCount,,=-1");
    BOOST_TEST(holds(statistics.xml(""), "ApprovedSaleCount", "3"));
    BOOST_TEST(holds(statistics.xml(""), "DeclinedCount", "0"));
    statistics.restore("");
    BOOST_TEST(holds(statistics.xml(""), "ApprovedSaleCount", "3"));
}

BOOST_AUTO_TEST_CASE(statistics_outlive_the_device) {
    test::Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.device().close().ok());
    till.enabled();
    std::vector<Value> buffer{std::string("ApprovedSaleCount")};
    BOOST_TEST(till.device().call(Method::retrieveStatistics, buffer).ok());
    BOOST_TEST(holds(std::get<std::string>(buffer.front()), "ApprovedSaleCount", "1"));
    auto other = till.lane().recall("statistics.CAT").value_or("");
    BOOST_TEST(other.find("ApprovedSaleCount=1") != std::string::npos);
    BOOST_TEST(!till.lane().recall("statistics.ElectronicValueRW"));
}

BOOST_AUTO_TEST_CASE(what_the_application_sets_is_kept_at_once_and_sales_are_not) {
    test::Till till;
    till.enabled();
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.sale().ok());
    BOOST_TEST(till.lane().kept() == 0);
    BOOST_TEST(till.call(Method::updateStatistics, {std::string("DeclinedCount=9")}).ok());
    BOOST_TEST(till.lane().kept() == 1);
    BOOST_TEST(till.lane().recall("statistics.CAT").value_or("").find("DeclinedCount=9") !=
               std::string::npos);
    BOOST_TEST(till.call(Method::resetStatistics, {std::string("")}).ok());
    BOOST_TEST(till.lane().kept() == 2);
}

BOOST_AUTO_TEST_CASE(statistics_that_cannot_be_kept_keep_no_device_enabled) {
    test::Till till;
    till.enabled();
    till.lane().remembersNothing();
    BOOST_TEST(till.call(Method::resetStatistics, {std::string("")}).extended ==
               unifiedpos::detail::journal);
    BOOST_TEST(till.set(Property::deviceEnabled, 0).ok());
    BOOST_TEST(till.device().release().ok());
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
        std::ofstream(file.path(), std::ios::binary) << content;
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
