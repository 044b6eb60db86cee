#include "driver/upos/name_table.h"
#include "tests/unit/opos/session.h"

#include <boost/test/unit_test.hpp>

namespace mobilepay::opos {
namespace {

void everyNameResolves(Category category, std::size_t count) {
    Session session(category);
    const auto names = upos::nameTable(category);
    BOOST_TEST(names.size() == count);
    for (const auto& row : names) {
        const std::wstring name(row.name.begin(), row.name.end());
        BOOST_TEST(session.calls.find(name.c_str()) != DISPID_UNKNOWN, row.name);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(the_30_names_of_a_cat_resolve) {
    everyNameResolves(Category::cat, 30);
}

BOOST_AUTO_TEST_CASE(the_66_names_of_an_electronic_value_reader_writer_resolve) {
    everyNameResolves(Category::electronicValueRw, 66);
}

BOOST_AUTO_TEST_CASE(a_control_that_wants_to_know_why_an_open_failed_finds_the_name) {
    Session session;
    BOOST_TEST(session.calls.find(L"GetOpenResult") != DISPID_UNKNOWN);
}

BOOST_AUTO_TEST_CASE(names_are_found_whatever_their_case) {
    Session session;
    BOOST_TEST(session.calls.find(L"authorizesales") == session.calls.find(L"AuthorizeSales"));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_unknown) {
    Session session;
    LPOLESTR names[] = {const_cast<LPOLESTR>(L"AuthorizeSale")};
    DISPID id = 5;
    BOOST_TEST(session.object->GetIDsOfNames(IID_NULL, names, 1, 0, &id) == DISP_E_UNKNOWNNAME);
    BOOST_TEST(id == DISPID_UNKNOWN);
    BOOST_TEST(session.calls.find(L"AuthorizeSalesX") == DISPID_UNKNOWN);
}

BOOST_AUTO_TEST_CASE(a_cat_has_no_names_of_the_other_category) {
    Session session;
    BOOST_TEST(session.calls.find(L"SubtractValue") == DISPID_UNKNOWN);
}

BOOST_AUTO_TEST_CASE(only_unknown_and_dispatch_are_interfaces_of_it) {
    Session session;
    void* found = nullptr;
    BOOST_TEST(session.object->QueryInterface(IID_IUnknown, &found) == S_OK);
    session.object->Release();
    BOOST_TEST(session.object->QueryInterface(IID_IClassFactory, &found) == E_NOINTERFACE);
    BOOST_TEST(found == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace mobilepay::opos
