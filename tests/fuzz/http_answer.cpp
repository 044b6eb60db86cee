#include "driver/rest/answer_reader.h"
#include "driver/rest/broken.h"
#include "tests/fuzz/input.h"

#include <optional>
#include <string>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

/// How the reader took the bytes, all of it in one text; they come in pieces of that size.
std::string reading(std::string_view bytes, std::size_t piece, rest::AnswerReader::To to) {
    rest::TransportSettings limits;
    limits.maxHeaderBytes = 1024;
    limits.maxHeaders = 20;
    limits.maxBodyBytes = 2048;
    rest::AnswerReader reader(limits, to);
    try {
        while (!bytes.empty() && !reader.done()) {
            reader.feed(bytes.substr(0, piece));
            bytes.remove_prefix(std::min(piece, bytes.size()));
        }
        if (!reader.done()) reader.end();
        promise(reader.done(), "an end that is no fault is the end of an answer");
        (void)reader.keepAlive();
        const auto answer = reader.take();
        promise(answer.body.size() <= limits.maxBodyBytes, "the limit of the body");
        promise(answer.status >= 200 && answer.status <= 999, "the status");
        std::string text = std::to_string(answer.status) + answer.body;
        for (const auto& header : answer.headers)
            text += header.name + ":" + header.value;
        return text;
    } catch (const rest::Broken& broken) {
        promise(printable(broken.what()), "words about an answer are printable");
        return "broken";
    }
}

}  // namespace

/// Any bytes a server may send: a whole answer within the limits or `Broken`, the same whether they
/// come at once or one by one.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = textOf(bytes, size);
    for (const auto to : {rest::AnswerReader::To::request, rest::AnswerReader::To::connect})
        promise(reading(text, 1, to) == reading(text, 7, to), "pieces make no difference");
    return 0;
}
