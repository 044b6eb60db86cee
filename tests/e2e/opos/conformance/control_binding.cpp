#include "tests/e2e/opos/conformance/control_binding.h"

#include "registry/opos_keys.h"
#include "tests/e2e/opos/control/tables.h"

#include <algorithm>
#include <array>
#include <oleauto.h>
#include <stdexcept>

namespace mobilepay::opos_till {
namespace {

using conformance::Outcome;
using conformance::Settings;

constexpr const char* device = "Conformance";

const opos_control::Tables& tablesOf(const std::string& category) {
    return opos_control::tablesOf(category == "CAT");
}

template <class Text>
std::string plain(const Text& text) {
    std::string narrow;
    for (const wchar_t one : std::wstring_view(text))
        narrow += static_cast<char>(one);
    return narrow;
}

std::string_view signatureOf(const std::string& category, const std::string& method) {
    for (const auto& row : tablesOf(category).names)
        if (plain(row.name) == method) return row.signature;
    throw std::runtime_error("no method " + method);
}

/// The place of an argument that goes by reference.
struct Place {
    LONG number = 0;
    BSTR text = nullptr;
};

VARIANT byReference(Place& place, char letter, const std::string& word) {
    VARIANT made;
    ::VariantInit(&made);
    if (letter == 'L') {
        place.number = std::stol(word);
        made.vt = VT_BYREF | VT_I4;
        made.plVal = &place.number;
    } else {
        place.text = argument(word).bstrVal;
        made.vt = VT_BYREF | VT_BSTR;
        made.pbstrVal = &place.text;
    }
    return made;
}

/// What a call left there.
void takeBack(const Place& place, char letter, std::string& word) {
    if (letter == 'L') word = std::to_string(place.number);
    if (letter != 'S') return;
    word = plain(std::wstring(place.text, ::SysStringLen(place.text)));
    ::SysFreeString(place.text);
}

std::string eventText(const Event& event) {
    const auto number = [&](std::size_t at) { return std::to_string(event.numbers.at(at)); };
    switch (event.member) {
        case 1:
            return "Data " + number(0);
        case 2:
            return "DirectIO " + number(0) + " " + number(1);
        case 3:
            return "Error " + number(0) + "/" + number(1) + " " + number(2);
        case 4:
            return "OutputComplete " + number(0);
        case 5:
            return "StatusUpdate " + number(0);
        default:
            return "Transition " + number(0);
    }
}

std::string textOf(const VARIANT& value) {
    switch (value.vt) {
        case VT_BOOL:
            return value.boolVal != VARIANT_FALSE ? "1" : "0";
        case VT_I4:
            return std::to_string(value.lVal);
        case VT_CY:
            return std::to_string(value.cyVal.int64);
        case VT_BSTR:
            return plain(std::wstring(value.bstrVal, ::SysStringLen(value.bstrVal)));
        default:
            throw std::runtime_error("a property of an unknown type");
    }
}

/// Of the type that the property reads as.
VARIANT likeValue(const VARIANT& like, const std::string& text) {
    switch (like.vt) {
        case VT_BSTR:
            return argument(text);
        case VT_CY:
            return amountArgument(std::stoll(text));
        default:
            return argument(std::stol(text));
    }
}

}  // namespace

ControlBinding::ControlBinding(std::map<std::string, std::string> controls, std::string folder)
    : controls_(std::move(controls)), folder_(std::move(folder)) {}

ControlBinding::~ControlBinding() {
    till_.run([this] {
        control_.reset();
        rival_.reset();
    });
}

void ControlBinding::there(const std::function<void()>& work) {
    try {
        till_.run(work);
    } catch (const Wrong& wrong) {
        throw std::runtime_error(wrong.text);
    }
}

void ControlBinding::prepare(const std::string& category, const Settings& settings) {
    category_ = category;
    registry::OposDevice one{device,
                             category == "CAT" ? registry::DeviceCategory::cat
                                               : registry::DeviceCategory::electronicValueRw,
                             {},
                             {}};
    for (const auto& [name, value] : conformance::laneSettings(settings, ++lanes_, folder_))
        one.properties.push_back({name, value});
    registry::writeOposDevice(one,
                              sizeof(void*) == 4 ? registry::View::bits32 : registry::View::bits64);
    requireGoodEvents();
    there([this] {
        control_.reset();
        rival_.reset();
        control_ = std::make_unique<ControlClient>(controls_.at(category_), category_ == "CAT");
        control_->listener.handler = [this](const Event& event, LONG* response) {
            note(event, response);
        };
    });
    const std::lock_guard lock(mutex_);
    events_.clear();
    response_ = 0;
}

void ControlBinding::requireGoodEvents() {
    there([this] {
        // Only our own control counts these.
        if (!control_ || !control_->has("WrongEvents")) return;
        const long wrong = control_->number("WrongEvents");
        const long strange = control_->number("StrangeEvents");
        if (wrong + strange != 0)
            throw Wrong{"the case before had " + std::to_string(wrong) +
                        " events against the rules and " + std::to_string(strange) +
                        " from other threads"};
    });
}

Outcome ControlBinding::methodOf(const char* name, const std::vector<VARIANT>& arguments) {
    Outcome outcome;
    outcome.code = static_cast<std::int32_t>(control_->call(name, arguments));
    if (outcome.code != 0)
        outcome.extended = static_cast<std::int32_t>(control_->number("ResultCodeExtended"));
    return outcome;
}

Outcome ControlBinding::open() {
    Outcome outcome;
    there([&] {
        outcome = methodOf("Open", {argument(std::string(device))});
        if (outcome.code != 0)
            outcome.text = "OpenResult " + std::to_string(control_->number("OpenResult"));
    });
    return outcome;
}

Outcome ControlBinding::close() {
    Outcome outcome;
    there([&] { outcome = methodOf("Close", {}); });
    return outcome;
}

Outcome ControlBinding::claim(std::int32_t timeout) {
    Outcome outcome;
    there([&] { outcome = methodOf("ClaimDevice", {argument(static_cast<long>(timeout))}); });
    return outcome;
}

Outcome ControlBinding::release() {
    Outcome outcome;
    there([&] { outcome = methodOf("ReleaseDevice", {}); });
    return outcome;
}

Outcome ControlBinding::get(const std::string& property, std::string& value) {
    there([&] {
        VARIANT read = control_->read(property.c_str());
        value = textOf(read);
        ::VariantClear(&read);
    });
    return {};
}

Outcome ControlBinding::set(const std::string& property, const std::string& value) {
    Outcome outcome;
    there([&] {
        VARIANT now = control_->read(property.c_str());
        control_->write(property.c_str(), likeValue(now, value));
        ::VariantClear(&now);
        outcome.code = static_cast<std::int32_t>(control_->number("ResultCode"));
        outcome.extended = static_cast<std::int32_t>(control_->number("ResultCodeExtended"));
    });
    return outcome;
}

Outcome ControlBinding::call(const std::string& method, std::vector<std::string>& words) {
    const auto signature = signatureOf(category_, method);
    Outcome outcome;
    there([&] {
        std::vector<Place> places(signature.size());
        std::vector<VARIANT> arguments;
        for (std::size_t at = 0; at < signature.size(); ++at) {
            const auto& word = words.at(at);
            if (signature[at] == 'L' || signature[at] == 'S')
                arguments.push_back(byReference(places[at], signature[at], word));
            else if (signature[at] == 'c')
                arguments.push_back(amountArgument(std::stoll(word)));
            else if (signature[at] == 's')
                arguments.push_back(argument(word));
            else
                arguments.push_back(argument(std::stol(word)));
        }
        outcome = methodOf(method.c_str(), arguments);
        for (std::size_t at = 0; at < signature.size(); ++at)
            takeBack(places[at], signature[at], words[at]);
    });
    return outcome;
}

Outcome ControlBinding::rivalClaims() {
    Outcome outcome;
    there([&] {
        rival_ = std::make_unique<ControlClient>(controls_.at(category_), category_ == "CAT");
        outcome.code =
            static_cast<std::int32_t>(rival_->call("Open", {argument(std::string(device))}));
        if (outcome.code == 0)
            outcome.code = static_cast<std::int32_t>(rival_->call("ClaimDevice", {argument(0L)}));
    });
    return outcome;
}

Outcome ControlBinding::rivalCloses() {
    Outcome outcome;
    there([&] { outcome.code = static_cast<std::int32_t>(rival_->call("Close", {})); });
    return outcome;
}

std::vector<std::string> ControlBinding::properties() {
    std::vector<std::string> names;
    for (const auto& row : tablesOf(category_).properties)
        names.push_back(plain(row.name));
    return names;
}

void ControlBinding::note(const Event& event, LONG* response) {
    constexpr DISPID error = 3;
    const std::lock_guard lock(mutex_);
    if (event.member == error && response != nullptr && response_ != 0) *response = response_;
    events_.push_back(eventText(event));
    changed_.notify_all();
}

std::optional<std::string> ControlBinding::nextEvent(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [this] { return !events_.empty(); }))
        return std::nullopt;
    auto event = events_.front();
    events_.pop_front();
    return event;
}

void ControlBinding::answerErrors(std::int32_t response) {
    const std::lock_guard lock(mutex_);
    response_ = response;
}

}  // namespace mobilepay::opos_till
