#include "tests/unit/flow/play.h"

#include "tests/unit/flow/samples.h"
#include "tests/unit/flow/words.h"

#include <algorithm>

namespace mobilepay::flow {

Play::Play(std::unique_ptr<Flow> flow) : now(samples::start()), flow_(std::move(flow)) {}

Play& Play::step(const Event& event) {
    actions = flow_->step(now, event);
    for (const Action& action : actions)
        if (const auto* tell = std::get_if<Tell>(&action)) told_ = tell->verdict;
    return *this;
}

Play& Play::start() {
    return step(Started{});
}

Play& Play::written() {
    return step(Written{});
}

Play& Play::failed(bool mayComeBack) {
    return step(WriteFailed{"disk full", mayComeBack});
}

Play& Play::stands(journal::Decision decision) {
    return step(DecisionStands{decision});
}

Play& Play::answer(wallet::Answer answer, core::Milliseconds took) {
    wants<Request>();
    later(took);
    return step(Answered{std::move(answer)});
}

Play& Play::due() {
    later(std::max(wants<WaitUntil>().when - now.mono, core::Milliseconds{0}));
    return step(Due{});
}

Play& Play::abort() {
    const Actions before = actions;
    step(AbortRequested{});
    if (actions.empty()) actions = before;  // remembered: what was wanted still is
    return *this;
}

Play& Play::later(core::Milliseconds by) {
    now.mono = now.mono + by;
    now.wall = now.wall + by;
    now.server = now.server + by;
    return *this;
}

bool Play::tells(Progress::Stage stage) const {
    for (const Action& action : actions)
        if (const auto* progress = std::get_if<Progress>(&action))
            if (progress->stage == stage) return true;
    return false;
}

const Verdict& Play::verdict() const {
    BOOST_REQUIRE_MESSAGE(told_.has_value(), "the till was told nothing yet: " << names());
    wants<End>();
    return *told_;
}

const End& Play::end() const {
    BOOST_REQUIRE(!told_.has_value());
    return wants<End>();
}

std::string Play::names() const {
    std::string all;
    for (const Action& action : actions)
        all += nameOf(action) + " ";
    return all;
}

}  // namespace mobilepay::flow
