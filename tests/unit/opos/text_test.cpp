#include "driver/opos/text.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(text_goes_there_and_back) {
    const std::string original = "Køb 12,50 € 🍏";
    BSTR text = makeBstr(original);
    BOOST_TEST(utf8Of(text) == original);
    ::SysFreeString(text);
}

BOOST_AUTO_TEST_CASE(no_text_is_empty_text) {
    BOOST_TEST(utf8Of(nullptr).empty());
    BSTR text = makeBstr("");
    BOOST_TEST(::SysStringLen(text) == 0u);
    ::SysFreeString(text);
}

BOOST_AUTO_TEST_CASE(a_zero_inside_is_kept) {
    BSTR text = ::SysAllocStringLen(L"a\0b", 3);
    BOOST_TEST(utf8Of(text) == std::string("a\0b", 3));
    ::SysFreeString(text);
}

BOOST_AUTO_TEST_CASE(half_a_pair_is_replaced) {
    BSTR text = ::SysAllocStringLen(L"\xd83c", 1);
    BOOST_TEST(utf8Of(text) == "\xef\xbf\xbd");
    ::SysFreeString(text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
