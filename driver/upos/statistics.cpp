#include "driver/upos/statistics.h"

#include "driver/upos/faults.h"
#include "driver/upos/statistics_xml.h"
#include "include/mobilepay/unifiedpos.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace mobilepay::upos {
namespace {

using Kind = lane::Verdict::Kind;

constexpr const char* poweredHours = "HoursPoweredCount";
constexpr std::int64_t secondsOfAnHour = 3600;

[[noreturn]] void refuseStatistic(const std::string& text) {
    throw Refusal({unifiedpos::result::extended, unifiedpos::extended::statisticsError, text});
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> parts;
    while (true) {
        const auto comma = list.find(',');
        parts.emplace_back(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos) return parts;
        list.remove_prefix(comma + 1);
    }
}

/// What is assigned; nullopt when that is no whole number up to `limit`.
std::optional<std::int64_t> numberOf(std::string_view text) {
    constexpr std::int64_t limit = 1'000'000'000'000;
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || value < 0 || value > limit)
        return std::nullopt;
    return value;
}

struct Assignment {
    std::string name;
    std::optional<std::int64_t> value;
};

/// `name=value`; nullopt without an equals sign.
std::optional<Assignment> assignmentOf(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    return Assignment{std::string(trimmed(text.substr(0, equals))),
                      numberOf(trimmed(text.substr(equals + 1)))};
}

const char* counterOf(lane::Operation operation) {
    switch (operation) {
        case lane::Operation::sale:
            return "ApprovedSaleCount";
        case lane::Operation::preSale:
            return "ApprovedPreSaleCount";
        case lane::Operation::completion:
            return "ApprovedCompletionCount";
        case lane::Operation::voidPreSale:
            return "ApprovedVoidPreSaleCount";
        case lane::Operation::voidSale:
            return "ApprovedVoidCount";
        case lane::Operation::refund:
            return "ApprovedRefundCount";
    }
    return "";
}

const char* counterOf(Kind outcome) {
    switch (outcome) {
        case Kind::approved:
            return "";
        case Kind::approvedCapturePending:
            return "CapturePendingCount";
        case Kind::declined:
        case Kind::cancelledByWallet:
            return "DeclinedCount";
        case Kind::timedOut:
            return "TimeoutCount";
        case Kind::aborted:
            return "AbortedCount";
        case Kind::unknown:
            return "UnknownOutcomeCount";
        case Kind::notSent:
            return "CommunicationErrorCount";
        default:
            return "RefusedCount";
    }
}

}  // namespace

Statistics::Statistics(Category category, std::shared_ptr<const core::Clock> clock)
    : category_(category), clock_(std::move(clock)) {
    counters_[poweredHours] = {Scope::unifiedPos, 0, secondsOfAnHour};
    counters_["CommunicationErrorCount"] = {Scope::unifiedPos};
    for (const auto* name : {"ApprovedSaleCount", "ApprovedPreSaleCount", "ApprovedCompletionCount",
                             "ApprovedVoidPreSaleCount", "ApprovedVoidCount", "ApprovedRefundCount",
                             "CapturePendingCount", "DeclinedCount", "TimeoutCount", "AbortedCount",
                             "UnknownOutcomeCount", "RefusedCount"})
        counters_[name] = {Scope::manufacturer};
}

void Statistics::opened(const registry::Profile& profile) {
    const std::lock_guard lock(mutex_);
    laneName_ = profile.lane;
}

void Statistics::restore(const std::string& kept) {
    const std::lock_guard lock(mutex_);
    for (const auto& part : split(kept)) {
        const auto assignment = assignmentOf(part);
        if (!assignment || !assignment->value) continue;
        if (const auto at = counters_.find(assignment->name); at != counters_.end())
            at->second.value = *assignment->value;
    }
}

std::string Statistics::text() const {
    const std::lock_guard lock(mutex_);
    countTime();
    std::string text;
    for (const auto& [name, counter] : counters_)
        text += (text.empty() ? "" : ",") + name + "=" + std::to_string(counter.value);
    return text;
}

void Statistics::switchedOn() {
    const std::lock_guard lock(mutex_);
    onSince_ = clock_->monotonic();
}

void Statistics::switchedOff() {
    const std::lock_guard lock(mutex_);
    countTime();
    onSince_.reset();
}

/// Lock held. Moves what has passed by now, in whole seconds, into the counter.
void Statistics::countTime() const {
    if (!onSince_) return;
    const auto passed =
        std::chrono::duration_cast<std::chrono::seconds>(clock_->monotonic() - *onSince_);
    *onSince_ = *onSince_ + passed;
    counters_.at(poweredHours).value += passed.count();
}

void Statistics::count(lane::Operation operation, Kind outcome) {
    const std::lock_guard lock(mutex_);
    if (outcome == Kind::approved || outcome == Kind::approvedCapturePending)
        ++counters_.at(counterOf(operation)).value;
    if (const auto at = counters_.find(counterOf(outcome)); at != counters_.end())
        ++at->second.value;
}

bool Statistics::chosen(const std::string& wanted, const std::string& name,
                        const Counter& counter) const {
    if (wanted.empty()) return true;
    if (wanted == "U_") return counter.scope == Scope::unifiedPos;
    if (wanted == "M_") return counter.scope == Scope::manufacturer;
    return wanted == name;
}

void Statistics::reset(const std::string& names) {
    std::map<std::string, std::int64_t> values;
    for (const auto& name : split(names))
        values[name] = 0;
    assign(values);
}

void Statistics::update(const std::string& assignments) {
    std::map<std::string, std::int64_t> values;
    for (const auto& part : split(assignments)) {
        const auto assignment = assignmentOf(part);
        if (!assignment) refuseStatistic("'" + part + "' is not of the form name=value");
        if (!assignment->value) refuseStatistic("'" + part + "' does not assign a whole number");
        values[assignment->name] = *assignment->value;
    }
    assign(values);
}

void Statistics::assign(const std::map<std::string, std::int64_t>& values) {
    const std::lock_guard lock(mutex_);
    countTime();
    auto changed = counters_;
    for (const auto& [wanted, value] : values) {
        bool any = false;
        for (auto& [name, counter] : changed) {
            if (!chosen(wanted, name, counter)) continue;
            counter.value = value * counter.unit;
            any = true;
        }
        if (!any) refuseStatistic("'" + wanted + "' is no statistic of this device");
    }
    counters_ = std::move(changed);
}

std::string Statistics::xml(const std::string& names) const {
    const std::lock_guard lock(mutex_);
    countTime();
    std::vector<StatisticItem> items;
    for (const auto& wanted : split(names)) {
        bool any = false;
        for (const auto& [name, counter] : counters_) {
            if (!chosen(wanted, name, counter)) continue;
            items.push_back({name, std::to_string(counter.value / counter.unit),
                             counter.scope == Scope::manufacturer});
            any = true;
        }
        if (!any) items.push_back({wanted, "", false});
    }
    return statisticsXml(items, category_, laneName_);
}

}  // namespace mobilepay::upos
