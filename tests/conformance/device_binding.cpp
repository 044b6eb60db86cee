#include "tests/conformance/device_binding.h"

#include "driver/upos/name_table.h"
#include "driver/upos/property_table.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace mobilepay::conformance {
namespace {

Outcome outcomeOf(const Status& status) {
    return {status.resultCode, status.extended, status.text};
}

const upos::PropertyRow& rowOf(Category category, const std::string& name) {
    for (const auto& row : upos::propertyTable())
        if (row.name == name && row.in(category).index != 0) return row;
    throw std::runtime_error("no property " + name);
}

Value valueOf(char kind, const std::string& text) {
    switch (kind) {
        case 'l':
        case 'L':
            return static_cast<std::int32_t>(std::stol(text));
        case 'c':
            return static_cast<std::int64_t>(std::stoll(text));
        default:
            return text;
    }
}

std::string text(std::int64_t number) {
    return std::to_string(number);
}

std::string textOf(const Value& value) {
    if (const auto* number = std::get_if<std::int32_t>(&value)) return text(*number);
    if (const auto* amount = std::get_if<std::int64_t>(&value)) return text(*amount);
    return std::get<std::string>(value);
}

}  // namespace

class DeviceBinding::Listener final : public EventSink {
public:
    void data(std::int32_t status) noexcept override { note("Data " + text(status)); }
    void directIO(std::int32_t event, std::int32_t& data, std::string&) noexcept override {
        note("DirectIO " + text(event) + " " + text(data));
    }
    void error(std::int32_t code, std::int32_t extended, std::int32_t locus,
               std::int32_t& response) noexcept override {
        const std::lock_guard lock(mutex_);
        if (response_ != 0) response = response_;
        events_.push_back("Error " + text(code) + "/" + text(extended) + " " + text(locus));
        changed_.notify_all();
    }
    void outputComplete(std::int32_t id) noexcept override { note("OutputComplete " + text(id)); }
    void statusUpdate(std::int32_t data) noexcept override { note("StatusUpdate " + text(data)); }
    void transition(std::int32_t event, std::int32_t&, std::string&) noexcept override {
        note("Transition " + text(event));
    }

    std::optional<std::string> next(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, patience, [this] { return !events_.empty(); }))
            return std::nullopt;
        auto event = events_.front();
        events_.pop_front();
        return event;
    }
    void answer(std::int32_t response) {
        const std::lock_guard lock(mutex_);
        response_ = response;
    }

private:
    void note(std::string event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> events_;
    std::int32_t response_ = 0;
};

DeviceBinding::DeviceBinding(std::filesystem::path folder) : folder_(std::move(folder)) {}
DeviceBinding::~DeviceBinding() = default;

void DeviceBinding::prepare(const std::string& category, const Settings& settings) {
    category_ = category == "CAT" ? Category::cat : Category::electronicValueRw;
    settings_ = laneSettings(settings, ++lanes_, folder_.string());
    rival_.reset();
    listener_ = std::make_shared<Listener>();
    device_ = makeDevice({category_, Delivery::ownThread, 1015000});
}

Outcome DeviceBinding::open() {
    return outcomeOf(device_->open("Conformance", settings_, listener_));
}
Outcome DeviceBinding::close() {
    return outcomeOf(device_->close());
}
Outcome DeviceBinding::claim(std::int32_t timeout) {
    return outcomeOf(device_->claim(timeout));
}
Outcome DeviceBinding::release() {
    return outcomeOf(device_->release());
}

Outcome DeviceBinding::get(const std::string& property, std::string& value) {
    const auto& row = rowOf(category_, property);
    const auto index = row.in(category_).index;
    if (row.type == upos::Type::text) {
        auto answer = device_->getString(index);
        value = answer.value;
        return outcomeOf(answer.status);
    }
    if (row.type == upos::Type::currency) {
        const auto answer = device_->getCurrency(index);
        value = text(answer.value);
        return outcomeOf(answer.status);
    }
    const auto answer = device_->getNumber(index);
    value = text(answer.value);
    return outcomeOf(answer.status);
}

Outcome DeviceBinding::set(const std::string& property, const std::string& value) {
    const auto& row = rowOf(category_, property);
    const auto index = row.in(category_).index;
    if (row.type == upos::Type::text) return outcomeOf(device_->setString(index, value));
    if (row.type == upos::Type::currency)
        return outcomeOf(device_->setCurrency(index, std::stoll(value)));
    return outcomeOf(device_->setNumber(index, std::stoi(value)));
}

Outcome DeviceBinding::call(const std::string& method, std::vector<std::string>& arguments) {
    const auto* row = upos::findName(category_, method);
    if (row == nullptr) throw std::runtime_error("no method " + method);
    std::vector<Value> values;
    for (std::size_t i = 0; i < row->signature.size(); ++i)
        values.push_back(valueOf(row->signature[i], arguments.at(i)));
    auto outcome = outcomeOf(device_->call(std::get<Method>(row->meaning), values));
    for (std::size_t i = 0; i < values.size(); ++i)
        arguments[i] = textOf(values[i]);
    return outcome;
}

Outcome DeviceBinding::rivalClaims() {
    rival_ = makeDevice({category_, Delivery::ownThread, 1015000});
    const auto opened = rival_->open("Rival", settings_, std::make_shared<Listener>());
    return outcomeOf(opened.ok() ? rival_->claim(0) : opened);
}
Outcome DeviceBinding::rivalCloses() {
    return outcomeOf(rival_->close());
}

std::vector<std::string> DeviceBinding::properties() {
    std::vector<std::string> names;
    for (const auto& row : upos::propertyTable())
        if (row.in(category_).index != 0 && row.property != upos::Property::resultCode &&
            row.property != upos::Property::resultCodeExtended)  // which the doors keep
            names.emplace_back(row.name);
    return names;
}

std::optional<std::string> DeviceBinding::nextEvent(std::chrono::milliseconds patience) {
    return listener_->next(patience);
}
void DeviceBinding::answerErrors(std::int32_t response) {
    listener_->answer(response);
}

}  // namespace mobilepay::conformance
