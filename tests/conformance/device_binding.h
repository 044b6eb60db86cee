#pragma once

#include "include/mobilepay/device.h"
#include "tests/conformance/binding.h"

#include <filesystem>
#include <memory>

namespace mobilepay::conformance {

/// The C++ device itself, on lanes of the training wallet in a folder of the test's.
class DeviceBinding final : public Binding {
public:
    explicit DeviceBinding(std::filesystem::path folder);
    ~DeviceBinding() override;

    void prepare(const std::string& category, const Settings& settings) override;
    Outcome open() override;
    Outcome close() override;
    Outcome claim(std::int32_t timeout) override;
    Outcome release() override;
    Outcome get(const std::string& property, std::string& value) override;
    Outcome set(const std::string& property, const std::string& value) override;
    Outcome call(const std::string& method, std::vector<std::string>& arguments) override;
    Outcome rivalClaims() override;
    Outcome rivalCloses() override;
    std::vector<std::string> properties() override;
    std::optional<std::string> nextEvent(std::chrono::milliseconds patience) override;
    void answerErrors(std::int32_t response) override;

private:
    class Listener;
    const std::filesystem::path folder_;
    int lanes_ = 0;
    Category category_ = Category::cat;
    Settings settings_;
    std::shared_ptr<Listener> listener_;
    std::shared_ptr<Device> device_;
    std::shared_ptr<Device> rival_;
};

}  // namespace mobilepay::conformance
