#include "driver/rest/token_answer.h"

#include "tests/fuzz/input.h"

#include <algorithm>
#include <array>
#include <string>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

/// All that is ever said about a body. A word of another kind would come from the body, and in a
/// body there may be a token.
constexpr std::array<std::string_view, 6> complaints{
    "its answer is no JSON object",
    "its answer holds no access_token",
    "its access_token is empty",
    "its access_token holds characters that no header may hold",
    "its access_token is longer than 16384 bytes",
    "its expires_in is no positive number of seconds",
};

bool visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

constexpr std::size_t longestWord = 60;
constexpr std::chrono::hours longestLife{30 * 24};

}  // namespace

/// Any body of a token endpoint: a grant, or words that hold nothing of the body. Of a refusal its
/// `error` alone is repeated, short and printable.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string body(textOf(bytes, size));
    const auto granted = rest::readGrant(body);
    if (const auto* grant = std::get_if<rest::Grant>(&granted)) {
        promise(!grant->token.empty(), "a token is there");
        promise(visible(grant->token.reveal()), "a token can stand in a header");
        promise(grant->life.count() > 0, "a life is more than nothing");
        promise(grant->life <= longestLife, "a life is no longer than a month");
    } else {
        const auto& words = std::get<std::string>(granted);
        promise(std::find(complaints.begin(), complaints.end(), words) != complaints.end(),
                "words about it hold nothing of the body");
    }
    const auto word = rest::refusalWord(body);
    promise(printable(word) && word.size() <= longestWord, "the word of a refusal is short");
    return 0;
}
