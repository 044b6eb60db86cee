#include "tests/simulation/trouble.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <string>
#include <vector>

namespace mobilepay::simulation {
namespace {

bool has(const std::string& url, std::string_view part) {
    return url.find(part) != std::string::npos;
}

Moment momentOfChange(const rest::HttpRequest& request, bool till, bool making) {
    const bool refund = has(request.url, "/refunds");
    if (request.url.ends_with("/capture"))
        return !till    ? Moment::recoveryCapturing
               : refund ? Moment::refundCapturing
               : making ? Moment::capturing
                        : Moment::completing;
    if (request.url.ends_with("/cancel"))
        return !till    ? Moment::recoveryCancelling
               : refund ? Moment::refundCancelling
               : making ? Moment::cancelling
                        : Moment::voiding;
    return !till ? Moment::recoveryCreating : refund ? Moment::refundCreating : Moment::creating;
}

bool onWire(Trouble trouble) {
    return trouble != Trouble::none && trouble <= Trouble::storm;
}

/// Why a trouble cannot meet a moment; empty: it can.
std::string_view impossible(Trouble trouble, Moment moment) {
    if (onWire(trouble) && (moment == Moment::idle || moment == Moment::beginning))
        return "nothing is on the wire";
    return {};
}

}  // namespace

std::string_view nameOf(Trouble trouble) noexcept {
    constexpr std::array<std::string_view, troubleCount> names{"fine",
                                                               "no connection",
                                                               "lost before",
                                                               "lost after",
                                                               "late",
                                                               "reordered",
                                                               "twice",
                                                               "slow answer",
                                                               "5xx",
                                                               "5xx after the work",
                                                               "malformed",
                                                               "somebody else's 200",
                                                               "broken off",
                                                               "401",
                                                               "dark",
                                                               "5xx storm",
                                                               "process killed",
                                                               "killed at write",
                                                               "power cut",
                                                               "power cut at write",
                                                               "power cut at sync",
                                                               "write error",
                                                               "torn write",
                                                               "sync error",
                                                               "disk full",
                                                               "clock jump",
                                                               "dead battery",
                                                               "restart",
                                                               "second process",
                                                               "newer version"};
    return names[static_cast<std::size_t>(trouble)];
}

std::string_view nameOf(Moment moment) noexcept {
    constexpr std::array<std::string_view, momentCount> names{"idle",
                                                              "beginning",
                                                              "token",
                                                              "asking",
                                                              "creating",
                                                              "waiting for the shopper",
                                                              "capturing",
                                                              "cancelling",
                                                              "looking up",
                                                              "completion: capturing",
                                                              "void: cancelling",
                                                              "refund: creating",
                                                              "refund: waiting",
                                                              "refund: capturing",
                                                              "refund: cancelling",
                                                              "recovery: creating again",
                                                              "recovery: looking up",
                                                              "recovery: looking",
                                                              "recovery: capturing",
                                                              "recovery: cancelling"};
    return names[static_cast<std::size_t>(moment)];
}

Moment momentOf(const rest::HttpRequest& request, bool till, bool making) {
    const std::string& url = request.url;
    if (has(url, "/connect/token")) return Moment::token;
    if (request.method != "GET") return momentOfChange(request, till, making);
    const bool list = has(url, "?") || url.ends_with("/payments") || url.ends_with("/refunds");
    if (list) return till ? Moment::lookingUp : Moment::recoveryLookingUp;
    if (!till) return Moment::recoveryLooking;
    if (has(url, "/refunds/")) return Moment::refundWaiting;
    return making && has(url, "/payments/") ? Moment::waiting : Moment::asking;
}

void TroubleTable::add(const TroubleTable& other) {
    for (std::size_t i = 0; i < troubleCount; ++i)
        for (std::size_t j = 0; j < momentCount; ++j)
            counts_[i][j] += other.counts_[i][j];
}

std::uint64_t TroubleTable::total() const noexcept {
    std::uint64_t sum = 0;
    for (const auto& row : counts_)
        for (const auto count : row)
            sum += count;
    return sum;
}

bool TroubleTable::print(std::ostream& out) const {
    bool full = true;
    std::vector<std::string_view> reasons;
    out << "\nHow often which trouble met which state of the flows:\n" << std::setw(19) << "";
    for (std::size_t j = 0; j < momentCount; ++j)
        out << std::setw(8) << ('[' + std::to_string(j + 1) + ']');
    out << '\n';
    for (std::size_t i = 1; i < troubleCount; ++i) {
        out << std::setw(19) << std::left << nameOf(static_cast<Trouble>(i)) << std::right;
        for (std::size_t j = 0; j < momentCount; ++j) {
            const auto why = impossible(static_cast<Trouble>(i), static_cast<Moment>(j));
            if (why.empty() || counts_[i][j] > 0) {
                out << std::setw(8) << counts_[i][j];
                full = full && counts_[i][j] > 0;
                continue;
            }
            auto known = std::find(reasons.begin(), reasons.end(), why);
            if (known == reasons.end()) known = reasons.insert(known, why);
            out << std::setw(8) << static_cast<char>('a' + (known - reasons.begin()));
        }
        out << '\n';
    }
    for (std::size_t j = 0; j < momentCount; ++j)
        out << "  [" << j + 1 << "] " << nameOf(static_cast<Moment>(j))
            << (j % 5 == 4 ? "\n" : ";");
    for (std::size_t i = 0; i < reasons.size(); ++i)
        out << "  " << static_cast<char>('a' + i) << ": cannot be, " << reasons[i] << '\n';
    out << (full ? "  no possible cell is empty\n" : "  0: a cell that no seed of these reached\n");
    return full;
}

}  // namespace mobilepay::simulation
