#include "driver/opos/text.h"
#include "tests/unit/opos/session.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {

BOOST_AUTO_TEST_SUITE(invoke)

BOOST_AUTO_TEST_CASE(a_sale_reaches_the_device_as_the_control_sends_it) {
    Session session;
    std::vector<Value> seen;
    session.device->onCall = [&](Method method, std::span<Value> arguments) -> Status {
        BOOST_TEST((method == Method::authorizeSales));
        seen.assign(arguments.begin(), arguments.end());
        return {};
    };
    BOOST_TEST(session.sell(1234500) == 0);
    BOOST_TEST((seen == std::vector<Value>{7, std::int64_t{1234500}, std::int64_t{0}, 60000}));
}

BOOST_AUTO_TEST_CASE(the_largest_currency_loses_nothing) {
    Session session;
    std::int64_t seen = 0;
    session.device->onCall = [&](Method, std::span<Value> arguments) -> Status {
        seen = std::get<std::int64_t>(arguments[1]);
        return {};
    };
    BOOST_TEST(session.sell(9223372036854775807) == 0);
    BOOST_TEST(seen == 9223372036854775807);
}

BOOST_AUTO_TEST_CASE(a_floating_point_number_is_no_amount) {
    Session session;
    VARIANT real;
    ::VariantInit(&real);
    real.vt = VT_R8;
    real.dblVal = 1.5;
    const auto code = session.calls.invoke(
        L"AuthorizeSales", {longArgument(7), real, currencyArgument(0), longArgument(-1)});
    BOOST_TEST(code == DISP_E_TYPEMISMATCH);
    BOOST_TEST(session.device->asked.empty());
}

BOOST_AUTO_TEST_CASE(a_text_is_an_amount_as_far_as_it_loses_nothing) {
    Session session;
    const auto sell = [&](const wchar_t* amount) {
        return session.calls.invoke(L"AuthorizeSales", {longArgument(1), textArgument(amount),
                                                        currencyArgument(0), longArgument(60000)});
    };
    std::int64_t seen = 0;
    session.device->onCall = [&](Method, std::span<Value> arguments) -> Status {
        seen = std::get<std::int64_t>(arguments[1]);
        return {};
    };
    BOOST_TEST(sell(L"12.5") == S_OK);
    BOOST_TEST(seen == 125000);
    BOOST_TEST(sell(L"12.50004") == DISP_E_TYPEMISMATCH);
    BOOST_TEST(sell(L"12.5000400000") == DISP_E_TYPEMISMATCH);
    BOOST_TEST(session.device->asked.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_reference_to_nothing_is_refused) {
    Session session;
    VARIANT nothing;
    nothing.vt = VT_BYREF | VT_VARIANT;
    nothing.pvarVal = nullptr;
    BOOST_TEST(session.calls.invoke(L"RetrieveStatistics", {nothing}) == DISP_E_TYPEMISMATCH);
    BOOST_TEST(session.device->asked.empty());
}

BOOST_AUTO_TEST_CASE(an_exception_is_a_failure_that_the_result_code_tells_too) {
    Session session;
    session.configuration = []() -> Configuration { throw 42; };
    BOOST_TEST(session.open() == 111);
    BOOST_TEST(session.calls.property(6) == 111);
}

BOOST_AUTO_TEST_CASE(too_few_arguments_are_refused) {
    Session session;
    BOOST_TEST(session.calls.invoke(L"AuthorizeSales", {longArgument(7)}) == DISP_E_BADPARAMCOUNT);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_the_result_and_the_result_code) {
    Session session;
    session.device->answer = {114, 92, "the network is away"};
    BOOST_TEST(session.sell(100) == 114);
    BOOST_TEST(session.calls.property(6) == 114);
    BOOST_TEST(session.calls.property(7) == 92);
    session.device->answer = {};
    session.calls.invoke(L"SetPropertyNumber", {longArgument(19001), longArgument(1)});
    BOOST_TEST(session.calls.result.vt == VT_EMPTY);
    BOOST_TEST(session.calls.property(6) == 0);
}

BOOST_AUTO_TEST_CASE(direct_io_changes_both_of_its_arguments) {
    Session session;
    session.device->onCall = [](Method, std::span<Value> arguments) -> Status {
        BOOST_TEST(std::get<std::int32_t>(arguments[0]) == 8);
        BOOST_TEST(std::get<std::string>(arguments[2]) == "før");
        arguments[1] = 3;
        arguments[2] = "række";
        return {};
    };
    LONG data = 1;
    BSTR text = ::SysAllocString(L"før");
    VARIANT dataArgument;
    dataArgument.vt = VT_BYREF | VT_I4;
    dataArgument.plVal = &data;
    VARIANT place;
    place.vt = VT_BYREF | VT_BSTR;
    place.pbstrVal = &text;
    BOOST_TEST(session.calls.number(L"DirectIO", {longArgument(8), dataArgument, place}) == 0);
    BOOST_TEST(data == 3);
    BOOST_TEST(utf8Of(text) == "række");
    ::SysFreeString(text);
}

BOOST_AUTO_TEST_CASE(variants_of_a_script_are_changed_in_place) {
    Session session;
    session.device->onCall = [](Method, std::span<Value> arguments) -> Status {
        arguments[0] = "<xml/>";
        return {};
    };
    VARIANT script = textArgument(L"U_");
    VARIANT argument;
    argument.vt = VT_BYREF | VT_VARIANT;
    argument.pvarVal = &script;
    BOOST_TEST(session.calls.number(L"RetrieveStatistics", {argument}) == 0);
    BOOST_TEST(utf8Of(script.bstrVal) == "<xml/>");
    ::VariantClear(&script);
}

BOOST_AUTO_TEST_CASE(amounts_come_back_as_currency) {
    Session session;
    session.device->amounts[19902] = 990000;
    BOOST_TEST(session.calls.invoke(L"GetSettledAmount", {}) == S_OK);
    BOOST_TEST(session.calls.result.vt == VT_CY);
    BOOST_TEST(session.calls.result.cyVal.int64 == 990000);
}

BOOST_AUTO_TEST_CASE(an_amount_is_set_by_its_method) {
    Session session(Category::electronicValueRw);
    BOOST_TEST(session.calls.invoke(L"SetAmount", {currencyArgument(50000)}) == S_OK);
    BOOST_TEST((session.device->asked == std::vector<std::string>{"set 32901=50000"}));
}

BOOST_AUTO_TEST_CASE(a_number_at_an_index_of_strings_is_a_number) {
    Session session;
    session.device->numbers[1019007] = 111;
    BOOST_TEST(session.calls.property(1019007) == 111);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_an_empty_string_and_never_a_failure) {
    Session session;
    BOOST_TEST(session.calls.invoke(L"GetPropertyString", {longArgument(1019999)}) == S_OK);
    BOOST_TEST(session.calls.result.vt == VT_BSTR);
    BOOST_TEST(::SysStringLen(session.calls.result.bstrVal) == 0u);
    BOOST_TEST(session.calls.property(6) == 0);
}

BOOST_AUTO_TEST_CASE(a_container_freezes_without_touching_the_result_code) {
    Session session;
    session.device->answer = {106, 0, "no"};
    session.sell(1);
    VARIANT yes;
    yes.vt = VT_BOOL;
    yes.boolVal = VARIANT_TRUE;
    BOOST_TEST(session.calls.number(L"COFreezeEvents", {yes}) == 0);
    BOOST_TEST(session.device->asked.back() == "freeze");
    BOOST_TEST(session.calls.property(6) == 106);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
