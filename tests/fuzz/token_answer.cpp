#include "driver/rest/token_answer.h"

#include "tests/fuzz/input.h"

using namespace mobilepay;
using namespace mobilepay::fuzzing;

/// Any body of a token endpoint: a grant, or words that hold nothing of the body.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string body(textOf(bytes, size));
    const auto granted = rest::readGrant(body);
    if (const auto* grant = std::get_if<rest::Grant>(&granted)) {
        promise(!grant->token.empty(), "a token is there");
        promise(printable(grant->token.reveal()), "a token can stand in a header");
        promise(grant->life.count() >= 0, "a life is no less than nothing");
    } else {
        promise(printable(std::get<std::string>(granted)), "words about it are printable");
    }
    promise(printable(rest::refusalWord(body)), "the word of a refusal is printable");
    return 0;
}
