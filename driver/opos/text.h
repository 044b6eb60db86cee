#pragma once

#include <windows.h>
#include <oleauto.h>
#include <string>
#include <string_view>

/// Text between COM (UTF-16) and the device (UTF-8).
namespace mobilepay::opos {

/// A null BSTR is an empty one; half a surrogate pair becomes U+FFFD.
[[nodiscard]] std::string utf8Of(BSTR text);
[[nodiscard]] std::wstring wideOf(std::string_view utf8);

/// The caller frees it. Throws std::bad_alloc.
[[nodiscard]] BSTR makeBstr(std::string_view utf8);

/// Frees what stands in a BSTR of the caller's and puts another text there.
void replaceBstr(BSTR& place, std::string_view utf8);

}  // namespace mobilepay::opos
