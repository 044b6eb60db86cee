#include "driver/javapos/java_sink.h"

#include "driver/javapos/attached_thread.h"
#include "driver/javapos/jni_text.h"

namespace mobilepay::javapos {
namespace {

constexpr jint localReferences = 16;

jobjectArray holderOf(JNIEnv* env, const std::string& text) {
    auto* const element = javaText(env, text);
    if (element == nullptr) return nullptr;
    return env->NewObjectArray(1, env->FindClass("java/lang/String"), element);
}

}  // namespace

/// With Java's view of this thread and room for local references; a pending exception (out of
/// memory: the dispatcher throws nothing) does not outlive it.
template <class Body>
void JavaSink::withDispatcher(Body body) const noexcept {
    const AttachedThread thread(machine_);
    auto* env = thread.env();
    if (env == nullptr || env->PushLocalFrame(localReferences) != JNI_OK) return;
    if (auto* const dispatcher = env->NewLocalRef(dispatcher_)) body(env, dispatcher);
    if (env->ExceptionCheck() != JNI_FALSE) {
        env->ExceptionDescribe();
        env->ExceptionClear();
    }
    env->PopLocalFrame(nullptr);
}

JavaSink::JavaSink(JNIEnv* env, jobject dispatcher) {
    env->GetJavaVM(&machine_);
    dispatcher_ = env->NewWeakGlobalRef(dispatcher);
    auto* const type = env->GetObjectClass(dispatcher);
    const auto method = [&](const char* name, const char* signature) -> jmethodID {
        return env->ExceptionCheck() != JNI_FALSE ? nullptr
                                                  : env->GetMethodID(type, name, signature);
    };
    data_ = method("data", "(I)V");
    directIO_ = method("directIO", "(I[I[Ljava/lang/String;)V");
    error_ = method("error", "(IIII)I");
    outputComplete_ = method("outputComplete", "(I)V");
    statusUpdate_ = method("statusUpdate", "(I)V");
    transition_ = method("transition", "(I[I[Ljava/lang/String;)V");
}

JavaSink::~JavaSink() {
    const AttachedThread thread(machine_);
    if (auto* env = thread.env()) env->DeleteWeakGlobalRef(dispatcher_);
}

void JavaSink::data(std::int32_t status) noexcept {
    withDispatcher([&](JNIEnv* env, jobject dispatcher) {
        env->CallVoidMethod(dispatcher, data_, static_cast<jint>(status));
    });
}

void JavaSink::outputComplete(std::int32_t outputId) noexcept {
    withDispatcher([&](JNIEnv* env, jobject dispatcher) {
        env->CallVoidMethod(dispatcher, outputComplete_, static_cast<jint>(outputId));
    });
}

void JavaSink::statusUpdate(std::int32_t data) noexcept {
    withDispatcher([&](JNIEnv* env, jobject dispatcher) {
        env->CallVoidMethod(dispatcher, statusUpdate_, static_cast<jint>(data));
    });
}

void JavaSink::error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
                     std::int32_t& response) noexcept {
    withDispatcher([&](JNIEnv* env, jobject dispatcher) {
        const auto answer = env->CallIntMethod(
            dispatcher, error_, static_cast<jint>(resultCode), static_cast<jint>(extended),
            static_cast<jint>(locus), static_cast<jint>(response));
        if (env->ExceptionCheck() == JNI_FALSE) response = answer;
    });
}

void JavaSink::directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept {
    exchange(directIO_, event, data, text);
}

void JavaSink::transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept {
    exchange(transition_, event, data, text);
}

void JavaSink::eventThread(const std::function<void()>& deliveries) noexcept {
    const AttachedThread thread(machine_);
    deliveries();
}

void JavaSink::exchange(jmethodID method, std::int32_t event, std::int32_t& data,
                        std::string& text) const noexcept {
    withDispatcher([&](JNIEnv* env, jobject dispatcher) {
        auto* const numbers = env->NewIntArray(1);
        auto* const texts = numbers == nullptr ? nullptr : holderOf(env, text);
        if (texts == nullptr) return;
        const jint before = data;
        env->SetIntArrayRegion(numbers, 0, 1, &before);
        env->CallVoidMethod(dispatcher, method, static_cast<jint>(event), numbers, texts);
        if (env->ExceptionCheck() != JNI_FALSE) return;
        jint after = 0;
        env->GetIntArrayRegion(numbers, 0, 1, &after);
        data = after;
        text = utf8Of(env, static_cast<jstring>(env->GetObjectArrayElement(texts, 0)));
    });
}

}  // namespace mobilepay::javapos
