#define BOOST_TEST_MODULE MobilePayForUnifiedPos
#include <boost/test/unit_test.hpp>
