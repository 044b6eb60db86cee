#include "driver/javapos/boundary.h"

#include "driver/javapos/jni_text.h"

namespace mobilepay::javapos {

void throwUnlessOk(JNIEnv* env, const Status& status) noexcept {
    if (status.ok() || env->ExceptionCheck() != JNI_FALSE) return;
    // Looked up each time: kept, the class could never be unloaded. A failed look-up leaves its own
    // exception pending.
    auto* const type = env->FindClass("jpos/JposException");
    if (type == nullptr) return;
    auto* const make = env->GetMethodID(type, "<init>", "(IILjava/lang/String;)V");
    if (make == nullptr) return;
    auto* const text = javaText(env, status.text);
    if (text == nullptr) return;
    auto* const thrown = env->NewObject(type, make, static_cast<jint>(status.resultCode),
                                        static_cast<jint>(status.extended), text);
    if (thrown != nullptr) env->Throw(static_cast<jthrowable>(thrown));
}

}  // namespace mobilepay::javapos
