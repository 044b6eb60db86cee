#pragma once

#include "tests/e2e/opos/control/tables.h"

#include <windows.h>
#include <oaidl.h>
#include <string>
#include <vector>

namespace mobilepay::opos_control {

/// The result codes and OpenResults that a control sets by itself.
namespace code {
inline constexpr long success = 0, closed = 101, noService = 104, illegal = 106, noExist = 109;
inline constexpr long badName = 302, badProgId = 303, notCreated = 304, badInterface = 305,
                      failedOpen = 306, badVersion = 307, alreadyOpen = 301;
}  // namespace code

struct Opened {
    long result = code::success;
    long openResult = 0;
};

/// The way to a service object: registry, creation, names in order, calls by name.
class ServiceLink {
public:
    explicit ServiceLink(const Tables& tables) : tables_(tables) {}
    ~ServiceLink() { drop(); }
    ServiceLink(const ServiceLink&) = delete;
    ServiceLink& operator=(const ServiceLink&) = delete;

    Opened open(const std::wstring& device, IDispatch* callbacks);
    /// Releases the service object.
    void drop();
    [[nodiscard]] bool isOpen() const { return service_ != nullptr; }
    [[nodiscard]] std::int32_t version() const { return version_; }
    [[nodiscard]] bool has(std::size_t name) const { return name < ids_.size(); }
    /// `arguments` from the left. S_OK and the result, or what the service returned.
    HRESULT call(std::size_t name, std::vector<VARIANT> arguments, VARIANT& result);
    [[nodiscard]] std::size_t find(std::wstring_view name) const;
    /// The LONG that the method answers; 0 for nothing.
    long number(std::wstring_view name, std::vector<VARIANT> arguments, HRESULT* code = nullptr);

private:
    [[nodiscard]] Opened fail(long result, long openResult);
    [[nodiscard]] long openResultOfService();

    const Tables& tables_;
    IDispatch* service_ = nullptr;
    std::vector<DISPID> ids_;
    std::int32_t version_ = 0;
};

[[nodiscard]] VARIANT number(long value);
[[nodiscard]] VARIANT dispatch(IDispatch* object);

}  // namespace mobilepay::opos_control
