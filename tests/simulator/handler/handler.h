#pragma once

#include "driver/core/clock.h"
#include "driver/core/ids.h"
#include "driver/rest/http.h"
#include "tests/simulator/handler/faults.h"
#include "tests/simulator/handler/record.h"
#include "tests/simulator/handler/target.h"
#include "tests/simulator/handler/tokens.h"
#include "tests/simulator/model/model.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mobilepay::simulator {

/// What the wire has to do with an answer.
struct Exchange {
    rest::HttpResponse response;  ///< meaningless when `delivery` is `none`
    Delivery delivery = Delivery::whole;
    core::Milliseconds delay{0};    ///< before the first byte
    core::Milliseconds trickle{0};  ///< between bytes when `delivery` is `slow`
};

/// MobilePay's server as a function from request to response: the API of PoS v10, the token
/// endpoint, the user simulation and the simulator's own control API (`/mpsim/…`, see README.md of
/// this folder). No socket, no thread, no clock of its own: time comes with each call, so that a
/// simulation drives it on virtual time. `request.url` may be absolute or a path.
///
/// Not safe for several threads at once; the HTTPS server holds a mutex around it.
class Handler {
public:
    /// `random` must outlive the handler: ids, tokens and varying poll delays are drawn from it.
    Handler(World world, Rules rules, core::Random& random);

    /// One call without faults and without counting. `now` is the caller's time; the control API's
    /// clock advance is added to it.
    rest::HttpResponse handle(const rest::HttpRequest& request, core::WallTime now);

    /// The trouble that the plan has for this call, if any; counts it. The control API is spared.
    std::optional<Fault> trouble(const rest::HttpRequest& request);
    /// `handle` under that trouble, counted in the record. `FaultKind::lateWork` is the caller's:
    /// he waits before he calls. `connection`: as in `Record::Course`.
    Exchange perform(const rest::HttpRequest& request, const std::optional<Fault>& fault,
                     core::WallTime now, std::string_view connection = {});
    /// `trouble` and `perform` in one, for those without threads: late work is done at once, its
    /// answer is late.
    Exchange exchange(const rest::HttpRequest& request, core::WallTime now);

    /// Sees every call of `perform` with what is to become of it. `fault` is the name of the
    /// trouble that hit it; empty: none.
    using Witness = std::function<void(const rest::HttpRequest& request, const Exchange& exchange,
                                       std::string_view fault)>;
    /// From here on; null: nobody. Called by whoever calls `perform`, before it returns.
    void watch(Witness witness) { witness_ = std::move(witness); }

    [[nodiscard]] Model& model() noexcept { return model_; }
    [[nodiscard]] Tokens& tokens() noexcept { return tokens_; }
    [[nodiscard]] FaultPlan& faults() noexcept { return faults_; }
    [[nodiscard]] Record& record() noexcept { return record_; }
    /// How far the virtual clock is ahead of the caller's.
    [[nodiscard]] core::Milliseconds clockOffset() const noexcept { return clockOffset_; }
    void setClockOffset(core::Milliseconds offset) noexcept { clockOffset_ = offset; }

    /// State over a restart: everything but faults and record, as JSON. `restore` throws
    /// `core::ConfigurationError` when the text is no such state.
    [[nodiscard]] std::string save() const;
    void restore(const std::string& text);

private:
    // handler.cpp
    rest::HttpResponse dispatch(const rest::HttpRequest& request, const Target& target);
    rest::HttpResponse callApi(const rest::HttpRequest& request, const Target& target,
                               std::size_t base);
    std::string correlationId() { return core::newGuid(random_); }

    // payments_api.cpp
    rest::HttpResponse payments(const Caller& caller, const rest::HttpRequest& request,
                                const Target& target, std::size_t base);
    rest::HttpResponse createPayment(const Caller& caller, const rest::HttpRequest& request,
                                     bool prepared);
    rest::HttpResponse listPayments(const Caller& caller, const Target& target);
    rest::HttpResponse showPayment(const Caller& caller, const core::PaymentId& id);
    rest::HttpResponse changePayment(const Caller& caller, const rest::HttpRequest& request,
                                     const core::PaymentId& id, const std::string& verb);

    // refunds_api.cpp
    rest::HttpResponse refunds(const Caller& caller, const rest::HttpRequest& request,
                               const Target& target, std::size_t base);
    rest::HttpResponse createRefund(const Caller& caller, const rest::HttpRequest& request);
    rest::HttpResponse showRefund(const Caller& caller, const core::RefundId& id);

    // points_of_sale_api.cpp
    rest::HttpResponse pointsOfSale(const Caller& caller, const rest::HttpRequest& request,
                                    const Target& target, std::size_t base);
    rest::HttpResponse createPointOfSale(const Caller& caller, const rest::HttpRequest& request);
    rest::HttpResponse listPointsOfSale(const Caller& caller, const Target& target);
    rest::HttpResponse showPointOfSale(const Caller& caller, const core::PointOfSaleId& id);
    rest::HttpResponse showCheckIn(const Caller& caller, const core::PointOfSaleId& id);

    // stores_api.cpp
    rest::HttpResponse stores(const Caller& caller, const rest::HttpRequest& request,
                              const Target& target, std::size_t base);

    // user_simulation_api.cpp
    rest::HttpResponse userSimulation(const rest::HttpRequest& request, const std::string& verb);

    // control_api.cpp
    rest::HttpResponse control(const rest::HttpRequest& request, const Target& target);
    rest::HttpResponse controlGet(const std::string& what);
    rest::HttpResponse controlPost(const std::string& what, const rest::HttpRequest& request);
    rest::HttpResponse advanceClock(const std::string& body);
    rest::HttpResponse setShopper(const std::string& body);
    rest::HttpResponse setRules(const std::string& body);
    rest::HttpResponse setStore(const std::string& body);
    rest::HttpResponse planFaults(const std::string& body);
    rest::HttpResponse reset();

    core::Random& random_;
    Model model_;
    Tokens tokens_;
    FaultPlan faults_;
    Record record_;
    Witness witness_;
    core::Milliseconds clockOffset_{0};
    std::string date_;  ///< the Date header of `dateSecond_`
    std::int64_t dateSecond_ = -1;
};

}  // namespace mobilepay::simulator
