#pragma once

#include "driver/javapos/device_handles.h"

#include <jni.h>

namespace mobilepay::javapos {

/// Makes a JposException pending when the status is not a success.
void throwUnlessOk(JNIEnv* env, const Status& status) noexcept;

/// Runs what a native method does; a C++ exception becomes a JposException (E_FAILURE), and
/// `fallback` is returned.
template <class Result, class Body>
Result guarded(JNIEnv* env, Result fallback, Body body) noexcept {
    try {
        return body();
    } catch (const std::exception& fault) {
        throwUnlessOk(env, {111, 1099, fault.what()});
    } catch (...) {
        throwUnlessOk(env, {111, 1099, "internal error"});
    }
    return fallback;
}

/// Runs `body(device)` with the device of that handle and throws its status into Java; a handle
/// that is not known is a closed device.
template <class Body>
void withDevice(JNIEnv* env, jlong handle, Body body) noexcept {
    guarded(env, 0, [&] {
        const auto entry = deviceHandles().find(handle);
        throwUnlessOk(env, entry.device ? Status(body(*entry.device))
                                        : Status{101, 0, "the device is closed"});
        return 0;
    });
}

}  // namespace mobilepay::javapos
