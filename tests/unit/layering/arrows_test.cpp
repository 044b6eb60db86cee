#include "tests/unit/layering/arrows.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay::layering;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(table_of_arrows)

BOOST_DATA_TEST_CASE(
    an_arrow_of_the_design_is_open,
    data::make({"driver/javapos/cat.cpp", "driver/upos/cat.cpp", "driver/lane/lane.cpp",
                "driver/lane/lane.h", "driver/flow/sale.cpp", "driver/flow/sale.cpp",
                "driver/wallet/v10/poll.cpp", "driver/wallet/v10/poll.cpp", "registry/check.cpp",
                "installer/ctl/sale.cpp", "adapters/plain/plain.c", "tests/unit/flow/x.cpp"}) ^
        data::make({"driver/upos/device.h", "driver/lane/lane.h", "driver/wallet/v10/wallet.h",
                    "registry/profile.h", "driver/wallet/calls.h", "driver/journal/record.h",
                    "driver/wallet/wallet.h", "driver/rest/call.h", "driver/core/text.h",
                    "driver/lane/lane.h", "include/mobilepay/adapter.h", "driver/flow/sale.h"}),
    file, included) {
    BOOST_TEST(objection(file, included, true) == "");
}

BOOST_DATA_TEST_CASE(
    any_other_is_closed,
    data::make({"driver/javapos/cat.cpp", "driver/lane/lane.cpp", "driver/flow/sale.cpp",
                "driver/flow/sale.cpp", "driver/wallet/v10/a.cpp", "driver/journal/a.cpp",
                "registry/check.cpp", "installer/ctl/sale.cpp", "installer/ctl/sale.cpp",
                "adapters/plain/a.cpp", "adapters/plain/a.cpp", "include/mobilepay/a.h",
                "driver/core/a.cpp", "driver/rest/a.cpp", "driver/lane/a.cpp", "driver/new/a.cpp",
                "driver/upos/a.cpp"}) ^
        data::make({"driver/lane/lane.h", "driver/upos/device.h", "driver/wallet/wallet.h",
                    "driver/journal/journal.h", "driver/wallet/training/a.h", "driver/rest/http.h",
                    "driver/lane/lane.h", "driver/journal/journal.h", "driver/upos/device.h",
                    "driver/core/text.h", "adapters/nfc/a.h", "driver/core/text.h",
                    "registry/profile.h", "driver/wallet/wallet.h", "lane.h", "driver/core/text.h",
                    "driver/wallet/wallet.h"}),
    file, included) {
    BOOST_TEST(objection(file, included, true) != "");
}

BOOST_DATA_TEST_CASE(
    libraries_stay_where_they_belong,
    data::make({"driver/core/a.cpp", "driver/flow/a.cpp", "driver/flow/a.cpp", "driver/lane/a.cpp",
                "driver/wallet/v10/a.cpp", "driver/lane/a.cpp", "driver/rest/a.cpp",
                "driver/rest/a.cpp", "driver/upos/a.cpp", "include/mobilepay/a.h"}) ^
        data::make({"Poco/UUID.h", "mutex", "Poco/JSON/Object.h", "Poco/Net/HTTPClientSession.h",
                    "Poco/Net/HTTPRequest.h", "sqlite3.h", "windows.h", "sys/socket.h", "jni.h",
                    "openssl/ssl.h"}),
    file, included) {
    BOOST_TEST(objection(file, included, false) != "");
}

BOOST_DATA_TEST_CASE(
    libraries_are_free_where_they_belong,
    data::make({"driver/rest/a.cpp", "driver/journal/a.cpp", "driver/core/random_windows.cpp",
                "driver/lane/lock_linux.cpp", "driver/javapos/a.cpp", "driver/opos/a.cpp",
                "driver/flow/a.cpp", "driver/core/a.cpp", "tests/simulator/server/a.cpp"}) ^
        data::make({"Poco/Net/HTTPSClientSession.h", "sqlite3.h", "windows.h", "sys/file.h",
                    "jni.h", "windows.h", "vector", "gsl/gsl", "Poco/Net/TCPServer.h"}),
    file, included) {
    BOOST_TEST(objection(file, included, false) == "");
}

BOOST_AUTO_TEST_CASE(nothing_below_the_doors_speaks_unifiedpos) {
    BOOST_TEST(objectionToLine("driver/lane/a.cpp", "namespace mobilepay::upos {") != "");
    BOOST_TEST(objectionToLine("driver/flow/a.cpp", "return OPOS_E_TIMEOUT;") != "");
    BOOST_TEST(objectionToLine("driver/upos/a.cpp", "namespace mobilepay::upos {") == "");
    BOOST_TEST(objectionToLine("driver/lane/a.cpp", "int purposeful = 1;") == "");
}

BOOST_AUTO_TEST_CASE(nothing_that_is_destroyed_belongs_to_a_thread) {
    BOOST_TEST(objectionToLine("tests/e2e/a.cpp", "static thread_local std::map<int, int> a;") !=
               "");
    BOOST_TEST(objectionToLine("driver/rest/a.cpp", "thread_local const Folder folder;") != "");
    BOOST_TEST(objectionToLine("driver/rest/a.cpp", "static thread_local const unsigned a = 1;") ==
               "");
    BOOST_TEST(objectionToLine("tests/e2e/a.cpp", "thread_local Object* pending = nullptr;") == "");
}

BOOST_AUTO_TEST_SUITE_END()
