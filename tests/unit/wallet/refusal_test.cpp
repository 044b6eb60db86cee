#include "driver/wallet/v10/refusal.h"

#include "tests/unit/wallet/far_side.h"

#include <algorithm>
#include <map>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::wallet;
using namespace mobilepay::wallet::testing;
using Meaning = Refused::Meaning;
namespace data = boost::unit_test::data;

namespace {

/// v10 API Errors, written down a second time from the reference: status, code, meaning.
struct Row {
    int status;
    const char* code;
    Meaning meaning;
};

const std::vector<Row> documented = {
    {409, "1000", Meaning::pointOfSaleNotFound},
    {409, "1001", Meaning::notFound},
    {409, "1002", Meaning::pointOfSaleNotFound},
    {404, "1004", Meaning::notFound},
    {400, "1099", Meaning::badRequest},
    {400, "1100", Meaning::badRequest},
    {400, "1102", Meaning::amountInvalid},
    {400, "1109", Meaning::badRequest},
    {400, "1110", Meaning::badRequest},
    {400, "1111", Meaning::badRequest},
    {400, "1112", Meaning::badRequest},
    {400, "1113", Meaning::badRequest},
    {400, "1114", Meaning::badRequest},
    {400, "1116", Meaning::badRequest},
    {400, "1117", Meaning::badRequest},
    {400, "1118", Meaning::badRequest},
    {400, "1119", Meaning::badRequest},
    {400, "1120", Meaning::badRequest},
    {400, "1121", Meaning::badRequest},
    {400, "1122", Meaning::badRequest},
    {400, "1151", Meaning::unauthorised},
    {400, "1152", Meaning::badRequest},
    {400, "1153", Meaning::badRequest},
    {400, "1155", Meaning::unauthorised},
    {400, "1156", Meaning::badRequest},
    {400, "1157", Meaning::badRequest},
    {400, "1159", Meaning::unauthorised},
    {400, "1160", Meaning::badRequest},
    {400, "1161", Meaning::badRequest},
    {400, "1162", Meaning::badRequest},
    {400, "1163", Meaning::badRequest},
    {400, "1164", Meaning::badRequest},
    {400, "1182", Meaning::unauthorised},
    {409, "1200", Meaning::alreadyExists},
    {409, "1202", Meaning::alreadyExists},
    {409, "1204", Meaning::pointOfSaleNotFound},
    {409, "1300", Meaning::notCancellable},
    {409, "1301", Meaning::paymentAlreadyActive},
    {409, "1303", Meaning::notPrepared},
    {409, "1304", Meaning::notReserved},
    {409, "1305", Meaning::amountTooHigh},
    {409, "1306", Meaning::keyReused},
    {409, "1307", Meaning::capturedWithOtherAmount},
    {409, "1308", Meaning::partialNotPossible},
    {409, "1351", Meaning::notReserved},
    {409, "1352", Meaning::notCancellable},
    {409, "1354", Meaning::notCaptured},
    {409, "1365", Meaning::currencyDiffers},
    {409, "1366", Meaning::refundWindowPassed},
    {409, "1367", Meaning::amountTooHigh},
    {409, "1368", Meaning::storeBalanceTooLow},
    {403, "1400", Meaning::unauthorised},
    {403, "1401", Meaning::anothers},
    {403, "1402", Meaning::anothers},
    {403, "1403", Meaning::unauthorised},
    {403, "1406", Meaning::anothers},
    {403, "1407", Meaning::anothers},
    {403, "1408", Meaning::anothers},
    {403, "1409", Meaning::unauthorised},
    {403, "1410", Meaning::unauthorised},
    {403, "1411", Meaning::anothers},
};

Refused refusedWith(int status, const std::string& body) {
    ScriptedV10 v10;
    v10.answers(status, body);
    return expect<Refused>(v10.drive(CancelPayment{core::PaymentId(somePayment)}).answer);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(v10_refusals)

BOOST_DATA_TEST_CASE(every_row_of_the_error_table_has_its_meaning,
                     data::xrange(documented.size())) {
    const Row& row = documented[sample];
    const auto refused = refusedWith(
        row.status, R"({"code":")" + std::string(row.code) +
                        R"(","message":"why","correlationId":"113568d5","origin":"PoS"})");
    BOOST_TEST(static_cast<int>(refused.meaning) == static_cast<int>(row.meaning), row.code);
    BOOST_TEST(refused.code == row.code);
    BOOST_TEST(refused.httpStatus == row.status);
    BOOST_TEST(refused.text == "MobilePay answered " + std::to_string(row.status) + " with code " +
                                   row.code + ": why (correlation id 113568d5)");
    BOOST_TEST(!refused.earlierAttemptMayArrive);
}

BOOST_AUTO_TEST_CASE(the_table_has_the_documented_rows_in_order_and_no_others) {
    const auto table = v10::errorTable();
    BOOST_TEST(table.size() == documented.size());
    BOOST_TEST(std::is_sorted(table.begin(), table.end(),
                              [](const auto& a, const auto& b) { return a.code < b.code; }));
}

BOOST_AUTO_TEST_CASE(without_a_code_the_status_speaks) {
    const std::map<int, Meaning> meanings = {
        {400, Meaning::badRequest}, {403, Meaning::unauthorised}, {404, Meaning::notFound},
        {405, Meaning::other},      {409, Meaning::other},        {422, Meaning::other}};
    for (const auto& [status, meaning] : meanings) {
        for (const std::string body : {"", "<html>no</html>", "{}", R"({"code":null})", "[]",
                                       R"({"code":"1","code":"2"})"}) {
            const auto refused = refusedWith(status, body);
            BOOST_TEST(static_cast<int>(refused.meaning) == static_cast<int>(meaning), status);
            BOOST_TEST(refused.code == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_code_is_kept_and_the_status_speaks) {
    const auto refused = refusedWith(409, R"({"code":"1999","message":"new"})");
    BOOST_TEST(static_cast<int>(refused.meaning) == static_cast<int>(Meaning::other));
    BOOST_TEST(refused.code == "1999");
}

BOOST_AUTO_TEST_CASE(names_of_an_error_body_are_read_without_regard_to_case) {
    const auto error = v10::readErrorBody(
        R"({"Code":"1301","MESSAGE":"busy","CorrelationId":"c1","Origin":"PoS"})");
    BOOST_TEST(error.code == "1301");
    BOOST_TEST(error.message == "busy");
    BOOST_TEST(error.correlationId == "c1");
    BOOST_TEST(error.origin == "PoS");
}

BOOST_AUTO_TEST_CASE(a_code_that_comes_as_a_number_is_read) {
    BOOST_TEST(static_cast<int>(refusedWith(409, R"({"code":1301})").meaning) ==
               static_cast<int>(Meaning::paymentAlreadyActive));
}

BOOST_AUTO_TEST_CASE(what_the_server_says_is_cut_and_made_printable) {
    const auto refused =
        refusedWith(400, R"({"code":"\u0000\r\nabcdefghijklmnopqrstuvwxyz","message":")" +
                             std::string(5000, 'm') + R"(\u001b[31m"})");
    BOOST_TEST(refused.code.size() == 16U);
    BOOST_TEST(refused.text.size() < 400U);
    for (const char c : refused.text)
        BOOST_TEST((c >= 0x20 && c < 0x7F));
}

BOOST_AUTO_TEST_CASE(a_second_401_is_a_matter_of_configuration) {
    ScriptedV10 v10;
    v10.answers(401);
    const auto driven = v10.drive(CancelPayment{core::PaymentId(somePayment)});
    const auto refused = expect<Refused>(driven.answer);
    BOOST_TEST(static_cast<int>(refused.meaning) == static_cast<int>(Meaning::unauthorised));
    BOOST_TEST(driven.sent.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
