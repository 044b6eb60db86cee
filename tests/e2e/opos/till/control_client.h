#pragma once

#include <windows.h>
#include <functional>
#include <oaidl.h>
#include <ocidl.h>
#include <string>
#include <vector>

/// An application's side of OPOS: a control by its ProgID, its members by name.
namespace mobilepay::opos_till {

/// Something that must not happen to a till; the text says what.
struct Wrong {
    std::string text;
};

struct Event {
    DISPID member;              ///< 1 DataEvent … 6 TransitionEvent
    std::vector<long> numbers;  ///< from the left
    std::string text;
};

/// The sink of a connection point. `handler` may answer into the last argument by reference.
class Listener final : public IDispatch {
public:
    std::vector<Event> events;
    std::function<void(const Event&, LONG*)> handler;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) noexcept override {
        *object = this;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return 2; }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return 1; }
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT*) noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR*, UINT, LCID,
                                            DISPID*) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD, DISPPARAMS* parameters,
                                     VARIANT*, EXCEPINFO*, UINT*) noexcept override;
};

/// One control, on the thread that made it.
class ControlClient {
public:
    /// Throws Wrong when it cannot be made, or has no events of that category.
    ControlClient(const std::string& progId, bool cat);
    ~ControlClient();
    ControlClient(const ControlClient&) = delete;
    ControlClient& operator=(const ControlClient&) = delete;

    [[nodiscard]] bool has(const char* member);
    long call(const char* method, std::vector<VARIANT> arguments = {});
    [[nodiscard]] long number(const char* property);
    [[nodiscard]] std::string text(const char* property);
    [[nodiscard]] std::int64_t amount(const char* property);
    /// The caller clears it.
    [[nodiscard]] VARIANT read(const char* property);
    /// Takes `value` over.
    void write(const char* property, VARIANT value);
    void set(const char* property, long value);
    void set(const char* property, const std::string& value);
    /// A call with (number, amount, 0, timeout).
    long authorize(const char* method, long sequenceNumber, std::int64_t amount, long timeout);

    /// Runs the application's messages until `done`; throws Wrong after `patience` milliseconds.
    void runUntil(const std::function<bool()>& done, const char* what, DWORD patience = 30000);

    Listener listener;

private:
    DISPID idOf(const char* member);
    HRESULT invoke(const char* member, WORD kind, std::vector<VARIANT>& arguments, VARIANT& result);
    IDispatch* control_ = nullptr;
    IConnectionPoint* point_ = nullptr;
    DWORD cookie_ = 0;
};

[[nodiscard]] VARIANT argument(long value);
[[nodiscard]] VARIANT argument(const std::string& text);
[[nodiscard]] VARIANT amountArgument(std::int64_t value);

}  // namespace mobilepay::opos_till
