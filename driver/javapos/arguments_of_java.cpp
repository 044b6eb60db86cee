#include "driver/javapos/arguments_of_java.h"

#include "driver/javapos/jni_text.h"

namespace mobilepay::javapos {
namespace {

struct Positions {
    jsize number = 0;
    jsize amount = 0;
    jsize text = 0;
};

jsize lengthOf(JNIEnv* env, jarray array) {
    return array == nullptr ? 0 : env->GetArrayLength(array);
}

std::string textAt(JNIEnv* env, jobjectArray texts, jsize at) {
    auto* const element = static_cast<jstring>(env->GetObjectArrayElement(texts, at));
    auto text = utf8Of(env, element);
    env->DeleteLocalRef(element);
    return text;
}

}  // namespace

std::vector<Value> valuesOf(JNIEnv* env, std::string_view signature,
                            const JavaArguments& arguments) {
    std::vector<Value> values;
    Positions at;
    for (const char kind : signature) {
        if ((kind == 'l' || kind == 'L') && at.number < lengthOf(env, arguments.numbers)) {
            jint number = 0;
            env->GetIntArrayRegion(arguments.numbers, at.number++, 1, &number);
            values.emplace_back(std::int32_t{number});
        } else if (kind == 'c' && at.amount < lengthOf(env, arguments.amounts)) {
            jlong amount = 0;
            env->GetLongArrayRegion(arguments.amounts, at.amount++, 1, &amount);
            values.emplace_back(std::int64_t{amount});
        } else if ((kind == 's' || kind == 'S') && at.text < lengthOf(env, arguments.texts)) {
            values.emplace_back(textAt(env, arguments.texts, at.text++));
        }
    }
    return values;
}

void writeBack(JNIEnv* env, std::string_view signature, const std::vector<Value>& values,
               const JavaArguments& arguments) {
    Positions at;
    auto value = values.begin();
    for (const char kind : signature) {
        if (value == values.end()) return;
        if (const auto* number = std::get_if<std::int32_t>(&*value)) {
            const jint changed = *number;
            if (kind == 'L') env->SetIntArrayRegion(arguments.numbers, at.number, 1, &changed);
            ++at.number;
        } else if (const auto* text = std::get_if<std::string>(&*value)) {
            if (kind == 'S')
                env->SetObjectArrayElement(arguments.texts, at.text, javaText(env, *text));
            ++at.text;
        }
        ++value;
    }
}

}  // namespace mobilepay::javapos
