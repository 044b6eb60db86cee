#pragma once

#include "driver/flow/flow.h"
#include "tests/unit/flow/atlas.h"
#include "tests/unit/flow/witness.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mobilepay::flow {

/// One kind of flow under one kind of circumstances.
struct Course {
    std::string name;
    std::function<std::unique_ptr<Flow>()> make;
    std::optional<Terms> terms;  ///< unset: a settlement
    wallet::Traits traits;
    std::optional<journal::Record> row;  ///< a settlement's, as the journal holds it
    /// What the server shows of the original of a completion, void or refund.
    wallet::PaymentStatus original = wallet::PaymentStatus::reserved;
};
[[nodiscard]] std::vector<Course> allCourses();

/// One run of a flow from start to end. At every step something happens out of a list of all that
/// may happen; the first of the list is the usual.
class Walk {
public:
    using Surprises = std::map<std::size_t, std::size_t>;  ///< step → which of the list

    /// `stopAt`: the till wants to stop just before that step is answered.
    Walk(const Course& course, Surprises surprises, std::optional<std::size_t> stopAt = {});
    /// Every write of the journal fails from the second on; `phantom`: is durable all the same.
    [[nodiscard]] static Walk withoutJournal(const Course& course, bool phantom);
    [[nodiscard]] static Walk atRandom(const Course& course, std::uint32_t seed);
    /// What was chosen at each step, and whether the till wanted to stop before.
    struct Step {
        bool stopped = false;
        std::size_t choice = 0;
    };
    using Trail = std::vector<Step>;
    /// At random behind the end of `trail`; but wherever something may happen that is not gone in
    /// `atlas` yet, it happens, and is entered there.
    [[nodiscard]] static Walk exploring(const Course& course, std::uint32_t seed,
                                        const Trail& trail, Atlas& atlas);
    [[nodiscard]] const Trail& trail() const noexcept { return trail_; }

    [[nodiscard]] const std::vector<std::string>& broken() const { return witness_.broken(); }
    [[nodiscard]] bool over() const { return witness_.over(); }
    /// How much might have happened at each step.
    [[nodiscard]] const std::vector<std::size_t>& choices() const noexcept { return choices_; }
    /// What happened, line by line, and which rule was broken.
    [[nodiscard]] std::string story() const;

private:
    using Chooser = std::function<std::size_t(std::size_t step, std::size_t options)>;
    explicit Walk(const Course& course);
    struct Happening {
        Event event;
        core::Milliseconds took{0};
        bool phantom = false;
    };
    void run(const Chooser& choose, const std::function<bool(std::size_t)>& stops);
    void step(const Event& event);
    void pass(core::Milliseconds by);
    /// Enters what may happen now; returns the state.
    std::string chart() const;
    /// How much may happen now, and one of it; 0 is the usual.
    [[nodiscard]] std::size_t options() const;
    [[nodiscard]] Happening happening(std::size_t choice) const;
    /// The first of it that is new to the atlas.
    [[nodiscard]] std::optional<std::size_t> unexplored(std::size_t options) const;
    [[nodiscard]] const std::vector<wallet::Answer>& answers(const wallet::Call& call) const;

    const Course& course_;
    Witness witness_;
    std::unique_ptr<Flow> flow_;
    core::Now now_;
    std::vector<std::size_t> choices_;
    Trail trail_;
    Atlas* atlas_ = nullptr;  ///< only while it explores
    std::vector<std::string> lines_;
};

}  // namespace mobilepay::flow
