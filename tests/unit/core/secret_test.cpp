#include "driver/core/secret.h"

#include <cstring>
#include <memory>
#include <sstream>

#include <boost/test/unit_test.hpp>

using mobilepay::core::Secret;

BOOST_AUTO_TEST_SUITE(secrets)

BOOST_AUTO_TEST_CASE(printing_a_secret_prints_three_stars) {
    std::ostringstream out;
    out << Secret("correct horse") << ' ' << Secret();
    BOOST_TEST(out.str() == "*** ***");
}

BOOST_AUTO_TEST_CASE(only_reveal_hands_the_text_out) {
    static_assert(!std::is_convertible_v<Secret, std::string>);
    static_assert(!std::is_convertible_v<std::string, Secret>);
    BOOST_TEST(Secret("abc").reveal() == "abc");
    BOOST_TEST(Secret().empty());
}

BOOST_AUTO_TEST_CASE(a_secret_is_copied_moved_and_assigned_like_a_text) {
    const std::string longText(200, 's');
    Secret a(longText);
    Secret b = a;
    BOOST_TEST(b.reveal() == longText);
    Secret c("short");
    c = b;
    BOOST_TEST(c.reveal() == longText);
    b = Secret("other");
    BOOST_TEST(b.reveal() == "other");
    a = std::move(c);
    BOOST_TEST(a.reveal() == longText);
    Secret& self = a;
    a = self;
    BOOST_TEST(a.reveal() == longText);
}

BOOST_AUTO_TEST_CASE(the_memory_of_a_destroyed_secret_holds_no_text) {
    // Short enough to lie inside the object, whose storage outlives it here.
    alignas(Secret) unsigned char storage[sizeof(Secret)];
    auto* secret = new (storage) Secret(std::string("hunter2secret"));
    secret->~Secret();
    const std::string bytes(reinterpret_cast<const char*>(storage), sizeof storage);
    BOOST_TEST(bytes.find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_secret_that_was_moved_away_leaves_nothing_behind) {
    Secret from(std::string("hunter2secret"));
    Secret to;
    to = std::move(from);
    const std::string bytes(reinterpret_cast<const char*>(&from), sizeof from);
    BOOST_TEST(bytes.find("hunter2") == std::string::npos);
    BOOST_TEST(to.reveal() == "hunter2secret");
}

BOOST_AUTO_TEST_SUITE_END()
