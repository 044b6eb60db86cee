#include "driver/rest/answer_reader.h"

#include "driver/rest/broken.h"
#include "tests/unit/rest/seeded_random.h"

#include <string>
#include <string_view>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace mobilepay;
using namespace mobilepay::rest;
namespace data = boost::unit_test::data;

namespace {

TransportSettings limits() {
    TransportSettings settings;
    settings.maxHeaderBytes = 400;
    settings.maxHeaders = 10;
    settings.maxBodyBytes = 50;
    return settings;
}

AnswerReader reader(AnswerReader::To to = AnswerReader::To::request) {
    return {limits(), to};
}

/// Fed in pieces of that size; the answer.
HttpResponse readIn(std::size_t piece, const std::string& bytes) {
    AnswerReader reading = reader();
    for (std::size_t at = 0; at < bytes.size() && !reading.done(); at += piece) {
        reading.feed(std::string_view(bytes).substr(at, piece));
    }
    if (!reading.done()) reading.end();
    return reading.take();
}

bool breaksWith(HttpFailure::Kind kind, const std::string& bytes) {
    try {
        readIn(bytes.size(), bytes);
    } catch (const Broken& broken) {
        return broken.kind() == kind;
    }
    return false;
}

bool refused(const std::string& bytes) {
    return breaksWith(HttpFailure::Kind::limit, bytes);
}

const std::string ok = "HTTP/1.1 200 OK\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_reader)

BOOST_DATA_TEST_CASE(however_the_bytes_come_the_answer_is_the_same,
                     data::make<std::size_t>({1, 2, 3, 7, 1000}), piece) {
    const HttpResponse fixed = readIn(piece, ok + "Content-Length: 5\r\nA: b\r\n\r\nhello");
    BOOST_TEST(fixed.status == 200);
    BOOST_TEST(fixed.body == "hello");
    BOOST_TEST(*find(fixed.headers, "a") == "b");
    const HttpResponse chunked =
        readIn(piece, ok + "Transfer-Encoding: Chunked\r\n\r\n"
                           "3;name=\"x\"\r\nhel\r\n02 \r\nlo\r\n0\r\nTrailer: t\r\n\r\n");
    BOOST_TEST(chunked.body == "hello");
    const HttpResponse untilClose = readIn(piece, ok + "\r\nhello");
    BOOST_TEST(untilClose.body == "hello");
    const HttpResponse interim =
        readIn(piece, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + ok +
                          "Content-Length: 0\r\n\r\n");
    BOOST_TEST(interim.status == 200);
}

BOOST_AUTO_TEST_CASE(answers_without_body_end_with_their_head) {
    for (const char* const status : {"204 No", "304 Not"}) {
        AnswerReader reading = reader();
        reading.feed("HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 7\r\n\r\n");
        BOOST_TEST(reading.done());
        BOOST_TEST(reading.reusable());
    }
    AnswerReader tunnel = reader(AnswerReader::To::connect);
    tunnel.feed(ok + "Transfer-Encoding: chunked\r\n\r\n");
    BOOST_TEST(tunnel.done());
}

BOOST_DATA_TEST_CASE(
    what_is_no_whole_well_formed_answer_is_refused,
    data::make({"SSH-2.0-x\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "<html>",
                "\r\n\r\n",
                "HTTP/1.1 99 x\r\n\r\n",
                "HTTP/1.1 600 x\r\n\r\n",
                "HTTP/1.1 abc x\r\n\r\n",
                "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1  200\r\n\r\n",
                "HTTP/1.9 200 x\r\n\r\n",
                "HTTP/1.1200 OK\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                "ffffffffffffffff\r\n"}),
    bytes) {
    BOOST_TEST(refused(bytes));
}

BOOST_AUTO_TEST_CASE(a_status_that_nobody_has_named_is_passed_on) {
    BOOST_TEST(readIn(9, "HTTP/1.1 520 Web Server\r\nContent-Length: 0\r\n\r\n").status == 520);
    BOOST_TEST(readIn(9, "HTTP/1.1 299\r\nContent-Length: 0\r\n\r\n").status == 299);
}

BOOST_AUTO_TEST_CASE(equal_lengths_named_twice_are_one) {
    BOOST_TEST(readIn(9, ok + "Content-Length: 2, 2\r\n\r\nab").body == "ab");
}

BOOST_AUTO_TEST_CASE(limits_hold_for_each_part) {
    BOOST_TEST(refused(ok + "A: " + std::string(400, 'x') + "\r\n\r\n"));
    BOOST_TEST(refused(ok + "A: " + std::string(400, 'x')));  // not even its end is waited for
    std::string many = ok;
    for (int i = 0; i < 11; ++i)
        many += "A: b\r\n";
    BOOST_TEST(refused(many + "\r\n"));
    BOOST_TEST(refused(ok + "Content-Length: 51\r\n\r\n"));
    BOOST_TEST(refused(ok + "\r\n" + std::string(51, 'x')));
    BOOST_TEST(refused(ok + "Transfer-Encoding: chunked\r\n\r\n28\r\n" + std::string(40, 'x') +
                       "\r\n28\r\n"));
    BOOST_TEST(refused(ok + "Transfer-Encoding: chunked\r\n\r\n" + std::string(400, '0')));
    BOOST_TEST(refused(ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + std::string(400, 't')));
    std::string interims;
    for (int i = 0; i < 20; ++i)
        interims += "HTTP/1.1 100 Continue\r\n\r\n";
    BOOST_TEST(refused(interims));
    BOOST_TEST(readIn(9, ok + "Content-Length: 50\r\n\r\n" + std::string(50, 'x')).body.size() ==
               50U);
}

BOOST_DATA_TEST_CASE(a_line_of_just_the_limit_is_read_however_it_comes,
                     data::make<std::size_t>({1, 2, 1000}), piece) {
    const std::string head = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string trailer(limits().maxHeaderBytes - head.size(), 't');
    BOOST_TEST(readIn(piece, head + "0\r\n" + trailer + "\r\n\r\n").status == 200);
    BOOST_CHECK_THROW(readIn(piece, head + "0\r\nt" + trailer + "\r\n\r\n"), Broken);
}

BOOST_DATA_TEST_CASE(
    an_early_end_is_a_broken_connection,
    data::make({"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"}),
    bytes) {
    BOOST_TEST(breaksWith(HttpFailure::Kind::io, bytes));
}

BOOST_AUTO_TEST_CASE(a_connection_is_kept_only_when_the_answer_allows_it) {
    const auto kept = [](const std::string& bytes) {
        AnswerReader reading = reader();
        reading.feed(bytes);
        if (!reading.done()) reading.end();
        return reading.reusable();
    };
    const std::string length = "Content-Length: 0\r\n";
    BOOST_TEST(kept(ok + length + "\r\n"));
    BOOST_TEST(kept(ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    BOOST_TEST(kept("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n" + length + "\r\n"));
    BOOST_TEST(!kept("HTTP/1.0 200 OK\r\n" + length + "\r\n"));
    BOOST_TEST(!kept(ok + "Connection: x, Close\r\n" + length + "\r\n"));
    BOOST_TEST(!kept(ok + length + "\r\nmore"));
    BOOST_TEST(!kept(ok + "\r\nuntil close"));
}

BOOST_AUTO_TEST_CASE(the_servers_patience_is_read) {
    const auto patience = [](const std::string& value) {
        AnswerReader reading = reader();
        reading.feed(ok + "Content-Length: 0\r\nKeep-Alive: " + value + "\r\n\r\n");
        return reading.keepAlive().value_or(core::Milliseconds(-1)).count();
    };
    BOOST_TEST(patience("timeout=15, max=100") == 15'000);
    BOOST_TEST(patience("max=100,Timeout=5") == 5'000);
    BOOST_TEST(patience("max=100") == -1);
    BOOST_TEST(patience("timeout=soon") == -1);
    BOOST_TEST(patience("timeout=99999999") == -1);
}

BOOST_AUTO_TEST_CASE(no_bytes_make_the_reader_do_anything_but_answer_or_refuse) {
    const std::string seedText =
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0";
    testing::SeededRandom random(3);
    int answers = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = seedText;
        for (std::uint64_t n = random.next() % 4 + 1; n > 0; --n) {
            const std::size_t at = random.next() % bytes.size();
            if (random.next() % 2 == 0) {
                bytes[at] = static_cast<char>(random.next());
            } else {
                bytes.erase(at, random.next() % 20 + 1);
                if (bytes.empty()) bytes = "\r\n";
            }
        }
        try {
            readIn(random.next() % 10 + 1, bytes);
            ++answers;
        } catch (const Broken&) {
            // Fine.
        }
    }
    BOOST_TEST(answers > 0);
}

BOOST_AUTO_TEST_SUITE_END()
