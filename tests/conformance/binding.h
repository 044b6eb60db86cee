#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// One way to reach a device: the C++ interface, an OPOS control … The conformance cases speak
/// UnifiedPOS by the names of OPOS; a binding translates.
namespace mobilepay::conformance {

/// `code/extended` of a call; 0/0 is success.
struct Outcome {
    std::int32_t code = 0;
    std::int32_t extended = 0;
    std::string text;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

class Binding {
public:
    virtual ~Binding() = default;
    /// `CAT` or `ElectronicValueRW`; a fresh logical device with these settings, of the training
    /// wallet unless they name another.
    virtual void prepare(const std::string& category, const Settings& settings) = 0;

    virtual Outcome open() = 0;
    virtual Outcome close() = 0;
    virtual Outcome claim(std::int32_t timeout) = 0;
    virtual Outcome release() = 0;
    /// Values as text: numbers and amounts decimal, flags 0 or 1.
    virtual Outcome get(const std::string& property, std::string& value) = 0;
    virtual Outcome set(const std::string& property, const std::string& value) = 0;
    /// What goes in and out is changed in `arguments`. May be called on a second thread while
    /// another call runs.
    virtual Outcome call(const std::string& method, std::vector<std::string>& arguments) = 0;
    /// Another control opens the same logical device and claims its lane; again: closes.
    virtual Outcome rivalClaims() = 0;
    virtual Outcome rivalCloses() = 0;
    /// Names of all readable properties of the category.
    virtual std::vector<std::string> properties() = 0;

    /// The next event, in the form of `script.h`; nullopt when none comes in time.
    virtual std::optional<std::string> nextEvent(std::chrono::milliseconds patience) = 0;
    /// What ErrorEvents are answered from now on; 0 leaves the preset answer.
    virtual void answerErrors(std::int32_t response) = 0;
};

/// The settings of a case, and what every lane of a binding has beside them.
[[nodiscard]] Settings laneSettings(Settings ofCase, int number, const std::string& folder);

}  // namespace mobilepay::conformance
