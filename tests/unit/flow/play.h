#pragma once

#include "driver/flow/flow.h"

#include <memory>
#include <optional>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace mobilepay::flow {

/// Plays the outside of one flow by hand: says what happened, shows what the flow wants next.
/// Time passes only as told.
class Play {
public:
    explicit Play(std::unique_ptr<Flow> flow);

    // ---- what happened ----
    Play& start();
    Play& written();
    Play& failed(bool mayComeBack = false);
    Play& stands(journal::Decision decision);
    /// An answer that comes `took` after the request.
    Play& answer(wallet::Answer answer, core::Milliseconds took = core::Milliseconds{50});
    /// The time waited for has come.
    Play& due();
    Play& abort();
    /// Lets time pass.
    Play& later(core::Milliseconds by);

    // ---- what the flow wants: the last action, or one before it ----
    template <class A>
    const A& wants() const {
        BOOST_REQUIRE(!actions.empty());
        const A* action = std::get_if<A>(&actions.back());
        BOOST_REQUIRE_MESSAGE(action != nullptr, "wants something else: " << names());
        return *action;
    }
    template <class C>
    const C& asks() const {
        const C* call = std::get_if<C>(&wants<Request>().call);
        BOOST_REQUIRE_MESSAGE(call != nullptr, "asks something else: " << names());
        return *call;
    }
    [[nodiscard]] bool tells(Progress::Stage stage) const;
    /// What the till was told. The flow is over then.
    [[nodiscard]] const Verdict& verdict() const;
    /// The end of a settlement.
    [[nodiscard]] const End& end() const;
    /// The last actions, in words.
    [[nodiscard]] std::string names() const;

    core::Now now;
    Actions actions;

private:
    Play& step(const Event& event);
    std::unique_ptr<Flow> flow_;
    std::optional<Verdict> told_;
};

}  // namespace mobilepay::flow
