#include "tests/simulator/model/world.h"

namespace mobilepay::simulator {
namespace {

void addShoppers(World& world, const std::string& prefix, const std::string& tokens) {
    const auto add = [&](const std::string& digit) -> Shopper& {
        world.shoppers.push_back({prefix + digit, Card::credit, {}, false, tokens + digit, ""});
        return world.shoppers.back();
    };
    add("1");
    add("2").card = Card::debit;
    add("3");
    Shopper& loyal = add("4");
    loyal.loyaltyIds = {"LOYALTY-" + prefix.substr(1) + "4"};
    loyal.receiptToken = "d0c0ffee" + tokens.substr(8) + "4";
    add("5").partialCapture = true;
}

Store certificationStore(const std::string& id, const std::string& vat, const std::string& city) {
    return {StoreId{id},     vat,          "Certification store " + city,
            "Testvej 1",     "1000",       city,
            "Certification", "MPPOSCERT1", "00001"};
}

}  // namespace

World defaultWorld() {
    World world;
    world.integrators = {{"6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01", "mpsim-secret-of-integrator-1"},
                         {"6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c02", "mpsim-secret-of-integrator-2"}};
    world.brokerSecret = "mpsim-secret-of-broker";
    world.merchants = {{"DK90000028", "Certification merchant (DK)"},
                       {"FI90000040", "Certification merchant (FI)"},
                       {"DK12345678", "Another merchant (DK)"}};
    Store danish =
        certificationStore("5d0e0000-0000-4000-8000-000000000001", "DK90000028", "Aarhus");
    Store finnish =
        certificationStore("5d0e0000-0000-4000-8000-000000000002", "FI90000040", "Helsinki");
    Store second = danish;
    second.id = StoreId{"5d0e0000-0000-4000-8000-000000000003"};
    second.name = "Second certification store";
    second.merchantLocationId = "00002";
    Store asleep = danish;
    asleep.id = StoreId{"5d0e0000-0000-4000-8000-000000000004"};
    asleep.name = "Store that is not activated";
    asleep.merchantLocationId = "00009";
    asleep.activated = false;
    Store otherBrand = danish;
    otherBrand.id = StoreId{"5d0e0000-0000-4000-8000-000000000005"};
    otherBrand.name = "Kiosk";
    otherBrand.brandName = "Kiosks of the certification merchant";
    otherBrand.merchantBrandId = "POSDK00001";
    otherBrand.merchantLocationId = "10001";
    Store foreign = danish;
    foreign.id = StoreId{"5d0e0000-0000-4000-8000-000000000006"};
    foreign.merchantVat = "DK12345678";
    foreign.name = "Somebody else's store";
    foreign.brandName = "Somebody else";
    foreign.merchantBrandId = "POSDK99999";
    foreign.merchantLocationId = "20001";
    world.stores = {danish, finnish, second, asleep, otherBrand, foreign};
    addShoppers(world, "+452003180", "c0ffee00000000000000000000000000000d000");
    addShoppers(world, "+35820031800", "c0ffee00000000000000000000000000000f100");
    return world;
}

}  // namespace mobilepay::simulator
