#pragma once

#include <windows.h>
#include <functional>
#include <iterator>
#include <oaidl.h>
#include <string>
#include <vector>

namespace mobilepay::opos {

/// The side of a control that a service object calls: it writes the events down, and says on which
/// thread they came.
class ListeningControl final : public IDispatch {
public:
    struct Event {
        std::wstring name;
        std::vector<long> numbers;
        std::wstring text;
        DWORD thread = 0;
    };
    std::vector<Event> events;
    /// What the application puts into the last argument by reference; unset: nothing.
    std::function<void(const Event&, LONG*)> handler;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) noexcept override {
        *object = this;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() noexcept override { return 2; }
    ULONG STDMETHODCALLTYPE Release() noexcept override { return 1; }
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT* count) noexcept override {
        *count = 0;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) noexcept override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT, LCID,
                                            DISPID* id) noexcept override {
        for (DISPID at = 0; at < static_cast<DISPID>(std::size(known)); ++at)
            if (std::wstring(known[at]) == names[0]) {
                *id = at + 1;
                return S_OK;
            }
        *id = DISPID_UNKNOWN;
        return DISP_E_UNKNOWNNAME;
    }
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD, DISPPARAMS* parameters,
                                     VARIANT*, EXCEPINFO*, UINT*) noexcept override {
        Event event{known[id - 1], {}, {}, ::GetCurrentThreadId()};
        LONG* reference = nullptr;
        for (UINT at = parameters->cArgs; at-- > 0;) {
            const VARIANT& argument = parameters->rgvarg[at];
            if (argument.vt == VT_I4) event.numbers.push_back(argument.lVal);
            if (argument.vt == (VT_BYREF | VT_I4)) {
                reference = argument.plVal;
                event.numbers.push_back(*reference);
            }
            if (argument.vt == (VT_BYREF | VT_BSTR)) event.text = *argument.pbstrVal;
        }
        events.push_back(event);
        if (handler) handler(event, reference);
        return S_OK;
    }

private:
    static constexpr const wchar_t* known[] = {L"SOData", L"SODirectIO", L"SOError",
                                               L"SOOutputComplete", L"SOStatusUpdate"};
};

}  // namespace mobilepay::opos
