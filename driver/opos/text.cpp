#include "driver/opos/text.h"

#include <new>

#include <gsl/gsl>

namespace mobilepay::opos {

std::string utf8Of(BSTR text) {
    const int length = gsl::narrow<int>(::SysStringLen(text));
    if (length == 0) return {};
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, text, length, nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text, length, utf8.data(), size, nullptr, nullptr);
    return utf8;
}

std::wstring wideOf(std::string_view utf8) {
    const int length = gsl::narrow<int>(utf8.size());
    if (length == 0) return {};
    const int size = ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(size), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length, wide.data(), size);
    return wide;
}

BSTR makeBstr(std::string_view utf8) {
    const auto wide = wideOf(utf8);
    BSTR text = ::SysAllocStringLen(wide.data(), gsl::narrow<UINT>(wide.size()));
    if (text == nullptr) throw std::bad_alloc();
    return text;
}

void replaceBstr(BSTR& place, std::string_view utf8) {
    BSTR text = makeBstr(utf8);
    ::SysFreeString(place);
    place = text;
}

}  // namespace mobilepay::opos
