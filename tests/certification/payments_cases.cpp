#include "tests/certification/case.h"

namespace mobilepay::certification {
namespace {

constexpr std::string_view create = "POST */payments";
constexpr std::string_view look = "GET */payments/*";
constexpr std::string_view capture = "POST */payments/*/capture";
constexpr std::string_view cancel = "POST */payments/*/cancel";

const Step ready{Deed::setUpPointOfSale, "ready"};
const Step reserved{Deed::pollPayment, "Reserved"};

std::vector<Step> sellThrough(Trouble first, Trouble second) {
    return {ready,
            {Deed::createPayment, "created", create, {first, second}, 3},
            reserved,
            {Deed::capture, "done", capture, {first, second}, 3},
            {Deed::readPayment, "Captured"}};
}

std::vector<Step> cancelThrough(Trouble first, Trouble second) {
    return {ready,
            {Deed::createPayment, "created", create, {first, second}, 3},
            reserved,
            {Deed::cancel, "done", cancel, {first, second}, 3},
            {Deed::readPayment, "CancelledByClient"}};
}

std::vector<Case> callByCall() {
    using enum Trouble;
    const auto approves = Shopper::approves;
    return {{"a payment is created, reserved and captured through a time-out and a 500 each",
             approves, sellThrough(lateAnswer, error), "certification; Captured 12.50"},
            {"the same when the request hangs on its way and the 500 lies", approves,
             sellThrough(stuckRequest, errorAfter), "certification; Captured 12.50"},
            {"the same when the connection breaks before and after the work", approves,
             sellThrough(lostRequest, lostAnswer), "certification; Captured 12.50"},
            {"a reserved payment is cancelled through a time-out and a 500", approves,
             cancelThrough(lateAnswer, error), "certification; CancelledByClient 12.50"},
            {"the same when the cancel hangs on its way and the 500 lies", approves,
             cancelThrough(stuckRequest, errorAfter), "certification; CancelledByClient 12.50"},
            {"a payment that nobody has seen yet is cancelled through a time-out and a 500",
             Shopper::absent,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::cancel, "done", cancel, {lateAnswer, error}, 3},
              {Deed::readPayment, "CancelledByClient"}},
             "certification; CancelledByClient 12.50"},
            {"a shopper says no, and that is the end",
             Shopper::declines,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::pollPayment, "CancelledByUser"}},
             "certification; CancelledByUser 12.50"},
            {"polling goes on through a time-out and a 500",
             approves,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::pollPayment, "Reserved", look, {lateAnswer, error}}},
             "certification; Reserved 12.50"},
            {"a payment whose id was lost is found again and captured, and found once more",
             approves,
             {ready,
              {Deed::createPayment, "no answer", create, {lostAnswer, lostAnswer, lostAnswer}, 3},
              {Deed::findPayment, "found 1", "GET */payments", {lateAnswer, error}, 3},
              reserved,
              {Deed::capture, "done", capture, {}, 1},
              {Deed::findPayment, "found 0"},
              {Deed::findCapturedPayment, "found 1", "GET */payments", {lateAnswer, error}, 3}},
             "certification; Captured 12.50"},
            {"an idempotency key is not used for a second payment",
             approves,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::reuseKey, "refused 1306", create, {}, 1}},
             "certification; Initiated 12.50"},
            {"no more is captured than was reserved",
             approves,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::capture, "refused 1304", capture, {}, 1},
              reserved,
              {Deed::captureMore, "refused 1305", capture, {}, 1},
              {Deed::capture, "done", capture, {}, 1},
              {Deed::capture, "done", capture, {}, 1},
              {Deed::captureMore, "refused 1307", capture, {}, 1}},
             "certification; Captured 12.50"}};
}

std::vector<Case> byTheLane() {
    using enum Trouble;
    const auto approves = Shopper::approves;
    return {{"a sale goes through although its create meets a time-out and a 500",
             approves,
             {ready, {Deed::sell, "approved", create, {lateAnswer, error}, 3}},
             "certification; Captured 12.50"},
            {"a sale whose capture meets a time-out is finished later, with no till waiting",
             approves,
             {ready,
              {Deed::sell, "approved, capture pending", capture, {lateAnswer}, 1},
              {Deed::recover, "0 open", capture}},
             "certification; Captured 12.50"},
            {"a sale whose capture meets a 500 is finished later, with no till waiting",
             approves,
             {ready,
              {Deed::sell, "approved, capture pending", capture, {error}, 1},
              {Deed::recover, "0 open", capture, {error}, 2}},
             "certification; Captured 12.50"},
            {"a declined sale is told as declined",
             Shopper::declines,
             {ready, {Deed::sell, "declined"}},
             "certification; CancelledByUser 12.50"},
            {"a sale whose shopper never comes is cancelled in time, through a 500",
             Shopper::absent,
             {ready, {Deed::sellInVain, "timed out", cancel, {error}, 2}},
             "certification; CancelledByClient 12.50"},
            {"a payment of this till that is still active is cancelled before the next one",
             approves,
             {ready,
              {Deed::createPayment, "created", create, {}, 1},
              {Deed::sell, "approved", cancel, {}, 1}},
             "certification; CancelledByClient 12.50; Captured 12.50"},
            {"a stranger's active payment is left alone and told",
             Shopper::absent,
             {ready,
              {Deed::strangersPayment, "created", create, {}, 1},
              {Deed::sell, "a stranger's payment is active", cancel, {}, 0}},
             "certification; Initiated 12.50"},
            {"an amount is reserved first and captured later, through a 500",
             approves,
             {ready,
              {Deed::preSell, "approved", create, {lateAnswer, error}, 3},
              {Deed::complete, "approved, capture pending", capture, {error}, 1},
              {Deed::recover, "0 open", capture, {lateAnswer}, 2}},
             "certification; Captured 12.50"}};
}

}  // namespace

Section payments() {
    auto cases = callByCall();
    for (auto& one : byTheLane())
        cases.push_back(std::move(one));
    return {"Payments", std::move(cases)};
}

}  // namespace mobilepay::certification
