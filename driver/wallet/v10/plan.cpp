#include "driver/wallet/v10/plan.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/wallet/v10/addresses.h"
#include "driver/wallet/v10/answers.h"
#include "driver/wallet/v10/bodies.h"
#include "driver/wallet/v10/forms.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace mobilepay::wallet::v10 {

namespace {

Address payments() {
    return Address("/payments");
}
Address refunds() {
    return Address("/refunds");
}
Address pointsOfSale() {
    return Address("/pointofsales");
}

core::PaymentId checked(const core::PaymentId& id) {
    return core::PaymentId(requireGuid("payment", id.text()));
}
core::RefundId checked(const core::RefundId& id) {
    return core::RefundId(requireGuid("refund", id.text()));
}
core::PointOfSaleId checked(const core::PointOfSaleId& id) {
    return core::PointOfSaleId(requireGuid("point of sale", id.text()));
}

/// A filter that is a GUID, or none.
std::string guidFilter(std::string_view what, const std::string& text) {
    return text.empty() ? text : requireGuid(what, text);
}

void requireFilter(bool given, std::string_view of) {
    if (given) return;
    throw core::TextError("A search for " + std::string(of) +
                          " needs something to search by (v10 refuses one without a filter)");
}

/// One overload for every call of the port.
class Planner {
public:
    explicit Planner(const Configuration& configuration) : configuration_(configuration) {}

    Plan operator()(const CreatePayment& call) const {
        return create(payments(), call.key, call.body.bytes, readPaymentCreated);
    }
    Plan operator()(const PreparePayment& call) const {
        return create(payments().segment("prepare"), call.key, preparePaymentBody(call),
                      readPaymentCreated);
    }
    Plan operator()(const ReadyPayment& call) const {
        return change("POST", at(call.payment).segment("ready"),
                      readyPaymentBody(call.request, configuration_.currency));
    }
    Plan operator()(const QueryPayment& call) const {
        return pollOr(call.poll,
                      aboutShopper(query(at(call.payment),
                                         [asked = checked(call.payment)](const std::string& body) {
                                             return readPayment(body, asked);
                                         })));
    }
    Plan operator()(const CapturePayment& call) const {
        return atMost(call.attempts,
                      change("POST", at(call.payment).segment("capture"),
                             capturePaymentBody(call.amount, configuration_.currency)));
    }
    Plan operator()(const CancelPayment& call) const {
        return change("POST", at(call.payment).segment("cancel"));
    }
    Plan operator()(const FindPayments& call) const {
        requireFilter(!call.pointOfSale.empty() || !call.orderId.empty(), "payments");
        if (!call.orderId.empty()) core::requireMobilePayText("orderId", call.orderId.text());
        return query(payments()
                         .filter("posId", guidFilter("point of sale", call.pointOfSale.text()))
                         .filter("orderId", call.orderId.text())
                         .filter("state", call.captured ? "Captured" : ""),
                     readPaymentsFound);
    }
    Plan operator()(const CreateRefund& call) const {
        return create(refunds(), call.key, call.body.bytes, readRefundCreated);
    }
    Plan operator()(const QueryRefund& call) const {
        return pollOr(call.poll, query(at(call.refund),
                                       [asked = checked(call.refund)](const std::string& body) {
                                           return readRefund(body, asked);
                                       }));
    }
    Plan operator()(const CaptureRefund& call) const {
        return atMost(call.attempts, change("POST", at(call.refund).segment("capture")));
    }
    Plan operator()(const CancelRefund& call) const {
        return change("POST", at(call.refund).segment("cancel"));
    }
    Plan operator()(const FindRefunds& call) const {
        return query(refunds().filter("paymentId", checked(call.payment).text()), readRefundsFound);
    }
    Plan operator()(const QueryCheckIn& call) const {
        return pollOr(true,
                      aboutShopper(query(at(call.pointOfSale).segment("checkin"), readCheckIn)));
    }
    Plan operator()(const CreatePointOfSale& call) const {
        return create(pointsOfSale(), call.key, createPointOfSaleBody(call.request),
                      readPointOfSaleCreated);
    }
    Plan operator()(const DeletePointOfSale& call) const {
        return change("DELETE", at(call.pointOfSale));
    }
    Plan operator()(const QueryPointOfSale& call) const {
        return query(at(call.pointOfSale),
                     [asked = checked(call.pointOfSale)](const std::string& body) {
                         return readPointOfSale(body, asked);
                     });
    }
    Plan operator()(const FindPointsOfSale& call) const {
        const bool given =
            !call.merchantPosId.empty() || !call.storeId.empty() || !call.beaconId.empty();
        requireFilter(given, "points of sale");
        if (!call.merchantPosId.empty())
            core::requireMobilePayText("merchantPosId", call.merchantPosId);
        if (!call.beaconId.empty()) requireBeaconId(call.beaconId);
        auto plan = query(pointsOfSale()
                              .filter("storeId", guidFilter("store", call.storeId))
                              .filter("beaconId", call.beaconId)
                              .filter("merchantPosId", call.merchantPosId),
                          readPointsOfSaleFound);
        if (call.once) plan.retries = 0;
        return plan;
    }
    Plan operator()(const FindStores& call) const {
        if (call.merchantBrandId.empty() != call.merchantLocationId.empty()) {
            throw core::TextError(
                "A search for stores needs the brand id and the location id, or neither");
        }
        if (!call.merchantBrandId.empty()) {
            requireBrandId(call.merchantBrandId);
            requireLocationId(call.merchantLocationId);
        }
        return query(Address(call.detailed ? "/stores/detailed" : "/stores")
                         .filter("merchantBrandId", call.merchantBrandId)
                         .filter("merchantLocationId", call.merchantLocationId),
                     call.detailed ? readDetailedStores : readStoresFound);
    }
    Plan operator()(const QueryStore& call) const {
        return query(Address("/stores").segment(requireGuid("store", call.storeId)), readStore);
    }

private:
    using Read = std::function<Answer(const std::string&)>;

    static Address at(const core::PaymentId& id) { return payments().segment(checked(id).text()); }
    static Address at(const core::RefundId& id) { return refunds().segment(checked(id).text()); }
    static Address at(const core::PointOfSaleId& id) {
        return pointsOfSale().segment(checked(id).text());
    }

    [[nodiscard]] Plan query(const Address& address, Read read) const {
        return {requestTo(configuration_, "GET", address), configuration_.retry.retries,
                std::move(read)};
    }
    [[nodiscard]] Plan change(std::string method, const Address& address,
                              std::string body = {}) const {
        return {requestTo(configuration_, std::move(method), address, std::move(body)),
                configuration_.retry.retries, readDone};
    }
    [[nodiscard]] Plan create(const Address& address, const core::IdempotencyKey& key,
                              const std::string& body, Read read) const {
        requireKey(key);
        if (body.empty()) throw core::TextError("A create without its sealed body cannot be sent");
        Plan plan = change("POST", address, body);
        plan.request.headers.push_back({"X-MobilePay-Idempotency-Key", key.text()});
        plan.read = std::move(read);
        return plan;
    }
    /// The answer tells who pays: tokens and loyalty ids.
    [[nodiscard]] static Plan aboutShopper(Plan plan) {
        plan.request.sensitiveBody = true;
        return plan;
    }
    /// v10 Best Practices: a poll is not repeated, the next one comes soon enough.
    [[nodiscard]] Plan pollOr(bool poll, Plan plan) const {
        if (!poll) return plan;
        plan.request.timeout = configuration_.timeOuts.poll;
        plan.retries = 0;
        return plan;
    }
    /// `attempts` 0: as the retry policy says.
    [[nodiscard]] static Plan atMost(int attempts, Plan plan) {
        if (attempts > 0) plan.retries = std::min(attempts - 1, 5);
        return plan;
    }

    const Configuration& configuration_;
};

}  // namespace

Plan planOf(const Call& call, const Configuration& configuration) {
    return std::visit(Planner(configuration), call);
}

}  // namespace mobilepay::wallet::v10
