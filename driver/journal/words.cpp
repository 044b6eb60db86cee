#include "driver/journal/words.h"

#include <array>
#include <utility>

namespace mobilepay::journal {

namespace {

using namespace std::string_view_literals;

template <class Enum, std::size_t size>
using Words = std::array<std::pair<Enum, std::string_view>, size>;

constexpr Words<Kind, 6> kinds{{{Kind::sale, "sale"sv},
                                {Kind::preSale, "preSale"sv},
                                {Kind::completion, "completion"sv},
                                {Kind::voidPreSale, "voidPreSale"sv},
                                {Kind::voidSale, "voidSale"sv},
                                {Kind::refund, "refund"sv}}};

constexpr Words<Decision, 4> decisions{{{Decision::none, "none"sv},
                                        {Decision::capture, "capture"sv},
                                        {Decision::cancel, "cancel"sv},
                                        {Decision::hold, "hold"sv}}};

constexpr Words<Outcome, 11> outcomes{{{Outcome::open, "open"sv},
                                       {Outcome::approved, "approved"sv},
                                       {Outcome::declined, "declined"sv},
                                       {Outcome::cancelledByWallet, "cancelledByWallet"sv},
                                       {Outcome::timedOut, "timedOut"sv},
                                       {Outcome::aborted, "aborted"sv},
                                       {Outcome::notSent, "notSent"sv},
                                       {Outcome::refused, "refused"sv},
                                       {Outcome::notCaptured, "notCaptured"sv},
                                       {Outcome::undone, "undone"sv},
                                       {Outcome::lapsed, "lapsed"sv}}};

template <class Enum, std::size_t size>
std::string_view find(const Words<Enum, size>& words, Enum value) noexcept {
    for (const auto& [known, word] : words)
        if (known == value) return word;
    return {};
}

template <class Enum, std::size_t size>
std::optional<Enum> find(const Words<Enum, size>& words, std::string_view word) noexcept {
    for (const auto& [value, known] : words)
        if (known == word) return value;
    return std::nullopt;
}

}  // namespace

std::string_view wordOf(Kind kind) noexcept {
    return find(kinds, kind);
}
std::string_view wordOf(Decision decision) noexcept {
    return find(decisions, decision);
}
std::string_view wordOf(Outcome outcome) noexcept {
    return find(outcomes, outcome);
}

std::optional<Kind> kindOf(std::string_view word) noexcept {
    return find(kinds, word);
}
std::optional<Decision> decisionOf(std::string_view word) noexcept {
    return find(decisions, word);
}
std::optional<Outcome> outcomeOf(std::string_view word) noexcept {
    return find(outcomes, word);
}

}  // namespace mobilepay::journal
