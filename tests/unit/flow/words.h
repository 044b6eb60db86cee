#pragma once

#include "driver/flow/flow.h"

#include <ostream>
#include <string>

/// Names of values, so that a failing test says what it saw.
namespace mobilepay::flow {

[[nodiscard]] std::string nameOf(const wallet::Call& call);
[[nodiscard]] std::string nameOf(const wallet::Answer& answer);
[[nodiscard]] std::string nameOf(const Action& action);
[[nodiscard]] std::string nameOf(const Event& event);
[[nodiscard]] std::string nameOf(Verdict::Kind kind);

std::ostream& operator<<(std::ostream& out, Verdict::Kind kind);

}  // namespace mobilepay::flow

namespace mobilepay::journal {

std::ostream& operator<<(std::ostream& out, Decision decision);
std::ostream& operator<<(std::ostream& out, Outcome outcome);
std::ostream& operator<<(std::ostream& out, Kind kind);

}  // namespace mobilepay::journal

namespace mobilepay::core {

template <class Tag>
std::ostream& operator<<(std::ostream& out, const Id<Tag>& id) {
    return out << id.text();
}
std::ostream& operator<<(std::ostream& out, const Money& amount);
std::ostream& operator<<(std::ostream& out, const MonoTime& time);

}  // namespace mobilepay::core
