#include "driver/upos/property_store.h"

#include <gsl/gsl>

namespace mobilepay::upos {

PropertyStore::PropertyStore() {
    for (const auto& row : propertyTable())
        switch (row.type) {
            case Type::flag:
            case Type::number:
                at(row.property) = std::int32_t{0};
                break;
            case Type::currency:
                at(row.property) = std::int64_t{0};
                break;
            case Type::text:
                at(row.property) = std::string();
                break;
        }
}

PropertyStore::Stored& PropertyStore::at(Property property) {
    return gsl::at(values_, static_cast<gsl::index>(property));
}
const PropertyStore::Stored& PropertyStore::at(Property property) const {
    return gsl::at(values_, static_cast<gsl::index>(property));
}

std::int32_t PropertyStore::number(Property property) const {
    const auto* value = std::get_if<std::int32_t>(&at(property));
    Expects(value != nullptr);
    return *value;
}
std::int64_t PropertyStore::currency(Property property) const {
    const auto* value = std::get_if<std::int64_t>(&at(property));
    Expects(value != nullptr);
    return *value;
}
const std::string& PropertyStore::text(Property property) const {
    const auto* value = std::get_if<std::string>(&at(property));
    Expects(value != nullptr);
    return *value;
}

void PropertyStore::set(Property property, std::int32_t value) {
    auto* stored = std::get_if<std::int32_t>(&at(property));
    Expects(stored != nullptr);
    *stored = value;
}
void PropertyStore::setCurrency(Property property, std::int64_t value) {
    auto* stored = std::get_if<std::int64_t>(&at(property));
    Expects(stored != nullptr);
    *stored = value;
}
void PropertyStore::set(Property property, std::string value) {
    auto* stored = std::get_if<std::string>(&at(property));
    Expects(stored != nullptr);
    *stored = std::move(value);
}

}  // namespace mobilepay::upos
