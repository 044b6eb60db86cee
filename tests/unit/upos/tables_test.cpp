#include "driver/upos/name_table.h"
#include "driver/upos/property_store.h"
#include "driver/upos/property_table.h"

#include <set>

#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::upos;

BOOST_AUTO_TEST_SUITE(upos_tables)

BOOST_AUTO_TEST_CASE(a_control_of_1_9_and_later_finds_all_thirty_names_of_cat) {
    BOOST_TEST(nameTable(Category::cat).size() == 30U);
}

BOOST_AUTO_TEST_CASE(a_control_of_1_15_finds_all_sixty_six_names_of_electronic_value_rw) {
    BOOST_TEST(nameTable(Category::electronicValueRw).size() == 66U);
}

BOOST_AUTO_TEST_CASE(names_stand_in_the_order_of_the_releases_that_brought_them) {
    for (const auto category : {Category::cat, Category::electronicValueRw}) {
        std::int32_t last = 0;
        for (const auto& row : nameTable(category)) {
            BOOST_TEST(row.since >= last, row.name << " comes too late");
            last = row.since;
        }
    }
}

BOOST_AUTO_TEST_CASE(the_counts_of_names_are_those_that_decide_a_release) {
    const auto upTo = [](Category category, std::int32_t version) {
        std::size_t count = 0;
        for (const auto& row : nameTable(category))
            count += row.since <= version ? 1 : 0;
        return count;
    };
    BOOST_TEST(upTo(Category::cat, 1007000) == 20U);
    BOOST_TEST(upTo(Category::cat, 1008000) == 23U);
    BOOST_TEST(upTo(Category::electronicValueRw, 1013000) == 44U);
    BOOST_TEST(upTo(Category::electronicValueRw, 1014000) == 48U);
    BOOST_TEST(upTo(Category::electronicValueRw, 1014100) == 57U);
}

BOOST_AUTO_TEST_CASE(no_name_stands_twice) {
    for (const auto category : {Category::cat, Category::electronicValueRw}) {
        std::set<std::string_view> names;
        for (const auto& row : nameTable(category))
            BOOST_TEST(names.insert(row.name).second);
    }
}

BOOST_AUTO_TEST_CASE(every_property_finds_itself_by_its_index) {
    for (const auto category : {Category::cat, Category::electronicValueRw})
        for (const auto& row : propertyTable()) {
            if (row.in(category).index == 0) continue;
            const auto* found = findProperty(category, row.in(category).index);
            BOOST_REQUIRE(found != nullptr);
            BOOST_TEST(found->name == row.name);
        }
}

BOOST_AUTO_TEST_CASE(rows_stand_where_their_property_says) {
    for (const auto& row : propertyTable())
        BOOST_TEST(rowOf(row.property).name == row.name);
}

BOOST_AUTO_TEST_CASE(an_index_of_the_other_category_finds_nothing) {
    BOOST_TEST(findProperty(Category::cat, 32001) == nullptr);
    BOOST_TEST(findProperty(Category::electronicValueRw, 19001) == nullptr);
    BOOST_TEST(findProperty(Category::cat, 0) == nullptr);
    BOOST_TEST(findProperty(Category::cat, -1) == nullptr);
}

BOOST_AUTO_TEST_CASE(cats_payment_condition_and_sequence_number_are_numbers_among_the_strings) {
    for (const auto index : {1019007, 1019009}) {
        const auto* row = findProperty(Category::cat, index);
        BOOST_REQUIRE(row != nullptr);
        BOOST_TEST((row->type == Type::number));
    }
}

BOOST_AUTO_TEST_CASE(capabilities_are_never_writable_and_have_the_indexes_of_capabilities) {
    for (const auto& row : propertyTable()) {
        if (!row.name.starts_with("Cap")) continue;
        for (const auto& entry : {row.cat, row.electronicValueRw}) {
            if (entry.index == 0) continue;
            BOOST_TEST((entry.access == Access::read));
            BOOST_TEST(entry.index % 1000 >= 500);
        }
    }
}

BOOST_AUTO_TEST_CASE(arguments_must_be_of_the_signatures_number_and_types) {
    const std::vector<Value> sale{std::int32_t{1}, std::int64_t{2}, std::int64_t{0},
                                  std::int32_t{3}};
    BOOST_TEST(argumentsFit("lccl", sale));
    BOOST_TEST(!argumentsFit("lcc", sale));
    BOOST_TEST(!argumentsFit("lccs", sale));
    BOOST_TEST(argumentsFit("", {}));
}

BOOST_AUTO_TEST_CASE(a_method_is_found_by_its_meaning_where_the_category_has_it) {
    BOOST_REQUIRE(findName(Category::cat, Method::authorizeSales) != nullptr);
    BOOST_TEST(findName(Category::cat, Method::authorizeSales)->name == "AuthorizeSales");
    BOOST_TEST(findName(Category::cat, Method::subtractValue) == nullptr);
    BOOST_TEST(findName(Category::electronicValueRw, "SubtractValue") != nullptr);
    BOOST_TEST(findName(Category::electronicValueRw, "Subtract") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_fresh_store_holds_nothing_of_every_type) {
    const PropertyStore store;
    BOOST_TEST(store.number(Property::paymentCondition) == 0);
    BOOST_TEST(!store.flag(Property::asyncMode));
    BOOST_TEST(store.currency(Property::balance) == 0);
    BOOST_TEST(store.text(Property::approvalCode).empty());
}

BOOST_AUTO_TEST_SUITE_END()
