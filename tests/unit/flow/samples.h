#pragma once

#include "driver/flow/orders.h"
#include "driver/flow/settlement.h"
#include "driver/flow/void.h"
#include "tests/unit/flow/play.h"

#include <memory>
#include <string>

/// The values that the stories of the flow tests are told with.
namespace mobilepay::flow::samples {

using core::Milliseconds;
using Meaning = wallet::Refused::Meaning;
using wallet::PaymentStatus;
using wallet::RefundStatus;

inline const core::OrderId orderId{"LANE1-order"};
inline const core::OrderId refundOrderId{"LANE1-refund"};
inline const core::IdempotencyKey key{"key-1"};
inline const core::PaymentId payment{"pay-1"};
inline const core::RefundId refund{"ref-1"};
inline const core::PointOfSaleId pointOfSale{"pos-1"};
constexpr Milliseconds timeout{60'000};
constexpr Milliseconds reserve{3'000};
constexpr Milliseconds delay{1'000};
constexpr Milliseconds beyondKeys = std::chrono::hours{23} + Milliseconds{1};

[[nodiscard]] core::Money dkk(std::int64_t minor);
[[nodiscard]] core::Money amount();  ///< 100.00 DKK
/// Monotonic 10 s, wall and server in 2026, server time known.
[[nodiscard]] core::Now start();
[[nodiscard]] core::MonoTime deadline();
[[nodiscard]] core::MonoTime cutOff();

[[nodiscard]] wallet::Traits v10();
/// Identity ours, no search, refund in one step.
[[nodiscard]] wallet::Traits ePayment();
[[nodiscard]] Terms terms(const wallet::Traits& traits = v10());

[[nodiscard]] PaymentOrder paymentOrder();
[[nodiscard]] CompletionOrder completionOrder(core::Money amount = samples::amount());
[[nodiscard]] VoidOrder voidOrder();
[[nodiscard]] RefundOrder refundOrder(core::Money amount = samples::amount());

[[nodiscard]] std::unique_ptr<Flow> sale(const wallet::Traits& traits = v10());
[[nodiscard]] std::unique_ptr<Flow> preSale();
[[nodiscard]] std::unique_ptr<Flow> completion(core::Money amount = samples::amount());
[[nodiscard]] std::unique_ptr<Flow> voiding(Voided what, VoidOrder order = voidOrder(),
                                            const wallet::Traits& traits = v10());
[[nodiscard]] std::unique_ptr<Flow> refunding(const wallet::Traits& traits = v10(),
                                              core::Money amount = samples::amount());
[[nodiscard]] std::unique_ptr<Flow> settlement(journal::Record row,
                                               const wallet::Traits& traits = v10());

/// A sale whose create was answered and whose first poll is asked.
[[nodiscard]] Play salePolling(std::unique_ptr<Flow> flow = sale());
/// A sale whose capture is asked.
[[nodiscard]] Play saleCapturing();

/// A row as its flow promised it when the samples' time starts.
[[nodiscard]] journal::Record row(journal::Kind kind,
                                  journal::Decision decision = journal::Decision::none);

/// The same with the server's ids.
[[nodiscard]] journal::Record known(journal::Kind kind, journal::Decision decision);
/// The settlement, started, of a row written `age` ago by the server's time.
[[nodiscard]] Play settling(journal::Record kept, Milliseconds age = Milliseconds{60'000},
                            const wallet::Traits& traits = v10());

[[nodiscard]] wallet::Answer paymentCreated();
[[nodiscard]] wallet::Answer refundCreated();
[[nodiscard]] wallet::PaymentView view(PaymentStatus status);
/// As a wallet shows a refund of the samples' `Refund` flow.
[[nodiscard]] wallet::RefundView refundView(RefundStatus status,
                                            const core::OrderId& order = orderId);
[[nodiscard]] wallet::Refused refused(Meaning meaning, std::string code = "9999");
[[nodiscard]] wallet::Refused refusedLate(Meaning meaning, std::string code = "9999");
[[nodiscard]] wallet::Answer unanswered();
[[nodiscard]] wallet::Answer neverSent();
[[nodiscard]] wallet::Answer garbage();
[[nodiscard]] wallet::Answer found(std::vector<core::PaymentId> ids = {});
[[nodiscard]] wallet::Answer refundsFound(std::vector<core::RefundId> ids = {});
[[nodiscard]] wallet::Answer done();

}  // namespace mobilepay::flow::samples
