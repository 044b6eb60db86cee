// The native methods of org.mobilepay.unifiedpos.NativeDevice: check, convert, call, convert.

#include "driver/javapos/arguments_of_java.h"
#include "driver/javapos/boundary.h"
#include "driver/javapos/farewell.h"
#include "driver/javapos/java_sink.h"
#include "driver/javapos/jni_text.h"
#include "driver/upos/name_table.h"
#include "driver/upos/property_table.h"

#include <algorithm>

namespace {

using namespace mobilepay;
using namespace mobilepay::javapos;

Category categoryOf(jint category) {
    return category == 0 ? Category::cat : Category::electronicValueRw;
}

Settings settingsOf(JNIEnv* env, jobjectArray names, jobjectArray values) {
    Settings settings;
    const auto count = std::min(env->GetArrayLength(names), env->GetArrayLength(values));
    for (jsize i = 0; i < count; ++i) {
        auto* const name = static_cast<jstring>(env->GetObjectArrayElement(names, i));
        auto* const value = static_cast<jstring>(env->GetObjectArrayElement(values, i));
        settings.emplace_back(utf8Of(env, name), utf8Of(env, value));
        env->DeleteLocalRef(name);
        env->DeleteLocalRef(value);
    }
    return settings;
}

}  // namespace

extern "C" {

JNIEXPORT jlong JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_create(JNIEnv* env, jclass,
                                                                          jint category,
                                                                          jint serviceVersion) {
    return guarded(env, jlong{0}, [&]() -> jlong {
        const DeviceOptions options{categoryOf(category), Delivery::ownThread, serviceVersion};
        return deviceHandles().add({makeDevice(options), options.category});
    });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_open(
    JNIEnv* env, jclass, jlong handle, jstring logicalName, jobjectArray names, jobjectArray values,
    jobject dispatcher) {
    withDevice(env, handle, [&](Device& device) -> Status {
        auto sink = std::make_shared<JavaSink>(env, dispatcher);
        if (env->ExceptionCheck() != JNI_FALSE) return {};
        return device.open(utf8Of(env, logicalName), settingsOf(env, names, values),
                           std::move(sink));
    });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_close(JNIEnv* env, jclass,
                                                                        jlong handle) {
    withDevice(env, handle, [](Device& device) { return device.close(); });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_claim(JNIEnv* env, jclass,
                                                                        jlong handle,
                                                                        jint timeout) {
    withDevice(env, handle, [&](Device& device) { return device.claim(timeout); });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_release(JNIEnv* env, jclass,
                                                                          jlong handle) {
    withDevice(env, handle, [](Device& device) { return device.release(); });
}

JNIEXPORT jint JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_getNumber(JNIEnv* env, jclass,
                                                                            jlong handle,
                                                                            jint index) {
    jint value = 0;
    withDevice(env, handle, [&](Device& device) {
        auto answer = device.getNumber(index);
        value = answer.value;
        return std::move(answer.status);
    });
    return value;
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_setNumber(JNIEnv* env, jclass,
                                                                            jlong handle,
                                                                            jint index,
                                                                            jint value) {
    withDevice(env, handle, [&](Device& device) { return device.setNumber(index, value); });
}

JNIEXPORT jstring JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_getText(JNIEnv* env, jclass,
                                                                             jlong handle,
                                                                             jint index) {
    jstring value = nullptr;
    withDevice(env, handle, [&](Device& device) {
        auto answer = device.getString(index);
        if (answer.status.ok()) value = javaText(env, answer.value);
        return std::move(answer.status);
    });
    return value;
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_setText(JNIEnv* env, jclass,
                                                                          jlong handle, jint index,
                                                                          jstring value) {
    withDevice(env, handle,
               [&](Device& device) { return device.setString(index, utf8Of(env, value)); });
}

JNIEXPORT jlong JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_getCurrency(JNIEnv* env, jclass,
                                                                               jlong handle,
                                                                               jint index) {
    jlong value = 0;
    withDevice(env, handle, [&](Device& device) {
        auto answer = device.getCurrency(index);
        value = answer.value;
        return std::move(answer.status);
    });
    return value;
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_setCurrency(JNIEnv* env, jclass,
                                                                              jlong handle,
                                                                              jint index,
                                                                              jlong value) {
    withDevice(env, handle, [&](Device& device) { return device.setCurrency(index, value); });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_call(JNIEnv* env, jclass,
                                                                       jlong handle, jstring name,
                                                                       jintArray numbers,
                                                                       jlongArray amounts,
                                                                       jobjectArray texts) {
    const auto category = deviceHandles().find(handle).category;
    withDevice(env, handle, [&](Device& device) -> Status {
        const auto* row = upos::findName(category, utf8Of(env, name));
        const auto* method = row == nullptr ? nullptr : std::get_if<Method>(&row->meaning);
        if (method == nullptr) return {106, 0, "the category has no such method"};
        const JavaArguments arguments{numbers, amounts, texts};
        auto values = valuesOf(env, row->signature, arguments);
        auto status = device.call(*method, values);
        if (status.ok()) writeBack(env, row->signature, values, arguments);
        return status;
    });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_destroy(JNIEnv* env, jclass,
                                                                          jlong handle) {
    guarded(env, 0, [&] {
        abandonInBackground(deviceHandles().remove(handle).device);
        return 0;
    });
}

JNIEXPORT void JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_shutDown(JNIEnv* env, jclass,
                                                                           jint milliseconds) {
    guarded(env, 0, [&] {
        abandonAll(deviceHandles().all(), std::chrono::milliseconds{milliseconds});
        return 0;
    });
}

JNIEXPORT jint JNICALL Java_org_mobilepay_unifiedpos_NativeDevice_indexOf(JNIEnv* env, jclass,
                                                                          jint category,
                                                                          jstring property) {
    return guarded(env, jint{0}, [&]() -> jint {
        const auto name = utf8Of(env, property);
        for (const auto& row : upos::propertyTable())
            if (row.name == name) return row.in(categoryOf(category)).index;
        return 0;
    });
}

}  // extern "C"
