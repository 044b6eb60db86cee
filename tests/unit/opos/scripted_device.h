#pragma once

#include "include/mobilepay/device.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace mobilepay::opos {

/// A device that writes down what the door asks of it and answers what the test has put in.
class ScriptedDevice final : public Device {
public:
    std::vector<std::string> asked;
    Settings settings;
    std::shared_ptr<EventSink> sink;
    Status answer;
    std::map<std::int32_t, std::int32_t> numbers;
    std::map<std::int32_t, std::string> texts;
    std::map<std::int32_t, std::int64_t> amounts;
    /// Runs inside `call`.
    std::function<Status(Method, std::span<Value>)> onCall;
    std::function<void()> onDeliver;
    /// Runs inside what may have to end a sale first: close, release, abandon and numbers set.
    std::function<void()> onEnd;

    Status open(const std::string& name, const Settings& given,
                std::shared_ptr<EventSink> to) noexcept override {
        note("open " + name);
        settings = given;
        if (answer.ok()) sink = std::move(to);
        return answer;
    }
    Status close() noexcept override {
        ending();
        sink.reset();
        return noted("close");
    }
    void abandon() noexcept override {
        ending();
        sink.reset();
        note("abandon");
    }
    Status claim(std::int32_t timeout) noexcept override {
        return noted("claim " + std::to_string(timeout));
    }
    Status release() noexcept override {
        ending();
        return noted("release");
    }
    Answer<std::int32_t> getNumber(std::int32_t index) noexcept override {
        return numbers.count(index) ? Answer<std::int32_t>{{}, numbers[index]}
                                    : Answer<std::int32_t>{{106, 0, "unknown"}, 0};
    }
    Status setNumber(std::int32_t index, std::int32_t value) noexcept override {
        ending();
        return noted("set " + std::to_string(index) + "=" + std::to_string(value));
    }
    Answer<std::string> getString(std::int32_t index) noexcept override {
        return texts.count(index) ? Answer<std::string>{{}, texts[index]}
                                  : Answer<std::string>{{106, 0, "unknown"}, {}};
    }
    Status setString(std::int32_t index, const std::string& value) noexcept override {
        return noted("set " + std::to_string(index) + "=" + value);
    }
    Answer<std::int64_t> getCurrency(std::int32_t index) noexcept override {
        return {{}, amounts[index]};
    }
    Status setCurrency(std::int32_t index, std::int64_t value) noexcept override {
        return noted("set " + std::to_string(index) + "=" + std::to_string(value));
    }
    Status call(Method method, std::span<Value> arguments) noexcept override {
        note("call " + std::to_string(static_cast<int>(method)));
        return onCall ? onCall(method, arguments) : answer;
    }
    void freezeByContainer(bool frozen) noexcept override { note(frozen ? "freeze" : "thaw"); }
    void deliverPending() noexcept override {
        if (onDeliver) onDeliver();
    }

    /// How often it was asked that.
    [[nodiscard]] std::ptrdiff_t count(const std::string& what) {
        const std::lock_guard lock(mutex_);
        return std::count(asked.begin(), asked.end(), what);
    }

private:
    void ending() {
        if (onEnd) onEnd();
    }
    void note(std::string what) {
        const std::lock_guard lock(mutex_);
        asked.push_back(std::move(what));
    }
    Status noted(std::string what) {
        note(std::move(what));
        return answer;
    }
    std::mutex mutex_;
};

}  // namespace mobilepay::opos
