#include "tests/certification/case.h"

namespace mobilepay::certification {
namespace {

constexpr std::string_view list = "GET */stores";
constexpr std::string_view create = "POST */pointofsales";
constexpr std::string_view erase = "DELETE */pointofsales/*";

/// Made and deleted through two troubles each, then made for good.
std::vector<Step> lifeThrough(Trouble first, Trouble second) {
    return {{Deed::createPointOfSale, "created", create, {first, second}, 3},
            {Deed::findPointOfSale, "found 1"},
            {Deed::readPointOfSale, "certification"},
            {Deed::deletePointOfSale, "deleted", erase, {first, second}, 3},
            {Deed::findPointOfSale, "found 0"},
            {Deed::createPointOfSale, "created", create, {}, 1},
            {Deed::findPointOfSale, "found 1"}};
}

}  // namespace

Section onboarding() {
    using enum Trouble;
    const auto approves = Shopper::approves;
    return {
        "Onboarding",
        {{"the stores of the merchant are looked up through a time-out and a 500",
          approves,
          {{Deed::findStores, "found 4", list, {lateAnswer, error}, 3},
           {Deed::findStoresOfBrand, "found 1", list, {lateAnswer, error}, 3},
           {Deed::readStoresInDetail, "read 1", "GET */stores/detailed", {lateAnswer, error}, 3},
           {Deed::readStore, "00001", "GET */stores/*", {lateAnswer, error}, 3}},
          "no point of sale"},
         {"a point of sale is created and deleted through a time-out and a 500, then created",
          approves, lifeThrough(lateAnswer, error), "certification"},
         {"the same when the request hangs on its way and the 500 lies", approves,
          lifeThrough(stuckRequest, errorAfter), "certification"},
         {"the same when the connection breaks before and after the work", approves,
          lifeThrough(lostRequest, lostAnswer), "certification"},
         {"a name that is taken is not taken twice",
          approves,
          {{Deed::createPointOfSale, "created", create, {}, 1},
           {Deed::createAgain, "refused 1200", create, {}, 1}},
          "certification"},
         {"a lane makes its point of sale through a time-out and a 500 and finds it from then on",
          approves,
          {{Deed::setUpPointOfSale, "ready", create, {lateAnswer, error}, 3},
           {Deed::setUpPointOfSale, "ready", "GET */pointofsales", {lateAnswer, error}, 3}},
          "certification"},
         {"a point of sale whose create was never answered is found by the next look",
          approves,
          {{Deed::setUpPointOfSale, "unreachable", create, {lostAnswer, lostAnswer, lostAnswer}, 3},
           {Deed::setUpPointOfSale, "ready", "GET */pointofsales", {}, 1}},
          "certification"},
         {"a token that the server no longer takes is renewed once and the call repeated",
          approves,
          {{Deed::findStoresOfBrand, "found 1", list, {}, 1},
           {Deed::revokeTokens, "done"},
           {Deed::findStoresOfBrand, "found 1", list, {}, 2}},
          "no point of sale"}}};
}

}  // namespace mobilepay::certification
