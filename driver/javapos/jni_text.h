#pragma once

#include <jni.h>
#include <string>
#include <string_view>

namespace mobilepay::javapos {

/// Java's UTF-16 as UTF-8 and back, every character of it, NUL and those beyond the first plane
/// included; half a surrogate pair becomes U+FFFD. (JNI's own "modified UTF-8" would change both.)
[[nodiscard]] std::string utf8Of(JNIEnv* env, jstring text);
/// A local reference; null when Java is out of memory (an exception is pending then).
[[nodiscard]] jstring javaText(JNIEnv* env, std::string_view utf8);

[[nodiscard]] std::string utf8Of(std::u16string_view text);
/// Not well-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::u16string utf16Of(std::string_view utf8);

}  // namespace mobilepay::javapos
