#include "tests/unit/flow/atlas.h"

#include "tests/unit/flow/words.h"

#include <sstream>

namespace mobilepay::flow {
namespace {

std::string transition(const std::string& state, const std::string& event) {
    return state + " × " + event;
}

}  // namespace

std::string Atlas::stateOf(const Action& pending) {
    std::ostringstream name;
    name << nameOf(pending);
    if (const auto* write = std::get_if<WriteDecision>(&pending)) name << ':' << write->decision;
    if (const auto* write = std::get_if<WriteOutcome>(&pending)) name << ':' << write->outcome;
    return name.str();
}

bool Atlas::isNew(const std::string& state, std::size_t options) {
    return charted_.emplace(state, options).second;
}

void Atlas::mayHappen(const std::string& state, const std::string& event) {
    gone_.try_emplace(transition(state, event), false);
}

void Atlas::happened(const std::string& state, const std::string& event) {
    gone_[transition(state, event)] = true;
}

bool Atlas::gone(const std::string& state, const std::string& event) const {
    const auto found = gone_.find(transition(state, event));
    return found != gone_.end() && found->second;
}

std::vector<std::string> Atlas::missed() const {
    std::vector<std::string> names;
    for (const auto& [name, gone] : gone_)
        if (!gone) names.push_back(name);
    return names;
}

}  // namespace mobilepay::flow
