#define BOOST_TEST_MODULE MobilePayForUnifiedPos
#include <cstdlib>
#include <locale>

#include <boost/test/unit_test.hpp>

namespace {

/// Takes the locale of the environment when the run is meant to have one, as a till program would:
/// for C and for C++ streams.
struct LocaleOfTheRun {
    LocaleOfTheRun() {
        if (std::getenv("MOBILEPAY_TEST_LOCALE")) std::locale::global(std::locale(""));
    }
};

}  // namespace

BOOST_TEST_GLOBAL_CONFIGURATION(LocaleOfTheRun);
