#include "driver/opos/registration.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {
namespace {

bool names(const std::vector<std::wstring>& keys, const wchar_t* end) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::wstring& key) { return key.ends_with(end); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unregistering)

BOOST_AUTO_TEST_CASE(the_last_dll_takes_names_and_event_source_with_it) {
    const auto keys = sharedKeysToRemove(false);
    BOOST_TEST(keys.size() == 3u);
    BOOST_TEST(names(keys, L"\\Classes\\MobilePay.CAT"));
    BOOST_TEST(names(keys, L"\\Classes\\MobilePay.ElectronicValueRW"));
    BOOST_TEST(names(keys, L"\\Application\\MobilePay for UnifiedPOS"));
}

BOOST_AUTO_TEST_CASE(what_the_other_bitness_needs_stays) {
    BOOST_TEST(sharedKeysToRemove(true).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
