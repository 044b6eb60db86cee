// The tables of the door against those of the test control, which were typed apart from them from
// the description of the common controls.
#include "driver/upos/name_table.h"
#include "driver/upos/property_table.h"
#include "tests/e2e/opos/control/tables.h"

#include <algorithm>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;

namespace {

std::string plain(std::wstring_view text) {
    std::string narrow;
    for (const wchar_t one : text)
        narrow += static_cast<char>(one);
    return narrow;
}

char letterOf(Type type) {
    return type == Type::flag ? 'b' : type == Type::number ? 'l' : type == Type::text ? 's' : 'c';
}

Category categoryOf(bool cat) {
    return cat ? Category::cat : Category::electronicValueRw;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tables_of_the_control)

BOOST_DATA_TEST_CASE(every_name_has_its_place_signature_and_release,
                     boost::unit_test::data::make({true, false}), cat) {
    const auto ours = nameTable(categoryOf(cat));
    const auto theirs = opos_control::tablesOf(cat).names;
    BOOST_REQUIRE(ours.size() == theirs.size());
    for (std::size_t at = 0; at < ours.size(); ++at) {
        BOOST_TEST(ours[at].name == plain(theirs[at].name));
        BOOST_TEST(ours[at].signature == theirs[at].signature, ours[at].name);
        BOOST_TEST(ours[at].since == theirs[at].since, ours[at].name);
    }
}

BOOST_DATA_TEST_CASE(every_property_has_its_index_type_access_and_release,
                     boost::unit_test::data::make({true, false}), cat) {
    for (const auto& theirs : opos_control::tablesOf(cat).properties) {
        const auto name = plain(theirs.name);
        const auto table = propertyTable();
        const auto ours = std::find_if(table.begin(), table.end(),
                                       [&](const auto& row) { return row.name == name; });
        BOOST_REQUIRE_MESSAGE(ours != table.end(), name);
        const auto& entry = ours->in(categoryOf(cat));
        BOOST_TEST(letterOf(ours->type) == theirs.type, name);
        BOOST_TEST((entry.access == Access::readWrite) == theirs.writable, name);
        BOOST_TEST(entry.since == theirs.since, name);
        if (theirs.index != 0) BOOST_TEST(entry.index == theirs.index, name);
    }
}

BOOST_DATA_TEST_CASE(the_control_knows_every_property, boost::unit_test::data::make({true, false}),
                     cat) {
    const auto theirs = opos_control::tablesOf(cat).properties;
    for (const auto& ours : propertyTable()) {
        if (ours.in(categoryOf(cat)).index == 0) continue;
        BOOST_TEST(
            std::count_if(theirs.begin(), theirs.end(),
                          [&](const auto& row) { return plain(row.name) == ours.name; }) == 1,
            ours.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
