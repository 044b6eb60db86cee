#include "driver/javapos/jni_text.h"

#include <vector>

#include <Poco/UTF16Encoding.h>
#include <Poco/UTF8Encoding.h>
#include <gsl/gsl>

namespace mobilepay::javapos {
namespace {

constexpr int replacement = 0xFFFD;

bool isSurrogate(int character) {
    return character >= 0xD800 && character <= 0xDFFF;
}

bool isHigh(char16_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool isLow(char16_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

void append(std::string& text, int character) {
    unsigned char bytes[6];
    const auto count = Poco::UTF8Encoding().convert(character, bytes, sizeof bytes);
    text.append(bytes, bytes + count);
}

void append(std::u16string& text, int character) {
    if (character < 0x10000) {
        text += static_cast<char16_t>(character);
        return;
    }
    const int offset = character - 0x10000;
    text += static_cast<char16_t>(0xD800 + (offset >> 10));
    text += static_cast<char16_t>(0xDC00 + (offset & 0x3FF));
}

}  // namespace

std::string utf8Of(std::u16string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        int character = text[i];
        if (isHigh(text[i]) && i + 1 < text.size() && isLow(text[i + 1])) {
            character = 0x10000 + ((character & 0x3FF) << 10) + (text[i + 1] & 0x3FF);
            ++i;
        }
        append(out, isSurrogate(character) ? replacement : character);
    }
    return out;
}

std::u16string utf16Of(std::string_view utf8) {
    const Poco::UTF8Encoding encoding;
    std::u16string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto* at = reinterpret_cast<const unsigned char*>(utf8.data() + i);
        const auto left = gsl::narrow<int>(utf8.size() - i);
        const int wanted = encoding.sequenceLength(at, 1);
        const int character = wanted >= 1 && wanted <= left ? encoding.queryConvert(at, left) : -1;
        const bool good = character >= 0 && character <= 0x10FFFF && !isSurrogate(character) &&
                          Poco::UTF8Encoding::isLegal(at, wanted);
        append(out, good ? character : replacement);
        i += good ? gsl::narrow<std::size_t>(wanted) : 1;
    }
    return out;
}

std::string utf8Of(JNIEnv* env, jstring text) {
    if (text == nullptr) return {};
    const auto length = gsl::narrow<std::size_t>(env->GetStringLength(text));
    std::vector<jchar> units(length);
    env->GetStringRegion(text, 0, gsl::narrow<jsize>(length), units.data());
    return utf8Of(std::u16string(units.begin(), units.end()));
}

jstring javaText(JNIEnv* env, std::string_view utf8) {
    const auto text = utf16Of(utf8);
    const std::vector<jchar> units(text.begin(), text.end());
    return env->NewString(units.data(), gsl::narrow<jsize>(units.size()));
}

}  // namespace mobilepay::javapos
