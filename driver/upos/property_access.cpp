#include "driver/upos/faults.h"
#include "driver/upos/guarded.h"
#include "driver/upos/model.h"
#include "driver/upos/upos_device.h"
#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {

namespace result = unifiedpos::result;
namespace power = unifiedpos::power;

namespace {

constexpr std::int32_t firstIndexOfStrings = 1000000;

/// Suites poll State and the like from timers: only what a category has of its own says that the
/// application looks at its results.
bool isOfCategory(std::int32_t index) {
    constexpr std::int32_t firstOfCategories = 19000;
    return index % firstIndexOfStrings >= firstOfCategories;
}

std::string unknown(std::int32_t index) {
    return "no property has the index " + std::to_string(index);
}

}  // namespace

const PropertyRow& UposDevice::rowFor(std::int32_t index, bool write) const {
    const auto* row = findProperty(options_.category, index);
    if (row == nullptr) refuse(unknown(index));
    const bool always =
        row->property == Property::state || row->property == Property::serviceObjectVersion;
    if (!always || write) requireOpen();
    if (write && row->in(options_.category).access == Access::read)
        refuse(std::string(row->name) + " is read-only");
    return *row;
}

Answer<std::int32_t> UposDevice::getNumber(std::int32_t index) noexcept {
    if (isOfCategory(index)) noteHeard();
    try {
        const auto held = lock();
        const auto& row = rowFor(index, false);
        if (row.type != Type::flag && row.type != Type::number) refuse(unknown(index));
        return {{}, numberOf(row)};
    } catch (...) {
        return {statusOfCurrentException(), 0};
    }
}

std::int32_t UposDevice::numberOf(const PropertyRow& row) {
    switch (row.property) {
        case Property::resultCode:
        case Property::resultCodeExtended:
            refuse("the door keeps " + std::string(row.name) + ": it is the last call's status");
        case Property::dataCount:
            return events_->dataCount();
        default:
            return properties_.number(row.property);
    }
}

Answer<std::string> UposDevice::getString(std::int32_t index) noexcept {
    if (isOfCategory(index)) noteHeard();
    try {
        const auto held = lock();
        const auto& row = rowFor(index, false);
        if (row.type == Type::text) return {{}, properties_.text(row.property)};
        // CAT's PaymentCondition and SequenceNumber: some controls ask for them as strings.
        if (row.type == Type::number && index >= firstIndexOfStrings)
            return {{}, std::to_string(numberOf(row))};
        refuse(unknown(index));
    } catch (...) {
        return {statusOfCurrentException(), {}};
    }
}

Answer<std::int64_t> UposDevice::getCurrency(std::int32_t index) noexcept {
    noteHeard();
    try {
        const auto held = lock();
        const auto& row = rowFor(index, false);
        if (row.type != Type::currency) refuse(unknown(index));
        return {{}, properties_.currency(row.property)};
    } catch (...) {
        return {statusOfCurrentException(), 0};
    }
}

Status UposDevice::setNumber(std::int32_t index, std::int32_t value) noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        auto held = lock();
        const auto& row = rowFor(index, true);
        if (row.type != Type::flag && row.type != Type::number) refuse(unknown(index));
        if (isOfCategory(index))
            model_->set(*this, held, row.property, value);
        else
            setCommonNumber(held, row, value);
        return {};
    });
}

Status UposDevice::setString(std::int32_t index, const std::string& value) noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        const auto held = lock();
        const auto& row = rowFor(index, true);
        if (row.type != Type::text) refuse(unknown(index));
        model_->set(*this, held, row.property, value);
        return {};
    });
}

Status UposDevice::setCurrency(std::int32_t index, std::int64_t value) noexcept {
    noteHeard();
    return guarded([&]() -> Status {
        const auto held = lock();
        const auto& row = rowFor(index, true);
        if (row.type != Type::currency) refuse(unknown(index));
        model_->setCurrency(*this, held, row.property, value);
        return {};
    });
}

void UposDevice::setCommonNumber(Lock& lock, const PropertyRow& row, std::int32_t value) {
    switch (row.property) {
        case Property::deviceEnabled:
            return setEnabled(lock, value != 0);
        case Property::powerNotify:
            return setPowerNotify(value);
        case Property::binaryConversion:
            require(value == unifiedpos::binaryConversionNone,
                    "BinaryConversion can only be 0 (BC_NONE)");
            return;
        default:
            return setFlag(lock, row.property, value != 0);
    }
}

void UposDevice::setFlag(const Lock&, Property property, bool value) {
    properties_.set(property, value);
    if (property == Property::freezeEvents) events_->freeze(value || frozenByContainer_);
    if (property == Property::dataEventEnabled) events_->enableData(value);
}

void UposDevice::setPowerNotify(std::int32_t value) {
    require(value == power::notifyDisabled || value == power::notifyEnabled,
            "PowerNotify must be 0 (PN_DISABLED) or 1 (PN_ENABLED)");
    require(!enabled_, "PowerNotify can only be set while the device is disabled");
    properties_.set(Property::powerNotify, value);
}

}  // namespace mobilepay::upos
