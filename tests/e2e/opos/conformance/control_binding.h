#pragma once

#include "tests/conformance/binding.h"
#include "tests/e2e/opos/conformance/till_thread.h"
#include "tests/e2e/opos/till/control_client.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace mobilepay::opos_till {

/// A device behind a control object, as an application of the same bitness reaches it: registry,
/// COM, events over the connection point. Lanes of the training wallet in a folder of the test's.
class ControlBinding final : public conformance::Binding {
public:
    /// `controls`: the ProgID of a control for `CAT` and for `ElectronicValueRW`. `folder` as
    /// Windows names it; it exists.
    ControlBinding(std::map<std::string, std::string> controls, std::string folder);
    ~ControlBinding() override;

    void prepare(const std::string& category, const conformance::Settings& settings) override;
    conformance::Outcome open() override;
    conformance::Outcome close() override;
    conformance::Outcome claim(std::int32_t timeout) override;
    conformance::Outcome release() override;
    conformance::Outcome get(const std::string& property, std::string& value) override;
    conformance::Outcome set(const std::string& property, const std::string& value) override;
    conformance::Outcome call(const std::string& method,
                              std::vector<std::string>& arguments) override;
    conformance::Outcome rivalClaims() override;
    conformance::Outcome rivalCloses() override;
    std::vector<std::string> properties() override;
    std::optional<std::string> nextEvent(std::chrono::milliseconds patience) override;
    void answerErrors(std::int32_t response) override;
    /// Throws std::runtime_error when events of the case that has ended came against the rules.
    void requireGoodEvents();

private:
    /// On the till's thread; COM's errors come out as std::runtime_error.
    void there(const std::function<void()>& work);
    conformance::Outcome methodOf(const char* name, const std::vector<VARIANT>& arguments);
    void note(const Event& event, LONG* response);

    const std::map<std::string, std::string> controls_;
    const std::string folder_;
    int lanes_ = 0;
    std::string category_;
    TillThread till_;
    std::unique_ptr<ControlClient> control_;
    std::unique_ptr<ControlClient> rival_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> events_;
    std::int32_t response_ = 0;
};

}  // namespace mobilepay::opos_till
