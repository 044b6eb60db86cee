#include "driver/rest/answer_reader.h"
#include "driver/rest/broken.h"
#include "driver/rest/server_clock.h"
#include "driver/rest/trace.h"
#include "tests/fuzz/input.h"

#include <chrono>
#include <optional>
#include <string>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

/// What is logged of an answer, its correlation id among it.
class Lines final : public rest::TraceSink {
public:
    void line(std::string_view text) override {
        promise(printable(text), "lines of the log are printable");
        promise(text.size() <= 4200, "lines of the log end");
    }
};

void log(const rest::HttpResponse& answer) {
    Lines lines;
    rest::HttpRequest request;
    request.method = "GET";
    request.url = "https://simulated/pos/v10/payments";
    rest::Trace(&lines, rest::TraceDetail::bodies).exchange(request, answer, core::Milliseconds{1});
}

/// The life of keys hangs on what a server says the time is.
void tellTime(const rest::HttpResponse& answer) {
    class Hands final : public core::Clock {
    public:
        [[nodiscard]] core::MonoTime monotonic() const override { return {}; }
        [[nodiscard]] core::WallTime wall() const override { return {}; }
    };
    rest::ServerClock clock;
    clock.observe(answer, {});
    const auto now = clock.read(Hands());
    const auto years =
        std::chrono::duration_cast<std::chrono::hours>(now.server.sinceEpoch).count() / 8766;
    promise(!now.serverKnown || (years >= 29 && years < 231), "a time of this century or the next");
}

/// How the reader took the bytes, all of it in one text; they come in pieces of that size (0: all
/// at once).
std::string reading(std::string_view bytes, std::size_t piece, rest::AnswerReader::To to) {
    rest::TransportSettings limits;
    limits.maxHeaderBytes = 1024;
    limits.maxHeaders = 20;
    limits.maxBodyBytes = 2048;
    rest::AnswerReader reader(limits, to);
    try {
        while (!bytes.empty() && !reader.done()) {
            const std::size_t count = piece == 0 ? bytes.size() : std::min(piece, bytes.size());
            reader.feed(bytes.substr(0, count));
            bytes.remove_prefix(count);
        }
        if (!reader.done()) reader.end();
        promise(reader.done(), "an end that is no fault is the end of an answer");
        (void)reader.keepAlive();
        const auto answer = reader.take();
        promise(answer.body.size() <= limits.maxBodyBytes, "the limit of the body");
        promise(answer.status >= 200 && answer.status <= 999, "the status");
        log(answer);
        tellTime(answer);
        std::string text = std::to_string(answer.status) + answer.body;
        for (const auto& header : answer.headers)
            text += header.name + ":" + header.value;
        return text;
    } catch (const rest::Broken& broken) {
        promise(printable(broken.what()), "words about an answer are printable");
        return std::string("broken: ") + broken.what();
    }
}

}  // namespace

/// Any bytes a server may send: a whole answer within the limits or `Broken`, the same (words of
/// the fault included) whether they come at once, one by one or in between.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = textOf(bytes, size);
    for (const auto to : {rest::AnswerReader::To::request, rest::AnswerReader::To::connect}) {
        const auto whole = reading(text, 0, to);
        promise(reading(text, 1, to) == whole, "bytes one by one make no difference");
        promise(reading(text, 7, to) == whole, "pieces make no difference");
    }
    return 0;
}
