#include "tests/simulator/handler/api.h"

namespace mobilepay::simulator {
namespace {

void writeStore(JsonWriter& out, const Store& store) {
    out.beginObject()
        .textField("storeId", store.id.text())
        .textField("storeName", store.name)
        .textField("storeStreet", store.street)
        .textField("storeZipCode", store.zipCode)
        .textField("storeCity", store.city)
        .textField("brandName", store.brandName)
        .textField("merchantBrandId", store.merchantBrandId)
        .textField("merchantLocationId", store.merchantLocationId)
        .endObject();
}

/// v10 Input and Output Formats: MPPOSxxxxx, POSDKxxxxx, POSFIxxxxx.
bool isBrandId(std::string_view id) {
    return id.size() == 10 &&
           (id.starts_with("MPPOS") || id.starts_with("POSDK") || id.starts_with("POSFI"));
}

std::vector<const Store*> chosen(const Model& model, const Caller& caller, const Target& target) {
    const auto brand = target.parameter("merchantBrandId");
    const auto location = target.parameter("merchantLocationId");
    if (brand.has_value() != location.has_value()) throw Refused{refuse(1122)};
    auto stores = model.stores(caller);
    if (!brand) return stores;
    if (!isBrandId(*brand)) throw Refused{refuse(1119)};
    if (location->size() != 5) throw Refused{refuse(1120)};
    std::erase_if(stores, [&](const Store* store) {
        return store->merchantBrandId != *brand || store->merchantLocationId != *location;
    });
    return stores;
}

}  // namespace

rest::HttpResponse Handler::stores(const Caller& caller, const rest::HttpRequest& request,
                                   const Target& target, std::size_t base) {
    if (request.method != "GET") return answerEmpty(405);
    const std::size_t depth = target.segments.size() - base;
    if (depth > 2) return answerEmpty(404);
    JsonWriter out;
    if (depth == 1) {
        out.beginObject().key("storeIds").beginArray();
        for (const Store* store : chosen(model_, caller, target))
            out.text(store->id.text());
        out.endArray().endObject();
    } else if (target.segments[base + 1] == "detailed") {
        out.beginArray();
        for (const Store* store : chosen(model_, caller, target))
            writeStore(out, *store);
        out.endArray();
    } else {
        const Store* store = model_.store(caller, StoreId{pathId(target.segments[base + 1])});
        if (!store) throw Refused{notFound()};
        writeStore(out, *store);
    }
    return answerJson(out.take());
}

}  // namespace mobilepay::simulator
